"""``svarbenk register tables``: printed register tables reckoned anew, and what print says otherwise."""

from typing import Annotated

import typer

from svarbenk.cli.register import register
from svarbenk.cli.terminal import DataPath, out


@register.command()
def tables(
    numbers: Annotated[list[str] | None, typer.Argument(metavar="TABELL…", help="Som 3-1; ellers alle.")] = None,
    document: Annotated[str, typer.Option("--document", help="Rapporten de trykte tallene er fra.")] = "rapport-iv",
    data: DataPath = None,
) -> None:
    """Regn registertabellene av de trykte nivåene, og vis hvor det trykte er noe annet."""
    from svarbenk.codebook import DataFolder
    from svarbenk.register import Tally, read_register, tally
    from svarbenk.wording.register_notes import printed_text, reckoned_text

    book = read_register(document, DataFolder.find(data))
    whole = Tally()
    for number in numbers or book.numbers:
        table = book.table(number)
        found = tally(table)
        whole += found
        out.print(
            f"{number:>5}  {found.levels:>3} nivåer, {found.same:>3} stemmer, {found.rounding:>2} innenfor avrunding, "
            f"{found.differs:>2} avvik  {table.definition.title.nb}",
            markup=False,
        )
        for each in table.differences:
            if not each.rounding:
                said, ours = printed_text(each), reckoned_text(each)
                out.print(
                    f"       linje {each.entry.line}: {each.whole_label.nb}: trykt {said}, regnet {ours}", markup=False
                )
    held = whole.same + whole.rounding + whole.differs
    out.print(
        f"{whole.levels} trykte nivåer; av {held} trykte tall som kan regnes, stemmer {whole.same}, "
        f"{whole.rounding} er innenfor avrundingen og {whole.differs} avviker; {whole.kept} kan ikke regnes.",
        markup=False,
    )
    if whole.differs:
        raise typer.Exit(1)
