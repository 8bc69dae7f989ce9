"""Estimates with their intervals: odds ratios, shares against a rule, correlations; and means in order of size."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures import style
from svarbenk.figures.figure import Figure, printed
from svarbenk.figures.forest import Look, forest_sheet, value_text

Kind = Literal["ratio", "percent", "correlation", "number"]
_DECIMALS = {"ratio": 2, "percent": 0, "correlation": 2, "number": 1}
_RULES: dict[str, tuple[float | None, Text | None]] = {
    "ratio": (1.0, Text(nb="ingen forskjell", en="no difference")),
    "correlation": (0.0, Text(nb="ingen sammenheng", en="no association")),
    "percent": (None, None),
    "number": (None, None),
}


@dataclass(frozen=True)
class Estimate:
    """A number with its uncertainty.

    Parameters
    ----------
    label : Text
        What it is of.
    value : float
        The number; NaN where it is hidden.
    low, high : float or None
        Its interval.
    n : float or None
        How many answers it rests on.
    p_value : float or None
        Of the test against the rule.
    group : Text or None
        Heading over it and its neighbours.
    id : str
        Its name in code.
    """

    label: Text
    value: float
    low: float | None = None
    high: float | None = None
    n: float | None = None
    p_value: float | None = None
    group: Text | None = None
    id: str = ""


def point_ranges(
    estimates: Sequence[Estimate],
    language: Language = "nb",
    *,
    synthetic: bool,
    measure: Text,
    kind: Kind = "ratio",
    decimals: int | None = None,
    rule: float | None = None,
    rule_label: Text | None = None,
    limits: tuple[float, float] | None = None,
    level: float = 0.95,
    sort: bool = False,
    title: str | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw each estimate as a dot with its interval, and write value, interval and p beside it.

    A dot is filled where its interval lies on one side of the rule. What reaches beyond the axis ends in an arrow.

    Parameters
    ----------
    estimates : sequence of Estimate
        In order; those that share a ``group`` stand under it.
    language : str
        «nb» or «en».
    synthetic : bool
        Whether any of the counts behind them is of stand-in data.
    measure : Text
        What is on the axis, such as «Oddsforhold».
    kind : str
        ratio (logarithmic), percent (0–100), correlation or number.
    decimals : int, optional
        Of the written values; two for ratios and correlations, none for per cent, one for numbers.
    rule : float, optional
        Where a dashed line stands; by default 1 for ratios and 0 for correlations.
    rule_label : Text, optional
        What it means.
    limits : tuple of float, optional
        Ends of the axis; as far as the intervals reach by default.
    level : float
        Of the intervals.
    sort : bool
        Whether the largest stands on top.
    title : str, optional
        Over the figure; documents have it in the caption.
    tested : str
        What was tested; for the alt text.
    remark : str
        A line under the figure.
    width_mm : float
        Width on paper; below 125, as for a phone, labels stand above their dots.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If there is no estimate with a value, or the width is under 70 mm.
    """
    usual, usual_label = _RULES[kind]
    look = Look(
        kind, _DECIMALS[kind] if decimals is None else decimals, measure.to(language),
        usual if rule is None else rule,
        (rule_label or (usual_label if rule is None else None) or Text(nb="")).to(language),
        limits, level,
    )  # fmt: skip
    shown = _ordered(estimates, sort)
    sheet = forest_sheet(shown, look, language, synthetic=synthetic, title=title, remark=remark, width_mm=width_mm)
    told = _alt(shown, look, language, tested=tested, synthetic=synthetic)
    return printed(sheet, title or look.measure, told)


