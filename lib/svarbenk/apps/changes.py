"""Endringer, the logic of the app that ranks what has changed from the baseline to the latest wave."""

from contextlib import suppress
from functools import lru_cache
from os import PathLike
from typing import get_args

from svarbenk import wording
from svarbenk.apps.changes_csv import rows_download
from svarbenk.apps.changes_ranking import METHODS, ORDERS, Change, Ranking, chosen, ranking_of
from svarbenk.apps.changes_table import capital, drawn, figure_of, left_out_html, table_block, table_html
from svarbenk.apps.changes_words import said
from svarbenk.apps.controls import LANGUAGE, Control, State, language_of
from svarbenk.apps.downloads import Taken, excel_download, figure_downloads, word_download
from svarbenk.apps.opened import opened
from svarbenk.apps.survey_app import SurveyApp, warm_surveys
from svarbenk.apps.view import Download, Picture, View
from svarbenk.apps.words import about_html
from svarbenk.codebook import Language
from svarbenk.errors import InputError
from svarbenk.figures import Figure
from svarbenk.tables import CountTable

MOST = ("10", "25", "50", "alle")
_METHOD_WORDS = dict(zip(METHODS, ("holm", "bh"), strict=True))
_ORDER_WORDS = dict(zip(ORDERS, ("by_effect", "by_points", "by_p", "by_question"), strict=True))


class Changes(SurveyApp):
    """Every change of a survey from baseline to latest wave, with small counts hidden.

    Parameters are those of ``SurveyApp``.
    """

    name = "endringer"

    def settled(self, state: State) -> State:
        """Return the ``state`` with what cannot be chosen put right."""
        language = state.get(LANGUAGE, "")
        survey = state.get("undersokelse", "")
        return {
            "undersokelse": survey if survey in self.surveys else self._first(),
            "rekkefolge": _one_of(state.get("rekkefolge", ""), ORDERS),
            "korreksjon": _one_of(state.get("korreksjon", ""), METHODS),
            "antall": _one_of(state.get("antall", ""), MOST),
            "ord": state.get("ord", "")[:60],
            "holder": "1" if state.get("holder") == "1" else "",
            LANGUAGE: language if language in get_args(Language) else self.language,
        }

    def controls(self, state: State) -> tuple[Control, ...]:
        """Return what can be chosen, with the values of a settled ``state``."""
        language = language_of(state)
        return (
            Control("undersokelse", "choice", said("survey", language), state["undersokelse"],
                    tuple((name, title.to(language)) for name, title in self.surveys.items())),
            Control("rekkefolge", "choice", said("order", language), state["rekkefolge"],
                    tuple((name, said(word, language)) for name, word in _ORDER_WORDS.items())),
            Control("korreksjon", "choice", said("method", language), state["korreksjon"],
                    tuple((name, said(word, language)) for name, word in _METHOD_WORDS.items())),
            Control("antall", "choice", said("most", language), state["antall"],
                    tuple((name, said("all", language) if name == "alle" else name) for name in MOST)),
            Control("ord", "word", said("find", language), state["ord"], help=said("find_help", language)),
            Control("holder", "check", said("certain", language), state["holder"]),
        )  # fmt: skip

    def about(self, state: State) -> str:
        """Return the HTML above the controls for a settled ``state``: mark of stand-in data, survey, protection."""
        return about_html(self._ranking(state).survey, title=False)

    def show(self, state: State) -> View:
        """Return the ranked changes for a settled ``state``: what holds, the first ones drawn, all in a table."""
        return _view(self.data, self.threshold, tuple(sorted(state.items())))

    def _made(self, state: State) -> View:
        language = language_of(state)
        ranking = self._ranking(state)
        every = ranking.changes(state["korreksjon"])
        title = said("title", language)
        gone = ranking.left_out
        if not every:
            waves = [ranking.survey.codebook.wave(each).label.to(language) for each in ranking.survey.waves]
            told = said("nothing", language) if len(waves) > 1 else said("one_wave", language).format(*waves or ["–"])
            unfolded = left_out_html(gone, language, opened=True)
            return View(title, language, message=told, table=unfolded, notes=self._notes(ranking))
        kept = chosen(every, state["rekkefolge"], certain=bool(state["holder"]), words=state["ord"], language=language)
        listed = kept if state["antall"] == "alle" else kept[: int(state["antall"])]
        size = wording.number(len(every), language)
        family = said(f"family_{_METHOD_WORDS[state['korreksjon']]}", language).format(size=size)
        pictured = drawn(listed)
        sentence, test = _sentence(every, language), f"{_tests(every, language)} {family}"
        picture = _picture(pictured, ranking) if pictured else None
        return View(
            title,
            language,
            by=_by(ranking),
            sentence=sentence,
            message="" if listed else said("no_match", language),
            figure=picture or "",
            base=_base(listed, pictured, size, language) if listed else "",
            test=test,
            table=(table_html(listed, ranking) if listed else "") + left_out_html(gone, language),
            notes=(said("effect_note", language), *self._notes(ranking)) if listed else self._notes(ranking),
            shown=_shown(listed, ranking),
            downloads=self._files(listed, ranking, sentence, test, picture) if listed else (),
        )

    def _files(
        self, listed: list[Change], ranking: Ranking, sentence: str, test: str, picture: Picture | None
    ) -> tuple[Download, ...]:
        language = ranking.language
        notes = (test, said("effect_note", language), *self._notes(ranking))
        taken = Taken(
            slug=f"endringer-{ranking.survey.codebook.id}",
            title=said("title", language),
            language=language,
            sentence=sentence,
            table=table_block(listed, ranking, notes),
            figure=picture,
            protection=wording.protection_statement(self.threshold, language),
        )
        rows = rows_download(taken.slug, taken.table.sheets, language)
        return (*figure_downloads(taken), excel_download(taken), rows, word_download(taken))

    def _notes(self, ranking: Ranking) -> tuple[str, ...]:
        remarks = ranking.found.remarks if ranking.found is not None else ()
        told = tuple(each.to(ranking.language) for each in remarks)
        if any(each.reason == "hidden" for each in ranking.left_out):
            return (*told, wording.hidden_note(self.threshold, ranking.language))
        return told

    def _ranking(self, state: State) -> Ranking:
        return ranking_of(state["undersokelse"], data=self.data, language=language_of(state), threshold=self.threshold)

    def _first(self) -> str:
        """Return the survey to begin with: the first of several waves."""
        for name in self.surveys:
            with suppress(InputError):  # one that cannot be opened says so when it is chosen
                survey = opened(name, data=self.data, language=self.language, threshold=self.threshold)
                if len(survey.waves) > 1:
                    return name
        return next(iter(self.surveys))


