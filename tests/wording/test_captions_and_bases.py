"""Lines under tables and figures: base and n, non-response, what is hidden."""

from dataclasses import replace

import pytest
from svarbenk import wording
from svarbenk.codebook import Text
from svarbenk.tables import Axis, Banner, CountTable, banner, count, totals

from tests.tables.panel_survey import panel

MUNICIPALITIES = Text(nb="kommuner", en="municipalities")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def table(n: int, asked: int | None = None, **changes) -> CountTable:
    made = CountTable.from_counts([[n - 1, 1]], ["Alle"], ["Ja", "Nei"], unit=Text(nb="svar", en="replies"))
    return replace(made, base_n=float(asked or n), member=MUNICIPALITIES, **changes)


def test_labels_have_hard_spaces():
    assert wording.table_label("10.2") == "Tabell\u00a010.2"
    assert wording.figure_label("10.1", "en") == "Figure\u00a010.1"
    assert wording.synthetic_mark() == "Syntetiske data"
    assert wording.synthetic_mark("en") == "Synthetic data"
    assert wording.word("any", "en") == "At least one"


def test_base_line_of_one_table():
    assert wording.base_line(table(78)) == "n\u00a0=\u00a078 svar."
    assert plain(wording.base_line(table(1341), "en")) == "n = 1,341 replies."
    asked = Text(nb="svar fra kommuner med LIS1", en="replies from municipalities with LIS1")
    assert plain(wording.base_line(table(61, base=asked))) == "n = 61 svar fra kommuner med LIS1."
    assert plain(wording.base_line(table(61, base=asked), "en")) == "n = 61 replies from municipalities with LIS1."


def test_base_line_of_several_tables():
    asked = Text(nb="svar fra kommuner med plan")
    assert plain(wording.base_line([table(78), table(75), table(77)])) == "n = 75–78 svar."
    assert (
        plain(wording.base_line([table(15, base=asked), table(14, base=asked)]))
        == "n = 14–15 svar fra kommuner med plan."
    )
    assert plain(wording.base_line([table(78), table(15, base=asked)])) == "n = 15–78 svar."
    assert plain(wording.base_line([table(78, joint=5), table(77, joint=5)])) == "n = 77–78 svar."


def test_base_line_tells_of_joint_replies_and_weights():
    assert plain(wording.base_line(table(78, joint=5))) == "n = 78 svar, 5 av dem for flere kommuner."
    assert plain(wording.base_line(table(78, joint=5), "en")) == "n = 78 replies, 5 of them for several municipalities."
    weighted = count(panel([{"trives": "uenig"}] * 3, [0.5, 1, 2.2]), "trives")
    assert plain(wording.base_line(weighted)) == "n = 3 leger. Vektet."
    assert plain(wording.base_line(weighted, "en")) == "n = 3 doctors. Weighted."


def test_base_line_of_a_battery_runs_from_the_fewest_to_the_most():
    battery = count(panel([{"krav_vakt": "enig", "krav_papir": "enig"}, {"krav_vakt": "enig"}, {}]), "krav")
    assert plain(wording.base_line(battery)) == "n = 1–2 leger."
    assert wording.nonresponse(battery) == ""


def test_base_line_of_sums_counts_those_who_replied():
    assert plain(wording.base_line(totals(panel([{"leger": 40}, {"leger": 2}, {}]), ["leger"]))) == "n = 2 leger."


def test_nonresponse():
    assert wording.nonresponse(table(78)) == ""
    assert wording.nonresponse(table(76, 78)) == "2 av 78 svarte ikke på spørsmålet."
    assert wording.nonresponse(table(76, 78), "en") == "2 of 78 did not answer the question."


def test_breakdown():
    replies = panel([{"trives": "uenig", "avtale": "ansatt", "alder": "ung"}])
    whole = banner(replies, "trives", ["avtale", "alder"])
    assert wording.breakdown(whole) == "Totalt og fordelt etter avtale og alder"
    assert wording.breakdown(whole, "en") == "In total and by contract and age"
    assert wording.breakdown(Banner(whole.total, ())) == ""
    alis = replace(whole.by[0], rows=Axis("alis", Text(nb="ALIS-avtale"), whole.by[0].rows.categories))
    assert wording.breakdown(Banner(whole.total, (alis,))) == "Totalt og fordelt etter ALIS-avtale"


def test_what_is_hidden_is_explained():
    assert wording.hidden_note(3) == (
        "«:» er et tall som er skjult av hensyn til dem som svarte: færre enn 3 svar ligger bak det, eller et annet "
        "skjult tall kunne vært funnet ved hjelp av det. Der et tall er skjult, vises ingen test."
    )
    assert wording.hidden_note(5, "en").startswith("“:” is a number hidden to protect those who replied: fewer than 5 ")
    assert wording.no_tests_note() == "Ingen tester vises, fordi antall er skjult i alle tabellene."
    assert wording.no_tests_note("en") == "No tests are shown, as counts are hidden in every table."


@pytest.mark.parametrize("threshold", [0, 1])
def test_an_open_report_says_so(threshold):
    assert wording.protection_statement(threshold) == (
        "Bygget uten å skjule små antall, til evaluators egen bruk; ikke for spredning."
    )
    assert "not for distribution" in wording.protection_statement(threshold, "en")


def test_a_protected_report_says_so():
    told = wording.protection_statement(5)
    assert told.startswith("Antall under 5 er skjult av hensyn til dem som svarte.")
    assert "to tabeller av et spørsmål til sammen ikke røper et skjult tall" in told
    assert "er vernet for seg" in wording.protection_statement(5, alone=True)
    assert "is protected by itself" in wording.protection_statement(5, "en", alone=True)
    assert wording.protection_statement(5, "en").startswith("Counts below 5 are hidden to protect those who replied.")


def test_a_printed_p_beside_ours():
    # Helse Nord 2019, table 10.14 (line 2809) and table 10.8 (line 2376)
    ours = wording.p_value(1.0)
    told = plain(wording.printed_p_note("Sentralitet", "0,969", ours))
    assert told == "Sentralitet: den trykte rapporten oppgir 0,969; tallene gir p > 0,999."
    told = plain(wording.printed_p_note("Folketall", "", wording.p_value(0.00102)))
    assert told == "Folketall: den trykte rapporten har ikke fylt inn p-verdien; tallene gir p = 0,001."
    told = plain(wording.printed_p_note("Population", "", wording.p_value(0.00102, "en"), "en"))
    assert told == "Population: the printed report leaves the p-value blank; the counts give p = 0.001."
