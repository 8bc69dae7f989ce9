"""Alt text of batteries: the ends of the scale for every item."""

from collections.abc import Sequence

from svarbenk import wording
from svarbenk.codebook import Language
from svarbenk.figures.rows import Group, Row


def of_items(panels: Sequence[tuple[str, Sequence[Group]]], language: Language, *, muted: Sequence[str] = ()) -> str:
    """Describe 100 % bars of several items: how many chose the first and the last answer, row by row.

    Parameters
    ----------
    panels : sequence of (str, sequence of Group)
        Headings, and the rows of each item under its name; all with the same columns.
    language : str
        «nb» or «en».
    muted : sequence of str
        Ids of columns that are no opinions.
    """
    nb = language == "nb"
    columns = panels[0][1][0].table.columns
    loud = [place for place, name in enumerate(columns.ids) if name not in muted]
    ends = [loud[0], loud[-1]] if len(loud) > 1 else [0]
    names = [columns.categories[place].label.to(language) for place in ends]
    kind = "Stablede søyler i prosent" if nb else "Stacked bars in per cent"
    sentences = [f"{kind}: {wording.listed([f'«{name}»' if nb else f'“{name}”' for name in names], language)}."]
    for head, groups in panels:
        for group in groups:
            parts = [_told(row, ends, language, alone=len(group.rows) == 1) for row in group.rows]
            about = ": ".join(filter(None, (head, group.heading if len(groups) > 1 or not head else "")))
            sentences.append(f"{about.rstrip('.')}: {'; '.join(parts)}.")
    return " ".join(sentences)


def _told(row: Row, ends: Sequence[int], language: Language, *, alone: bool) -> str:
    who = ", ".join(filter(None, ("" if alone else row.label.rstrip("."), row.n_text(language))))
    if row.is_empty:
        told = "ingen svar" if language == "nb" else "no answers"
    elif row.is_hidden:
        told = "skjult" if language == "nb" else "hidden"
    else:
        told = wording.listed([wording.percent(row.percent[place], language) for place in ends], language)
    return f"{told} ({who})" if who else told
