"""The codebook of one wave, as its form and its file were."""

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from svarbenk.codebook.derived import sources
from svarbenk.codebook.question import Question, WaveForm
from svarbenk.codebook.scale import Category, Merge
from svarbenk.codebook.text import fold
from svarbenk.codebook.waves import Wave, WaveScale
from svarbenk.errors import InputError

if TYPE_CHECKING:
    from svarbenk.codebook.survey import Codebook


def view(codebook: "Codebook", wave: Wave) -> "Codebook":
    """Return the ``codebook`` of one ``wave``.

    Questions and items that the wave did not ask are left out, and with them the bases and derived questions that
    rest on them; columns, codes, labels and options are the wave's own. Category ids do not change.

    Raises
    ------
    InputError
        If the wave has no answers, or what it says of its questions does not fit together.
    """
    if wave.published_only:
        raise InputError(f"undersøkelsen «{codebook.id}»: av runde {wave.id} finnes bare trykte tall, ingen svar")
    asked = {name for name in codebook.by_id if wave.id in codebook.waves_of(name)}
    questions = [_as_asked(each, wave, asked) for each in codebook.questions if each.id in asked]
    kept = {each.id for question in questions for each in (question, *question.item_questions())}
    told: dict[str, Any] = {name: getattr(codebook, name) for name in type(codebook).model_fields}
    told |= {
        "waves": (wave.model_copy(update={"scales": {}, "aliases": ()}),),
        "baseline": None,
        "questions": tuple(each for each in questions if set(sources(each)) <= kept),
        "bases": {
            name: base for name, base in codebook.bases.items() if set(base.condition.questions) <= kept | {"runde"}
        },
        "reply": wave.reply or codebook.reply,
        "exports": wave.exports or codebook.exports,
        "contact": codebook.contact if wave.contact is None else wave.contact,
        "ignored": codebook.ignored if wave.ignored is None else wave.ignored,
    }
    try:
        return type(codebook)(**told)
    except ValidationError as error:
        first = error.errors()[0]
        reason = first.get("ctx", {}).get("error", first["msg"])
        raise InputError(f"kodeboken «{codebook.id}», runde {wave.id}: {reason}") from None


def _as_asked(question: Question, wave: Wave, asked: set[str]) -> Question:
    form = question.in_wave.get(wave.id, WaveForm())
    scale = wave.scales.get(question.scale or "", WaveScale())
    categories = question.categories
    merges, shown = question.merges, question.shown_as
    for change in (scale, form):
        categories = _categories(categories, change)
        gone = set(change.not_offered)
        merges = _without(merges, gone)
        shown = tuple(name for name in shown if name in merges or name not in (*gone, *question.merges))
    items = tuple(
        item.model_copy(update={"waves": (), "variable": form.items.get(item.id, item.variable)})
        for item in question.items
        if f"{question.id}_{item.id}" in asked
    )
    # texts that differ per wave are also what its file has as header
    header = form.header or (form.text.nb if form.text and not question.header else question.header)
    return question.model_copy(
        update={
            "variable": form.variable or question.variable,
            "header": header,
            "text": form.text or question.text,
            "base": form.base or question.base,
            "categories": categories,
            "merges": merges,
            "shown_as": shown,
            "items": items,
            "waves": (),
            "baseline": None,
            "not_comparable": (),
            "in_wave": {},
        }
    )


def _categories(categories: tuple[Category, ...], change: WaveScale | WaveForm) -> tuple[Category, ...]:
    """Give categories the wave's codes and labels; their own labels stay known as spellings."""
    found = []
    for category in categories:
        if category.id in change.not_offered:
            continue
        update: dict[str, Any] = {}
        if category.id in change.codes:
            update["code"] = change.codes[category.id]
        label = change.labels.get(category.id)
        if label is not None and label != category.nb:
            others = tuple(each for each in category.spellings if fold(each) != fold(label))
            own = () if fold(category.nb) == fold(label) else (category.nb,)
            update |= {"nb": label, "spellings": (*others, *own)}
        found.append(category.model_copy(update=update) if update else category)
    return tuple(found)


def _without(merges: dict[str, Merge], gone: set[str]) -> dict[str, Merge]:
    left = {name: tuple(each for each in merge.of if each not in gone) for name, merge in merges.items()}
    return {name: merges[name].model_copy(update={"of": of}) for name, of in left.items() if of}
