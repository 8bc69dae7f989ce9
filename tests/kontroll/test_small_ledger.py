"""Each kind of printed number recomputed from a handful of replies, with prints that are right, wrong and blank."""

import pytest
from svarbenk.kontroll import compare, summary
from svarbenk.ledger import Correction, Entry, Ledger
from svarbenk.wording import comparison_line, status_label

from tests.tables.panel_survey import panel

REPLIES = [
    {"avtale": "selvstendig", "alder": "ung", "trives": "helt_enig", "plan": "ja", "tiltak": {"liste"}, "leger": 4,
     "vikarer": 1, "behov": (2, 3)},
    {"avtale": "selvstendig", "alder": "eldre", "trives": "uenig", "plan": "nei", "tiltak": set(), "leger": 5},
    {"avtale": "selvstendig", "alder": "gammel", "trives": "uenig", "tiltak": {"vikar", "tid"}, "leger": 0},
    {"avtale": "ansatt", "alder": "gammel", "trives": "litt_enig", "plan": "ja", "tiltak": {"tid"}, "vikarer": 7},
    {"avtale": "ansatt", "trives": "litt_enig", "leger": 7, "behov": (1, 1)},
]  # fmt: skip


def cell(statistic: str, printed: str, question: str, category: str = "", used: str | None = None, **more) -> Entry:
    fields = {
        "document": "hefte", "table": "1", "line": 7, "survey": "panel", "wave": "II", "question": question,
        "category": category, "background": "", "group": "", "statistic": statistic, "of": "", "printed": printed,
        "unit": "leger", "cell": "Alle / Ja",
    }  # fmt: skip
    fields |= more
    named = (str(fields[name]) for name in ("document", "table", "question", "category", "background", "group"))
    document, table, *ids = named
    fix = used and Correction(document, table, fields["line"], *ids, statistic, printed, used, "Raden går ikke opp.")
    return Entry(**fields, correction=fix or None)


def judge(*cells: Entry, weights=None):
    return compare(panel(REPLIES, weights), Ledger(cells))


OLD = {"background": "alder", "group": "eldre+gammel"}
EMPLOYED = {"background": "avtale", "group": "ansatt"}


@pytest.mark.parametrize(
    ("entry", "ours"),
    [
        (cell("count", "2", "trives", "uenig"), 2),
        (cell("count", "3", "trives", "enig"), 3),  # a merge
        (cell("count", "2", "trives", "uenig", **OLD), 2),
        (cell("count", "2", "trives", "uenig", background="alder", group="fra_55"), 2),
        (cell("count", "1", "plan", "ja"), 1),  # the employed were not asked
        (cell("n", "2", "plan"), 2),
        (cell("n", "5", "trives"), 5),
        (cell("missing", "1", "plan"), 1),  # of three self-employed
        (cell("count", "1", "tiltak", "tid"), 1),
        (cell("count", "1", "tiltak", "hjelp"), 1),
        (cell("n", "3", "tiltak"), 3),
        (cell("any", "to", "tiltak"), 2),
        (cell("none", "én", "tiltak"), 1),
        (cell("any", "3", "leger"), 3),
        (cell("none", "1", "leger"), 1),
        (cell("n", "4", "leger"), 4),
        (cell("sum", "16", "leger"), 16),
        (cell("sum", "17", "leger+vikarer"), 17),  # 7 of the locums were reported outside the base
        (cell("sum", "7", "leger", **EMPLOYED), 7),
        (cell("sum_low", "3", "behov"), 3),
        (cell("sum_high", "4", "behov"), 4),
        (cell("sum_high", "1", "behov", **EMPLOYED), 1),
        (cell("share", "44%", "leger", **EMPLOYED), 43.75),
        (cell("percent", "6,3%", "vikarer", of="leger"), 6.25),
        (cell("p", "1,000", "plan", background="alder"), 1.0),
    ],
)
def test_every_statistic(entry, ours):
    (found,) = judge(entry)
    assert found.ours == pytest.approx(ours)
    assert found.status == "reproduced"


