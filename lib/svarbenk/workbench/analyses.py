"""The listings and figures of an appendix of analyses: adjusted changes, trends over waves, decompositions."""

from collections.abc import Sequence

import numpy as np

from svarbenk import stats, wording
from svarbenk.codebook import Text
from svarbenk.figures import Figure, point_ranges
from svarbenk.responses import WAVE
from svarbenk.tables import count
from svarbenk.workbench.adjusted import AdjustedChange, Decomposed
from svarbenk.workbench.listing import Listing
from svarbenk.workbench.survey import Survey

_QUESTION = Text(nb="Spørsmål", en="Question")
_P, _HOLM = Text(nb="p", en="p"), Text(nb="p, Holm", en="p, Holm")
_CRUDE = Text(nb="Ujustert oddsratio", en="Crude odds ratio")
_ADJUSTED = Text(nb="Justert oddsratio", en="Adjusted odds ratio")
_BRANT = Text(nb="Brant, p", en="Brant, p")
_WAVES = Text(nb="Runder", en="Waves")
_SLOPE = Text(nb="Endring per år", en="Change per year")
_BY = Text(nb="Etter", en="By")
_TOTAL = Text(nb="Endring", en="Change")
_COMPOSITION = Text(nb="Sammensetning", en="Composition")
_WITHIN = Text(nb="Svar innen gruppene", en="Answers within groups")


def adjusted_listing(changes: Sequence[AdjustedChange]) -> Listing:
    """List adjusted changes: crude and adjusted odds ratio, p before and after Holm's correction, Brant's test.

    Parameters
    ----------
    changes : sequence of AdjustedChange
        The family that is corrected for; those without a fit are told in a note.
    """
    fitted = [each for each in changes if each.adjusted is not None]
    if not fitted:
        return Listing((_QUESTION,), ())
    language = fitted[0].table.language
    corrected = stats.adjust_p([each.p_value for each in fitted])
    brant = [_brant(each) for each in fitted]
    rows = tuple(
        (
            each.name,
            wording.ratio(each.ratio(adjusted=False), language),
            wording.ratio(each.ratio(), language),
            wording.p_value(each.p_value, language, symbol=False),
            wording.p_value(p, language, symbol=False),
            "–" if b is None else wording.p_value(b, language, symbol=False),
        )
        for each, p, b in zip(fitted, corrected, brant, strict=True)
    )
    broken = [
        wording.lowered(e.name.to(language)) for e, b in zip(fitted, brant, strict=True) if b is not None and b < 0.05
    ]
    background = [wording.lowered(each.to(language)) for each in max((e.background for e in fitted), key=len)]
    notes = [
        wording.adjusted_note(background, max(e.dropped for e in fitted), min(e.adjusted.n for e in fitted), language),
        wording.proportionality_note(broken, sum(b is not None for b in brant), language),
        *(f"{each.name.to(language)}: {each.why}." for each in changes if each.why),
    ]
    return Listing(
        (_QUESTION, _CRUDE, _ADJUSTED, _P, _HOLM, _BRANT), rows, tuple(notes), tuple(each.table for each in fitted)
    )


def _brant(change: AdjustedChange) -> float | None:
    [found] = [note for note in change.adjusted.notes if note.code == "proportionality"]
    return found.values["p_value"]


def adjusted_figure(changes: Sequence[AdjustedChange]) -> Figure | None:
    """Draw crude and adjusted odds ratios with their intervals; None where there are none.

    Parameters
    ----------
    changes : sequence of AdjustedChange
        Those without a fit are left out.
    """
    fitted = [each for each in changes if each.adjusted is not None]
    if not fitted:
        return None
    return point_ranges(
        [estimate for each in fitted for estimate in each.estimates()],
        fitted[0].table.language,
        synthetic=any(each.table.synthetic for each in fitted),
        measure=Text(nb="Oddsratio, siste runde mot basisrunden", en="Odds ratio, last wave against the baseline"),
        kind="ratio",
    )


def trend_listing(survey: Survey, answers: Sequence[tuple[str, str]]) -> Listing:
    """List trend tests over waves: one answer of each question against the year, with Holm's correction.

    Parameters
    ----------
    survey : Survey
        With three waves or more in play.
    answers : sequence of (str, str)
        Question and category or merge; those asked in fewer than three comparable waves are told in a note.

    Raises
    ------
    InputError
        If there is no such question or category.

    Notes
    -----
    Cochran–Armitage's test with the years of the waves as scores, and its least-squares slope in percentage points a
    year; see ``stats.cochran_armitage``.
    """
    language, found, without = survey.language, [], []
    for question, category in answers:
        table = survey.in_hand(count(survey.responses, question, WAVE, shown=[category]), question, WAVE)
        shown = table.shown
        asked = survey.question(question)
        name = Text(
            nb=f"{asked.name.nb}: {wording.quoted(asked.label_of(category).nb, 'nb')}",
            en=f"{asked.name.to('en')}: {wording.quoted(asked.label_of(category).to('en'), 'en')}",
        )
        if len(shown.rows) < 3 or shown.barred is not None or shown.is_protected or shown.weighted:
            without.append(name.to(language))
            continue
        x, n = shown.counts[:, 0], shown.row_n
        try:
            result = stats.cochran_armitage(np.column_stack([n - x, x]), scores=shown.rows.scores)
        except stats.DegenerateTable:
            without.append(name.to(language))
            continue
        found.append((name, table, result))
    if not found:
        return Listing((_QUESTION,), ())
    corrected = stats.adjust_p([result.p_value for _, _, result in found])
    rows = tuple(
        (
            name,
            ", ".join(table.shown.rows.ids),
            wording.points(result.effect, language),
            wording.p_value(result.p_value, language, symbol=False),
            wording.p_value(p, language, symbol=False),
        )
        for (name, table, result), p in zip(found, corrected, strict=True)
    )
    nb = language == "nb"
    notes = [
        Text(
            nb="Cochran–Armitages trendtest med rundenes tidspunkt som skår. Endring i prosentpoeng per år, med "
            "konfidensintervall.",
            en="Cochran–Armitage's trend test with the time of each wave as its score. Change in percentage points a "
            "year, with a confidence interval.",
        ),
        (
            f"{'Ikke i tre sammenlignbare runder' if nb else 'Not in three comparable waves'}: {'; '.join(without)}."
            if without
            else ""
        ),
    ]
    tables = tuple(table for _, table, _ in found)
    return Listing((_QUESTION, _WAVES, _SLOPE, _P, _HOLM), rows, tuple(notes), tables)


def decomposition_listing(found: Sequence[Decomposed]) -> Listing:
    """List why shares changed: composition, and other answers within the groups.

    Parameters
    ----------
    found : sequence of Decomposed
        Those without a change are left out.
    """
    known = [each for each in found if each.change is not None]
    if not known:
        return Listing((_QUESTION,), ())
    language = known[0].table.language
    rows = tuple(
        (
            each.label,
            wording.lowered(each.by.to(language)),
            *(
                wording.points(part, language)
                for part in (each.change.total, each.change.composition, each.change.within)
            ),
        )
        for each in known
    )
    note = Text(
        nb="Kitagawas dekomponering, i prosentpoeng med konfidensintervall. Svar uten oppgitt bakgrunn er utelatt.",
        en="Kitagawa's decomposition, in percentage points with intervals. Without the background a reply is left out.",
    )
    return Listing((_QUESTION, _BY, _TOTAL, _COMPOSITION, _WITHIN), rows, (note,), tuple(each.table for each in known))
