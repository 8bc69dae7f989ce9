"""The calculator without a browser: what it shows of pasted numbers, held against published answers."""

import re
import time

import numpy as np
import pytest
from svarbenk import stats
from svarbenk.apps.calculator import SHORT, Calculator
from svarbenk.apps.calculator_examples import EXAMPLES
from svarbenk.apps.face import Face

from tests.stats.helse_nord import NOT_FISHER, PRINTED

GROUPS = {
    "sentralitet": ["Nivå 3", "Nivå 4", "Nivå 5", "Nivå 6"],
    "folketall": ["20 000 innb. eller mer", "10 000 – 19 999", "5 000 – 9 999", "2 000 – 4 999", "Under 2 000"],
}


@pytest.fixture
def app():
    return Calculator()


@pytest.fixture
def shown(app):
    def show(text="", **state):
        return app.show(app.settled({"tall": text, **state}))

    return show


def plain(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.replace("\u00a0", " "))).strip()


def pasted(counts, groups=None):
    """A table as Excel copies it, with the totals that reports have."""
    names = groups or [f"Gruppe {i}" for i in range(len(counts))]
    head = ["", *(f"Svar {chr(65 + i)}" for i in range(len(counts[0]))), "Totalt"]
    lines = [head, *([name, *row, sum(row)] for name, row in zip(names, counts, strict=True))]
    return "\n".join("\t".join(map(str, line)) for line in lines)


def p_in(text):
    found = re.search(r"p ([=<>]) ([\d,]+)", plain(text))
    return found[1], float(found[2].replace(",", "."))


@pytest.mark.parametrize("key", [key for key in PRINTED if key not in NOT_FISHER])
def test_the_printed_p_values_of_helse_nord(shown, key):
    counts, printed = PRINTED[key]
    view = shown(pasted(counts, GROUPS[key[1]]))
    sign, p = p_in(view.test)
    assert np.array_equal(view.shown[0].counts, counts)
    assert plain(view.test).startswith(("Fishers", "Alle svarene under ett: Fishers"))
    if printed is None:
        return
    assert (sign, f"{p:.3f}") == (("<", "0.001") if printed == "<0.001" else ("=", printed))


@pytest.mark.parametrize(
    ("counts", "test", "p", "choices"),
    [
        # design/known-answers.md: Fagerland, Lydersen and Laake (2017)
        ([[3, 1], [1, 3]], "Fishers eksakte test", 0.486, {}),
        ([[7, 27], [1, 33]], "Fishers eksakte test", 0.054, {}),
        ([[0, 16], [15, 57]], "Fishers eksakte test", 0.063, {}),
        ([[40, 25], [54, 7], [63, 10]], "Kjikvadrattest, χ² = 17,56", 0.001, {}),
        ([[22, 4, 12], [24, 9, 10], [51, 7, 6]], "Alle svarene under ett: Kjikvadrattest, χ² = 11,66", 0.020, {}),
        ([[2, 4, 13, 3], [2, 6, 22, 4], [0, 1, 15, 8], [0, 3, 13, 8]], "under ett: Fishers eksakte test", 0.232, {}),
        # Fagerland, Lydersen and Laake (2013): airway hyper-responsiveness, exact 0.0703
        ([[1, 1], [7, 12]], "McNemars eksakte test", 0.070, {"grupper": "paret"}),
    ],
)
def test_published_tables(shown, counts, test, p, choices):
    view = shown(pasted(counts), **choices)
    assert test in plain(view.test)
    assert re.search(r"[^.]\.$", plain(view.test))
    assert p_in(view.test)[1] == pytest.approx(p, abs=1e-9)
    assert "Valgt fordi" in plain(view.test)


