"""Alt text of register series: first and last published value of each, and what is not published."""

from collections.abc import Mapping, Sequence

from svarbenk import wording
from svarbenk.codebook import Language, Text
from svarbenk.figures.published import remark, when
from svarbenk.figures.series import Event, Panel, Scale, Series


def of_series(
    panels: Sequence[Panel],
    language: Language,
    *,
    period: tuple[float, float],
    events: Sequence[Event],
    step: float,
    ticks: Mapping[float, Text] | None,
    synthetic: bool,
    tested: str,
    kind: Text = Text(nb="Linjediagram", en="Line chart"),  # noqa: B008
) -> str:
    """Describe series: how many points there are, all of short ones, the ends of long ones.

    Parameters
    ----------
    panels : sequence of Panel
        What is drawn.
    language : str
        «nb» or «en».
    period : tuple of float
        First and last point of the axis.
    events : sequence of Event
        What is marked.
    step : float
        How far apart points are.
    ticks : mapping of float to Text or None
        Names of places that are no times.
    synthetic : bool
        Whether any number is of stand-in data.
    tested : str
        What was tested.
    kind : Text
        What is drawn.
    """
    nb = language == "nb"
    span = f"{when(period[0], step, language, ticks)}–{when(period[1], step, language, ticks)}"
    sentences = [f"{kind.to(language)}{f', {span}' if ticks is None else ''}."]
    for panel in panels:
        head = f"{panel.heading.to(language)} – " if panel.heading and len(panels) > 1 else ""
        parts = []
        for series in panel.series:
            points = series.points()
            if not points and not series.spans:
                continue
            told = points if len(points) <= 4 or ticks is not None else [points[0], points[-1]]
            values = [
                f"{_told(series, panel.scale, x, y, language)} ({when(x, step, language, ticks)})" for x, y in told
            ]
            if len(told) < len(points):
                joined = f"{'fra' if nb else 'from'} {values[0]} {'til' if nb else 'to'} {values[1]}"
            else:
                joined = ", ".join(values)
            spans = [
                f"{span.words} ({when(span.start, step, language, ticks)}–{when(span.end, step, language, ticks)})"
                for span in series.spans
            ]
            joined = ", ".join(filter(None, [*spans, joined]))
            parts.append(f"{series.name.to(language)} {joined}")
        unit = wording.lowered(panel.scale.unit.to(language))
        sentences.append(f"{head}{unit[:1].upper() if not head else unit[:1]}{unit[1:]}: {'; '.join(parts)}.")
    if events:
        marked = [f"{event.label.to(language)} ({when(event.x, step, language)})" for event in events]
        sentences.append(f"{'Stiplet linje' if nb else 'Dashed line'}: {wording.listed(marked, language)}.")
    sentences.append(remark(panels, period, step, language, ticks))
    sentences.append(tested.strip())
    sentences.append(f"{wording.synthetic_mark(language)}." if synthetic else "")
    return " ".join(filter(None, sentences))


def _told(series: Series, scale: Scale, x: float, y: float, language: Language) -> str:
    about = ("about " if language == "en" else "om lag ") if series.is_rough(x) else ""
    return series.worded(x) or f"{about}{scale.written(y, language)}"
