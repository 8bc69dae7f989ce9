"""What every app is made of: a state as it stands in the address, controls that change it, and what is shown for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, get_args
from urllib.parse import parse_qsl, urlencode

from svarbenk.apps.view import View
from svarbenk.codebook import Language

State = Mapping[str, str]
"""What is chosen: name of a control to its value; several ids stand with commas between them. «» is the default."""
LANGUAGE = "sprak"
"""The name that the language has in every app's state; «nb» or «en»."""
Kind = Literal["choice", "search", "many", "check", "number", "text", "word"]


@dataclass(frozen=True)
class Control:
    """One thing to choose.

    ``choice`` is one of the options, ``search`` one of many that are found by words, ``many`` any number of them,
    ``check`` «1» or «», ``number`` a number between ``low`` and ``high``, ``text`` lines of text, ``word`` one line.
    ``options`` are ids with labels, in order; ``words`` is what a ``search`` finds an id by beside its label; ``help``
    stands under the control. Those that are ``hidden`` keep their value and are not shown. An app gives the same names
    in the same order whatever the state; the language is the page's own control.
    """

    name: str
    kind: Kind
    label: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    help: str = ""
    low: float = 0.0
    high: float = 100.0
    step: float = 1.0
    hidden: bool = False


class App(Protocol):
    """The logic of an app: no widget, no browser. The same state gives the same controls and the same view.

    An app may have a method ``address(state)`` too: what of a settled state is to stand in the address, where that is
    not all of it, such as without pasted text.
    """

    name: str

    def about(self, state: State) -> str:
        """Return the HTML above the controls for a ``state``: mark of stand-in data, whose answers, what is hidden."""
        ...

    def settled(self, state: State) -> State:
        """Return the ``state`` with what cannot be chosen put right, such as a background that the survey lacks."""
        ...

    def controls(self, state: State) -> tuple[Control, ...]:
        """Return what can be chosen, with the values of a settled ``state``."""
        ...

    def show(self, state: State) -> View:
        """Return what is shown for a settled ``state``."""
        ...


def unknown(control: Control, asked: State, settled: State) -> bool:
    """Tell whether a link asks for something that cannot be chosen: another id than those of the options.

    Parameters
    ----------
    control : Control
        Of the settled state.
    asked : mapping
        The state in the link.
    settled : mapping
        What became of it.
    """
    wanted = asked.get(control.name) or ""
    if control.kind not in {"choice", "search", "many"} or not wanted or wanted == settled.get(control.name):
        return False
    known = {name for name, _ in control.options}
    return not known.issuperset(wanted.split(",") if control.kind == "many" else [wanted])


def language_of(state: State, otherwise: Language = "nb") -> Language:
    """Return the language that a state asks for.

    Parameters
    ----------
    state : mapping
        Name to value.
    otherwise : str
        The language where it asks for none, or for one that there is not.
    """
    asked = state.get(LANGUAGE, "")
    return asked if asked in get_args(Language) else otherwise


def read_address(query: str) -> dict[str, str]:
    """Return the state that an address' query has; what is empty is left out.

    Parameters
    ----------
    query : str
        Such as «?sporsmal=kjopt_lister&etter=folketall».
    """
    return {name: value for name, value in parse_qsl(query.lstrip("?"), max_num_fields=50) if name != "token"}


def write_address(state: State) -> str:
    """Return the query of a state, for an address that opens the same view; what is empty is left out.

    Parameters
    ----------
    state : mapping
        Name to value.
    """
    return urlencode({name: value for name, value in state.items() if value}, safe=",:")
