"""The same people's answers to two questions held against each other: a table and a sentence."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from svarbenk import stats, wording
from svarbenk.codebook import Language, Question, Text
from svarbenk.disclosure import protect
from svarbenk.documents import CountSheet, TableBlock, TableRow
from svarbenk.errors import InputError
from svarbenk.tables import Axis, CountTable
from svarbenk.wording import Pairing, Share, Verb
from svarbenk.workbench.absence import why_absent
from svarbenk.workbench.captions import remarks
from svarbenk.workbench.not_asked import NotAsked

if TYPE_CHECKING:
    from svarbenk.responses import Responses
    from svarbenk.workbench.survey import Survey

_WORDS = {
    "difference": Text(nb="Differanse (95 % KI)", en="Difference (95% CI)"),
    "holm": Text(nb="p, Holm", en="p, Holm"),
    "note": Text(
        nb="Andel «{answer}» blant dem som svarte på begge spørsmålene, i prosent; differanse i prosentpoeng. "
        "p: McNemars eksakte test.",
        en="Share “{answer}” among those who answered both questions, in per cent; difference in percentage points. p: "
        "McNemar's exact test.",
    ),
}


@dataclass(frozen=True)
class Pair:
    """Two answers of the same people: four counts, protected, with their test."""

    name: Text
    table: CountTable
    when: str
    item: bool = False

    @property
    def known(self) -> bool:
        """Whether nothing of it is hidden and there is anybody."""
        return not self.table.is_protected and self.table.item_n > 0

    def test(self) -> stats.TestResult | None:
        """Return McNemar's test; None where a count is hidden or nobody answers differently."""
        if not self.known:
            return None
        try:
            return stats.mcnemar(self.table.counts)
        except stats.DegenerateTable:
            return None

    def pairing(self, language: Language, p: float | None) -> Pairing:
        """Return it as sentences take it.

        Parameters
        ----------
        language : str
            «nb» or «en».
        p : float or None
            The p that counts.
        """
        counts, n = self.table.counts, self.table.item_n
        told = [Share(float(each), n, self.when) for each in (counts[0].sum(), counts[:, 0].sum())]
        return Pairing(*told, p, self.name.to(language) if self.item else "")


