"""Explorer, the logic of the app that shows one question at a time: what can be chosen, and what is shown for it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from os import PathLike

from svarbenk.apps.controls import LANGUAGE, Control, State, language_of
from svarbenk.apps.explorer_choices import Choices, by_wave
from svarbenk.apps.explorer_views import Shown, view_of
from svarbenk.apps.explorer_words import said
from svarbenk.apps.merging import answers_of, can_merge, merged_answers
from svarbenk.apps.opened import opened, survey_names
from svarbenk.apps.view import View
from svarbenk.apps.words import about_html
from svarbenk.codebook import Language, Text
from svarbenk.errors import InputError
from svarbenk.responses import WAVE
from svarbenk.workbench import BannerTable, MeanTable, NotAsked, Survey, Table

SURVEY, QUESTION, BY, WAVES, ONE_WAVE, FILTER, MERGE = (
    "undersokelse", "sporsmal", "etter", "runder", "runde", "der", "sla_sammen"
)  # fmt: skip
Counted = Table | BannerTable | MeanTable | NotAsked | None


class Explorer:
    """Surveys, question by question, with small counts hidden.

    Parameters
    ----------
    data : path, optional
        The data folder; its surveys that have answers can be chosen.
    language : str
        «nb» or «en», where the address does not say.
    threshold : int
        Counts below it are hidden.
    surveys : sequence of Survey, optional
        Surveys in hand, instead of those of the data folder; their language and threshold are not taken.

    Raises
    ------
    InputError
        If there are no answers, the language is another, or the threshold is negative.
    """

    name = "utforsker"

    def __init__(
        self,
        *,
        data: str | PathLike | None = None,
        language: Language = "nb",
        threshold: int = 5,
        surveys: Sequence[Survey] = (),
    ):
        self.data = data
        self.language: Language = language
        self.threshold = threshold
        self._in_hand = {survey.codebook.id: survey for survey in surveys}
        self.surveys: Mapping[str, Text] = {
            each: survey.codebook.title for each, survey in self._in_hand.items()
        } or survey_names(data)
        if not self.surveys:
            raise InputError(
                "ingen undersøkelse har svar i datamappen; ventet eksporter i data/raw, "
                "eller syntetiske svar fra «svarbenk synth»"
            )
        self._choices = lru_cache(maxsize=24)(self._chosen_from)
        self._counted = lru_cache(maxsize=64)(self._count)
        self.choices({})  # what is wrong with the parameters or the first survey is told here

    def survey(self, name: str, language: Language) -> Survey:
        """Return a survey by its id (``name``) in a ``language``."""
        if name not in self._in_hand:
            return opened(name, data=self.data, language=language, threshold=self.threshold)
        survey = self._in_hand[name]
        return Survey(survey.responses, survey.data, language=language, threshold=self.threshold)

    def _chosen_from(self, name: str, language: Language) -> Choices:
        return Choices(self.survey(name, language))

    def choices(self, state: State) -> Choices:
        """Return what can be chosen in the survey of a ``state``."""
        survey = state.get(SURVEY, "")
        return self._choices(survey if survey in self.surveys else next(iter(self.surveys)), self._language(state))

    def _language(self, state: State) -> Language:
        return language_of(state, self.language)

    def about(self, state: State) -> str:
        """Return the HTML above the controls for a ``state``: mark of stand-in data, the survey, what is hidden."""
        return about_html(self.choices(state).survey, title=len(self.surveys) < 2)

    def settled(self, state: State) -> State:
        """Return the ``state`` with what cannot be chosen put right; all waves, everybody and no merge are «»."""
        choices = self.choices(state)
        question = state.get(QUESTION, "")
        if question not in choices.questions:
            question = choices.first
        by = state.get(BY, "")
        if by not in dict(choices.backgrounds(question)):
            by = ""
        within = state.get(FILTER, "")
        if within not in dict(choices.filters(question, by)):
            within = ""
        asked = choices.waves(question)
        waves = [wave for wave in asked if wave in state.get(WAVES, "").split(",")]
        one = state.get(ONE_WAVE, "")
        if not self._one_wave(choices, question, by) or len(asked) < 2:
            one = ""
        elif one not in asked:
            one = waves[-1] if waves else asked[-1]
        found = {
            SURVEY: choices.survey.codebook.id, QUESTION: question, BY: by, FILTER: within, ONE_WAVE: one,
            WAVES: "" if one or len(waves) in {0, len(asked)} else ",".join(waves), LANGUAGE: choices.language,
        }  # fmt: skip
        merge = [each for each, _ in self._answers(found) if each in state.get(MERGE, "").split(",")]
        return {**found, MERGE: ",".join(merge)}

    @staticmethod
    def _one_wave(choices: Choices, question: str, by: str) -> bool:
        return bool(by) or choices.is_whole_battery(question)

    def _answers(self, state: State) -> tuple[tuple[str, str], ...]:
        """Return the answers that can be merged, those that stand as columns; nothing where none can."""
        table = self._table(state)
        if not isinstance(table, Table | BannerTable):
            return ()
        shown = table.total.shown if isinstance(table, BannerTable) else table.shown
        return answers_of(shown.columns, table.language) if can_merge(shown) else ()

    def controls(self, state: State) -> tuple[Control, ...]:
        """Return what can be chosen, with the values of a settled ``state``."""
        choices = self.choices(state)
        language = choices.language
        question, by = state[QUESTION], state[BY]
        asked = choices.waves(question)
        labels = tuple((wave, choices.wave_label(wave)) for wave in asked)
        groups, filters, answers = choices.backgrounds(question), choices.filters(question, by), self._answers(state)
        single = self._one_wave(choices, question, by)
        battery = choices.is_whole_battery(question)
        return (
            Control(
                SURVEY, "choice", said("survey", language), state[SURVEY],
                tuple((each, title.to(language)) for each, title in self.surveys.items()),
                hidden=len(self.surveys) < 2,
            ),
            Control(
                QUESTION, "search", said("question", language), question, choices.labels, choices.words,
                help=said("battery_help", language) if battery else "",
            ),
            Control(
                BY, "choice", said("background", language), by, (("", said("everybody", language)), *groups),
                hidden=not groups,
            ),
            Control(
                FILTER, "choice", said("filter", language), state[FILTER],
                (("", said("no_filter", language)), *filters), hidden=not filters,
            ),
            Control(
                ONE_WAVE, "choice", said("wave", language), state[ONE_WAVE], labels,
                help=said("wave_help", language) if by else "", hidden=not single or len(asked) < 2,
            ),
            Control(
                WAVES, "many", said("waves", language), state[WAVES] or ",".join(asked), labels,
                hidden=single or len(asked) < 2,
            ),
            Control(
                MERGE, "many", said("merge", language), state[MERGE], answers,
                help=said("merge_help", language), hidden=not answers,
            ),
        )  # fmt: skip

    def show(self, state: State) -> View:
        """Return what is shown for a settled ``state``."""
        choices = self.choices(state)
        table = self._table(state)
        answers = state[MERGE].split(",")
        merged = 2 <= len(answers) < len(self._answers(state)) and isinstance(table, Table | BannerTable)
        if merged:
            table = merged_answers(table, answers)
        return view_of(
            Shown(
                choices=choices,
                question=choices.questions[state[QUESTION]],
                by=state[BY],
                waves=self._waves(state),
                within=dict(choices.filters(state[QUESTION], state[BY])).get(state[FILTER], ""),
                merged=merged,
                table=table,
            )
        )

    def _waves(self, state: State) -> tuple[str, ...]:
        chosen = state[ONE_WAVE] or state[WAVES]
        return tuple(chosen.split(",")) if chosen else self.choices(state).waves(state[QUESTION])

    def _table(self, state: State) -> Counted:
        names = (SURVEY, QUESTION, BY, FILTER)
        return self._counted(*(state[name] for name in names), self._waves(state), state[LANGUAGE])

    def _count(
        self, survey: str, question: str, by: str, within: str, waves: tuple[str, ...], language: Language
    ) -> Counted:
        """Return the table of a choice; None where nobody is left to ask."""
        choices = self._choices(survey, language)
        try:
            narrowed = choices.narrowed(waves, within)
        except InputError:
            return None
        rows = WAVE if by_wave(waves, by) else [by] if by else None
        if choices.is_numeric(question) and not choices.is_sum(question):
            # bars of several means have no place for everybody beside the groups
            several = choices.questions[question].kind == "battery"
            return narrowed.means(question, by if several and by else rows, wave="all")
        return narrowed.table(question, rows)
