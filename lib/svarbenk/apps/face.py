"""The face of every app: its controls and what it shows, as ipywidgets; the address and the files by way of apps.js."""

import json
from base64 import b64encode
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import replace
from html import escape

import ipywidgets

from svarbenk.apps.controls import LANGUAGE, App, Control, State, read_address, unknown, write_address
from svarbenk.apps.fields import FIELDS, Field, kind_of
from svarbenk.apps.log import note
from svarbenk.apps.view import Download, View
from svarbenk.apps.words import LANGUAGES, said
from svarbenk.codebook import Language, Text

REMEMBERED = 24
LONGEST = 20_000
"""No address is longer; what is, was not written here."""


class Face(ipywidgets.VBox):
    """Any app on a page.

    What was chosen stands in the address. The page's script tells the address, and whether the screen is narrow,
    through the hidden ``inbox`` once the page is there (the kernel may have been started long before), and reads
    what the address is to be from ``outbox``, with the number of what it told last: the kernel's sign of life. Files
    are handed to it in ``tray``. It gives the part of class ``svb-status`` the role of a status, so that a screen
    reader tells the sentence when the choice changes.

    Parameters
    ----------
    app : App
        The logic.
    state : mapping, optional
        What is chosen to begin with; the app's own choice by default.
    title : Text, optional
        What the page is called, in both languages.

    Notes
    -----
    ``failure`` is the last exception. None leaves this class: it would be sent to the browser with its traceback.
    """

    def __init__(self, app: App, state: State | None = None, *, title: Text | None = None):
        self.app = app
        self.title = title
        self.state: State = dict(state or {})
        self.failure: Exception | None = None
        self.narrow = False
        self.fields: dict[str, Field] = {}
        self.view: View | None = None
        self._offered: tuple[Download, ...] = ()
        self._ready = self._quiet = False
        self._files = self._beat = 0
        self._seen: OrderedDict[tuple, tuple[str, View]] = OrderedDict()
        self.about, self.head, self.body = ipywidgets.HTML(), ipywidgets.HTML(), ipywidgets.HTML()
        self.language = ipywidgets.Dropdown(options=[(name, code) for code, name in LANGUAGES.items()])
        self.inbox, self.outbox, self.tray = ipywidgets.Text(), ipywidgets.HTML(), ipywidgets.HTML()
        self.choices, self.take = ipywidgets.Box(), ipywidgets.HTML()
        self.buttons = ipywidgets.Box([self.take])
        top, bridge = ipywidgets.Box([self.about, self.language]), ipywidgets.Box([self.inbox, self.outbox, self.tray])
        super().__init__([top, self.choices, self.head, self.body, self.buttons, bridge])
        for part, name in (
            (self, "svb-app"), (top, "svb-top"), (self.about, "svb-about"), (self.choices, "svb-choices"),
            (self.language, "svb-language"), (self.head, "svb-status"), (self.body, "svb-result"),
            (self.buttons, "svb-downloads"), (self.take, "svb-take"), (bridge, "svb-bridge"), (self.inbox, "svb-inbox"),
            (self.outbox, "svb-outbox"), (self.tray, "svb-tray"),
        ):  # fmt: skip
            part.add_class(name)
        self.add_class(f"svb-app-{app.name}")
        self.show(self.state)
        self.language.observe(lambda change: self._chosen(LANGUAGE, change["new"]), "value")
        self.inbox.observe(self._told, "value")

    def choose(self, name: str, value: str) -> None:
        """Choose as on the page.

        Parameters
        ----------
        name : str
            Name of a control.
        value : str
            As it stands in the address.
        """
        self.show({**self.state, name: value})

    def show(self, state: State, *, linked: bool = False) -> None:
        """Show a ``state``: controls, view and address.

        Parameters
        ----------
        state : mapping
            What is chosen.
        linked : bool
            Whether it is from a link: what there is not, is told.
        """
        self.body.add_class("svb-busy")
        language: Language = self.state.get(LANGUAGE) or state.get(LANGUAGE) or "nb"
        try:
            settled = dict(self.app.settled(state))
            language = settled.get(LANGUAGE) or language
            about, view = self._made(settled)
            controls = self.app.controls(settled)
            self._draw(controls, language)
            if linked and any(unknown(control, state, settled) for control in controls):
                told = said("unknown", language).format(view.title)
                view = replace(view, message=f"{told} {view.message}".strip())
            head, body = view.head_html(), view.body_html(self.narrow)
            self.state = settled
        except Exception as error:
            self.failure = error
            view = View(self.title.to(language) if self.title else "", language, message=said("failed", language))
            about, head, body = self.about.value, view.head_html(), ""
        self.view = view
        for part, html in ((self.about, about), (self.head, head), (self.body, body)):
            if part.value != html:
                part.value = html
        self._offer(view)
        self._address(language)
        self.body.remove_class("svb-busy")

    def _made(self, settled: State) -> tuple[str, View]:
        """Return what is shown for a state; what was shown lately is not made again."""
        key = tuple(sorted(settled.items()))
        if key not in self._seen:
            self._seen[key] = (self.app.about(settled), self.app.show(settled))
            if len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        self._seen.move_to_end(key)
        return self._seen[key]

    def _draw(self, controls: tuple[Control, ...], language: Language) -> None:
        drawn = {}
        for control in controls:
            if control.name == LANGUAGE:
                continue
            field = self.fields.get(control.name)
            if field is None or field.kind != kind_of(control):
                field = FIELDS[kind_of(control)]()
                field.box.add_class(f"svb-{control.name}")
                field.observe(lambda field=field, name=control.name: self._chosen(name, field.value))
            drawn[control.name] = field
            field.fill(control, language)
        boxes = tuple(field.box for field in drawn.values())
        if self.choices.children != boxes:
            self.choices.children = boxes
        self.fields = drawn
        with self._quietly():
            self.language.value = language
            self.language.description = said("language", language)

    def _chosen(self, name: str, value: str) -> None:
        if not self._quiet:
            self.choose(name, value)

    def _told(self, change: dict) -> None:
        """Hear from the page: where it was opened, and how wide it is."""
        try:
            told = json.loads(change["new"]) if len(change["new"]) <= LONGEST else {}
        except ValueError:
            return
        if not isinstance(told, dict):
            return
        narrow = bool(told.get("narrow", self.narrow))
        if type(told.get("beat")) is int:
            self._beat = told["beat"]
        asked = read_safely(str(told.get("query", "")))
        other = bool(asked) and asked != self._public()
        changed = narrow != self.narrow
        self.narrow, self._ready = narrow, True
        if other or changed:
            self.show(asked if other else self.state, linked=other)
        else:
            self._address(self.language.value)

    def _public(self) -> State:
        """Return what of the state may stand in the address: all of it, unless the app says otherwise."""
        public = getattr(self.app, "address", None)
        return {name: value for name, value in (public(self.state) if public else self.state).items() if value}

    def _address(self, language: Language) -> None:
        """Tell the page what its address and its title are to be."""
        title = self.title.to(language) if self.title else ""
        self.outbox.value = (
            f'<span data-query="{escape(write_address(self._public()))}" data-title="{escape(title)}" '
            f'data-lang="{language}"{" data-ready" if self._ready else ""} data-beat="{self._beat}"></span>'
        )

    def _offer(self, view: View) -> None:
        """Draw a button for each file; those that are there are kept, so that none loses the focus."""
        self._offered = view.downloads
        self.take.value = f'<span lang="{view.language}">{said("take", view.language)}</span>' if view.downloads else ""
        buttons = list(self.buttons.children[1:])
        while len(buttons) < len(view.downloads):
            button, place = ipywidgets.Button(), len(buttons)
            button.on_click(lambda _, place=place: self._take(place))
            buttons.append(button)
        for place, button in enumerate(buttons):
            if place < len(view.downloads):
                button.description = view.downloads[place].label
                button.remove_class("svb-hidden")
            else:
                button.add_class("svb-hidden")
        if len(buttons) + 1 != len(self.buttons.children):
            self.buttons.children = (self.take, *buttons)

    def _take(self, place: int) -> None:
        """Make a file and hand it to the page, which hands it to the reader."""
        language = self.language.value
        try:
            wanted = self._offered[place]
            made = wanted.make()
            self._files += 1
            self.tray.value = (
                f'<a data-file="{self._files}" data-media="{escape(wanted.media)}" download="{escape(wanted.name)}" '
                f'data-content="{b64encode(made).decode("ascii")}"></a>'
            )
            kind = wanted.name.rpartition(".")[2]
            note("downloaded", app=self.app.name, state=self.state, kind=kind)
        except Exception as error:
            self.failure = error
            told = View(self.view.title, language, message=said("no_file", language))
            self.head.value = told.head_html()

    @contextmanager
    def _quietly(self):
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False


def read_safely(query: str) -> dict[str, str]:
    """Return the state in a query, or nothing of one that no browser would have written.

    Parameters
    ----------
    query : str
        Such as «?sporsmal=plan».
    """
    try:
        return read_address(query)
    except ValueError:
        return {}
