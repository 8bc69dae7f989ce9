"""Alt texts: what a figure shows, in a few sentences computed from the same numbers."""

from collections.abc import Mapping, Sequence

import numpy as np

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.figures.dependence import Dependence
from svarbenk.figures.labels import quoted
from svarbenk.figures.rows import Group, Row, first_of, groups_of, is_synthetic, tables_of
from svarbenk.responses import WAVE
from svarbenk.tables import Banner, CountTable


def of_stacked(
    table: CountTable | Banner,
    language: Language,
    *,
    muted: Sequence[str] = (),
    group_notes: Mapping[str, str] | None = None,
) -> str:
    """Describe stacked bars: what was asked, everybody's answers, and where the first answer is rarest and commonest.

    Parameters
    ----------
    table : CountTable or Banner
        What was drawn.
    language : str
        «nb» or «en».
    muted : sequence of str
        Ids of columns that are no opinions.
    group_notes : mapping of str to str, optional
        Id of a background to what stands after its name.
    """
    nb = language == "nb"
    first = first_of(table)
    groups = groups_of(table, language)
    names = [category.label.to(language) for category in first.columns.categories]
    by = [group for group in groups if not any(row.everybody for row in group.rows)]
    battery = not first.grouped and len(first.rows) > 1
    about = quoted((first.rows if battery else first.columns).label.to(language).rstrip(" :"), language)
    notes = [
        wording.lowered(group.table.rows.label.to(language))
        + (f" ({note})" if (note := (group_notes or {}).get(group.id)) else "")
        for group in (() if battery else by)
    ]
    after = f"{' etter ' if nb else ' by '}{wording.listed(notes, language)}" if notes else ""
    sentences = [f"{'Stablede søyler i prosent' if nb else 'Stacked bars in per cent'}: {about}{after}."]
    shown = [row for group in groups for row in group.rows if row.everybody]
    if not shown:
        ends = [by[0].rows[0], by[0].rows[-1]] if first.rows.id == WAVE else []
        shown = list(by[0].rows) if len(by[0].rows) < 4 else ends
    told = [_answers(row, names, language) for row in shown if not row.is_hidden and not row.is_empty]
    sentences += [f"{each}." for each in told]
    loud = [place for place, name in enumerate(first.columns.ids) if name not in muted]
    rows = [row for group in by for row in group.rows if not row.is_hidden and not row.is_empty]
    if loud and len(rows) > 1 and len(shown) != len(rows) and first.rows.id != WAVE:
        sentences.append(_extremes(names[loud[0]], [(row, row.percent[loud[0]]) for row in rows], language))
    return _closed(sentences, groups, table, language)


def of_grouped(tables: Sequence[CountTable], language: Language) -> str:
    """Describe bars of several ticked options: how many ticked each, and what differs between groups.

    Parameters
    ----------
    tables : sequence of CountTable
        What was drawn, everybody first.
    language : str
        «nb» or «en».
    """
    nb = language == "nb"
    first = tables[0]
    groups = [group for table in tables for group in groups_of(table, language)]
    names = [category.label.to(language) for category in first.columns.categories]
    backgrounds = [table.rows.label.to(language) for table in tables if len(table.rows) > 1]
    told = [wording.lowered(name) for name in dict.fromkeys(backgrounds)]
    by = f"{' etter ' if nb else ' by '}{wording.listed(told, language)}" if told else ""
    about = quoted(first.columns.label.to(language), language)
    rows = [row for group in groups for row in group.rows]
    kind = "Søyler i prosent" if nb else "Bars in per cent"
    if any(np.nansum(row.percent) > 100.5 for row in rows):
        kind += ", flere svar mulig" if nb else ", several answers possible"
    sentences = [f"{kind}: {about}{by}."]
    open_rows = [row for row in rows if not row.is_empty]
    if len(rows) == 1 or rows[0].everybody:
        sentences += [f"{_answers(row, names, language)}." for row in open_rows[:1] if not np.isnan(row.percent).all()]
    others = [row for row in open_rows if not row.everybody]
    if len(others) > 1:
        top = int(np.nanargmax(np.nansum([np.nan_to_num(row.counts) for row in others], axis=0)))
        known = [(row, row.percent[top]) for row in others if not np.isnan(row.percent[top])]
        if len(known) > 1:
            sentences.append(_extremes(names[top], known, language))
    return _closed(sentences, groups, tables, language, some=True)


def _answers(row: Row, names: Sequence[str], language: Language) -> str:
    parts = [
        f"{name} {wording.percent(share, language)}"
        for name, share in zip(names, row.percent, strict=True)
        if not np.isnan(share)
    ]
    return f"{row.told(language)}: {', '.join(parts)}"


def _extremes(name: str, rows: Sequence[tuple[Row, float]], language: Language) -> str:
    """Say where an answer is rarest and commonest; groups that share the place are all named."""
    low, high = (wording.percent(end(share for _, share in rows), language) for end in (min, max))

    def who(wanted: str) -> str:
        there = [row for row, share in rows if wording.percent(share, language) == wanted]
        found = [", ".join(filter(None, (row.label, row.n_text(language)))) for row in there]
        return f"{wanted} ({'; '.join(found)})"

    answer = quoted(name, language)
    if low == high:
        return f"{answer} er {low} i alle grupper." if language == "nb" else f"{answer} is {low} in all groups."
    if language == "en":
        return f"{answer} is lowest at {who(low)} and highest at {who(high)}."
    return f"{answer} er lavest med {who(low)} og høyest med {who(high)}."


