"""Arbeidstid without a browser: weights, where the ranking turns, and what is hidden."""

import re
from itertools import combinations, product

import numpy as np
import pytest
import svarbenk as sb
from svarbenk.apps.face import Face
from svarbenk.apps.hours import Hours
from svarbenk.apps.hours_telling import weight_text
from svarbenk.apps.hours_turning import (
    change_turns,
    changes_alike_whatever,
    crossing,
    same_whatever,
    stretches,
    turns,
)
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.workbench import weighted_hours

SUM = "arbeidstid_vektet"


@pytest.fixture(scope="module")
def app(clean_answers):
    return Hours(data=clean_answers.root)


@pytest.fixture(scope="module")
def survey(clean_answers):
    return sb.open_survey("fastlege", data=clean_answers.root, threshold=5)


@pytest.fixture(scope="module")
def hours(survey):
    return weighted_hours(survey, SUM, "driftsform")


@pytest.fixture
def shown(app):
    return lambda **state: app.show(app.settled(state))


def plain(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.replace("\u00a0", " "))).strip()


def test_the_reports_weights_are_the_default(shown, app, survey):
    view = shown()
    assert plain(view.by) == "fordelt etter driftsform, med bakvakt vektet 1/7 og hjemmevakt vektet 1/4"
    means = survey.of_waves("IV").means(SUM, by="driftsform").shown
    for group, (mean, n) in enumerate(zip(means.mean[:, 0], means.n[:, 0], strict=True)):
        label = means.rows.categories[group].label.nb
        written = f"{int(10 * mean + 0.5) / 10:.1f}".replace(".", ",")
        last = rf"{label} januar 2022 .*? november–desember 2024 {written} \d\d,\d–\d\d,\d {n:.0f} Endring"
        assert re.search(last, plain(view.table)), label
    values = {control.name: control.value for control in app.controls(app.settled({}))}
    assert (values["bakvakt"], values["hjemmevakt"]) == ("1/7", "1/4")


def test_the_sentence_names_who_works_most_and_least(shown, hours):
    told = plain(shown().sentence)
    assert told.startswith(
        "I november–desember 2024 arbeidet gruppen «næringsdrivende uten kommunal leieavtale» mest: "
    )
    assert "Gruppen «kommunalt ansatt med fastlønn» arbeidet minst: 45," in told
    assert "ikke statistisk sikker" not in told
    english = plain(shown(sprak="en").sentence)
    assert english.startswith(
        "In November–December 2024, the group “self-employed without municipal lease” worked most"
    )
    far = shown(bakvakt="1", hjemmevakt="0")
    most = hours.rows.categories[int(np.argmax(hours.mean((1.0, 0.0))[-1]))].label.nb
    assert f"gruppen «{most[0].lower()}{most[1:]}» mest" in far.sentence


def test_a_crossing_is_solved():
    assert crossing(3, -6) == 0.5
    assert crossing(-1, 4) == 0.25
    assert crossing(1, 4) is crossing(0, 4) is crossing(1, -1) is crossing(0, 0) is None


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("weights", [(1 / 7, 1 / 4), (1.0, 0.3), (0.0, 0.9)])
def test_turns_are_where_two_means_are_equal_and_nowhere_else(hours, part, weights):
    at = lambda weight: hours.mean(tuple(weight if i == part else w for i, w in enumerate(weights)))[-1]  # noqa: E731
    found = turns(hours, -1, part, weights)
    for turn in found:
        values = at(turn.weight)
        assert values[turn.more] == pytest.approx(values[turn.less], abs=1e-9)
        assert at(max(0.0, turn.weight - 1e-4))[turn.more] > at(max(0.0, turn.weight - 1e-4))[turn.less]
        assert at(min(1.0, turn.weight + 1e-4))[turn.more] < at(min(1.0, turn.weight + 1e-4))[turn.less]
    # by force, over a fine grid: as many pairs change their order between the ends
    grid = np.array([at(weight) for weight in np.linspace(0, 1, 201)])
    moved = [
        (one, other)
        for one, other in combinations(range(len(hours.rows)), 2)
        if len(set(np.sign(grid[:, one] - grid[:, other])) - {0}) > 1
    ]
    assert sorted(tuple(sorted((turn.more, turn.less))) for turn in found) == sorted(moved)
    for stretch in stretches(hours, -1, part, weights):
        middle = at((stretch.low + stretch.high) / 2)
        assert list(stretch.order) == list(np.argsort(-middle))


def test_whether_anything_turns_at_all(hours, survey):
    sexes = weighted_hours(survey, SUM, "kjonn")
    for each in (hours, sexes):
        grid = [each.mean(w) for w in product(np.linspace(0, 1, 11), repeat=2)]
        orders = {tuple(np.argsort(-values[-1])) for values in grid}
        assert same_whatever(each, -1) == (len(orders) == 1)
        signs = {tuple(np.sign(values[-1] - values[0])) for values in grid}
        assert changes_alike_whatever(each) == (len(signs) == 1)


def test_a_change_that_turns_is_told(shown, hours):
    weights = (1 / 7, 1 / 4)
    found = change_turns(hours, 0, weights)
    assert found
    for group, weight, rises in found:
        change = lambda w, group=group: hours.change((w, weights[1]))[0][group]  # noqa: E731
        assert change(weight) == pytest.approx(0, abs=1e-9)
        assert (change(1.0) > 0) == rises
        label = hours.rows.categories[group].label.nb
        told = (
            f"For «{label[0].lower()}{label[1:]}» er endringen en nedgang med bakvakt vektet under "
            f"{weight_text(weight, None, 'nb')}, og en oppgang med mer."
        )
        assert told in plain(shown().table)