@lru_cache(maxsize=48)
def _view(root: str, threshold: int, state: tuple[tuple[str, str], ...]) -> View:
    """Return what is shown for a state, made once in a process; kernels forked from it have the drawing too."""
    return Changes(root, threshold=threshold)._made(dict(state))


def warm(data: str | PathLike | None = None, threshold: int = 5) -> None:
    """Make the changes of every survey in both languages, so that kernels forked from this process have them.

    Parameters
    ----------
    data : path, optional
        The data folder.
    threshold : int
        Counts below it are hidden.
    """
    warm_surveys(Changes, data, threshold)


def _picture(pictured: list[Change], ranking: Ranking) -> Picture:
    def draw(width: float | None) -> Figure:
        return figure_of(pictured, ranking, **({} if width is None else {"width_mm": width}))

    title = f"{ranking.survey.codebook.title.to(ranking.language)}. {said('file_caption', ranking.language)}"
    return Picture(draw, lambda: figure_of(pictured, ranking, title=capital(title), remark=ranking.found.source))


def _one_of(value: str, known: tuple[str, ...]) -> str:
    return value if value in known else known[0]


def _by(ranking: Ranking) -> str:
    """Return between when the changes are; rows that are not say so themselves."""
    span = said("span", ranking.language).format(*ranking.spans[0])
    return span if len(ranking.spans) == 1 else said("usually", ranking.language).format(span)


def _sentence(every: tuple[Change, ...], language: Language) -> str:
    holds = [each for each in every if each.holds]
    size = wording.number(len(every), language)
    if not holds:
        return said("found_none", language).format(size=size)
    up = sum(each.finding.difference > 0 for each in holds)
    counts = {"below": len(holds), "up": up, "down": len(holds) - up}
    told = said("found", language).format(
        size=size, **{name: wording.number(count, language) for name, count in counts.items()}
    )
    largest = max(holds, key=lambda each: (abs(each.finding.effect), -each.place))
    return f"{told} {said('largest', language).format(largest.finding.sentence(largest.adjusted))}"


def _tests(every: tuple[Change, ...], language: Language) -> str:
    names = [wording.name_of_test(code, language) for code in dict.fromkeys(each.finding.test for each in every)]
    return said("tests", language).format(wording.listed(names, language, either=True))


def _base(listed: list[Change], pictured: list[Change], size: str, language: Language) -> str:
    told = said("rows", language).format(shown=wording.number(len(listed), language), size=size)
    if len(pictured) == len(listed) or not pictured:
        return told
    drawn_words = "drawn_one" if len(pictured) == 1 else "drawn"
    return f"{told} {said(drawn_words, language).format(wording.number(len(pictured), language))}"


def _shown(listed: list[Change], ranking: Ranking) -> tuple[CountTable, ...]:
    questions = dict.fromkeys(each.finding.question for each in listed if not each.is_mean)
    return tuple(table for question in questions if (table := ranking.table(question)) is not None)
