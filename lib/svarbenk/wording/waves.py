"""Waves as sentences and source lines name them."""

import re
from collections.abc import Sequence

from svarbenk.codebook import Language
from svarbenk.wording.captions import lowered
from svarbenk.wording.numbers import listed

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def when(label: str, others: Sequence[str] = (), language: Language = "nb") -> str:
    """Return a wave as a sentence names it: by its year where every wave has one of its own, else by its label.

    Of January 2022, November 2022 and December 2023 all are named in full, so that a sentence does not name one by
    its month and the next by its year.

    Parameters
    ----------
    label : str
        The wave's label in the codebook, in the language of the sentence.
    others : sequence of str
        Labels of the waves of the survey; this one may be among them.
    language : str
        «nb» or «en».
    """
    labels = dict.fromkeys((label, *others))
    years = [found[0] if len(found := _YEAR.findall(each)) == 1 else None for each in labels]
    if None not in years and len(set(years)) == len(years):
        return str(years[0])
    return lowered(label) if language == "nb" else label


def whens(labels: Sequence[str], others: Sequence[str] = (), language: Language = "nb") -> str:
    """Return several waves in a row: «januar 2022, desember 2023 og november–desember 2024».

    Parameters
    ----------
    labels : sequence of str
        Labels of the waves that are named.
    others : sequence of str
        Labels of the waves of the survey.
    language : str
        «nb» or «en».
    """
    every = (*labels, *others)
    return listed([when(each, every, language) for each in labels], language)


def source_line(source: str, waves: Sequence[str] = (), language: Language = "nb") -> str:
    """Return where numbers come from, with the field periods: «…, spørreundersøkelse til fastleger, januar 2022».

    Field periods are told in full, whatever sentences call the waves; a ``source`` that already names the only
    one is left as it is.

    Parameters
    ----------
    source : str
        The survey's source, in the language of the line.
    waves : sequence of str
        Labels of the waves that the numbers are of.
    language : str
        «nb» or «en».
    """
    told = [lowered(each) if language == "nb" else each for each in dict.fromkeys(waves)]
    if not told or (len(told) == 1 and told[0] in source):
        return source
    return ", ".join(part for part in (source.rstrip("."), listed(told, language)) if part)
