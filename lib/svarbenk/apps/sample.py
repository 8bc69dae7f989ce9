"""Representativitet, the logic of the app that holds those who answered against the population."""

from contextlib import suppress
from functools import lru_cache
from os import PathLike
from typing import get_args

from svarbenk import wording
from svarbenk.apps.changes_csv import rows_download
from svarbenk.apps.controls import LANGUAGE, Control, State, language_of
from svarbenk.apps.downloads import Taken, excel_download, figure_downloads, word_download
from svarbenk.apps.opened import opened
from svarbenk.apps.sample_standing import NEGLIGIBLE, Moved, Standing, standing_of
from svarbenk.apps.sample_table import figure_of, groups_block, moved_block, sentences, weights_block
from svarbenk.apps.sample_words import said
from svarbenk.apps.survey_app import SurveyApp, warm_surveys
from svarbenk.apps.view import Download, Picture, View
from svarbenk.apps.words import about_html
from svarbenk.codebook import Language
from svarbenk.documents import TableBlock, block_html
from svarbenk.errors import InputError
from svarbenk.figures import Figure
from svarbenk.ledger import documents
from svarbenk.tables import CountTable
from svarbenk.workbench import Survey


class Sample(SurveyApp):
    """Sample against population a wave, the weights, and what weighting does to a question.

    Parameters are those of ``SurveyApp``.
    """

    name = "representativitet"

    def settled(self, state: State) -> State:
        """Return the ``state`` with what cannot be chosen put right."""
        asked = state.get(LANGUAGE, "")
        language = asked if asked in get_args(Language) else self.language
        survey, wave, question = (state.get(name, "") for name in ("undersokelse", "runde", "sporsmal"))
        if survey not in self.surveys:
            survey, wave = self._first(language), ""
        if wave not in self._survey(survey, language).waves:
            wave = self._latest(survey, language)
        known = self._standing(survey, wave, language).questions()
        if question not in known:
            question = self._telling(survey, wave, language)
        return {"undersokelse": survey, "runde": wave, "sporsmal": question, LANGUAGE: language}

    def controls(self, state: State) -> tuple[Control, ...]:
        """Return what can be chosen, with the values of a settled ``state``."""
        language = language_of(state)
        survey, standing = self._survey(state["undersokelse"], language), self._chosen(state)
        waves = tuple((wave, survey.codebook.wave(wave).label.to(language)) for wave in survey.waves)
        questions = standing.questions()
        return (
            Control("undersokelse", "choice", said("survey", language), state["undersokelse"],
                    tuple((name, title.to(language)) for name, title in self.surveys.items())),
            Control("runde", "choice", said("wave", language), state["runde"], waves),
            Control("sporsmal", "search", said("question", language), state["sporsmal"],
                    tuple((name, text.to(language)) for name, text in questions.items()),
                    help=said("question_help", language), hidden=not questions),
        )  # fmt: skip

    def about(self, state: State) -> str:
        """Return the HTML above the controls for a settled ``state``: mark of stand-in data, survey, protection."""
        return about_html(self._chosen(state).survey, title=False)

    def show(self, state: State) -> View:
        """Return the wave of a settled ``state`` against its population, its weights, and what they do."""
        return _view(self.data, self.threshold, tuple(sorted(state.items())))

    def _made(self, state: State) -> View:
        language, standing = language_of(state), self._chosen(state)
        title = said("title", language)
        wave = standing.survey.codebook.wave(state["runde"]).label.to(language)
        if standing.population is None or not standing.margins:
            return View(
                title, language, by=wave, sentence=sentences(standing), message=self._why_nothing(state, standing),
                base=_base(standing), notes=self._source(standing),
            )  # fmt: skip
        seen = any(not group.hidden for margin in standing.margins for group in margin.groups)
        blocks, told, counts, hidden = self._weighting(state, standing)
        protected = hidden or standing.few_in_group or any(margin.hidden for margin in standing.margins)
        estimated = [each.label.to(language) for each in standing.margins if each.estimated]
        limit = wording.number(NEGLIGIBLE, language, 1)
        sentence = " ".join(filter(None, (sentences(standing), told)))
        notes = (
            *((said("estimated", language).format(wording.listed(estimated, language)),) if estimated else ()),
            *((wording.hidden_note(self.threshold, language),) if protected else ()),
            *self._source(standing),
        )
        picture = _picture(standing, title) if seen else None
        return View(
            title,
            language,
            by=wave,
            sentence=sentence,
            message=_unweighted(standing),
            figure=picture or "",
            base=_base(standing),
            test=said("rule", language).format(limit=limit),
            table="".join(_html(each, language) for each in (groups_block(standing), *blocks)),
            notes=notes,
            shown=(*standing.tables(), *counts),
            downloads=self._files(standing, sentence, notes, blocks, picture),
        )

    def _files(
        self, standing: Standing, sentence: str, notes: tuple[str, ...], more: list[TableBlock], picture: Picture | None
    ) -> tuple[Download, ...]:
        language = standing.language
        taken = Taken(
            slug=f"representativitet-{standing.survey.codebook.id}-{standing.wave}",
            title=said("title", language),
            language=language,
            sentence=sentence,
            table=groups_block(standing, (_base(standing), *notes)),
            figure=picture,
            protection=wording.protection_statement(self.threshold, language),
        )
        sheets = [sheet for block in (taken.table, *more) for sheet in block.sheets]
        rows = rows_download(taken.slug, sheets, language)
        return (*figure_downloads(taken), excel_download(taken), rows, word_download(taken))

    def _weighting(
        self, state: State, standing: Standing
    ) -> tuple[list[TableBlock], str, tuple[CountTable, ...], bool]:
        """Return the tables of the weights and the question, a sentence, the counts, and whether any was hidden."""
        language = standing.language
        if standing.weights is None:
            return [], "", (), False
        blocks = [weights_block(standing, standing.weights)]
        question = state["sporsmal"]
        if not question:
            return blocks, "", (), False
        name = standing.questions()[question].to(language)
        why, answers, n, counts = standing.moved(question)
        if why:
            return blocks, said(f"changed_{why}", language).format(name), (), why == "hidden"
        block = moved_block(standing, question, name, answers, n)
        return [*blocks, block], _moved_sentence(name, answers, language), counts, False

    def _source(self, standing: Standing) -> tuple[str, ...]:
        """Return where the population's numbers are printed, where that is known."""
        titles = {each.id: each.title for each in documents(standing.survey.data)}
        title = titles.get(standing.population.document, "") if standing.population is not None else ""
        return (said("source", standing.language).format(title),) if title else ()

    def _why_nothing(self, state: State, standing: Standing) -> str:
        language = standing.language
        if standing.few_outside:
            return said("few_outside", language)
        told = said("no_population" if standing.population is None else "no_margins", language)
        other = self._first(language)
        if other == state["undersokelse"]:
            other = standing.survey.codebook.wave(self._latest(other, language)).label.to(language)
        else:
            other = self.surveys[other].to(language)
        return f"{told} {said('try_another', language).format(wording.quoted(other, language))}"

    def _survey(self, name: str, language: Language) -> Survey:
        return opened(name, data=self.data, language=language, threshold=self.threshold)

    def _standing(self, survey: str, wave: str, language: Language) -> Standing:
        return standing_of(survey, wave, data=self.data, language=language, threshold=self.threshold)

    def _chosen(self, state: State) -> Standing:
        return self._standing(state["undersokelse"], state["runde"], language_of(state))

    def _first(self, language: Language) -> str:
        """Return the survey to begin with: the first with a wave that can be held against its population."""
        for name in self.surveys:
            with suppress(InputError):  # one that cannot be opened says so when it is chosen
                survey = self._survey(name, language)
                if any(self._standing(name, wave, language).margins for wave in survey.waves):
                    return name
        return next(iter(self.surveys))

    def _latest(self, survey: str, language: Language) -> str:
        """Return the last wave that can be held against its population; the last of all where none can."""
        waves = self._survey(survey, language).waves
        known = [wave for wave in waves if self._standing(survey, wave, language).margins]
        return (known or waves)[-1]

    def _telling(self, survey: str, wave: str, language: Language) -> str:
        """Return the first question of a wave that weighting can be shown of; no background, «» where there is none."""
        standing = self._standing(survey, wave, language)
        names = list(standing.questions())
        own = [name for name in names if not standing.survey.question(name).background]
        return next((name for name in (*own, *names) if not standing.moved(name)[0]), next(iter(names), ""))


