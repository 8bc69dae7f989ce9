"""Batteries over time: a block an item, in it a bar of 100 per cent a wave; and panels of bars with one legend."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import alt, style
from svarbenk.figures.alt_items import of_items
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.rows import Group, base_remark, groups_of, is_synthetic
from svarbenk.figures.sheet import Sheet
from svarbenk.figures.stack import Section, write_stack
from svarbenk.figures.stacked import refuse_several
from svarbenk.tables import CountTable

Panel = CountTable | Sequence[CountTable]


def item_bars(
    tables: Sequence[CountTable],
    language: Language = "nb",
    *,
    title: str | None = None,
    muted: Sequence[str] = (),
    stars: Mapping[tuple[str, str], str] | None = None,
    headings: Sequence[Text] | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw a block for each item of a battery, in it a bar of 100 per cent for each row, such as a wave.

    Items with one row each give one bar an item, named by the item.

    Parameters
    ----------
    tables : sequence of CountTable
        One an item, all with the same columns.
    language : str
        «nb» or «en».
    title : str, optional
        Over the figure; documents have it in the caption.
    muted : sequence of str
        Ids of don't-know and not-relevant columns, drawn in grey.
    stars : mapping, optional
        Ids of item and row to the stars after the row's label.
    headings : sequence of Text, optional
        One an item; the label of the item by default.
    tested : str
        What the stars mean; for the alt text.
    remark : str
        A line under the figure.
    width_mm : float
        Width on paper; below 125, as for a phone, labels stand above their bars.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If there is no item, items differ in their columns, units can stand in several of them, nobody answered, or
        the width is under 70 mm.
    """
    names = {} if headings is None else dict(zip(tables, headings, strict=True))
    sheet = items_sheet(
        [("", tables)], language, title=title, muted=muted, stars=stars or {}, names=names, remark=remark,
        width_mm=width_mm,
    )  # fmt: skip
    told = of_items([("", _groups(tables, language, names))], language, muted=muted)
    marked = [(f"{_name(table, language, names)} ({row.label})", _stars(stars or {}, 0, table, row.id))
              for table in tables for [group] in [groups_of(table, language)] for row in group.rows]  # fmt: skip
    name = title or tables[0].question.to(language) or tables[0].columns.label.to(language)
    return printed(sheet, name, _finished(told, marked, tested, tables, language))


