"""Fields: the widgets that a control is drawn with, one kind each."""

from collections.abc import Callable
from contextlib import contextmanager
from html import escape

import ipywidgets

from svarbenk.apps.controls import Control
from svarbenk.apps.finding import folded, hits_of
from svarbenk.apps.typed import read_number, shortened, write_number
from svarbenk.apps.words import said
from svarbenk.codebook import Language

CHECKED = "1"
ROWS = 7
MANY = 14
"""As many can be ticked one by one; more are chosen in a list."""


class Field:
    """A control on the page: ``box`` is drawn; ``value`` is what was chosen, as it stands in the state.

    Parameters
    ----------
    kind : str
        The control's kind.
    parts : widgets
        What is chosen with; ``self.main`` is the first of them.
    """

    def __init__(self, kind: str, *parts: ipywidgets.Widget):
        self.kind = kind
        self.main = parts[0]
        self.help = ipywidgets.HTML()
        self.help.add_class("svb-help")
        self.box = ipywidgets.Box([*parts, self.help])
        self.box.add_class("svb-field")
        self.box.add_class(f"svb-{kind}")
        self._told: Control | None = None
        self._quiet = False
        self._changed: Callable[[], None] = lambda: None
        self.main.observe(self._moved, "value")

    @property
    def value(self) -> str:
        """What is chosen; «» is nothing."""
        return self._value()

    def _value(self) -> str:
        return self.main.value or ""

    def observe(self, changed: Callable[[], None]) -> None:
        """Call ``changed`` when something else is chosen on the page."""
        self._changed = changed

    def fill(self, control: Control, language: Language) -> None:
        """Draw what is new in a control, and nothing else: a widget that is drawn again loses the focus.

        Parameters
        ----------
        control : Control
            Of this field's kind.
        language : str
            «nb» or «en».
        """
        if control.hidden:
            self.box.add_class("svb-hidden")
        else:
            self.box.remove_class("svb-hidden")
        with self._quietly():
            self._fill(control, language)
        self._told = control
        self._explain(language)

    def _explain(self, language: Language) -> None:
        """Write what stands under the field."""
        self._write(self._told.help, language)

    def _write(self, text: str, language: Language, more: str = "") -> None:
        told = f'<span lang="{language}"{more}>{escape(text)}</span>' if text or more else ""
        if self.help.value != told:
            self.help.value = told

    def _fill(self, control: Control, language: Language) -> None:
        self._label(control.label)
        if self.value != control.value:
            self.main.value = control.value

    def _label(self, label: str) -> None:
        if self.main.description != label:
            self.main.description = label

    def _moved(self, _: dict) -> None:
        if not self._quiet:
            self._changed()

    @contextmanager
    def _quietly(self):
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before


class ChoiceField(Field):
    """One of some options, in a dropdown."""

    def __init__(self):
        super().__init__("choice", ipywidgets.Dropdown())

    def _fill(self, control, language):
        self._label(control.label)
        _fill_list(self.main, control.options, control.value)


class SearchField(Field):
    """One of many options: words to search by, and a list of what they find."""

    def __init__(self):
        self.words = ipywidgets.Text()
        self.words.add_class("svb-words")
        super().__init__("search", ipywidgets.Select(rows=ROWS), self.words)
        self.box.children = (self.words, self.main, self.help)
        self.words.observe(self._searched, "value")
        self._chosen = ""
        self._language: Language = "nb"

    def _value(self):
        return self.main.value or self._chosen

    def _fill(self, control, language):
        self._language = language
        self._label(control.label)
        searched = said("search", language)
        if self.words.description != searched:
            self.words.description = searched
            self.words.placeholder = said("search_hint", language)
        if self._told is not None and {each for each, _ in self._told.options} != {each for each, _ in control.options}:
            self.words.value = ""  # the words were for other options
        if self._told is None or (self._told.options, self._told.words) != (control.options, control.words):
            self._folded = {each: folded(f"{label} {control.words.get(each, '')}") for each, label in control.options}
        self._chosen = control.value
        self._told = control
        self._list()

    def _list(self) -> None:
        hits = hits_of(self.words.value, self._folded)
        options = tuple(each for each in self._told.options if each[0] in hits)
        _fill_list(self.main, options, self._chosen if self._chosen in hits else None)

    def _moved(self, change):
        if not self._quiet and change["new"]:
            self._chosen = change["new"]
            self._changed()

    def _searched(self, _: dict) -> None:
        if self._told is None:
            return
        with self._quietly():
            self._list()
        self._explain(self._language)

    def _explain(self, language):
        """Say how many hits there are, and to the page which words the list is of: it holds back what is too soon."""
        words, found = self.words.value, len(self.main.options)
        told = said("hits" if found else "no_hits", language).format(found) if words.strip() else self._told.help
        self._write(told, language, f' data-words="{escape(words)}"')


