"""The recipe of a survey in waves: everything that the report does not say, and the dirt of its files."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from svarbenk.ledger import Entry
from svarbenk.synthetic.waves.dirt import WaveDirt


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _by_wave(value):
    """Read one list for every wave as well as a list a wave."""
    return value if isinstance(value, dict) else {"*": value}


ByWave = Annotated[dict[str, tuple[float, ...]], BeforeValidator(_by_wave)]
Number = Annotated[dict[str, float], BeforeValidator(_by_wave)]


class Assumed(_Part):
    """How a question is answered as far as nothing is printed.

    ``shares`` are weights of the categories in scale order (of each option, in per cent, where several answers may
    be given); waves in between are interpolated. ``missing`` is the share of those asked who do not answer. ``on``
    is what the answers go together with: a factor, an earlier question, or ``question=category``; higher goes with
    later categories. ``mean``, ``spread``, ``low`` and ``high`` describe a number; ``exactly`` lists the numbers
    themselves. ``answered`` is how many of those asked answer.
    """

    shares: ByWave = {}
    missing: float = 0.008
    on: dict[str, float] = {}
    mean: Number = {}
    spread: float = 1.0
    low: float = 0.0
    high: float = 10_000.0
    exactly: tuple[float | None, ...] = ()
    answered: int | None = None


class Activity(_Part):
    """Hours a week on one activity: the mean by group, how many do it at all, and what it goes together with."""

    mean: dict[str, tuple[float, ...]]
    any: ByWave
    spread: float = 0.5
    on: dict[str, float] = {}


class Hours(_Part):
    """Hours by activity: the battery, the background whose groups the means are by, and the activities by item."""

    battery: str
    by: str
    missing: float = 0.012
    activities: dict[str, Activity]


class Register(_Part):
    """The two backgrounds that ``populasjon.csv`` crosses: types ``of`` that estimates divide further, ``by`` size."""

    of: str
    by: str


class WaveRecipe(_Part):
    """What the making of a survey in waves needs beyond what is printed; all of it is assumed.

    ``replies`` are those of each wave, ``order`` the questions to place first, ``scales`` weights for questions that
    are not named. ``doubtful`` («question printed») says which number of a contradicting set is left out, where as
    few could be left out otherwise. ``dirt`` is the file of each wave.
    """

    survey: str
    engine: Literal["waves"]
    seed: int
    replies: dict[str, int]
    order: tuple[str, ...] = ()
    scales: dict[str, tuple[float, ...]] = {}
    questions: dict[str, Assumed] = {}
    hours: Hours | None = None
    crossed: Register | None = None
    doubtful: dict[str, float] = {}
    first_id: int = Field(default=1001, ge=1)
    dirt: dict[str, WaveDirt]

    def doubt(self, entry: Entry) -> float:
        """Return how doubtful the recipe takes a printed number to be."""
        return self.doubtful.get(f"{entry.question} {entry.printed}", 0.0)

    def assumed(self, name: str) -> Assumed:
        """Return what is assumed of a question; nothing in particular where it is not named."""
        return self.questions.get(name, Assumed())


def wave_recipe_names(recipe: WaveRecipe) -> Iterator[tuple[str, str]]:
    """Give the key and the question id of every question that a ``recipe`` names; options after «__» left off."""
    yield from (("order", name) for name in recipe.order)
    for name, assumed in recipe.questions.items():
        yield "questions", name.partition("__")[0]
        yield from ((f"questions.{name}.on", key.partition("=")[0]) for key in assumed.on if "=" in key)
    if recipe.crossed is not None:
        yield from (("crossed", name) for name in (recipe.crossed.of, recipe.crossed.by))
    if recipe.hours is not None:
        yield "hours.battery", recipe.hours.battery
        yield "hours.by", recipe.hours.by
        yield from (("hours.activities", f"{recipe.hours.battery}_{name}") for name in recipe.hours.activities)


def at_wave(values: dict, wave: str, waves: tuple[str, ...]):
    """Return the value of a ``wave``, in between two waves that have one by straight lines.

    Parameters
    ----------
    values : dict
        Wave id (or «*» for all) to a number or a tuple of numbers.
    wave : str
        The wave wanted.
    waves : tuple of str
        The ids of all waves in order.
    """
    if wave in values:
        return values[wave]
    if "*" in values:
        return values["*"]
    known = [each for each in waves if each in values]
    place = waves.index(wave)
    before = [each for each in known if waves.index(each) < place]
    after = [each for each in known if waves.index(each) > place]
    if not before or not after:
        return values[(before or after)[-1 if before else 0]]
    left, right = before[-1], after[0]
    share = (place - waves.index(left)) / (waves.index(right) - waves.index(left))
    first, second = values[left], values[right]
    if isinstance(first, tuple):
        return tuple((1 - share) * a + share * b for a, b in zip(first, second, strict=True))
    return (1 - share) * first + share * second