@pytest.mark.parametrize(
    "entry",
    [
        cell("count", "3", "trives", "uenig"),
        cell("share", "43%", "leger", **EMPLOYED),  # 43.75 is rounded to 44
        cell("n", "", "trives"),
        cell("p", "< 0,001", "plan", background="alder"),
    ],
)
def test_another_number_and_a_blank_are_conflicts(entry):
    (found,) = judge(entry)
    assert found.status == "conflict"


@pytest.mark.parametrize(
    "entry",
    [
        cell("count", "2", "trives", "uenig", wave="I"),
        cell("count", "0", "trives", "sur"),  # no such category: not a reproduced nought
        cell("count", "0", "tiltak", "penger"),
        cell("count", "2", "humor", "god"),
        cell("count", "2", "trives", "uenig", background="humor", group="god"),
        cell("count", "0", "trives", "uenig", background="alder", group="hundre"),
        cell("count", "0", "trives", "uenig", background="alder", group="midt"),  # nobody is
        cell("count", "4", "leger", "4"),
        cell("n", "2", "behov"),
        cell("any", "2", "trives"),
        cell("any", "2", "krav"),
        cell("sum", "2", "trives"),
        cell("sum", "2", "krav"),
        cell("sum", "4", "behov"),
        cell("n", "5", ""),
        cell("missing", "2", "behov"),
        cell("percent", "10", "leger"),
        cell("percent", "10", "leger", of="register"),
        cell("share", "10", "vikarer", **EMPLOYED, line=9),
        cell("p", "0,5", "trives"),
        cell("p", "0,5", "tiltak", background="avtale"),
    ],
)
def test_what_the_form_does_not_tell(entry):
    (found,) = judge(entry)
    if entry.line == 9:  # a share of what the employed were not asked: nought of one
        assert found.ours == 0
    else:
        assert found.ours is None
        assert found.status == "not_computable"


def test_a_percentage_of_the_newest_register_number():
    register = [
        cell("count", printed, "register", survey="", wave=wave) for wave, printed in (("2018", "20"), ("2019", "64"))
    ]
    found = judge(*register, cell("percent", "25%", "leger", of="register"))
    assert [(each.ours, each.status) for each in found] == [(25, "reproduced")]


def test_corrections_and_the_sum_of_it_all():
    found = judge(
        cell("count", "5", "trives", "uenig", used="2"),
        cell("count", "5", "trives", "uenig", used="4"),
        cell("count", "2", "trives", "uenig", used="4"),
        cell("missing", "2", "behov"),
    )
    assert [each.status for each in found] == ["corrected", "conflict", "reproduced", "not_computable"]
    assert summary(found) == {"reproduced": 1, "corrected": 1, "listed": 0, "conflict": 1, "not_computable": 1}


def test_print_counts_replies_not_weights():
    cells = [cell("count", "2", "trives", "uenig"), cell("p", "1,000", "plan", background="alder")]
    assert [each.status for each in judge(*cells, weights=[0.5, 2.5, 1, 1, 1])] == ["reproduced"] * 2


def test_lines_for_the_terminal():
    line = comparison_line(cell("count", "3", "trives", "uenig"), 2.0, "conflict")
    assert line == "tabell 1, linje 7, Alle / Ja: trykt 3, våre 2: i strid med svarene"
    line = comparison_line(cell("share", "43,1%", "leger", **EMPLOYED), 43.75, "conflict", "en")
    assert line == "table 1, line 7, Alle / Ja: printed 43,1%, ours 43.8%: in conflict with the answers"
    line = comparison_line(cell("p", "", "plan", background="alder", table="tekst"), 0.0002, "conflict")
    assert line.replace("\u00a0", " ") == (
        "teksten, linje 7, Alle / Ja: trykt (ikke fylt inn), våre < 0,001: i strid med svarene"
    )
    line = comparison_line(cell("missing", "2", "plan"), None, "not_computable")
    assert line.endswith("trykt 2, våre –: kan ikke regnes ut av svarene")
    assert status_label("corrected") == "trykkfeil, rettet (corrections.csv)"
    assert status_label("reproduced", "en") == "reproduced"