class ManyField(Field):
    """Any number of options, ticked one by one."""

    def __init__(self):
        self.title = ipywidgets.HTML()
        self.title.add_class("svb-group")
        self.boxes: dict[str, ipywidgets.Checkbox] = {}
        self._row = ipywidgets.Box()
        self._row.add_class("svb-boxes")
        super().__init__("many", self.title, self._row)

    def _value(self):
        return ",".join(name for name, box in self.boxes.items() if box.value)

    def _fill(self, control, language):
        title = f'<span lang="{language}">{escape(control.label)}</span>'
        if self.title.value != title:
            self.title.value = title
        names = [name for name, _ in control.options]
        if list(self.boxes) != names:
            self.boxes = {name: self.boxes.get(name) or self._box() for name in names}
            self._row.children = tuple(self.boxes.values())
        ticked = control.value.split(",")
        for name, label in control.options:
            box = self.boxes[name]
            if box.description != label:
                box.description = label
            if box.value != (name in ticked):
                box.value = name in ticked

    def _box(self) -> ipywidgets.Checkbox:
        box = ipywidgets.Checkbox(indent=False)
        box.observe(self._moved, "value")
        return box

    def _moved(self, change):
        if change["owner"] is not self.title:
            super()._moved(change)


class CheckField(Field):
    """Yes or no."""

    def __init__(self):
        super().__init__("check", ipywidgets.Checkbox(indent=False))

    def _value(self):
        return CHECKED if self.main.value else ""

    def _fill(self, control, language):
        self._label(control.label)
        if self.main.value != (control.value == CHECKED):
            self.main.value = control.value == CHECKED


class NumberField(Field):
    """A number, typed as «0,5», «0.5» or «1/7», or drawn on a slider beside it; apps.js gives the slider its name."""

    def __init__(self):
        self.slider = ipywidgets.FloatSlider(readout=False, continuous_update=False)
        self.slider.add_class("svb-slider")
        super().__init__("number", ipywidgets.Text(continuous_update=False), self.slider)
        self.slider.observe(self._slid, "value")
        self._number = ""
        self._language: Language = "nb"

    def _value(self):
        return self._number

    def _fill(self, control, language):
        self._language = language
        self._label(control.label)
        wanted = read_number(control.value)
        wanted = min(max(control.low if wanted is None else wanted, control.low), control.high)
        self._number = f"{wanted:.10g}"
        if (self.slider.min, self.slider.max, self.slider.step) != (control.low, control.high, control.step):
            with self.slider.hold_trait_notifications():
                self.slider.min, self.slider.max, self.slider.step = control.low, control.high, control.step
        self.slider.value = min(control.high, round(wanted / control.step) * control.step)
        # a fraction stays as it was written
        self.main.value = control.value if "/" in control.value else write_number(wanted, language)

    def _moved(self, change):
        """Take what was typed; nothing is the app's own choice, and what will not do is told and changes nothing."""
        if self._quiet:
            return
        text, told = self.main.value, self._told
        found = read_number(text)
        if text.strip() and (found is None or not told.low <= found <= told.high):
            self._refuse("no_number" if found is None else "outside")
            return
        self._number = f"{found:.10g}" if text.strip() else ""
        self._changed()

    def _refuse(self, why: str) -> None:
        language, told = self._language, self._told
        low, high = (write_number(each, language) for each in (told.low, told.high))
        kept = told.value if "/" in told.value else write_number(float(self._number), language)
        text = said(why, language).format(shortened(self.main.value), low=low, high=high, kept=kept)
        self._write(text, language, " data-refused")

    def _slid(self, change: dict) -> None:
        if not self._quiet:
            self._number = f"{change['new']:.10g}"
            self._changed()


class TextField(Field):
    """Lines of text; apps.js tells them when the typing pauses."""

    def __init__(self):
        super().__init__("text", ipywidgets.Textarea(continuous_update=False, rows=6))


class WordField(Field):
    """One line of text."""

    def __init__(self):
        super().__init__("word", ipywidgets.Text(continuous_update=False))


class ListField(Field):
    """Any number of very many options, in a list."""

    def __init__(self):
        super().__init__("list", ipywidgets.SelectMultiple(rows=ROWS))

    def _value(self):
        return ",".join(self.main.value)

    def _fill(self, control, language):
        self._label(control.label)
        known = [name for name, _ in control.options]
        _fill_list(self.main, control.options, tuple(each for each in control.value.split(",") if each in known), ())


FIELDS = {
    "choice": ChoiceField,
    "search": SearchField,
    "many": ManyField,
    "list": ListField,
    "check": CheckField,
    "number": NumberField,
    "text": TextField,
    "word": WordField,
}


def kind_of(control: Control) -> str:
    """Return which of ``FIELDS`` draws a control: very many options to tick are a list."""
    return "list" if control.kind == "many" and len(control.options) > MANY else control.kind


def _fill_list(chosen, options, value, nothing=None) -> None:
    """Give a list its options and its value where they are new; a value that is not among them is the first."""
    pairs = tuple((label, name) for name, label in options)
    known = [name for name, _ in options]
    if value not in ([*known, nothing] if nothing is None else known) and not isinstance(value, tuple):
        value = known[0] if known else nothing
    with chosen.hold_sync():
        if tuple(chosen.options) != pairs:
            chosen.options = pairs
        if chosen.value != value:
            chosen.value = value
