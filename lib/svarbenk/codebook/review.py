"""What is left to decide in a codebook that is already correct: what is guessed, untranslated or without a base."""

from collections.abc import Iterable
from dataclasses import dataclass

from svarbenk.codebook.question import Question
from svarbenk.codebook.survey import Codebook
from svarbenk.codebook.text import Text

_QUESTIONS = ("spørsmål", "spørsmål")
_SCALES = ("skala eller spørsmål", "skalaer eller spørsmål")
_WAVES = ("runde", "runder")


@dataclass(frozen=True)
class Remark:
    """Something that a person should look at: what it is (a code), in words, and the ids that it is about.

    ``open`` says that something is left to decide; other remarks only tell how the codebook is.
    """

    what: str
    text: str
    about: tuple[str, ...]
    open: bool = True

    def __str__(self) -> str:
        shown = ", ".join(self.about[:6]) + (f" … ({len(self.about)} i alt)" if len(self.about) > 6 else "")
        return f"{self.text}: {shown}" if self.about else self.text


def review(codebook: Codebook) -> tuple[Remark, ...]:
    """Return what is left to decide in a ``codebook``, in plain bokmål; empty where nothing is.

    Translations, scales without a don't-know and single questions of a wave are told without being left open: they may
    be as they should.
    """
    questions = codebook.questions
    answers = codebook.with_answers
    several = len(answers) > 1
    scales = _scales(codebook)
    closed = [question for question in questions if question.categories and not question.derived]
    told = [
        _remark(
            "inferred",
            "er rekonstruert eller gjettet (inferred), ikke lest av skjemaet",
            [question.id for question in questions if question.inferred]
            + [f"{q.id}_{item.id}" for q in questions if not q.inferred for item in q.items if item.inferred],
        ),
        _remark(
            "inferred_categories",
            "har svaralternativer som er rekonstruert eller gjettet",
            [name for name, categories in scales.items() if any(category.inferred for category in categories)],
            _SCALES,
        ),
        _remark("no_english", "mangler engelsk ordlyd", [q.id for q in questions if not q.text.en], open=False),
        _remark(
            "no_english_categories",
            "har svaralternativer uten engelsk",
            [name for name, categories in scales.items() if any(category.en is None for category in categories)],
            _SCALES,
            open=False,
        ),
        _remark(
            "no_code",
            "har svaralternativer uten kode, og kan ikke leses fra en kodet fil",
            [
                question.id
                for question in closed
                if question.kind != "multiple" and any(category.code is None for category in question.categories)
            ],
            open=False,
        ),
        _remark(
            "no_dont_know",
            "har en skala uten «vet ikke» eller «ikke relevant»",
            [
                question.id
                for question in closed
                if "ordinal" in (question.kind, question.item_kind)
                and not question.background
                and not any(category.role for category in question.categories)
            ],
            open=False,
        ),
        _remark(
            "no_baseline",
            "er stilt i flere runder uten at kodeboken sier hvilken endringer regnes fra (baseline)",
            [
                question.id
                for question in questions
                if several and codebook.baseline is None and question.baseline is None
                if len(codebook.waves_of(question.id)) > 1
            ],
        ),
        _remark(
            "no_limits",
            "er tall uten minimum eller maximum, så skrivefeil blir ikke oppdaget",
            [
                question.id
                for question in questions
                if "numeric" in (question.kind, question.item_kind) and not question.derived
                if question.minimum is None or question.maximum is None
            ],
            open=False,
        ),
        _remark(
            "no_population",
            "mangler populasjon (population), så svarprosent ikke kan regnes ut",
            [wave.id for wave in answers if wave.population is None],
            _WAVES,
        ),
        _remark(
            "no_replies",
            "mangler ventet antall svar (replies), så et antall som ikke stemmer, ikke blir oppdaget",
            [wave.id for wave in answers if wave.replies is None],
            _WAVES,
        ),
        _remark(
            "placeholder_period",
            "har en feltperiode som er satt inn av importen (2000-01-01)",
            [wave.id for wave in codebook.waves if str(wave.field_period.start) == "2000-01-01"],
            _WAVES,
        ),
    ]
    if not codebook.backgrounds:
        told.append(
            Remark("no_background", "ingen spørsmål er merket background: true; tabeller kan ikke deles opp", ())
        )
    if untitled := [name for name, text in _names(codebook) if not text.en]:
        told.append(Remark("no_english_title", "uten engelsk", tuple(untitled), open=False))
    return tuple(remark for remark in told if remark is not None)


def _remark(
    what: str, text: str, about: Iterable[str], nouns: tuple[str, str] = _QUESTIONS, *, open: bool = True
) -> Remark | None:
    names = tuple(dict.fromkeys(about))
    return Remark(what, f"{len(names)} {nouns[len(names) > 1]} {text}", names, open) if names else None


def _scales(codebook: Codebook) -> dict[str, tuple]:
    """Return the lists of categories by the scale's name, or the question's id where it has its own."""
    own: list[Question] = [each for each in codebook.questions if each.categories and each.scale is None]
    return dict(codebook.scales) | {each.id: each.categories for each in own}


def _names(codebook: Codebook) -> list[tuple[str, Text]]:
    named = [("title", codebook.title), ("source", codebook.source), ("unit.one", codebook.unit.one)]
    named += [("unit.many", codebook.unit.many)]
    named += [(f"runde {wave.id}", wave.label) for wave in codebook.waves]
    return named + [(f"basen {name}", base.label) for name, base in codebook.bases.items()]
