"""Explorer, the logic of the app that shows one question at a time: what can be chosen, and what is shown for it."""

from os import PathLike

import numpy as np

from svarbenk import wording
from svarbenk.apps.view import View, picture
from svarbenk.apps.words import said
from svarbenk.codebook import Language, Question
from svarbenk.documents import block_html
from svarbenk.errors import InputError
from svarbenk.tables import CountTable
from svarbenk.workbench import BannerTable, Survey, Table, open_survey, table_block


class Explorer:
    """One survey, question by question, with small counts hidden.

    Parameters
    ----------
    survey : str or Survey
        The survey's id, or the survey; its answers are taken, not its language and threshold.
    language : str
        «nb» or «en».
    threshold : int
        Counts below it are hidden.
    data : path, optional
        The data folder, where the survey is given by its id.

    Raises
    ------
    InputError
        If there is no such survey or no answers, the language is another, or the threshold is negative.
    """

    def __init__(
        self,
        survey: str | Survey,
        language: Language = "nb",
        threshold: int = 5,
        *,
        data: str | PathLike | None = None,
    ):
        if language not in {"nb", "en"}:
            raise InputError(f"language: fant «{language}»; ventet nb eller en")
        if not isinstance(threshold, int) or threshold < 0:
            raise InputError(f"threshold: fant {threshold!r}; ventet et helt tall fra 0")
        opened = open_survey(survey, data=data) if isinstance(survey, str) else survey
        self.survey = Survey(opened.responses, opened.data, language=language, threshold=threshold)

    def to(self, language: Language) -> "Explorer":
        """Return the same in ``language`` («nb» or «en»)."""
        return Explorer(self.survey, language, self.threshold)

    @property
    def language(self) -> Language:
        """The language of everything that is shown."""
        return self.survey.language

    @property
    def threshold(self) -> int:
        """Counts below it are hidden."""
        return self.survey.threshold

    @property
    def title(self) -> str:
        """The survey's title."""
        return self.survey.codebook.title.to(self.language)

    @property
    def synthetic(self) -> str:
        """The mark of stand-in data with what it means; nothing where the answers are real."""
        if not self.survey.synthetic:
            return ""
        return f"{wording.synthetic_mark(self.language)}. {said('synthetic', self.language)}"

    @property
    def protection(self) -> str:
        """Which counts are hidden, in words."""
        return wording.protection_statement(self.threshold, self.language)

    def questions(self) -> dict[str, str]:
        """Return id and name of what can be chosen: questions that can be counted, backgrounds last, no free text."""
        found = {}
        for question in sorted(self.survey.codebook.questions, key=lambda each: each.background):
            name = question.name.to(self.language)
            if question.kind != "text":
                found[question.id] = name
            if question.kind == "battery" and question.item_kind != "numeric":
                found |= {item.id: f"{name} {item.name.to(self.language)}" for item in question.item_questions()}
        return found

    def first(self) -> str:
        """Return the question to begin with: the first that has a figure."""
        for name in self.questions():
            if self.survey.question(name).kind in {"single", "ordinal", "multiple"}:
                table = self.survey.table(name)
                if table and _has_bars(table.shown):
                    return name
        return next(iter(self.questions()))

    def backgrounds(self) -> dict[str, str]:
        """Return id and name of what questions can be broken down by."""
        return {question.id: question.name.to(self.language) for question in self.survey.codebook.backgrounds}

    def show(self, question: str, by: str | None = None) -> View:
        """Return what is shown for a choice.

        Parameters
        ----------
        question : str
            One of ``questions()``.
        by : str, optional
            One of ``backgrounds()``; everybody together by default.

        Raises
        ------
        InputError
            If there is no such question or background, or the question is free text.
        """
        asked = self.survey.question(question)
        if question not in self.questions() or (by and by not in self.backgrounds()):
            raise InputError(f"«{question}» etter «{by}» kan ikke velges her")
        if by == question:
            return self._view(asked, by, message="same")
        if by and asked.kind == "battery" and asked.item_kind != "numeric":
            return self._view(asked, by, message="battery")
        table = self.survey.table(question, [by] if by else None)
        total = table.total if by else table
        if not total:
            return self._view(asked, by, message="no_answers")
        if total.shown.hidden.all():
            return self._view(asked, by, message="too_few")
        groups = table.by[0].shown if by else None
        # an added-up number has no distribution to draw
        summed = asked.kind == "numeric"
        whole = total if not summed and _has_bars(total.shown) else None
        if groups and groups.is_protected and not np.nansum(groups.counts):
            return self._view(asked, by, total, drawn=whole, message="no_group")
        if summed:
            return self._view(asked, by, table)
        if _has_bars(groups or total.shown):
            return self._view(asked, by, table, drawn=table)
        return self._view(asked, by, table, drawn=whole, message="no_group_bars" if whole else "no_bars")

    def _view(
        self,
        asked: Question,
        by: str | None,
        table: Table | BannerTable | None = None,
        *,
        drawn: Table | BannerTable | None = None,
        message: str = "",
    ) -> View:
        """Word a table; ``drawn`` is the part of it that the figure shows."""
        language = self.language
        title = asked.text.to(language)
        broken_down = f"{said('by', language)} {_inside(self.backgrounds()[by])}" if by else ""
        told = said(message, language) if message else ""
        if table is None:
            return View(title, language, by=broken_down, message=told)
        groups = table.by if isinstance(table, BannerTable) else ()
        total = table.total if groups else table
        parts = (total, *groups)
        summed = asked.kind == "numeric"
        protected = any(part.shown.is_protected for part in parts)
        return View(
            title,
            language,
            by=broken_down,
            sentence=" ".join(filter(None, (self._sentence(total, summed), table.association() if groups else ""))),
            message=told,
            figure=picture(drawn) if drawn else "",
            base=" ".join(
                filter(None, (wording.base_line(total.shown, language), wording.nonresponse(total.shown, language)))
            ),
            test=groups[0].test_text() if groups and groups[0].shown.exclusive else "",
            table=self._table(asked, table, summed),
            notes=(wording.hidden_note(self.threshold, language),) if protected else (),
            shown=tuple(part.shown for part in parts),
        )

    def _sentence(self, total: Table, summed: bool) -> str:
        """Say the answer that most gave, or the sum; nothing where a battery's items stand under each other."""
        shown = total.shown
        known = shown.counts[0]
        if len(shown.rows) > 1:
            return ""
        if summed:
            span = wording.span(np.nanmin(known), np.nanmax(known), self.language)
            return said("sum", self.language).format(f"{span} {shown.unit.to(self.language)}")
        return total.sentence(shown.columns.ids[int(np.nanargmax(known))])

    def _table(self, asked: Question, table: Table | BannerTable, summed: bool) -> str:
        block = table_block(
            table,
            label=wording.word("table", self.language),
            number="",
            caption=asked.name.to(self.language),
            cells="count" if summed else "count_percent",
            total_column=not summed,
        )
        # base, test and hidden numbers are told beside the figure
        return block_html(block.model_copy(update={"notes": ()}), self.language)


def _has_bars(shown: CountTable) -> bool:
    """Tell whether any row has a bar: one without hidden counts, or any count where several could be ticked."""
    answered = np.nan_to_num(shown.row_n) > 0
    hidden = shown.hidden.any(axis=1) if shown.exclusive else shown.hidden.all(axis=1)
    return bool((answered & ~hidden).any())


def _inside(label: str) -> str:
    """Write a label as it stands inside a sentence."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