def _closed(
    sentences: list[str],
    groups: Sequence[Group],
    tables: CountTable | Banner | Sequence[CountTable],
    language: Language,
    *,
    some: bool = False,
) -> str:
    """Add what is hidden (``some``: not the whole row), what is empty and that data are stand-in ones."""
    nb = language == "nb"
    rows = [row for group in groups for row in group.rows]
    hidden = [row.label for row in rows if row.is_hidden]
    empty = [row.label for row in rows if row.is_empty]
    if hidden:
        what = ("Noen tall" if some else "Tall") if nb else ("Some numbers" if some else "Numbers")
        everywhere = len(hidden) == len(rows) > 1
        whom = ("alle rader" if nb else "all rows") if everywhere else wording.listed(hidden, language).rstrip(".")
        sentences.append(f"{what} er skjult for {whom}." if nb else f"{what} are hidden for {whom}.")
    if empty:
        whom = wording.listed(empty, language).rstrip(".")
        sentences.append(f"Ingen svar fra {whom}." if nb else f"No answers from {whom}.")
    every = tables_of(tables) if isinstance(tables, CountTable | Banner) else tables
    if is_synthetic(every):
        sentences.append(f"{wording.synthetic_mark(language)}.")
    return " ".join(sentences)


def with_tests(told: str, rows: Sequence[tuple[str, str]], tested: str, language: Language) -> str:
    """Add which labels carry stars, and what was tested.

    Parameters
    ----------
    told : str
        The alt text without them.
    rows : sequence of (str, str)
        Labels and their stars.
    tested : str
        What was tested, in words.
    language : str
        «nb» or «en».
    """
    marked: dict[str, list[str]] = {}
    for label, stars in rows:
        if stars:
            marked.setdefault(stars, []).append(label)
    parts = [f"{stars} {wording.listed(marked[stars], language)}" for stars in sorted(marked, key=len, reverse=True)]
    found = f"{'Stjerner' if language == 'nb' else 'Stars'}: {'; '.join(parts)}." if parts else ""
    return " ".join(filter(None, (told, found, tested.strip())))


def of_change(table: CountTable, language: Language) -> str:
    """Describe change over time: each answer's percentage at the first and the last point, and the difference.

    Parameters
    ----------
    table : CountTable
        What was drawn.
    language : str
        «nb» or «en».
    """
    nb = language == "nb"
    groups = groups_of(table, language)
    rows = groups[0].rows
    first, last = rows[0], rows[-1]
    about = quoted(table.columns.label.to(language), language)
    times = [row.told(language) for row in (first, last)]
    kind = "Endring i prosent" if nb else "Change in per cent"
    whence = f"fra {times[0]} til {times[1]}" if nb else f"from {times[0]} to {times[1]}"
    parts = [
        f"{category.label.to(language)} {'fra' if nb else 'from'} {wording.percent(before, language)} "
        f"{'til' if nb else 'to'} {wording.percent(after, language)} ({difference([before, after], language)})"
        for category, before, after in zip(table.columns.categories, first.percent, last.percent, strict=True)
        if not np.isnan([before, after]).any()
    ]
    sentences = [f"{kind}: {about} {whence}."]
    if parts:
        unit = "endring i prosentpoeng i parentes" if nb else "change in percentage points in parentheses"
        sentences.append(f"{'; '.join(parts)}; {unit}.")
    return _closed(sentences, groups, table, language, some=True)


def difference(shares: Sequence[float], language: Language) -> str:
    """Return by how many points the last percentage differs from the first: «+12»; «–» or «:» where it is not known.

    Parameters
    ----------
    shares : sequence of float
        Percentages in order of time, NaN where unknown.
    language : str
        «nb» or «en».
    """
    change = shares[-1] - shares[0]
    if np.isnan(change):
        return wording.HIDDEN
    text = wording.number(change, language)
    return f"+{text}" if wording.rounded(change) > 0 else text


def of_dependences(results: Sequence[Dependence], language: Language, *, synthetic: bool) -> str:
    """Describe the dot plot: the strongest dependence and how many are significant.

    Parameters
    ----------
    results : sequence of Dependence
        What was drawn.
    language : str
        «nb» or «en».
    synthetic : bool
        Whether they are of stand-in data.
    """
    nb = language == "nb"
    questions = list(dict.fromkeys(each.question.to(language) for each in results))
    backgrounds = list(dict.fromkeys(wording.lowered(each.background.to(language)) for each in results))
    top = max(results, key=lambda each: each.effect)
    answer = quoted(top.question.to(language), language)
    strength = f"V{wording.HARD_SPACE}={wording.HARD_SPACE}{wording.number(top.effect, language, 2)}"
    told = f"{strength}, {wording.p_value(top.p_value, language)}"
    many, clear = (
        wording.number(len(results), language),
        wording.number(sum(r.p_value < 0.05 for r in results), language),
    )
    level = f"p{wording.HARD_SPACE}<{wording.HARD_SPACE}{wording.number(0.05, language, 2)}"
    size, whom = wording.number(len(questions), language), wording.listed(backgrounds, language)
    noun = ("spørsmål" if nb else "question") + ("" if nb or len(questions) == 1 else "s")
    by = wording.lowered(top.background.to(language))
    if nb:
        sentences = [
            f"Prikkplott av hvor sterkt svarene på {size} {noun} henger sammen med {whom} (Cramérs V).",
            f"Sterkest er sammenhengen for {answer} og {by} ({told}).",
            f"{clear} av {many} sammenhenger har {level}.",
        ]
    else:
        sentences = [
            f"Dot plot of how strongly the answers to {size} {noun} depend on {whom} (Cramér's V).",
            f"The strongest dependence is that of {answer} on {by} ({told}).",
            f"{clear} of {many} dependences have {level}.",
        ]
    if synthetic:
        sentences.append(f"{wording.synthetic_mark(language)}.")
    return " ".join(sentences)