def ranked_means(
    estimates: Sequence[Estimate],
    language: Language = "nb",
    *,
    synthetic: bool,
    low_end: Text,
    high_end: Text,
    limits: tuple[float, float] = (1, 5),
    decimals: int = 1,
    level: float = 0.95,
    measure: Text = Text(nb="Gjennomsnitt", en="Mean"),  # noqa: B008
    title: str | None = None,
    tested: str = "",
    remark: str = "",
    width_mm: float = style.WIDTH_MM,
) -> Figure:
    """Draw means of answers on a scale as dots, the largest on top, the ends of the scale in words.

    Parameters
    ----------
    estimates : sequence of Estimate
        Means, with or without their intervals.
    language : str
        «nb» or «en».
    synthetic : bool
        Whether any of the answers is stand-in data.
    low_end, high_end : Text
        What the ends of the scale mean.
    limits : tuple of float
        The ends of the scale.
    decimals : int
        Of the written means.
    level : float
        Of the intervals.
    measure : Text
        What is on the axis.
    title : str, optional
        Over the figure; documents have it in the caption.
    tested : str
        What was tested; for the alt text.
    remark : str
        A line under the figure.
    width_mm : float
        Width on paper; below 125, as for a phone, labels stand above their dots.

    Returns
    -------
    Figure
        The figure with its alt text.

    Raises
    ------
    InputError
        If there is no mean with a value, one lies outside the scale, or the width is under 70 mm.
    """
    for each in estimates:
        if not math.isnan(each.value) and not limits[0] <= each.value <= limits[1]:
            found, ends = wording.number(each.value, "nb", 2), wording.span(*limits)
            raise InputError(f"«{each.label.nb}»: fant gjennomsnittet {found}; ventet et tall i {ends}")
    ends = (low_end.to(language), high_end.to(language))
    look = Look("number", decimals, measure.to(language), None, "", limits, level, ends)
    shown = _ordered(estimates, sort=True)
    sheet = forest_sheet(shown, look, language, synthetic=synthetic, title=title, remark=remark, width_mm=width_mm)
    told = _alt(shown, look, language, tested=tested, synthetic=synthetic)
    return printed(sheet, title or look.measure, told)


def _ordered(estimates: Sequence[Estimate], sort: bool) -> list[Estimate]:
    if not estimates or all(math.isnan(each.value) for each in estimates):
        raise InputError("anslag: fant ingen tall å vise; ventet minst ett")
    groups = list(dict.fromkeys(each.group for each in estimates))
    size = (lambda each: -math.inf if math.isnan(each.value) else each.value) if sort else (lambda each: 0)
    return [each for group in groups for each in sorted(estimates, key=lambda one: -size(one)) if each.group == group]


def _alt(estimates: Sequence[Estimate], look: Look, language: Language, *, tested: str, synthetic: bool) -> str:
    nb = language == "nb"
    intervals = any(each.low is not None for each in estimates)
    share = wording.percent(100 * look.level, language)
    interval = (
        (f" med {share} konfidensintervall" if nb else f" with {share} confidence intervals") if intervals else ""
    )
    parts = []
    for each in estimates:
        size = (
            f"n{wording.HARD_SPACE}={wording.HARD_SPACE}{wording.number(each.n, language)}"
            if each.n is not None
            else ""
        )
        test = wording.p_value(each.p_value, language) if each.p_value is not None else ""
        about = ", ".join(filter(None, (size, test)))
        name = ": ".join(filter(None, (each.group.to(language) if each.group else "", each.label.to(language))))
        parts.append(f"{name} {value_text(each, look, language)}" + (f" ({about})" if about else ""))
    sentences = [f"{look.measure}{interval}: {'; '.join(parts)}."]
    if look.rule is not None and intervals:
        clear = sum(look.is_clear(each) for each in estimates)
        many = len(estimates)
        line = wording.number(look.rule, language, 0 if float(look.rule).is_integer() else look.decimals)
        line = f"{line} ({look.rule_label})" if look.rule_label else line
        if nb:
            sentences.append(f"{clear} av {many} intervaller ligger helt på én side av {line}.")
        else:
            sentences.append(f"{clear} of {many} intervals lie on one side of {line}.")
    if look.ends:
        low, high = (wording.number(end, language) for end in look.limits or ())
        word = "er" if nb else "is"
        sentences.append(f"{low} {word} «{look.ends[0]}», {high} {word} «{look.ends[1]}»." if nb else
                         f"{low} {word} “{look.ends[0]}”, {high} {word} “{look.ends[1]}”.")  # fmt: skip
    sentences += [tested.strip()] if tested else []
    sentences += [f"{wording.synthetic_mark(language)}."] if synthetic else []
    return " ".join(sentences)
