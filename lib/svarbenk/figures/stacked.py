"""100 % stacked bars: one bar a row, one segment an answer."""

from collections.abc import Mapping, Sequence

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.errors import InputError
from svarbenk.figures import alt, style
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.rows import Group, base_remark, first_of, groups_of, is_synthetic, tables_of
from svarbenk.figures.sheet import Sheet
from svarbenk.figures.stack import Section, write_stack
from svarbenk.tables import Banner, CountTable

Stars = Mapping[str | tuple[str, ...], str]


def stacked_bars(
    table: CountTable | Banner,
    language: Language = "nb",
    *,
    title: str | None = None,
    muted: Sequence[str] = (),
    group_notes: Mapping[str, str] | None = None,
    stars: Stars | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw a bar of 100 per cent for each row, its segments in the order of the columns.

    A row with a hidden count is hatched from end to end, so that no length gives a number away; a row that
    nobody answered has no bar. A segment too narrow for «4 %» says «4», or nothing.

    Parameters
    ----------
    table : CountTable or Banner
        One answer a unit. A banner gives a bar for everybody, then bars under the name of each background.
    language : str
        «nb» or «en».
    title : str, optional
        Over the figure; documents have it in the caption.
    muted : sequence of str
        Ids of don't-know and not-relevant columns, drawn in grey.
    group_notes : mapping of str to str, optional
        Id of a background to what stands after its name, such as «p = 0,045».
    stars : mapping, optional
        Id of a row, or in a banner of background and row, to the stars after its label.
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
        If units can stand in several columns (``grouped_bars`` draws those), a row adds up to more than its n,
        nobody answered, or the width is under 70 mm.
    """
    notes = group_notes or {}
    sheet = stacked_sheet(
        table, language, title=title, muted=muted, group_notes=notes, stars=stars, remark=remark, width_mm=width_mm
    )
    name = title or first_of(table).columns.label.to(language)
    told = alt.of_stacked(table, language, muted=muted, group_notes=notes)
    rows = [(row.label, stars_of(stars, group, row.id)) for group in groups_of(table, language) for row in group.rows]
    return printed(sheet, name, alt.with_tests(told, rows, tested, language))


def stacked_sheet(
    table: CountTable | Banner,
    language: Language,
    *,
    title: str | None,
    muted: Sequence[str],
    group_notes: Mapping[str, str],
    width_mm: float,
    stars: Stars | None = None,
    remark: str = "",
) -> Sheet:
    """Lay the figure out; parameters as for ``stacked_bars``.

    Raises
    ------
    InputError
        If units can stand in several columns or a row adds up to more than its n.
    """
    first = first_of(table)
    refuse_several(first)
    groups = groups_of(table, language)
    sections = [
        Section(
            group.rows,
            group.heading,
            group_notes.get(group.id, ""),
            stars={row.id: stars_of(stars, group, row.id) for row in group.rows},
        )
        for group in groups
    ]
    sheet = Sheet(width_mm)
    sheet.head(title)
    write_stack(sheet, sections, first.columns, muted, language)
    named = first.base is None or any(row.everybody for group in groups for row in group.rows)
    remarks = ["" if named else base_remark([first], language), remark]
    synthetic = is_synthetic(tables_of(table))
    sheet.close(" ".join(filter(None, remarks)), wording.synthetic_mark(language) if synthetic else "")
    return sheet


def refuse_several(table: CountTable) -> None:
    """Refuse a table whose units can stand in several columns.

    Parameters
    ----------
    table : CountTable
        What is to be drawn as parts of a whole.

    Raises
    ------
    InputError
        If they can.
    """
    if not table.exclusive:
        raise InputError(f"«{table.columns.id}»: stablede søyler trenger ett svar per enhet; bruk grouped_bars")


def stars_of(stars: Stars | None, group: Group, row: str) -> str:
    """Return the stars of a row: by background and row, or by row alone.

    Parameters
    ----------
    stars : mapping or None
        Ids to stars.
    group : Group
        The row's background.
    row : str
        Its id.
    """
    known = stars or {}
    return known.get((group.id, row), known.get(row, ""))