@lru_cache(maxsize=48)
def _view(root: str, threshold: int, state: tuple[tuple[str, str], ...]) -> View:
    """Return what is shown for a state, made once in a process; kernels forked from it have the drawing too."""
    return Sample(root, threshold=threshold)._made(dict(state))


def warm(data: str | PathLike | None = None, threshold: int = 5) -> None:
    """Hold the first view of every survey against its population in both languages, for kernels forked from here.

    Parameters
    ----------
    data : path, optional
        The data folder.
    threshold : int
        Counts below it are hidden.
    """
    warm_surveys(Sample, data, threshold)


def _picture(standing: Standing, title: str) -> Picture:
    def draw(width: float | None) -> Figure:
        return figure_of(standing, **({} if width is None else {"width_mm": width}))

    source = standing.survey.codebook.source.to(standing.language)
    return Picture(draw, lambda: figure_of(standing, title=title, remark=source))


def _base(standing: Standing) -> str:
    """Return who the population is; nothing where there is none."""
    if standing.population is None or not standing.population.how:
        return ""
    how = standing.population.how if standing.language == "nb" else said("base_en", standing.language)
    return said("base", standing.language).format(how)


def _html(block: TableBlock, language: Language) -> str:
    # words that are right-aligned and never broken would not go on a phone
    html = block_html(block, language)
    return html if block.sheets else html.replace(' class="number"', "")


def _unweighted(standing: Standing) -> str:
    if standing.weights is not None:
        return ""
    return said("few_in_group" if standing.few_in_group else "no_weights", standing.language)


def _moved_sentence(name: str, answers: tuple[Moved, ...], language: Language) -> str:
    most = max(abs(each.change) for each in answers)
    if not most:
        return said("moved_none", language).format(name=name)
    return said("moved", language).format(name=name, most=wording.number(most, language))