def test_trends_where_groups_and_answers_are_ordered(shown):
    # known-answers.md: Agresti's table, linear-by-linear Z 2.76234 p .005739; Cochran–Armitage z 1.788 p .07381
    four = [[2, 4, 13, 3], [2, 6, 22, 4], [0, 1, 15, 8], [0, 3, 13, 8]]
    view = shown(pasted(four), grupper="ordnet", skala="1")
    assert "Trend: lineær-mot-lineær-test, z = 2,76, p = 0,006" in plain(view.test)
    view = shown(pasted([[8, 53], [10, 48], [11, 100], [22, 102], [6, 129]]), grupper="ordnet")
    assert re.search(r"Trend: Cochran–Armitages trendtest, z = .?1,79, p = 0,074", plain(view.test))
    assert "Trend" not in shown(pasted(four)).test


def test_two_groups_have_newcombes_interval_of_the_difference(shown):
    # known-answers.md: Newcombe difference .1765 (.0189, .3404)
    text = plain(shown(pasted([[1, 33], [7, 27]])).table)
    assert "Svar A +17,6 +1,9 til +34,0" in text
    # Wilson by hand: 13 of 16 is (.5699, .9341)
    assert "81,3 % (57,0–93,4)" in plain(shown(pasted([[13, 3], [5, 11]])).table)


def test_the_sentence_is_about_the_answer_that_is_chosen(shown):
    text = "Runde\tFor stor\tPasse\tFor liten\n2022\t310\t120\t10\n2025\t240\t190\t12"
    view = shown(text, grupper="ordnet")
    told = plain(view.sentence)
    assert told.startswith("Andelen som svarer «for stor», har falt fra 70 prosent i 2022 til 54 prosent i 2025 (p")
    assert "«passe»" in shown(text, grupper="ordnet", svar="2").sentence
    english = plain(shown(text, grupper="ordnet", sprak="en").sentence)
    assert english.startswith("The share answering “for stor” has fallen from 70 per cent in 2022 to 54 per cent")
    p = stats.choose([[310, 130], [240, 202]]).p_value
    assert p < 0.001
    assert "p < 0,001" in told


PRINTED_SHARES = "\tJa\tNei\tn\n2022\t44 %\t56 %\t310\n2025\t36 %\t64 %\t287"


def test_percentages_have_every_p_that_rounding_allows(shown):
    view = shown(PRINTED_SHARES)
    low, high = (
        f(stats.choose([[x, 310 - x], [y, 287 - y]]).p_value for x in range(135, 138) for y in range(102, 105))
        for f in (min, max)
    )
    written = [f"{p:.3f}".replace(".", ",") for p in (low, high)]
    assert low < 0.05 < high
    assert f"9 ulike tabeller av antall gir disse prosentene, med p fra {written[0]} til {written[1]}" in plain(
        view.table
    )
    assert "avgjør ikke om p er under 0,05" in plain(view.table)
    assert "alle tabellene er prøvd" in plain(view.table)
    # a sentence to be pasted into a text does not say more than the percentages do
    assert plain(view.sentence) == (
        "Andelen som svarer «ja», var 44 prosent i 2022 og 36 prosent i 2025. Prosentene er avrundet for mye til å si "
        f"om forskjellen er statistisk sikker (p fra {written[0]} til {written[1]})."
    )
    assert "har falt" in shown(PRINTED_SHARES.replace("36", "30").replace("64", "70")).sentence
    assert np.isclose(view.shown[0].counts[:, 0], [136, 103]).all()
    assert "44 % 56 % 310" in plain(view.table)  # read back as printed
    counted = shown("\tJa\tNei\n2022\t136\t174\n2025\t103\t184")
    assert "avrund" not in plain(counted.table)


def test_of_several_answers_the_one_in_the_sentence_has_its_own_range(shown):
    view = shown(EXAMPLES["prosent"].text, grupper="ordnet")
    ps = [stats.choose([[x, 310 - x], [y, 287 - y]]).p_value for x in range(135, 138) for y in range(102, 105)]
    ends = [f"{p:.3f}".replace(".", ",") for p in (min(ps), max(ps))]
    assert f"Testet mot alle andre svar gir «for stor» p fra {ends[0]} til {ends[1]}." in plain(view.table)


