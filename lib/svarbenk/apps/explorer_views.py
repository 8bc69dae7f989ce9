"""What the explorer shows of a table: sentence, figure, base, test, table, or why there is none."""

from dataclasses import dataclass, replace

import numpy as np

from svarbenk import wording
from svarbenk.apps.downloads import Taken, downloads
from svarbenk.apps.explorer_choices import Choices, by_wave, has_bars
from svarbenk.apps.explorer_words import said
from svarbenk.apps.merging import TOGETHER
from svarbenk.apps.picture import Picture, picture
from svarbenk.apps.view import View
from svarbenk.codebook import Language, Question
from svarbenk.documents import CountSheet, TableBlock, block_html
from svarbenk.responses import WAVE
from svarbenk.tables import CountTable, Means
from svarbenk.workbench import BannerTable, MeanTable, NotAsked, Table, table_block
from svarbenk.workbench.captions import remarks, sources
from svarbenk.workbench.mean_blocks import mean_block

Counted = Table | BannerTable | MeanTable


@dataclass(frozen=True)
class Shown:
    """What was chosen, and the table that came of it; None where the selection leaves nobody."""

    choices: Choices
    question: Question
    by: str
    waves: tuple[str, ...]
    within: str
    merged: bool
    table: Counted | NotAsked | None

    @property
    def language(self) -> Language:
        """The language of everything that is shown."""
        return self.choices.language

    @property
    def title(self) -> str:
        """The question as it was asked; of an item of a battery both, as one cannot be understood without the other."""
        battery = self.choices.survey.battery_of(self.question.id)
        if battery is None:
            return self.question.text.to(self.language).rstrip(" :")
        return f"{battery.text.to(self.language).rstrip(' :')}: {self.question.name.to(self.language)}"

    @property
    def told(self) -> str:
        """What the answers are broken down by, of which round and of whom, in words."""
        language, found = self.language, []
        if self.by:
            label = dict(self.choices.backgrounds(self.question.id))[self.by]
            found.append(f"{said('by', language)} {wording.lowered(label)}")
        if by_wave(self.waves, self.by):
            found.append(said("by_wave", language))
        elif len(self.choices.survey.waves) > 1:
            found.append(self.choices.survey.codebook.wave(self.waves[0]).label.to(language))
        if self.within:
            found.append(said("only", language).format(wording.lowered(self.within)))
        return ", ".join(found)

    @property
    def slug(self) -> str:
        """What its files are called."""
        return "-".join(filter(None, (self.choices.survey.codebook.id, self.question.id, self.by)))


def view_of(shown: Shown) -> View:
    """Word a choice.

    Parameters
    ----------
    shown : Shown
        The choice and its table.
    """
    table = shown.table
    if table is None or not table:
        narrowed = shown.within or shown.waves != shown.choices.waves(shown.question.id)
        return _message(shown, "no_answers_here" if narrowed else "no_answers")
    if isinstance(table, MeanTable):
        return _of_means(shown, table)
    return _of_counts(shown, table)


def _message(shown: Shown, name: str) -> View:
    return View(shown.title, shown.language, by=shown.told, message=said(name, shown.language))


def _of_counts(shown: Shown, table: Table | BannerTable) -> View:
    groups = table.by if isinstance(table, BannerTable) else ()
    total = table.total if groups else table
    if total.shown.hidden.all():
        return _message(shown, "too_few")
    summed = total.shown.sums
    # an added-up number has no distribution to draw
    whole = None if summed or not has_bars(total.shown) else total
    drawn, message = None, ""
    if groups and groups[0].shown.is_protected and not np.nansum(groups[0].shown.counts):
        drawn, message = whole, "no_group"
    elif summed:
        message = "summed"
    elif has_bars((groups[0] if groups else total).shown):
        drawn = table
    else:
        drawn, message = whole, "no_group_bars" if whole and groups else "no_bars"
    return _view(
        shown,
        table,
        sentence=_sentence(shown, total, groups),
        message=message,
        drawn=drawn,
        base=f"{wording.base_line(total.shown, shown.language)} {wording.nonresponse(total.shown, shown.language)}",
        test=(groups[0] if groups else total).test_text() if total.shown.exclusive else "",
    )


def _of_means(shown: Shown, table: MeanTable) -> View:
    if np.isnan(table.shown.mean).all():
        return _message(shown, "too_few")
    part = table.by[0] if table.by else table
    single = len(table.shown.columns) == 1
    most = table.shown.columns.ids[int(np.argmax(np.nan_to_num(table.shown.mean[-1])))]
    alone = _latest(table.shown) if table.shown.is_protected else None
    sentences = [table.sentence(most, alone), part.sentence() if table.by and not part.shown.is_protected else ""]
    return _view(
        shown,
        table,
        sentence=" ".join(filter(None, sentences)),
        message="",
        drawn=table,
        base=wording.base_line([table.shown], shown.language),
        test=part.test_text() if single else "",
    )


