"""The columns of an export matched with the codebook's: each found once, and nothing read that is not asked for."""

from collections.abc import Collection, Iterator

from svarbenk.codebook import Codebook, Column, nearest
from svarbenk.codebook import squeeze as squeeze_text
from svarbenk.errors import InputError
from svarbenk.responses.decisions import acceptance
from svarbenk.responses.raw_export import Grid, RawExport, shorten, squeeze, told_path

QUESTION = "spørsmål "


def match_columns(grid: Grid, codebook: Codebook, without: Collection[str] = ()) -> RawExport:
    """Pick the columns that the codebook names out of a file.

    Parameters
    ----------
    grid : Grid
        The file as its reader hands it on.
    codebook : Codebook
        Names each column by variable and by header; blanks and line breaks in headers do not matter.
    without : collection of str
        Ids of the questions whose columns may be missing.

    Returns
    -------
    RawExport
        Without contact columns, columns to ignore and columns that the codebook does not know.

    Raises
    ------
    InputError
        If there are no replies, or a column is missing or there twice.
    """
    return _Matching(grid, codebook, without).export()


def absent_questions(export: RawExport, codebook: Codebook) -> set[str]:
    """Return the questions of a wave's ``codebook`` that lack a column in an ``export``."""
    return {
        question.id
        for question in codebook.asked()
        if question.column().variable not in export.cells
        and (
            question.kind != "multiple"
            or any(column.variable not in export.cells for _, column in question.option_columns())
        )
    }


class _Matching:
    def __init__(self, grid: Grid, codebook: Codebook, without: Collection[str]):
        self.grid = grid
        self.codebook = codebook
        self.without = without
        self.where = told_path(grid.path) + (f", ark «{grid.sheet}»" if grid.sheet else "")
        self.names = [squeeze(cell) for cell in grid.header]
        self.places: dict[str, int] = {}
        for place, name in enumerate(self.names):
            if name:
                self.places.setdefault(name, place)

    def export(self) -> RawExport:
        chosen, missing = self._chosen()
        if not chosen:
            raise InputError(
                f"{self.where}: første rad har ingen av kolonnene i kodeboken «{self.codebook.id}»; "
                f"ventet overskrifter som «{self.codebook.reply.id.variable}» eller "
                f"«{shorten(self.codebook.reply.id.header)}»"
            )
        self._refuse_twice()
        self._refuse_missing(missing, set(chosen.values()))
        known = {
            name
            for column in (*self.codebook.contact, *self.codebook.ignored)
            for name in (column.variable, squeeze_text(column.header))
        }
        free = (name for name, place in self.places.items() if place not in chosen.values())
        rows, cells = self.grid.gather(list(chosen.values()))
        if not rows:
            raise InputError(f"{self.where}: ingen svar under overskriftene; ventet en rad per svar")
        return RawExport(
            path=self.grid.path,
            sheet=self.grid.sheet,
            rows=tuple(rows),
            cells=dict(zip(chosen, cells, strict=True)),
            columns={variable: shorten(self.names[place]) for variable, place in chosen.items()},
            value_labels=self.grid.labels,
            unknown_columns=tuple(name for name in free if name not in known),
        )

    def _refuse_twice(self) -> None:
        for place, name in enumerate(self.names):
            if name and self.places[name] != place:
                first, second = (self.grid.position(each + 1) for each in (self.places[name], place))
                raise InputError(
                    f"{self.where}: kolonnen «{shorten(name)}» finnes to ganger (kolonne {first} og {second}); "
                    f"ventet hver kolonne én gang"
                )

    def _locate(self, column: Column) -> int | None:
        names = dict.fromkeys((column.variable, squeeze_text(column.header)))
        found = [self.places[name] for name in names if name in self.places]
        if len(found) > 1:
            raise InputError(
                f"{self.where}: både «{column.variable}» og «{shorten(column.header)}» finnes; "
                f"de er samme spørsmål, ventet én av dem"
            )
        return found[0] if found else None

    def _chosen(self) -> tuple[dict[str, int], list[tuple[str, Column]]]:
        """Return the place of each variable to read, and (what it is, column) for each that is not there."""
        chosen: dict[str, int] = {}
        missing: list[tuple[str, Column]] = []
        for what, column, required in _expected(self.codebook):
            place = self._locate(column)
            if place is not None:
                chosen[column.variable] = place
            elif required and what.removeprefix(QUESTION) not in self.without:
                missing.append((what, column))
        for question in self.codebook.asked():
            if question.kind != "multiple":
                continue
            joined = self._locate(question.column())
            options = [(self._locate(column), column) for _, column in question.option_columns()]
            absent = [column for place, column in options if place is None]
            if absent and joined is None and question.id in self.without:
                continue
            if joined is not None:
                chosen[question.column().variable] = joined
            elif len(absent) == len(options):
                missing.append((f"{QUESTION}{question.id}", question.column()))
            else:
                missing += [(f"{QUESTION}{question.id}", column) for column in absent]
                chosen |= {column.variable: place for place, column in options if place is not None}
        return chosen, missing

    def _refuse_missing(self, missing: list[tuple[str, Column]], taken: set[int]) -> None:
        if not missing:
            return
        what, column = missing[0]
        coded = self.codebook.reply.id.variable in self.places
        wanted = column.variable if coded else squeeze_text(column.header)
        free = [name for name, place in self.places.items() if place not in taken]
        more = f"\nI alt mangler {len(missing)} kolonner." if len(missing) > 1 else ""
        kind = "variabelen" if self.grid.path.suffix.lower() == ".sav" else "kolonnen"
        advice = ""
        if what.startswith(QUESTION):
            wanted_line = acceptance("column", what.removeprefix(QUESTION))
            advice = f"\nFinnes den ikke, godta det i decisions.yaml: {wanted_line}"
        raise InputError(
            f"{self.where}: {kind} «{shorten(wanted)}» mangler; ventet den for {what} (kodebok «{self.codebook.id}»)"
            f"{nearest(wanted, free)}{more}{advice}"
        )


def _expected(codebook: Codebook) -> Iterator[tuple[str, Column, bool]]:
    """Give (what it is, column, required) for every column that holds one answer or tells of the reply."""
    reply = codebook.reply
    yield "svarets id", reply.id, True
    for what, column, required in (
        ("enhet", reply.unit, True),
        ("starttid", reply.started, codebook.cleaning.test_rows != "keep"),
        ("samtykke", reply.consent, True),
        ("hvor langt svaret kom", reply.completed, True),
        ("svarets vekt", reply.weight, True),
        ("datakilde", reply.provenance, False),
    ):
        if column is not None:
            yield what, column, required
    for question in codebook.asked():
        if question.kind != "multiple":
            yield f"{QUESTION}{question.id}", question.column(), True
