"""Arbeidstid, the logic of the app that weights hours on call, and shows where the ranking of the groups turns."""

import math
from dataclasses import replace
from functools import lru_cache
from os import PathLike
from typing import get_args

from svarbenk import wording
from svarbenk.apps.controls import LANGUAGE, Control, State, language_of
from svarbenk.apps.downloads import Taken, downloads
from svarbenk.apps.hours_tables import base, figure, hours_block, ranking_block
from svarbenk.apps.hours_telling import Chosen, lead, turning_html, weight_text
from svarbenk.apps.hours_words import part_name, said
from svarbenk.apps.opened import opened, survey_names
from svarbenk.apps.typed import read_number
from svarbenk.apps.view import Picture, View
from svarbenk.apps.words import about_html
from svarbenk.codebook import DataFolder, Language
from svarbenk.documents import block_html
from svarbenk.errors import InputError
from svarbenk.workbench import Survey, WeightedHours, weighted_hours

SURVEY, QUESTION, BACKGROUND = "fastlege", "arbeidstid_vektet", "driftsform"
DECIMALS = 2
"""Weights are chosen in hundredths; the codebook's own, such as 1/7, is kept as it is."""


class Hours:
    """Weighted hours a week by background and wave.

    State: ``etter`` is the background, ``runder`` ids of waves with commas, and the last part of the id of each duty,
    such as ``bakvakt``, its weight; «» is the codebook's.

    Parameters
    ----------
    data : path, optional
        The data folder.
    language : str
        «nb» or «en», where the state does not say.
    threshold : int
        Means that fewer stand behind are hidden.

    Raises
    ------
    InputError
        If the language is another, or the survey of the doctors has no answers.
    """

    name = "arbeidstid"

    def __init__(self, *, data: str | PathLike | None = None, language: Language = "nb", threshold: int = 5):
        if language not in get_args(Language):
            raise InputError(f"language: fant «{language}»; ventet nb eller en")
        self.data = str(DataFolder.find(data).root)
        if SURVEY not in survey_names(data):
            raise InputError(
                f"undersøkelsen «{SURVEY}» har ingen svar her; ventet en eksport i data/raw/{SURVEY}, "
                f"eller syntetiske svar fra «svarbenk synth {SURVEY}»"
            )
        self.language: Language = language
        self.threshold = threshold

    def about(self, state: State) -> str:
        """Return the mark of stand-in data, the survey and what is hidden, for a ``state``."""
        return about_html(self._survey(language_of(state, self.language)))

    def settled(self, state: State) -> dict[str, str]:
        """Return the ``state`` with what cannot be chosen put right; a weight that is the codebook's is «»."""
        survey = self._survey(language_of(state, self.language))
        by = state.get("etter") or ""
        by = by if by in self._backgrounds(survey) else BACKGROUND
        hours = self._hours(by, survey.language)
        asked = [wave for wave in (state.get("runder") or "").split(",") if wave]
        waves = [wave.id for wave in hours.waves if wave.id in asked]
        every = not waves or len(waves) == len(hours.waves)
        weights = {
            name: _settled_weight(state.get(name) or "", usual)
            for name, usual in zip(_names(hours), hours.usual, strict=True)
        }
        return {**weights, "etter": by, "runder": "" if every else ",".join(waves), LANGUAGE: survey.language}

    def controls(self, state: State) -> tuple[Control, ...]:
        """Return what can be chosen, with the values of a settled ``state``."""
        language = language_of(state, self.language)
        survey, hours = self._survey(language), self._hours(state["etter"], language)
        weights = [
            Control(
                name, "number", said("weight", language).format(part_name(hours.parts[place], language)),
                state.get(name) or weight_text(usual, usual, language),
                help=said("weight_help", language).format(weight_text(usual, usual, language)),
                low=0.0, high=1.0, step=10.0**-DECIMALS,
            )
            for place, (name, usual) in enumerate(zip(_names(hours), hours.usual, strict=True))
        ]  # fmt: skip
        waves = tuple((wave.id, wave.label.to(language)) for wave in hours.waves)
        chosen = state.get("runder") or ",".join(wave.id for wave in hours.waves)
        return (
            *weights,
            Control(
                "etter", "choice", said("background", language), state["etter"],
                tuple((name, survey.question(name).name.to(language)) for name in self._backgrounds(survey)),
            ),
            Control("runder", "many", said("waves", language), chosen, waves),
        )  # fmt: skip

    def show(self, state: State) -> View:
        """Return the weighted hours of a settled ``state``, and where their ranking turns."""
        language = language_of(state, self.language)
        survey, hours = self._survey(language), self._hours(state["etter"], language)
        if state.get("runder"):
            hours = hours.only(state["runder"].split(","))
        weights = tuple(
            float(state[name]) if state.get(name) else usual
            for name, usual in zip(_names(hours), hours.usual, strict=True)
        )
        labels = tuple(wave.label for wave in survey.codebook.waves)
        chosen = Chosen(hours, weights, labels, survey.question(state["etter"]).name)
        background = wording.lowered(chosen.background.to(language))
        title, by = said("title", language), said("by", language).format(background, chosen.weighted())
        limit = wording.number(self.threshold, language)
        notes = (said("hidden", language).format(limit, limit),) if hours.is_protected else ()
        if not any(map(math.isfinite, hours.fixed.ravel())):
            return View(title, language, by=by, message=said("all_hidden", language).format(background), notes=notes)
        block, ranking = hours_block(chosen), ranking_block(chosen)
        drawn = Picture(
            lambda width: figure(chosen, width), lambda: figure(chosen, title=f"{title}, {by}", remark=block.source)
        )
        told = lead(chosen)
        taken = Taken(
            "arbeidstid", f"{title}, {by}", language, told, block.model_copy(update={"notes": (base(chosen), *notes)}),
            drawn, wording.protection_statement(self.threshold, language),
        )  # fmt: skip
        return View(
            title,
            language,
            by=by,
            sentence=told,
            message="" if len(chosen.groups) > 1 else said("one_group", language),
            figure=drawn,
            base=base(chosen),
            table="".join(
                [
                    block_html(block, language),
                    turning_html(chosen),
                    block_html(ranking, language) if ranking else "",
                ]
            ),
            notes=notes,
            downloads=downloads(taken),
        )

    def _survey(self, language: Language) -> Survey:
        return opened(SURVEY, data=self.data, language=language, threshold=self.threshold)

    def _hours(self, by: str, language: Language) -> WeightedHours:
        return replace(_hours(self.data, by, self.threshold), language=language)

    def _backgrounds(self, survey: Survey) -> list[str]:
        return [question.id for question in survey.codebook.backgrounds if question.kind in {"single", "ordinal"}]