def _sentence(shown: Shown, total: Table, groups: tuple[Table, ...]) -> str:
    """Say the answer that most gave, or that was merged; the sum; of a battery what is told of its items."""
    counts = total.shown
    if counts.sums:
        if len(counts.rows) > 1 or len(counts.columns) > 1:
            return ""
        span = wording.span(np.nanmin(counts.counts[0]), np.nanmax(counts.counts[0]), shown.language)
        return said("sum", shown.language).format(f"{span} {counts.unit.to(shown.language)}")
    column = TOGETHER if shown.merged else _foremost(total)
    if not column:
        return ""
    # where anything is hidden nothing is tested, in words neither: the latest round is told by itself
    told = [total.sentence(column, _latest(total.shown) if total.shown.is_protected else None)]
    if groups and not groups[0].shown.is_protected:
        told.append(groups[0].sentence(column) or wording.association_sentence(_tested(groups), shown.language))
    return " ".join(filter(None, told))


def _latest(counts: CountTable | Means) -> str | None:
    """Return the last row where rows are waves; None where there is one row, or they are no waves."""
    return counts.rows.ids[-1] if len(counts.rows) > 1 and counts.rows.id == WAVE else None


def _foremost(total: Table) -> str:
    """Return the answer that is told: the most frequent, on a scale that of its ends; nothing where it is hidden."""
    counts = total.shown
    last = counts.rows.ids[-1 if counts.grouped else 0]
    ends = list(counts.merges) if counts.exclusive and counts.columns.ordered else []
    for names in (ends, [each for each in counts.columns.ids if each not in total.muted]):
        found = {each: counts.count(each, last) for each in names}
        known = {each: number for each, number in found.items() if not np.isnan(number)}
        if known:
            return max(known, key=known.__getitem__)
    return ""


def _tested(groups: tuple[Table, ...]) -> dict[str, float]:
    language = groups[0].language
    return {each.shown.rows.label.to(language).lower(): each.result.p_value for each in groups if each.result}


def _view(
    shown: Shown, table: Counted, *, sentence: str, message: str, drawn: Counted | None, base: str, test: str
) -> View:
    language = shown.language
    parts = _parts(table)
    protected = any(part.shown.is_protected for part in parts)
    block = _block(shown, table)
    source = sources([parts[0]], language) if isinstance(table, MeanTable) else sources([table], language)
    heading = _heading(shown.title, shown.told)
    # a figure of everybody does not say that it is of groups
    over = heading if drawn is table else _heading(shown.title, replace(shown, by="").told)
    # stacked bars say themselves whom they are of
    told = not isinstance(table, MeanTable) and parts[0].shown.exclusive
    under = source if told else f"{base.strip()} {source}"
    figure: Picture | str = picture(drawn, title=over, remark=under) if drawn is not None else ""
    taken = Taken(
        slug=shown.slug,
        title=heading,
        language=language,
        sentence=sentence,
        table=block,
        figure=figure or None,
        protection=wording.protection_statement(shown.choices.survey.threshold, language),
    )
    return View(
        shown.title,
        language,
        by=shown.told,
        sentence=sentence,
        message=said(message, language) if message else "",
        figure=figure,
        base=base.strip(),
        test=f"{test}." if test and not test.endswith(".") else test,
        # base, test and hidden numbers are told beside the figure
        table=block_html(block.model_copy(update={"notes": ()}), language),
        notes=(
            *((wording.hidden_note(shown.choices.survey.threshold, language),) if protected else ()),
            *remarks([parts[0].shown], language),
        ),
        shown=tuple(part.shown for part in parts),
        downloads=downloads(taken),
    )


def _as_shown(sheet: CountSheet) -> CountSheet:
    counts = tuple(
        tuple(None if each is None else round(each, 0 if abs(each) >= 100 else 1) for each in row)
        for row in sheet.counts
    )
    return sheet.model_copy(update={"counts": counts})


def _heading(title: str, told: str) -> str:
    return f"{title} – {told}" if told else title


def _parts(table: Counted) -> tuple[Table | MeanTable, ...]:
    if isinstance(table, BannerTable):
        return table.total, *table.by
    return (table, *table.by) if isinstance(table, MeanTable) else (table,)


def _block(shown: Shown, table: Counted) -> TableBlock:
    about = {
        "label": wording.word("table", shown.language),
        "number": "",
        "caption": shown.question.name.to(shown.language),
    }
    if isinstance(table, MeanTable):
        block = mean_block(table, **about)
        # files tell no more digits than the page: a mean of all digits would give the sum away
        return block.model_copy(update={"sheets": tuple(map(_as_shown, block.sheets))})
    summed = _parts(table)[0].shown.sums
    return table_block(table, **about, cells="count" if summed else "count_percent", total_column=not summed)
