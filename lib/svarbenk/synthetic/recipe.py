"""The recipe of stand-in replies: what is not printed anywhere, and the dirt of the exports."""

from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from svarbenk.codebook import Codebook, DataFolder, nearest
from svarbenk.errors import InputError
from svarbenk.synthetic.waves.recipe import WaveRecipe, wave_recipe_names

NO_ANSWER = "ubesvart"
"""What recipes call no answer."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limit(_Part):
    """Numbers that together are at most another, in every reply."""

    sum: tuple[str, ...] = Field(min_length=1)
    of: str


class Drawn(_Part):
    """How the answers to a question that nothing is printed about are drawn.

    ``values`` maps answers to weights (the answer ``ubesvart`` is no answer). ``of`` and ``between`` make a
    number that is a share of another number. ``texts`` are given by a ``share`` of the replies in turn.
    """

    values: dict[str, float] = {}
    of: str | None = None
    between: tuple[float, float] = (0.0, 1.0)
    texts: tuple[str, ...] = ()
    share: float = 1.0

    @model_validator(mode="after")
    def _one_way(self) -> "Drawn":
        if sum((bool(self.values), self.of is not None, bool(self.texts))) != 1:
            raise ValueError("ventet én av nøklene «values», «of» og «texts»")
        return self


class Incomplete(_Part):
    """The nearly empty reply and the few answers that it has."""

    answers: dict[str, str | float]


class Test(_Part):
    """A test row that was started before the field period."""

    unit: str
    started: str
    answers: dict[str, str | float] = {}


class Decided(_Part):
    """The unit that replied twice with differing answers, and how that was settled."""

    changed: tuple[str, ...] = Field(min_length=1)
    reason: str
    by: str
    on: date


class Dirt(_Part):
    """The dirt of the exports, as shares of the cells that it can fall on."""

    blanks: float = 0.0
    letter_case: float = 0.0
    spellings: float = 0.0
    numbers_as_text: dict[str, tuple[str, ...]] = {}
    tests: tuple[Test, ...] = ()
    same_twice: int = 0
    decided: tuple[Decided, ...] = ()


class Recipe(_Part):
    """What the reconstruction needs to know beyond what is printed.

    ``replies`` counts the nearly empty ones (``incomplete``) too. ``joint`` has the number of members of each
    joint reply. ``received`` names questions whose printed counts are over all replies received.
    ``at_least_one`` names numbers that are one or more wherever they were asked for; ``answered_by_all``
    multiple-response questions where everybody asked ticked something. ``alike`` names backgrounds that go
    together in their order, ``size`` the number that says how large a unit is; ``leaning`` makes a number
    more or less likely in some background categories. ``within`` spreads a printed merge over its
    categories, ``rest`` a question over the replies that no printed count speaks of.
    """

    survey: str
    seed: int
    replies: int = Field(ge=1)
    provenance: str
    unit_name: str
    joint: tuple[int, ...] = ()
    incomplete: tuple[Incomplete, ...] = ()
    received: tuple[str, ...] = ()
    at_least_one: tuple[str, ...] = ()
    answered_by_all: tuple[str, ...] = ()
    at_most: tuple[Limit, ...] = ()
    alike: tuple[str, ...] = ()
    size: str | None = None
    leaning: dict[str, dict[str, float]] = {}
    within: dict[str, dict[str, float]] = {}
    rest: dict[str, dict[str, float]] = {}
    unpublished: dict[str, Drawn] = {}
    contact: dict[str, str] = {}
    ignored: dict[str, str | tuple[float, float]] = {}
    first_id: int = 1001
    dirt: Dirt = Dirt()

    @property
    def analysed(self) -> int:
        """The number of replies that the printed tables are about."""
        return self.replies - len(self.incomplete)


def recipes(data: DataFolder) -> tuple[str, ...]:
    """Return the ids of the surveys that ``data`` has a recipe for."""
    return tuple(sorted(path.stem for path in (data.root / "synthetic").glob("*.yaml")))


def read_recipe(survey: str, data: DataFolder, codebook: Codebook) -> Recipe | WaveRecipe:
    """Read ``synthetic/<survey>.yaml`` in ``data`` and hold it against the codebook.

    A recipe that says ``engine: waves`` is one of a survey in waves.

    Raises
    ------
    InputError
        If the file is missing, cannot be read, or names what the codebook does not have.
    """
    path = data.root / "synthetic" / f"{survey}.yaml"
    if not path.is_file():
        raise InputError(
            f"undersøkelsen «{survey}»: ingen oppskrift {path.name} i {path.parent}; ventet en som sier hvor mange "
            "svar det er, og hvordan spørsmål uten trykte tall besvares"
        )
    try:
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        in_waves = isinstance(document, dict) and "engine" in document
        recipe = (WaveRecipe if in_waves else Recipe).model_validate(document)
    except (YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: kan ikke leses som YAML i UTF-8 ({str(error).splitlines()[0]})") from None
    except ValidationError as error:
        raise InputError("\n".join(_explain(path, finding) for finding in error.errors()[:3])) from None
    if recipe.survey != survey:
        raise InputError(f"{path}, nøkkel «survey»: fant «{recipe.survey}»; ventet «{survey}»")
    for key, name in wave_recipe_names(recipe) if isinstance(recipe, WaveRecipe) else _named(recipe):
        try:
            codebook.question(name)
        except InputError as error:
            raise InputError(f"{path}, nøkkel «{key}»: {error}") from None
    for key, name, answer in () if isinstance(recipe, WaveRecipe) else _answers(recipe):
        known = codebook.question(name).category_ids
        if known and answer not in (*known, NO_ANSWER):
            raise InputError(
                f"{path}, nøkkel «{key}», spørsmål «{name}»: fant «{answer}»; ventet en av {', '.join(known)}"
            )
    return recipe


_EXPECTED = {
    "int": "et helt tall",
    "float": "et tall",
    "string": "tekst",
    "tuple": "en liste",
    "dict": "nøkler med verdier",
    "model": "nøkler med verdier",
    "date": "en dato som 2019-05-23",
    "greater": "minst 1",
}


def _explain(path: Path, finding: dict[str, Any]) -> str:
    key = ".".join(str(step) for step in finding["loc"])
    if finding["type"] == "missing":
        return f"{path}, nøkkel «{key}»: mangler"
    if finding["type"] == "extra_forbidden":
        return f"{path}, nøkkel «{key}»: ukjent nøkkel{nearest(str(finding['loc'][-1]), Recipe.model_fields)}"
    if finding["type"] == "value_error":
        return f"{path}, nøkkel «{key}»: {finding['ctx']['error']}"
    expected = next((word for kind, word in _EXPECTED.items() if finding["type"].startswith(kind)), finding["msg"])
    return f"{path}, nøkkel «{key}»: fant «{finding['input']}»; ventet {expected}"


def _named(recipe: Recipe):
    for key in ("received", "at_least_one", "answered_by_all", "alike", "within", "rest", "unpublished"):
        yield from ((key, name) for name in getattr(recipe, key))
    for limit in recipe.at_most:
        yield from (("at_most", name) for name in (*limit.sum, limit.of))
    for drawn in recipe.unpublished.values():
        if drawn.of:
            yield "unpublished", drawn.of
    yield from (("dirt.numbers_as_text", name) for name in recipe.dirt.numbers_as_text)
    for given in (*(each.answers for each in recipe.incomplete), *(each.answers for each in recipe.dirt.tests)):
        yield from (("answers", name) for name in given)
    yield from (("dirt.decided", name) for each in recipe.dirt.decided for name in each.changed)


def _answers(recipe: Recipe):
    """Give (key, question, answer) for every answer that the recipe names."""
    for key, weights in (("within", recipe.within), ("rest", recipe.rest)):
        yield from ((key, name, answer) for name, by in weights.items() for answer in by)
    for name, drawn in recipe.unpublished.items():
        yield from (("unpublished", name, answer) for answer in drawn.values)
    for given in (*(each.answers for each in recipe.incomplete), *(each.answers for each in recipe.dirt.tests)):
        yield from (("answers", name, answer) for name, answer in given.items())