def warm(data: str | PathLike | None = None, threshold: int = 5) -> None:
    """Work out the hours by every background and the first view in both languages, for kernels forked from here.

    Parameters
    ----------
    data : path, optional
        The data folder.
    threshold : int
        Means that fewer stand behind are hidden.
    """
    app = Hours(data=data, threshold=threshold)
    for language in get_args(Language):
        view = app.show(app.settled({LANGUAGE: language}))
        if isinstance(view.figure, Picture):
            view.figure.figure()
        for question in app._backgrounds(app._survey(language)):
            app._hours(question, language)


@lru_cache(maxsize=32)
def _hours(data: str, by: str, threshold: int) -> WeightedHours:
    return weighted_hours(opened(SURVEY, data=data, threshold=threshold), QUESTION, by)


def _names(hours: WeightedHours) -> list[str]:
    """Return what the weights are called in a state: «bakvakt» of «timer_bakvakt»."""
    return [part.id.rpartition("_")[2] for part in hours.parts]


def _settled_weight(text: str, usual: float) -> str:
    """Return a weight from 0 to 1 in hundredths; «» where it is the codebook's as far as it is written, or none."""
    value = read_number(text)
    if value is None:
        return ""
    rounded = wording.rounded(min(max(value, 0.0), 1.0), DECIMALS)
    return "" if rounded == wording.rounded(usual, DECIMALS) else f"{float(rounded):g}"
