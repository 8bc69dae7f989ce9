"""Calculator, the logic of the app for numbers of any report: paste them, and see the test and what is behind it."""

from functools import lru_cache
from html import escape
from os import PathLike
from typing import get_args

from svarbenk import wording
from svarbenk.apps.calculator_cells import Remark, UnreadableError
from svarbenk.apps.calculator_examples import EXAMPLES
from svarbenk.apps.calculator_files import files
from svarbenk.apps.calculator_numbers import Form
from svarbenk.apps.calculator_problems import problem, remark
from svarbenk.apps.calculator_reading import Reading, read_paste
from svarbenk.apps.calculator_results import INDEPENDENT, ORDERED, PAIRED, Outcome, work_out
from svarbenk.apps.calculator_sentences import power_sentence, range_sentence, sentence, test_line
from svarbenk.apps.calculator_tables import differences_block, reading_block, shares_block
from svarbenk.apps.calculator_words import axis_label, said
from svarbenk.apps.controls import LANGUAGE, Control, State, language_of
from svarbenk.apps.view import Picture, View, picture
from svarbenk.codebook import Language
from svarbenk.documents import block_html

SHORT = 300
"""A table of no more characters stands in the address."""
MOST_DRAWN = 7
"""So many answers have colours that can be told apart."""
_KINDS = {"": "", "antall": "count", "prosent": "percent"}
_PAIRINGS = (INDEPENDENT, ORDERED, PAIRED)
_FORMS = ("", "nb", "en")


class Calculator:
    """Numbers that were pasted, tested as those of a survey are.

    State: ``tall`` is the text, ``slag`` «antall» or «prosent», ``grupper`` «ordnet» or «paret», ``skala`` and
    ``snudd`` «1», ``tallform`` «nb» or «en», ``svar`` the place of the answer that the sentence is about, from 1.
    ``eksempel`` is loaded once and then forgotten.

    Parameters
    ----------
    data : path, optional
        Not used: the numbers are all there is.
    language : str
        «nb» or «en», where the state does not say.
    threshold : int
        Not used: nobody's answers are opened.
    """

    name = "kalkulator"

    def __init__(self, *, data: str | PathLike | None = None, language: Language = "nb", threshold: int = 5):
        self.language: Language = language

    def about(self, state: State) -> str:
        """Return what is to be pasted, and what becomes of it, for a ``state``."""
        language = self._language(state)
        private = said("private", language).format(wording.number(SHORT, language))
        return (
            f'<div lang="{language}"><p class="svb-survey">{escape(said("about", language))}</p>'
            f'<p class="svb-protection">{escape(private)}</p></div>'
        )

    def settled(self, state: State) -> dict[str, str]:
        """Return the ``state`` with an example loaded, and with what cannot be chosen put right."""
        found = {name: str(state.get(name) or "") for name in ("tall", "slag", "grupper", "skala", "snudd", "tallform")}
        if example := EXAMPLES.get(state.get("eksempel") or ""):
            found |= {"tall": example.text, "slag": "", "grupper": example.groups, "skala": example.scale}
            found |= {"snudd": "", "tallform": ""}
        found["slag"] = found["slag"] if found["slag"] in _KINDS else ""
        found["grupper"] = found["grupper"] if found["grupper"] in _PAIRINGS else ""
        found["tallform"] = found["tallform"] if found["tallform"] in _FORMS else ""
        found |= {name: "1" if found[name] == "1" else "" for name in ("skala", "snudd")}
        read = _read(found)
        answers = len(read.answers) if isinstance(read, Reading) else 0
        place = state.get("svar") or ""
        found["svar"] = place if place.isdigit() and 2 <= int(place) <= answers else ""
        return {**found, "eksempel": "", LANGUAGE: self._language(state)}

    def address(self, state: State) -> dict[str, str]:
        """Return what of a ``state`` may stand in an address: all, but of the numbers only a short table."""
        return {name: value for name, value in state.items() if name != "tall" or len(value) <= SHORT}

    def controls(self, state: State) -> tuple[Control, ...]:
        """Return what can be chosen for a settled ``state``."""
        language = self._language(state)
        read = _read(state)
        answers = read.answers if isinstance(read, Reading) else ()
        examples = tuple((name, example.label.to(language)) for name, example in EXAMPLES.items())
        label = lambda name: said(name, language)  # noqa: E731
        value = lambda name: state.get(name) or ""  # noqa: E731
        return (
            Control("tall", "text", label("numbers"), value("tall"), help=label("numbers_help")),
            Control("eksempel", "choice", label("example"), "", (("", label("no_example")), *examples)),
            Control(
                "slag", "choice", label("kind"), value("slag"),
                (("", label("kind_found")), ("antall", label("count")), ("prosent", label("percent"))),
            ),
            Control(
                "grupper", "choice", label("groups"), value("grupper"),
                ((INDEPENDENT, label("independent")), (ORDERED, label("ordered")), (PAIRED, label("paired"))),
                help=label("paired_help") if value("grupper") == PAIRED else "",
            ),
            Control(
                "svar", "choice", label("answer"), value("svar"),
                tuple((str(i) if i > 1 else "", axis_label(name, language)) for i, name in enumerate(answers, start=1)),
                hidden=len(answers) < 2,
            ),
            Control(
                "tallform", "choice", label("form"), value("tallform"),
                (("", label("form_found")), ("nb", label("form_nb")), ("en", label("form_en"))),
            ),
            Control("skala", "check", label("scale"), value("skala"), hidden=value("grupper") == PAIRED),
            Control("snudd", "check", label("turn"), value("snudd")),
        )  # fmt: skip

    def show(self, state: State) -> View:
        """Return the test of the numbers in a settled ``state``, or why there is none."""
        language = self._language(state)
        if not (state.get("tall") or "").strip():
            return View(said("title_empty", language), language, message=said("begin", language))
        read = _read(state)
        if not isinstance(read, Reading):
            told = [problem(each.code, each.values, language) for each in read]
            notes = (*told[1:], said("expected", language))
            return View(said("title_unread", language), language, message=told[0], notes=notes)
        outcome = work_out(read, language, pairing=state.get("grupper") or "", scale=bool(state.get("skala")))
        return self._view(outcome, int(state.get("svar") or 1) - 1)

    def _view(self, outcome: Outcome, answer: int) -> View:
        language, reading, table = outcome.language, outcome.reading, outcome.table
        notes = tuple(remark(each.code, each.values, language) for each in reading.remarks)
        read = block_html(reading_block(reading, language), language)
        if table is None:
            title = said("title_disagrees" if outcome.possible else "title", language)
            return View(title, language, message=outcome.message, table=read, notes=notes)
        shares = shares_block(outcome)
        blocks = [each for each in (differences_block(outcome), shares) if each]
        told = {
            "range_title": range_sentence(outcome, answer),
            "power_title": power_sentence(outcome, min(answer, len(outcome.answers) - 1)),
        }
        extra = "".join(
            f"<h3>{escape(said(name, language))}</h3><p>{escape(text)}</p>" for name, text in told.items() if text
        )
        shown = sentence(outcome, answer)
        drawn = picture(table) if len(outcome.answers) <= MOST_DRAWN else ""
        message = outcome.message or ("" if drawn else said("figures_too_many", language))
        return View(
            said("title", language),
            language,
            sentence=shown,
            message=message,
            figure=drawn,
            base=_base(outcome),
            test=test_line(outcome),
            table=read + extra + "".join(block_html(block, language) for block in blocks),
            notes=notes,
            shown=(table.shown,),
            downloads=files(
                outcome, shares, shown, [_base(outcome), test_line(outcome), *told.values()], drawn or None
            ),
        )

    def _language(self, state: State) -> Language:
        return language_of(state, self.language)


