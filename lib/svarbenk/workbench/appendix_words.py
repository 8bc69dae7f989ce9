"""What an appendix says around its tables: waves, keys of rows, notes and sources."""

from typing import Literal

from svarbenk import wording
from svarbenk.codebook import Language, Question, Text
from svarbenk.responses import WAVE
from svarbenk.workbench.about import About
from svarbenk.workbench.survey import Survey

Shown = Literal["ends", "all", "last"]
"""The waves that are told of a background: the baseline and the last, all, or the last."""

APPENDIX_WORDS = {
    "derived": Text(nb="Utledet av andre svar.", en="Worked out from other answers."),
    "p": Text(
        nb="p i overskriftene: test av sammenhengen i {when}, kjikvadrat eller Fishers test etter Cochrans regel "
        "(store tabeller med tilfeldige tabeller); ikke korrigert for antall tester.",
        en="p in the headings: test of association in {when}, chi-square or Fisher's test by Cochran's rule (large "
        "tables by random tables); not corrected for the number of tests.",
    ),
    "multiple": Text(
        nb="Flere svar var mulige; prosent av dem som svarte.", en="Several answers possible; per cent of respondents."
    ),
    "not_then": Text(nb="Ikke stilt i {when}.", en="Not asked in {when}."),
    "percent": Text(nb="Prosent.", en="Per cent."),
}
"""What notes of an appendix are made of."""


class AppendixWords:
    """What the tables of a survey say, in its language, of the waves that ``waves_in_backgrounds`` names.

    Parameters
    ----------
    survey : Survey
        The survey.
    waves_in_backgrounds : str
        «ends» (the baseline and the last), «all» or «last».
    """

    def __init__(self, survey: Survey, waves_in_backgrounds: Shown = "ends"):
        self.survey = survey
        self.waves_in_backgrounds = waves_in_backgrounds
        self.language: Language = survey.language
        self._about = About(selection=survey.responses.narrowed or "")

    def waves_told(self, question: Question) -> tuple[str, ...]:
        """Return the waves that are told of the backgrounds of a ``question``."""
        asked = self.survey.asked_in(question.id)
        if self.waves_in_backgrounds == "all":
            return asked
        if self.waves_in_backgrounds == "last":
            return asked[-1:]
        return tuple(dict.fromkeys((self.survey.baseline_of(question.id), asked[-1])))

    def key(self, wave: str, group: str = "") -> str:
        """Return in ids whom a row is of.

        Parameters
        ----------
        wave : str
            Id of the wave.
        group : str
            «driftsform=fastlonn»; nothing of everybody.
        """
        selected = self._about.selected
        parts = (f"{WAVE}={wave}", group, f"utvalg={selected}" if selected else "")
        return ",".join(part for part in parts if part)

    def when(self, wave: str) -> str:
        """Return a ``wave`` as labels of rows name it."""
        labels = {each.id: each.label.to(self.language) for each in self.survey.codebook.waves}
        return wording.when(labels[wave], list(labels.values()), self.language)

    def notes(self, question: Question, base: str, *more: str) -> tuple[str, ...]:
        """Return what stands under the table of a question.

        Parameters
        ----------
        question : Question
            The question.
        base : str
            The line of n.
        *more : str
            What else is to be told, first.
        """
        asked = self.survey.asked_in(question.id)
        missing = [self.when(wave) for wave in self.survey.waves if wave not in asked]
        barred = self.survey.codebook.why_not_comparable(question.id, asked)
        not_then = APPENDIX_WORDS["not_then"].to(self.language).format(when=wording.listed(missing, self.language))
        lines = [
            " ".join(part for part in (base, *more) if part),
            not_then if missing else "",
            capital(barred.to(self.language)) + "." if barred else "",
            APPENDIX_WORDS["derived"].to(self.language) if question.derived else "",
            *(remark.to(self.language) for remark in self.survey.responses.remarks),
        ]
        return tuple(line for line in lines if line)

    def source(self, question: Question) -> str:
        """Return where the numbers of a ``question`` come from, with the field periods."""
        codebook = self.survey.codebook
        labels = [
            wave.label.to(self.language) for wave in codebook.waves if wave.id in self.survey.asked_in(question.id)
        ]
        return wording.source_line(codebook.source.to(self.language), labels, self.language)


def capital(text: str) -> str:
    """Return a ``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]
