"""What of a series is published: runs of consecutive points, stretches without any, and how to say it."""

from collections.abc import Mapping, Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.figures.series import Panel, Series

NOT_PRINTED = Text(nb="ikke trykt", en="not printed")
_MONTHS = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "en": "January February March April May June July August September October November December",
}
_PRINTED = Text(nb="trykt for", en="printed for")
_MISSING = Text(nb="ikke trykt for", en="not printed for")


def grid(period: tuple[float, float], step: float) -> list[float]:
    """Return the points in time of a period.

    Parameters
    ----------
    period : tuple of float
        First and last.
    step : float
        How far apart.
    """
    return [round(period[0] + number * step, 6) for number in range(round((period[1] - period[0]) / step) + 1)]


def refuse_outside(panels: Sequence[Panel], period: tuple[float, float], step: float) -> None:
    """Refuse points that the axis has no room for.

    Parameters
    ----------
    panels : sequence of Panel
        What is to be drawn.
    period : tuple of float
        First and last point of the axis.
    step : float
        How far apart points are.

    Raises
    ------
    InputError
        If a series has one before the first or after the last.
    """
    for series in (series for panel in panels for series in panel.series):
        ends = [x for span in series.spans for x in (span.start, span.end)]
        for x in [*(x for x, _ in series.points()), *ends]:
            if not period[0] - step / 2 <= x <= period[1] + step / 2:
                axis = f"{_plain(period[0])}–{_plain(period[1])}"
                raise InputError(f"serien «{series.name.nb}»: fant et punkt i {_plain(x)}; ventet {axis}")


def _plain(x: float) -> str:
    return f"{x:g}".replace(".", ",")


def runs(series: Series, step: float) -> list[list[tuple[float, float]]]:
    """Return the published points in runs that can be joined: none is missing inside, and none is rough.

    Parameters
    ----------
    series : Series
        The numbers.
    step : float
        How far apart consecutive points are.
    """
    found: list[list[tuple[float, float]]] = []
    for point in series.points():
        near = found and point[0] - found[-1][-1][0] <= 1.01 * step
        if near and not series.is_rough(point[0]) and not series.is_rough(found[-1][-1][0]):
            found[-1].append(point)
        else:
            found.append([point])
    return found


def gaps(series: Sequence[Series], period: tuple[float, float], step: float) -> list[tuple[float, float]]:
    """Return the stretches in which no series has a point: their first and last point in time.

    Parameters
    ----------
    series : sequence of Series
        Of one panel.
    period : tuple of float
        First and last point of the axis.
    step : float
        How far apart points are.
    """
    known = {x for each in series for x in _known(each, period, step)}
    return _joined([x for x in grid(period, step) if not _near(x, known, step)], step)


def _known(series: Series, period: tuple[float, float], step: float) -> set[float]:
    """Return the points in time that a series has a number for, its own or that of a period."""
    spans = [
        x for x in grid(period, step) if any(span.start <= x + 1e-6 and x <= span.end + 1e-6 for span in series.spans)
    ]
    return {round(x, 6) for x, _ in series.points()} | set(spans)


def _near(x: float, known: set[float], step: float) -> bool:
    return x in known or any(abs(x - each) < step / 2 for each in known)


def _joined(points: Sequence[float], step: float) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for x in points:
        if found and x - found[-1][1] <= 1.01 * step:
            found[-1] = (found[-1][0], x)
        else:
            found.append((x, x))
    return found


def when(x: float, step: float, language: Language, ticks: Mapping[float, Text] | None = None) -> str:
    """Return what a point in time is called: «2017», «2. kvartal 2021», «mars 2021».

    Parameters
    ----------
    x : float
        Year, or year and part.
    step : float
        1, a quarter or a twelfth; or any where ``ticks`` names the points.
    language : str
        «nb» or «en».
    ticks : mapping of float to Text, optional
        Names of places that are no times.
    """
    if ticks is not None:
        return next((name.to(language) for place, name in ticks.items() if abs(place - x) < 1e-6), _plain(x))
    year = int(x + 1e-6)
    part = round((x - year) / step) if step < 1 else 0
    if abs(step - 0.25) < 1e-3:
        return f"{part + 1}. kvartal {year}" if language == "nb" else f"Q{part + 1} {year}"
    if abs(step - 1 / 12) < 1e-3 or x - year > 0.01:
        return f"{_MONTHS[language].split()[min(round(12 * (x - year)), 11)]} {year}"
    return _plain(x)


def remark(
    panels: Sequence[Panel],
    period: tuple[float, float],
    step: float,
    language: Language,
    ticks: Mapping[float, Text] | None = None,
) -> str:
    """Say for which points in time series are published, or of nearly whole ones for which they are not.

    Parameters
    ----------
    panels : sequence of Panel
        What is drawn.
    period : tuple of float
        First and last point of the axis.
    step : float
        How far apart points are.
    language : str
        «nb» or «en».
    ticks : mapping of float to Text, optional
        Names of places that are no times.

    Returns
    -------
    str
        Nothing where all is published.
    """
    told: dict[str, list[str]] = {}
    for series in (series for panel in panels for series in panel.series):
        points = grid(period, step) if ticks is None else sorted(ticks)
        known = _known(series, period, step)
        here = [x for x in points if _near(x, known, step)]
        away = [x for x in points if x not in here]
        which, stretch = (_MISSING, away) if len(away) < len(here) else (_PRINTED, here)
        text = f"{which.to(language)} {_listed(stretch, step, language, ticks)}" if away and stretch else ""
        if away and not here:
            text = NOT_PRINTED.to(language)
        told.setdefault(text, []).append(series.name.to(language))
    if len(told) == 1:
        [text] = told
        return f"{text[:1].upper()}{text[1:]}." if text else ""
    return " ".join(f"{'; '.join(dict.fromkeys(names))}: {text}." for text, names in told.items() if text)


def _listed(points: Sequence[float], step: float, language: Language, ticks: Mapping[float, Text] | None) -> str:
    parts = []
    for first, last in _joined(points, step) if ticks is None else [(x, x) for x in points]:
        name = when(first, step, language, ticks)
        if last - first > 1.5 * step:
            parts.append(f"{name}–{when(last, step, language, ticks)}")
        else:
            parts += [name] if first == last else [name, when(last, step, language, ticks)]
    return wording.listed(parts, language)
