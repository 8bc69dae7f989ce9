"""In which order questions are placed, and how many answer each item of a battery."""

from collections.abc import Sequence

from svarbenk.codebook import Codebook, Question
from svarbenk.ledger import Entry
from svarbenk.synthetic.waves.printed import items_of
from svarbenk.synthetic.waves.recipe import WaveRecipe


def in_order(view: Codebook, recipe: WaveRecipe) -> list[Question]:
    """Return the questions of a wave with every filter before what it filters.

    Parameters
    ----------
    view : Codebook
        The wave.
    recipe : WaveRecipe
        Names those that come first.
    """
    asked = {question.id: question for question in view.asked()}
    found = [asked.pop(name) for name in recipe.order if name in asked]
    rest = list(asked.values())
    done = {question.id for question in found}
    while rest:
        following = next((each for each in rest if _needs(each, view) <= done), rest[0])
        found.append(following)
        done.add(following.id)
        rest.remove(following)
    return found


def _needs(question: Question, view: Codebook) -> set[str]:
    needed: set[str] = set()
    for name in view.bases[question.base].condition.questions if question.base else ():
        source = view.question(name)
        needed |= set(source.sum_of) or {source.id}
    return needed - {question.id}


def item_numbers(entries: Sequence[Entry], view: Codebook) -> dict[str, int]:
    """Return the item n that the smallest and largest printed ones leave, by item.

    Parameters
    ----------
    entries : sequence of Entry
        The printed numbers of the wave.
    view : Codebook
        The wave.
    """
    found: dict[str, int] = {}
    ranges: dict[tuple[str, ...], dict[str, int]] = {}
    some = {entry.questions: entry for entry in entries if entry.statistic in {"n_low", "n_high"}}
    for entry in entries:
        if entry.statistic in {"n_low", "n_high"}:
            ranges.setdefault(entry.questions, {})[entry.statistic] = int(entry.number.value)
    for names, ends in ranges.items():
        items = items_of(some[names], view)
        low, high = ends.get("n_low", ends.get("n_high")), ends.get("n_high", ends.get("n_low"))
        for place, item in enumerate(items):
            # the first has the largest n and the last the smallest; the others lie scattered in between
            middle = low + (high - low) * ((place * 7) % 11) // 10
            found[item.id] = high if place == 0 else low if place == len(items) - 1 else middle
    return found
