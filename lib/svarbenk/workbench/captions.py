"""What stands around a figure or table: its title, its line of n, its source with field periods, its notes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.tables import CountTable
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.table import Table

if TYPE_CHECKING:
    from svarbenk.workbench.survey import Survey


def everybody(table: Table | BannerTable) -> Table:
    """Return the ``table``, or a banner's table of everybody."""
    return table.total if isinstance(table, BannerTable) else table


def title_of(tables: Sequence[Table | BannerTable]) -> str:
    """Return what some ``tables`` in one figure are of: what was asked, of items of a battery the battery's wording."""
    first = tables[0]
    battery = first.about.battery
    if battery is not None and len(tables) > 1 and all(table.about.battery == battery for table in tables):
        return battery.to(first.language).rstrip(" :")
    return first.title()


def sources(tables: Sequence[Table | BannerTable], language: Language) -> str:
    """Return where the numbers of some tables come from, with the field periods of their waves.

    Parameters
    ----------
    tables : sequence of Table or BannerTable
        The tables; of several surveys, a source each.
    language : str
        «nb» or «en».
    """
    shown = [everybody(table).shown for table in tables]
    waves: dict[str, list[str]] = {}
    for each in shown:
        known = waves.setdefault(each.source.to(language), [])
        known += [wave.label.to(language) for wave in each.waves if wave.label.to(language) not in known]
    return "; ".join(wording.source_line(source, known, language) for source, known in waves.items() if source)


def remarks(shown: Sequence[CountTable], language: Language) -> list[str]:
    """Return what some tables have to be told under them, such as that a selection does not apply.

    Parameters
    ----------
    shown : sequence of CountTable
        The counts after protection.
    language : str
        «nb» or «en».
    """
    return list(dict.fromkeys(each.to(language) for table in shown for each in table.remarks))


def printed_p(table: Table | BannerTable, survey: "Survey") -> list[str]:
    """Say where the printed report has another p-value for the same table.

    Parameters
    ----------
    table : Table or BannerTable
        The table; only of a banner is anything known.
    survey : Survey
        Knows the printed numbers.
    """
    if not isinstance(table, BannerTable):
        return []
    language = table.language
    notes = []
    printed = survey.ledger().select(question=table.total.shown.columns.id, statistic="p")
    for each in table.by:
        for entry in printed.select(background=each.shown.rows.id):
            if each.result is None or entry.number.agrees(each.result.p_value):
                continue
            where = each.shown.rows.label.to(language)
            ours = wording.p_value(each.result.p_value, language, symbol=False)
            notes.append(wording.printed_p_note(where, entry.printed, ours, language))
    return notes