def panel_bars(
    panels: Sequence[Panel],
    headings: Sequence[str | Text],
    language: Language = "nb",
    *,
    title: str | None = None,
    muted: Sequence[str] = (),
    stars: Mapping[str | tuple[int | str, ...], str] | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw panels of 100 per cent bars under each other, with one legend: a), b).

    Parameters
    ----------
    panels : sequence of CountTable, or of sequences of CountTable
        A table gives a bar a row, tables give a block an item as in ``item_bars``; all with the same columns.
    headings : sequence of str or Text
        One a panel, such as «a) Fastlegejobben».
    language : str
        «nb» or «en».
    title : str, optional
        Over the figure; documents have it in the caption.
    muted : sequence of str
        Ids of don't-know and not-relevant columns, drawn in grey.
    stars : mapping, optional
        Number of the panel from 0, id of the item where there are items, and id of the row, to the stars after it.
    tested : str
        What the stars mean; for the alt text.
    remark : str
        A line under the figure.
    width_mm : float
        Width on paper; below 125, as for a phone, labels stand above their bars.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If there is no panel, panels differ in their columns, units can stand in several of them, nobody answered,
        or the width is under 70 mm.
    """
    heads = [each.to(language) if isinstance(each, Text) else each for each in headings]
    told_panels = [(head, _listed(panel)) for head, panel in zip(heads, panels, strict=True)]
    sheet = items_sheet(
        told_panels, language, title=title, muted=muted, stars=stars or {}, names={}, remark=remark, width_mm=width_mm
    )
    tables = [table for _, each in told_panels for table in each]
    told = of_items([(head, _groups(each, language, {})) for head, each in told_panels], language, muted=muted)
    marked = [
        (f"{head}: {label}", _stars(stars or {}, number, table, row.id))
        for number, (head, each) in enumerate(told_panels)
        for table in each
        for [group] in [groups_of(table, language)]
        for row in group.rows
        for label in [row.label if len(each) == 1 else f"{_name(table, language, {})} ({row.label})"]
    ]
    name = title or tables[0].question.to(language) or heads[0]
    return printed(sheet, name, _finished(told, marked, tested, tables, language))


def items_sheet(
    panels: Sequence[tuple[str, Sequence[CountTable]]],
    language: Language,
    *,
    title: str | None,
    muted: Sequence[str],
    stars: Mapping,
    names: Mapping[CountTable, Text],
    remark: str,
    width_mm: float,
) -> Sheet:
    """Lay the figure out; ``panels`` are headings and tables, ``names`` are items' own; otherwise as ``panel_bars``.

    Raises
    ------
    InputError
        If there is nothing to draw, columns differ, or units can stand in several of them.
    """
    tables = [table for _, each in panels for table in each]
    if not tables or not all(each for _, each in panels):
        raise InputError("påstander: fant ingen tabell; ventet minst én i hvert panel")
    for table in tables:
        refuse_several(table)
        if table.columns.ids != tables[0].columns.ids:
            raise InputError(
                f"«{table.columns.id}»: fant svarene {', '.join(table.columns.ids)}; "
                f"ventet de samme som for «{tables[0].columns.id}»: {', '.join(tables[0].columns.ids)}"
            )
    sections = [
        replace(section, panel=head if first else "")
        for number, (head, each) in enumerate(panels)
        for first, section in _numbered(_sections(number, head, each, language, stars, names))
    ]
    sheet = Sheet(width_mm)
    sheet.head(title)
    write_stack(sheet, sections, tables[0].columns, muted, language)
    remarks = [base_remark(tables, language), remark]
    sheet.close(" ".join(filter(None, remarks)), wording.synthetic_mark(language) if is_synthetic(tables) else "")
    return sheet


def _sections(
    number: int,
    panel: str,
    tables: Sequence[CountTable],
    language: Language,
    stars: Mapping,
    names: Mapping[CountTable, Text],
) -> list[Section]:
    """Return a section an item; of items with one row each a single section whose rows are the items."""
    groups = _groups(tables, language, names)
    marked = [
        {row.id: _stars(stars, number, table, row.id) for row in group.rows}
        for table, group in zip(tables, groups, strict=True)
    ]
    if len(tables) > 1 and all(len(group.rows) == 1 for group in groups):
        ids = [table.columns.id for table in tables]
        rows = tuple(
            replace(group.rows[0], label=group.heading, id=name, everybody=False)
            for name, group in zip(ids, groups, strict=True)
        )
        return [Section(rows, stars=dict(zip(ids, ("".join(each.values()) for each in marked), strict=True)))]
    return [
        Section(group.rows, group.heading if len(tables) > 1 or not panel else "", stars=each)
        for group, each in zip(groups, marked, strict=True)
    ]


def _groups(tables: Sequence[CountTable], language: Language, names: Mapping[CountTable, Text]) -> list[Group]:
    """Return the rows of each table under the name of its item."""
    return [replace(groups_of(table, language)[0], heading=_name(table, language, names)) for table in tables]


def _name(table: CountTable, language: Language, names: Mapping[CountTable, Text]) -> str:
    return names.get(table, table.columns.label).to(language)


def _listed(panel: Panel) -> Sequence[CountTable]:
    return [panel] if isinstance(panel, CountTable) else list(panel)


def _numbered(sections: Sequence[Section]) -> Iterator[tuple[bool, Section]]:
    return ((place == 0, section) for place, section in enumerate(sections))


def _stars(stars: Mapping, panel: int, table: CountTable, row: str) -> str:
    item = table.columns.id
    return next((stars[key] for key in ((panel, item, row), (panel, row), (item, row), row) if key in stars), "")


def _finished(
    told: str, marked: Sequence[tuple[str, str]], tested: str, tables: Sequence[CountTable], language: Language
) -> str:
    mark = f"{wording.synthetic_mark(language)}." if is_synthetic(tables) else ""
    return " ".join(filter(None, (alt.with_tests(told, marked, tested, language), mark)))