def warm(data: str | PathLike | None = None, threshold: int = 5) -> None:
    """Show an example in both languages, for kernels forked from here: statsmodels takes most of a second to import.

    Parameters
    ----------
    data, threshold
        As for ``Calculator``.
    """
    app = Calculator(data=data, threshold=threshold)
    for language in get_args(Language):
        view = app.show(app.settled({"eksempel": "prosent", LANGUAGE: language}))
        if isinstance(view.figure, Picture):
            view.figure.figure()


def _base(outcome: Outcome) -> str:
    """Say how many replied; of the same people each once."""
    if outcome.paired:
        n = wording.number(float(outcome.counts.sum()), outcome.language)
        people = "people, asked twice" if outcome.language == "en" else "personer, spurt to ganger"
        return f"n{wording.HARD_SPACE}={wording.HARD_SPACE}{n} {people}."
    return wording.base_line(outcome.table.shown, outcome.language)


def _read(state: State) -> Reading | tuple[Remark, ...]:
    form: Form = state.get("tallform") or ""  # type: ignore[assignment]
    text, kind = state.get("tall") or "", _KINDS.get(state.get("slag") or "", "")
    return _reading(text, kind, form, bool(state.get("snudd")))


# the controls and the view of one choice ask for the same; what others pasted in this process is soon forgotten
@lru_cache(maxsize=4)
def _reading(text: str, kind: str, form: Form, turned: bool) -> Reading | tuple[Remark, ...]:
    try:
        return read_paste(text, kind=kind, form=form, turned=turned)
    except UnreadableError as error:
        return error.remarks