class Pairs:
    """Pairs of one answer to two questions, or to the items of two batteries.

    Parameters
    ----------
    pairs : sequence of Pair
        The pairs.
    names : tuple of two Text
        What the two questions or batteries are called.
    answer : Text
        The answer or merge.
    language : str
        «nb» or «en».
    verb : str
        ``answer`` or ``tick``.
    about : dict
        ``source``, ``synthetic``, ``survey``, ``unit`` and ``question`` of what is made of them.
    """

    def __init__(
        self, pairs: Sequence[Pair], names: tuple[Text, Text], answer: Text, language: Language, verb: Verb, about: dict
    ):
        self.pairs = tuple(pairs)
        self.names = names
        self.answer = answer
        self.language: Language = language
        self.verb: Verb = verb
        self.about = about

    def __iter__(self) -> Iterator[Pair]:
        return iter(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    @property
    def n(self) -> float:
        """How many answered both questions; of items the most."""
        return max(pair.table.item_n if pair.known else math.nan for pair in self.pairs)

    def corrected(self) -> list[float]:
        """Return p of each pair after Holm's correction for their number; NaN where there is no test."""
        raw = [math.nan if (found := pair.test()) is None else found.p_value for pair in self.pairs]
        known = [place for place, p in enumerate(raw) if not math.isnan(p)]
        told = list(raw)
        for place, p in zip(known, stats.adjust_p([raw[place] for place in known]), strict=True):
            told[place] = float(p)
        return told

    def sentence(self) -> str:
        """Say which of the two more people give the answer to, and where the difference is not certain."""
        pairings = [
            pair.pairing(self.language, None if math.isnan(p) else p)
            for pair, p in zip(self.pairs, self.corrected(), strict=True)
            if pair.known
        ]
        names = tuple(name.to(self.language) for name in self.names)
        answer = self.answer.to(self.language)
        return wording.pairings_sentence(pairings, answer, names, self.language, verb=self.verb)

    def title(self) -> str:
        """Return what the table is of."""
        first, second = (name.to(self.language).rstrip(" :") for name in self.names)
        other = second if wording.quoted(second)[1:2].isupper() else f"{second[:1].lower()}{second[1:]}"
        return f"{first} {'og' if self.language == 'nb' else 'and'} {other}"

    def block(self, *, label: str, number: str, caption: str, notes: Sequence[str] = ()) -> TableBlock:
        """Lay the pairs out: the two shares, their difference with its interval, p before and after correction.

        Parameters
        ----------
        label, number, caption : str
            «Tabell 4-6», «4-6» and the title.
        notes : sequence of str
            Notes after the standard ones.
        """
        language = self.language
        rows = [
            TableRow(label=pair.name.to(language), cells=_cells(pair, p, language))
            for pair, p in zip(self.pairs, self.corrected(), strict=True)
        ]
        note = _WORDS["note"].to(language).format(answer=self.answer.to(language))
        hidden = any(pair.table.is_protected for pair in self.pairs)
        protection = [wording.hidden_note(self.about["threshold"], language)] if hidden else []
        standard = [note, *protection, *remarks([pair.table for pair in self.pairs], language)]
        last = (_WORDS["difference"], Text(nb="p", en="p"), _WORDS["holm"], Text(nb="n", en="n"))
        return TableBlock(
            label=label,
            number=number,
            caption=caption,
            columns=tuple(each.to(language) for each in (*self.names, *last)),
            rows=tuple(rows),
            notes=(*standard, *notes),
            source=self.about["source"],
            synthetic=self.about["synthetic"],
            survey=self.about["survey"],
            sheets=(self._sheet(caption),),
        )

    def _sheet(self, title: str) -> CountSheet:
        first, second = (name.to(self.language) for name in self.names)
        yes, no = ("ja", "nei") if self.language == "nb" else ("yes", "no")
        answers = [(a, b) for a in (yes, no) for b in (yes, no)]
        return CountSheet(
            title=title,
            row_header="",
            rows=tuple(pair.name.to(self.language) for pair in self.pairs),
            columns=tuple(f"{first}: {a}; {second}: {b}" for a, b in answers),
            counts=tuple(
                tuple(None if math.isnan(each) else float(each) for each in pair.table.counts.ravel())
                for pair in self.pairs
            ),
            unit=self.about["unit"],
            base="",
            source=self.about["source"],
            question=self.answer.to(self.language),
            synthetic=self.about["synthetic"],
            survey=self.about["survey"],
        )


def paired(survey: "Survey", first: str, second: str, category: str) -> Pairs | NotAsked:
    """Hold the same people's answers to two questions against each other; see ``Survey.paired``.

    Parameters
    ----------
    survey : Survey
        The survey in hand.
    first, second : str
        Ids of two questions, or of two batteries with the same items.
    category : str
        Id of the answer or merge.

    Raises
    ------
    InputError
        If there is no such question or answer, or the two are not of the same kind.
    """
    asked = [survey.question(name) for name in (first, second)]
    waves = [wave for wave in survey.asked_in(first) if wave in survey.asked_in(second)]
    if not waves:
        return NotAsked(
            first,
            why_absent(survey.responses, asked[0], survey.waves, survey.language),
            language=survey.language,
            title=asked[0].name.to(survey.language),
        )
    here = survey.of_waves(waves[-1])
    found = [
        Pair(name, protect(_counts(here.responses, one, two, category), survey.threshold), _when(here), item)
        for one, two, name, item in _matched(*asked)
    ]
    if not any(pair.table.item_n > 0 for pair in found):
        why = why_absent(here.responses, asked[0], here.waves, survey.language)
        return NotAsked(first, why, language=survey.language, title=asked[0].name.to(survey.language))
    wave = survey.codebook.wave(waves[-1]).label.to(survey.language)
    about = {
        "source": wording.source_line(survey.codebook.source.to(survey.language), [wave], survey.language),
        "synthetic": survey.synthetic,
        "survey": survey.codebook.id,
        "unit": survey.codebook.unit.many.to(survey.language),
        "threshold": survey.threshold,
    }
    one = _matched(*asked)[0][0]
    verb = "tick" if one.kind == "multiple" else "answer"
    return Pairs(found, (asked[0].name, asked[1].name), one.label_of(category), survey.language, verb, about)


def _when(survey: "Survey") -> str:
    language = survey.language
    labels = [wave.label.to(language) for wave in survey.codebook.waves]
    there = [wave.label.to(language) for wave in survey.codebook.waves if wave.id in survey.waves]
    return wording.whens(there, labels, language) if len(labels) > 1 else ""


def _matched(first: Question, second: Question) -> list[tuple[Question, Question, Text, bool]]:
    """Return pairs of questions: the two, or the items of two batteries that have the same id."""
    if first.kind != "battery" and second.kind != "battery":
        return [(first, second, first.name, False)]
    items = [{each.id.removeprefix(f"{q.id}_"): each for each in q.item_questions()} for q in (first, second)]
    found = [(one, items[1][name], one.name, True) for name, one in items[0].items() if name in items[1]]
    if not found:
        raise InputError(f"«{first.id}» og «{second.id}» har ingen like ledd; ventet to batterier med de samme leddene")
    return found


def _counts(responses: "Responses", first: Question, second: Question, category: str) -> CountTable:
    """Count those who answered both: who gave the answer to both, to one, to none."""
    (given1, yes1), (given2, yes2) = (_gave(responses, each, category) for each in (first, second))
    both = given1 & given2 & responses.asked(first).to_numpy(bool) & responses.asked(second).to_numpy(bool)
    cells = [[(both & a & b).sum() for b in (yes2, ~yes2)] for a in (yes1, ~yes1)]
    answers = [Text(nb="ja", en="yes"), Text(nb="nei", en="no")]
    counted = CountTable.from_counts(
        np.array(cells, dtype=float),
        Axis.of(first.id, answers, ["ja", "nei"]),
        Axis.of(second.id, answers, ["ja", "nei"]),
        unit=responses.codebook.unit.many,
        question=first.text,
        source=responses.codebook.source,
        synthetic=responses.synthetic,
    )
    return replace(counted, remarks=tuple(responses.remarks))


def _gave(responses: "Responses", question: Question, category: str) -> tuple[np.ndarray, np.ndarray]:
    if category not in (*question.category_ids, *question.merges):
        known = ", ".join((*question.category_ids, *question.merges))
        raise InputError(f"spørsmålet «{question.id}» har ikke svaret «{category}»; ventet ett av {known}")
    members = list(question.members(category))
    if question.kind == "multiple":
        options = responses.options(question)
        return options.notna().any(axis=1).to_numpy(bool), options[members].fillna(False).any(axis=1).to_numpy(bool)
    answers = responses.answers(question)
    return answers.notna().to_numpy(bool), answers.isin(members).to_numpy(bool)


def _cells(pair: Pair, corrected: float, language: Language) -> tuple[str, ...]:
    if not pair.known:
        return (wording.HIDDEN,) * 6
    n = wording.number(pair.table.item_n, language)
    told = pair.pairing(language, None)
    shares = [wording.percent(each.percent, language) for each in (told.first, told.second)]
    found = pair.test()
    if found is None:
        return (*shares, "0", "–", "–", n)
    effect = found.effect
    # the effect is first less second; the table goes from the first to the second
    low, high = -100 * effect.high, -100 * effect.low
    span = f"({_signed(low, language)} {'to' if language == 'en' else 'til'} {_signed(high, language)})"
    p = [wording.p_value(each, language, symbol=False) for each in (found.p_value, corrected)]
    return (*shares, f"{_signed(told.second.percent - told.first.percent, language)} {span}", *p, n)


def _signed(value: float, language: Language) -> str:
    told = wording.number(value, language)
    return f"+{told}" if wording.rounded(value) > 0 else told