def test_too_many_tables_are_searched_and_said_to_be(shown):
    text = "A (n=912)\t22 %\t32 %\t16 %\t20 %\t10 %\nB (n=880)\t25 %\t20 %\t25 %\t15 %\t15 %"
    assert "Ytterpunktene er søkt fram" in plain(shown(text).table)
    assert "the ends were searched for" in plain(shown(text, sprak="en").table)


def test_impossible_percentages_are_told(shown):
    view = shown("\tJa\tNei\tn\nNord\t62 %\t38 %\t7\nSør\t50 %\t50 %\t60")
    assert view.title == "Tallene stemmer ikke med hverandre"
    assert plain(view.message).startswith(
        "Nord: 62 % av n = 7 er ikke mulig. 4 av 7 er 57,1 % og 5 av 7 er 71,4 %. Kontroller prosenten og n."
    )
    assert not (view.test or view.figure or view.shown)
    assert "62 % 38 % 7" in plain(view.table)
    filled = shown("\tA\tB\tC\tn\nNord\t33 %\t33 %\t33 %\t100\nSør\t20 %\t30 %\t50 %\t50")
    assert "Andre svar" in plain(filled.table)


def test_what_so_many_replies_could_have_found(shown):
    below, above = (f"{100 * share:.1f}".replace(".", ",") for share in stats.smallest_difference(136 / 310, 310, 287))
    told = plain(shown("\tJa\tNei\n2022\t136\t174\n2025\t103\t184").table)
    assert (
        f"Med n = 310 og 287 ville testen med 80 % sannsynlighet ha vist en forskjell hvis andelen som svarer «ja», "
        f"var 43,9 % i «2022» og høyst {below} % eller minst {above} % i «2025» (nivå 5 %)."
    ) in told
    assert "Så få svar" in plain(shown("1 2\n2 1").table)
    v = f"{stats.smallest_cramers_v((3, 2), 199):.2f}".replace(".", ",")
    assert f"Cramérs V = {v} eller mer" in plain(shown(pasted([[40, 25], [54, 7], [63, 10]])).table)


def test_the_same_people_asked_twice(shown):
    view = shown(EXAMPLES["paret"].text, grupper="paret")
    assert plain(view.sentence) == (
        "Andelen som svarer «ja», var 40 prosent første gang og 47 prosent andre gang (n = 161). 6 skiftet fra «ja», "
        "og 16 skiftet til «ja». Det er ingen statistisk sikker endring (p = 0,052)."
    )
    assert "161 personer, spurt to ganger" in plain(view.base)
    assert "like mange linjer som kolonner" in shown("1 2 3\n4 5 6", grupper="paret").message
    assert "bare testes med antall" in shown(PRINTED_SHARES, grupper="paret").message
    assert "Ingen skiftet svar" in shown("5 0\n0 7", grupper="paret").message
    three = shown("\tA\tB\tC\nA\t20\t5\t3\nB\t9\t30\t2\nC\t8\t7\t25", grupper="paret")
    assert "Stuart–Maxwells test" in three.test


def test_where_there_is_nothing_to_compare_the_shares_stand(shown):
    view = shown("Nord 47 av 78")
    assert "bare én gruppe" in view.message
    assert "60,3 % (49,2–70,4)" in plain(view.table)
    assert "ingenting å teste" in shown("5 0\n7 0").message


def test_a_clear_message_instead_of_an_empty_chart(shown):
    empty = shown()
    assert empty.message.startswith("Lim inn en tabell")
    wrong = shown("Nord\t12\tx\nSør\ty\t2")
    assert wrong.title == "Tallene kunne ikke leses"
    assert "Linje 1, kolonne 3" in wrong.message
    assert "Linje 2, kolonne 2" in wrong.notes[0]
    assert not (wrong.figure or wrong.test or wrong.table)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_example_is_shown_in_both_languages(app, name, language):
    state = app.settled({"eksempel": name, "sprak": language})
    assert state["eksempel"] == ""
    assert state["tall"] == EXAMPLES[name].text
    view = app.show(state)
    assert view.sentence
    assert view.test
    assert not view.message
    assert view.figure.figure().alt
    assert app.settled(state) == state


