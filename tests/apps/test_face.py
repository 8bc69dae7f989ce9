"""The face of every app, in this process: an invented app of one control of each kind, chosen from as on the page."""

import base64
import json
import re

import pytest
from svarbenk.apps.catalogue import APPS, make_app, show_app
from svarbenk.apps.controls import Control
from svarbenk.apps.face import Face
from svarbenk.apps.finding import hits_of
from svarbenk.apps.typed import read_number
from svarbenk.apps.view import Download, View
from svarbenk.codebook import Text
from svarbenk.errors import InputError

FRUIT = (("eple", "Eple"), ("paere", "Pære"), ("blabaer", "Blåbær"))


class Fruit:
    """An app that shows its state; ``shown`` counts how often it was asked to, ``broken`` is what it raises."""

    name = "frukt"

    def __init__(self):
        self.shown = 0
        self.broken = None

    def settled(self, state):
        defaults = {"slag": "eple", "funnet": "eple", "antall": "2", "sprak": "nb"}
        known = {"", *(each for each, _ in FRUIT)}
        kept = {name: value for name, value in state.items() if value}
        for name in ("slag", "funnet", "flere"):
            kept[name] = ",".join(each for each in kept.get(name, "").split(",") if each in known) or defaults.get(
                name, ""
            )
        return {**defaults, **kept}

    def about(self, state):
        return "<p>Frukt</p>"

    def controls(self, state):
        value = lambda name: state.get(name, "")  # noqa: E731
        return (
            Control("slag", "choice", "Slag", value("slag"), FRUIT),
            Control("funnet", "search", "Frukt", value("funnet"), FRUIT, words={"paere": "pear"}),
            Control("flere", "many", "Flere", value("flere"), FRUIT, help="Velg noen"),
            Control("mange", "many", "Mange", value("mange"), tuple((f"n{i}", f"Nr. {i}") for i in range(20))),
            Control("moden", "check", "Moden", value("moden"), hidden=value("slag") == "paere"),
            Control("antall", "number", "Antall", value("antall"), low=1, high=9),
            Control("tekst", "text", "Tekst", value("tekst")),
            Control("ord", "word", "Ord", value("ord")),
        )

    def show(self, state):
        self.shown += 1
        if self.broken:
            raise self.broken
        files = (Download("Last ned", "frukt.csv", "text/csv", lambda: self.file(state)),) if state["slag"] else ()
        return View(f"{state['slag']} {state['sprak']}", state["sprak"], figure="<b>&</b>", downloads=files)

    def file(self, state):
        return state["slag"].encode()


@pytest.fixture
def fruit():
    return Fruit()


@pytest.fixture
def face(fruit):
    return Face(fruit, title=Text(nb="Frukt", en="Fruit"))


