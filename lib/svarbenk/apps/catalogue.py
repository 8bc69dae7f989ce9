"""The apps there are: what they are called, what they are for, and how each is made and shown."""

from dataclasses import dataclass
from html import escape
from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Any

from svarbenk.apps.controls import App
from svarbenk.apps.words import said
from svarbenk.codebook import Language, Text, nearest
from svarbenk.errors import InputError

if TYPE_CHECKING:
    import ipywidgets


@dataclass(frozen=True)
class Entry:
    """An app on the start page: its ``title``, a line ``about`` it, and the class that it is (``module:Class``)."""

    title: Text
    about: Text
    made_by: str

    def make(self, **parameters: Any) -> App:
        """Return the app; see ``make_app``."""
        module, _, name = self.made_by.partition(":")
        return getattr(import_module(module), name)(**parameters)


# in the order of the start page; a new app needs a line here and a notebook of the same name
APPS: dict[str, Entry] = {
    "utforsker": Entry(
        Text(nb="Utforsker", en="Explorer"),
        Text(
            nb="Se svarene på ett spørsmål om gangen, for alle eller fordelt på grupper og runder.",
            en="See the answers to one question at a time, for everybody or by group and wave.",
        ),
        "svarbenk.apps.explorer:Explorer",
    ),
    "endringer": Entry(
        Text(nb="Endringer", en="Changes"),
        Text(
            nb="Se hva som har endret seg mest fra første til siste runde.",
            en="See what has changed most from the first wave to the latest.",
        ),
        "svarbenk.apps.changes:Changes",
    ),
    "kalkulator": Entry(
        Text(nb="Kalkulator", en="Calculator"),
        Text(
            nb="Lim inn tall fra en rapport og se om forskjellen er større enn tilfeldighetene tilsier.",
            en="Paste numbers from a report and see whether the difference is more than chance would give.",
        ),
        "svarbenk.apps.calculator:Calculator",
    ),
    "representativitet": Entry(
        Text(nb="Representativitet", en="Representativeness"),
        Text(
            nb="Hold dem som svarte, opp mot alle som kunne ha svart, og se hva vekting gjør.",
            en="Hold those who answered against all who could have, and see what weighting does.",
        ),
        "svarbenk.apps.sample:Sample",
    ),
    "arbeidstid": Entry(
        Text(nb="Arbeidstid", en="Working hours"),
        Text(
            nb="Velg hvor mye en vakttime skal telle, og se når rekkefølgen snur.",
            en="Choose how much an hour on call counts, and see where the ranking turns.",
        ),
        "svarbenk.apps.hours:Hours",
    ),
}


def make_app(name: str, *, data: str | PathLike | None = None, language: Language = "nb", threshold: int = 5) -> App:
    """Return an app: its logic, without widgets.

    Parameters
    ----------
    name : str
        One of ``APPS``.
    data : path, optional
        The data folder.
    language : str
        «nb» or «en», where the address does not say.
    threshold : int
        Counts below it are hidden.

    Raises
    ------
    InputError
        If there is no such app, or its answers cannot be opened.
    """
    if name not in APPS:
        raise InputError(f"appen «{name}» finnes ikke{nearest(name, APPS)}; det finnes: {', '.join(APPS)}")
    return APPS[name].make(data=data, language=language, threshold=threshold)


def show_app(name: str, **parameters: Any) -> "ipywidgets.Widget":
    """Return the widget of an app, for the last line of a notebook.

    Parameters
    ----------
    name : str
        One of ``APPS``.
    **parameters
        As for ``make_app``.

    Returns
    -------
    Widget
        A text that it cannot be shown, where it cannot: the reason has paths in it, which are for the terminal;
        ``svarbenk app`` tells it there before anything is served. The text's ``failure`` is the reason.
    """
    import ipywidgets

    from svarbenk.apps.face import Face

    try:
        return Face(make_app(name, **parameters), title=APPS[name].title)
    except Exception as error:
        language = parameters.get("language")
        told = said("closed", language if language in {"nb", "en"} else "nb")
        closed = ipywidgets.HTML(f'<p class="svb-message">{escape(told)}</p>')
        closed.add_class("svb-status")
        closed.failure = error
        return closed