def test_turns_in_words(shown, hours):
    view = shown()
    first = turns(hours, -1, 1, (1 / 7, 1 / 4))[0]
    names = [hours.rows.categories[place].label.nb for place in (first.more, first.less)]
    more, less = (f"«{name[0].lower()}{name[1:]}»" for name in names)
    weight = f"{first.weight:.2f}".replace(".", ",")
    assert (
        f"Med hjemmevakt vektet under {weight} har {more} flere timer enn {less}; over {weight} er det omvendt."
        in plain(view.table)
    )
    assert f"0–{weight}" in view.table
    assert "Rekkefølgen er den samme for alle vekter av bakvakt" in plain(shown(etter="kjonn").table)


def test_weights_are_written_so_that_none_and_all_are_only_what_they_say():
    assert weight_text(1 / 7, 1 / 7, "nb") == "1/7"
    assert weight_text(0.5, 1 / 7, "en") == "0.50"
    assert [weight_text(x, None, "nb") for x in (0, 1, 0.001, 0.9999)] == ["0", "1", "0,001", "0,9999"]


def test_what_is_hidden_has_no_number_and_no_place(shown):
    view = shown(etter="sentralitet")
    parts = re.findall(r"(Klasse \d) januar 2022 (.*?) november–desember 2024 (\S+ \S+ \S+) Endring", plain(view.table))
    assert len(parts) == 6
    for label, first, last in parts:
        assert (last == ": : :") == first.startswith(": : :") == (label in {"Klasse 1", "Klasse 2"})
    assert "klasse 1" not in view.sentence + view.table
    assert "«:»" in view.notes[0]
    assert not shown().notes
    alt = view.figure.figure().alt
    assert re.search(r"Klasse 1: \S+ \d{4} :", alt.replace("\u00a0", " "))


def test_some_waves_and_what_cannot_be_chosen(app, shown):
    state = app.settled({"runder": "IV,I,X", "etter": "nei", "bakvakt": "2", "hjemmevakt": "x", "sprak": "de"})
    assert state == {"bakvakt": "1", "hjemmevakt": "", "etter": "driftsform", "runder": "I,IV", "sprak": "nb"}
    assert app.settled(state) == state
    assert app.settled({"bakvakt": "0,14", "hjemmevakt": "0.25", "runder": "I,II,III,IV"}) == app.settled({})
    one = shown(runder="IV")
    assert "Endring" not in plain(one.table)
    assert "endringen" not in one.table
    names = [control.name for control in app.controls(state)]
    assert names == [control.name for control in app.controls(app.settled({"etter": "kjonn", "sprak": "en"}))]


def test_the_figure_has_a_fixed_axis_and_words(shown):
    view = shown()
    figure = view.figure.figure()
    assert "Syntetiske data" in figure.alt
    assert "Næringsdrivende uten kommunal leieavtale: januar 2022 55,5" in figure.alt.replace("\u00a0", " ")
    assert "<title>" in view.figure.figure(True).svg
    assert "Syntetiske data" in plain(view.table)
    assert "Syntetiske data" in shown().head_html() + app_about(shown)


def app_about(shown):
    return plain(shown.__closure__[0].cell_contents.about({}))


def test_files_have_what_is_shown_and_no_more(shown):
    view = shown(etter="sentralitet", bakvakt="0.5")
    files = {file.name: file for file in view.downloads}
    assert set(files) == {f"arbeidstid.{kind}" for kind in ("png", "svg", "xlsx", "csv", "docx")}
    text = files["arbeidstid.csv"].make().decode("utf-8-sig")
    assert "Klasse 1" in text
    assert re.search(r"Klasse 1;[^;]*;:;", text)
    assert "bakvakt vektet 0,50" in text
    assert "Syntetiske data" in text


def test_it_works_on_a_page(app):
    face = Face(app)
    assert face.failure is None
    assert [face.fields[name].main.value for name in ("bakvakt", "hjemmevakt")] == ["1/7", "1/4"]
    face.fields["bakvakt"].main.value = "2"
    assert "Her gjelder fortsatt 1/7." in face.fields["bakvakt"].help.value
    assert face.state["bakvakt"] == ""
    face.fields["bakvakt"].main.value = "0,9"
    assert face.state["bakvakt"] == "0.9"
    assert "bakvakt vektet 0,90" in plain(face.head.value)
    assert face.fields["bakvakt"].slider.value == pytest.approx(0.9)
    face.fields["bakvakt"].main.value = "1/7"
    assert (face.state["bakvakt"], face.fields["bakvakt"].main.value) == ("", "1/7")
    face.fields["bakvakt"].slider.value = 0.9
    assert (face.state["bakvakt"], face.fields["bakvakt"].main.value) == ("0.9", "0,9")
    face.fields["etter"].main.value = "sentralitet"
    assert face.failure is None
    face.language.value = "en"
    assert "back-up duty weighted 0.90" in plain(face.head.value)
    assert face.failure is None


def test_without_answers_it_says_so(tmp_path):
    (tmp_path / "codebooks").mkdir()
    with pytest.raises(InputError):
        Hours(data=DataFolder(tmp_path).root)
    with pytest.raises(InputError, match="ventet nb eller en"):
        Hours(language="de")