def address(face):
    return re.search('data-query="([^"]*)"', face.outbox.value)[1].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("name", "choose", "value"),
    [
        ("slag", lambda field: setattr(field.main, "value", "paere"), "paere"),
        ("funnet", lambda field: setattr(field.main, "value", "blabaer"), "blabaer"),
        (
            "flere",
            lambda field: [setattr(field.boxes[each], "value", True) for each in ("eple", "paere")],
            "eple,paere",
        ),
        ("mange", lambda field: setattr(field.main, "value", ("n3", "n5")), "n3,n5"),
        ("moden", lambda field: setattr(field.main, "value", True), "1"),
        ("antall", lambda field: setattr(field.main, "value", "4,5"), "4.5"),
        ("antall", lambda field: setattr(field.main, "value", "9/2"), "4.5"),
        ("antall", lambda field: setattr(field.slider, "value", 7), "7"),
        ("ord", lambda field: setattr(field.main, "value", "vakt"), "vakt"),
        ("tekst", lambda field: setattr(field.main, "value", "to\tord"), "to\tord"),
    ],
)
def test_what_is_chosen_is_in_the_state_and_in_the_address(face, name, choose, value):
    choose(face.fields[name])
    assert face.state[name] == value
    assert face.fields[name].value == value
    assert f"{name}=" in address(face)
    # and the address brings it back
    other = Face(Fruit())
    other.inbox.value = json.dumps({"query": "?" + address(face), "narrow": False})
    assert other.state == face.state
    assert other.fields[name].value == value
    assert face.failure is other.failure is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0,5", 0.5), ("0.5", 0.5), (".5", 0.5), ("1/7", 1 / 7), (" 1 / 4 ", 0.25), ("−1", -1), ("1", 1), ("1/0", None),
        ("", None), ("en", None), ("1,2,3", None), ("1e3", None), ("inf", None), ("nan", None), ("50 %", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written(typed, number):
    assert read_number(typed) == number


def test_a_number_that_will_not_do_is_told_and_changes_nothing(face):
    field = face.fields["antall"]
    field.main.value = "9/2"
    assert (field.main.value, field.slider.value) == ("4,5", 4)
    for typed, told in (("12", "12 er utenfor grensene"), ("mange <b>", "«mange &lt;b&gt;» er ikke et tall")):
        shown = face.app.shown
        field.main.value = typed
        assert f"{told}. Skriv et tall fra 1 til 9" in field.help.value
        assert "Her gjelder fortsatt 4,5." in field.help.value
        assert "data-refused" in field.help.value
        assert (face.state["antall"], field.main.value, face.app.shown) == ("4.5", typed, shown)
    field.main.value = "4,5"
    assert "data-refused" not in field.help.value
    field.slider.value = 7
    assert (face.state["antall"], field.main.value) == ("7", "7")
    face.language.value = "en"
    field.main.value = "2.5"
    assert (face.state["antall"], field.main.value) == ("2.5", "2.5")
    field.main.value = ""
    assert "data-refused" not in field.help.value
    assert face.failure is None


def test_every_message_of_the_page_gets_a_sign_of_life(face):
    for number in (1, 2):
        face.inbox.value = json.dumps({"narrow": False, "beat": number})
        assert f'data-beat="{number}"' in face.outbox.value
    shown = face.app.shown
    face.inbox.value = json.dumps({"narrow": False, "beat": "<b>"})
    assert 'data-beat="2"' in face.outbox.value
    assert face.app.shown == shown


@pytest.mark.parametrize("query", ["?slag=banan", "?flere=eple,banan", "?funnet=x", "?slag=x&sprak=en"])
def test_a_link_to_what_there_is_not_says_so_once(face, query):
    face.inbox.value = json.dumps({"query": query, "narrow": False})
    english = "sprak=en" in query
    told = "The link refers to something that is not here. Here is “" if english else "Lenken viser til noe som ikke"
    assert told in face.head.value
    face.choose("ord", "vakt")
    assert told not in face.head.value
    assert face.failure is None


def test_a_link_to_what_there_is_says_nothing_of_it(face):
    face.inbox.value = json.dumps({"query": "?slag=paere&flere=eple&mange=n3,n5&antall=4&tekst=x", "narrow": False})
    assert face.state["slag"] == "paere"
    assert "Lenken" not in face.head.value


def test_only_what_changed_is_drawn_again(face):
    fields = dict(face.fields)
    told = []
    for field in fields.values():
        field.box.observe(told.append, "children")
        field.main.observe(told.append, ["options", "description", "value"])
    face.choose("slag", "paere")
    assert face.fields == fields
    assert [(change["owner"], change["name"]) for change in told] == [(fields["slag"].main, "value")]
    assert "svb-hidden" in fields["moden"].box._dom_classes
    face.choose("slag", "eple")
    assert "svb-hidden" not in fields["moden"].box._dom_classes


def test_search_finds_words_in_any_order_without_regard_to_case_and_diacritics(face):
    field = face.fields["funnet"]
    for words, found in {
        "PÆR": ["paere"],
        "aer": ["paere", "blabaer"],
        "pear": ["paere"],
        "baer bla": ["blabaer"],
    }.items():
        field.words.value = words
        assert [name for _, name in field.main.options] == found
        assert str(len(found)) in field.help.value
    assert face.state["funnet"] == "eple", "searching chooses nothing"
    field.words.value = "banan"
    assert field.main.options == ()
    assert "Ingen treff" in field.help.value
    field.words.value = ""
    assert field.main.value == "eple"
    assert hits_of("fodear", {"a": "fodear og kjonn"}) == {"a"}


def test_what_was_shown_lately_is_not_made_again(face, fruit):
    face.choose("slag", "paere")
    made = fruit.shown
    face.choose("slag", "eple")
    face.choose("slag", "paere")
    assert fruit.shown == made


def test_a_failure_becomes_a_sentence_and_leaves_what_was_there(face, fruit):
    fruit.broken = RuntimeError("secret in data/raw/file.csv")
    face.choose("slag", "paere")
    assert "Dette kan ikke vises nå" in face.head.value
    assert isinstance(face.failure, RuntimeError)
    assert "secret" not in face.head.value + face.body.value + face.outbox.value
    assert "svb-busy" not in face.body._dom_classes
    fruit.broken = None
    face.choose("slag", "blabaer")
    assert "blabaer" in face.head.value


def test_a_file_is_made_when_asked_for_and_handed_to_the_page(face, fruit, monkeypatch):
    noted = []
    monkeypatch.setattr("svarbenk.apps.face.note", lambda event, **what: noted.append((event, what)))
    assert not face.tray.value
    face.choose("slag", "paere")
    _, button = face.buttons.children
    button.click()
    content = re.search('data-content="([^"]*)"', face.tray.value)[1]
    assert base64.b64decode(content) == b"paere"
    assert 'download="frukt.csv"' in face.tray.value
    assert [(event, what["app"], what["kind"]) for event, what in noted] == [("downloaded", "frukt", "csv")]
    monkeypatch.setattr(fruit, "file", lambda state: 1 / 0)
    button.click()
    assert "Filen kunne ikke lages nå" in face.head.value
    assert isinstance(face.failure, ZeroDivisionError)


def test_an_app_says_what_may_stand_in_the_address(fruit):
    fruit.address = lambda state: {name: value for name, value in state.items() if name != "tekst"}
    face = Face(fruit)
    face.choose("tekst", "lang")
    assert "tekst" not in address(face)
    face.inbox.value = json.dumps({"query": "?" + address(face), "narrow": True})
    assert face.state["tekst"] == "lang", "what stands in no address is not thrown away for that"


def test_the_language_is_a_control_of_the_page(face):
    face.language.value = "en"
    assert face.state["sprak"] == "en"
    assert "eple en" in face.head.value
    assert face.language.description == "Language"
    assert 'data-title="Fruit" data-lang="en"' in face.outbox.value


def test_the_page_is_ready_when_it_has_told_where_it_is(face):
    assert "data-ready" not in face.outbox.value
    face.inbox.value = json.dumps({"query": "", "narrow": True})
    assert "data-ready" in face.outbox.value
    assert face.narrow
    assert face.state["slag"] == "eple"


@pytest.mark.parametrize("told", ["", "{", "[]", "3", '{"query": 3}', json.dumps({"query": "a=1&" * 60}), "x" * 30_000])
def test_nonsense_from_a_page_changes_nothing(face, told):
    before = dict(face.state)
    face.inbox.value = told
    assert face.state == before
    assert face.failure is None


def test_markup_in_an_address_is_text(face):
    face.inbox.value = json.dumps({"query": "tekst=%22%3E%3Cscript%3E"})
    assert "<script" not in face.outbox.value


def test_an_app_that_cannot_be_made_tells_no_path(monkeypatch, tmp_path):
    (tmp_path / "codebooks").mkdir()
    monkeypatch.setenv("SVARBENK_DATA", str(tmp_path))
    closed = show_app("utforsker", language="en")
    assert "cannot be shown now" in closed.value
    assert str(tmp_path) not in closed.value
    assert closed.failure
    with pytest.raises(InputError, match="mente du «utforsker»"):
        make_app("utforskar")
    assert all(entry.title.en and entry.about.en for entry in APPS.values())
