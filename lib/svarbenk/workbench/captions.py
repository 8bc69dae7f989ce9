"""What stands around a figure or table: its title, its line of n, its source with field periods, its notes."""

from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.tables import CountTable
from svarbenk.workbench.banner import BannerTable
from svarbenk.workbench.table import Table


def everybody(table: Table | BannerTable) -> Table:
    """Return the ``table``, or a banner's table of everybody."""
    return table.total if isinstance(table, BannerTable) else table


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