def test_many_answers_have_no_figure_and_a_reason(shown):
    view = shown(pasted([list(range(5, 14)), list(range(9, 18))]))
    assert "for mange svar" in view.message
    assert not view.figure


def test_only_a_short_table_stands_in_the_address(app):
    short = app.settled({"eksempel": "antall"})
    assert app.address(short)["tall"]
    long = app.settled({"tall": "Nord\t1\t2\n" * 60})
    assert len(long["tall"]) > SHORT
    assert "tall" not in app.address(long)
    assert app.address(long).keys() | {"tall"} == long.keys()
    assert "300 tegn" in plain(app.about({}))


def test_what_cannot_be_chosen_is_put_right(app):
    state = app.settled({"slag": "x", "grupper": "y", "tallform": "z", "skala": "2", "svar": "9", "tall": "1 2\n3 4"})
    assert (state["slag"], state["grupper"], state["tallform"], state["skala"], state["svar"]) == ("",) * 5
    names = [control.name for control in app.controls(state)]
    assert names == [control.name for control in app.controls(app.settled({"grupper": "paret", "sprak": "en"}))]
    assert all(control.label for control in app.controls(state))


def test_pasted_html_is_shown_as_text(shown):
    view = shown("<img src=x onerror=alert(1)>\tJa\n<b>Nord</b>\t1\t2\nSør\t3\t4")
    html = view.head_html() + view.body_html()
    assert "<b>" not in html
    assert "<img src=x" not in html


def test_it_works_on_a_page(app):
    face = Face(app)
    face.fields["tall"].main.value = "\tJa\tNei\nNord\t12\t45\nSør\t10\t20"
    assert face.failure is None
    assert "Andelen som svarer «ja»" in face.head.value
    face.fields["eksempel"].main.value = "antall"
    assert face.fields["tall"].main.value == EXAMPLES["antall"].text
    assert face.fields["eksempel"].value == ""
    assert face.failure is None


def test_files_have_what_is_shown(shown):
    view = shown("\t=1+1\tNei\nNord\t12\t45\nSør\t10\t20")
    files = {file.name: file.make() for file in view.downloads}
    assert set(files) == {f"kalkulator.{kind}" for kind in ("png", "svg", "xlsx", "csv", "docx")}
    text = files["kalkulator.csv"].decode("utf-8-sig")
    assert "'=1+1" in text  # no formula of a spreadsheet
    assert re.search(r"Nord;Nei;45;78,9;57", text)
    assert files["kalkulator.xlsx"][:2] == files["kalkulator.docx"][:2] == b"PK"


def test_a_large_table_does_not_keep_the_reader_waiting(shown):
    counts = np.random.default_rng(3).integers(0, 3, (30, 12)).tolist()
    begun = time.monotonic()
    view = shown(pasted(counts))
    assert time.monotonic() - begun < 10  # half a minute with the usual budget
    assert "Monte Carlo, 10 000 tabeller" in plain(view.test)


def test_pasted_numbers_are_never_logged(app, tmp_path, monkeypatch):
    log = tmp_path / "apper.jsonl"
    monkeypatch.setenv("SVARBENK_APP_LOG", str(log))
    face = Face(app)
    face.choose("tall", "Nord\t1234\t45\nSør\t10\t20")
    csv = next(button for button in face.buttons.children if button.description == "CSV")
    csv.click()
    assert face.failure is None
    text = log.read_text("utf-8")
    assert "kalkulator" in text
    assert "1234" not in text
    assert "Nord" not in text


def test_a_long_table_is_kept_when_the_screen_turns(app):
    face = Face(app)
    face.choose("tall", "Nord\t1\t2\n" * 60)
    assert "tall=" not in face.outbox.value
    face.inbox.value = '{"query": "?sprak=nb", "narrow": true}'
    assert len(face.state["tall"]) > SHORT
    face.choose("tall", "Nord\t1\t2\nSør\t3\t4")
    assert "tall=Nord" in face.outbox.value
