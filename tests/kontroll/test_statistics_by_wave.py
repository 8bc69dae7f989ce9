"""Printed numbers of several waves recomputed from a handful of replies, counted by hand."""

from dataclasses import dataclass, field

import pytest
from svarbenk.kontroll import compare, summary
from svarbenk.ledger import Conflict, Entry, Ledger
from svarbenk.wording import comparison_line, not_computable_reason

from tests.kontroll.practice_survey import practice

REPLIES = [
    {"driftsform": "ren", "storrelse": "liten", "trygg": "enig", "timer": 40.0, "forskning": 0,
     "tiltak_a": "enig", "tiltak_b": "uenig", "tiltak_c": "verken"},
    {"driftsform": "ren", "storrelse": "stor", "trygg": "enig", "timer": 50.5, "forskning": 2,
     "tiltak_a": "enig", "tiltak_b": "verken", "tiltak_c": "vet_ikke"},
    {"driftsform": "leie", "storrelse": "liten", "trygg": "vet_ikke", "timer": 45.0, "tiltak_a": "verken"},
    {"driftsform": "lonn", "storrelse": "liten", "trygg": "uenig", "timer": 38.5, "forskning": 0},
    {"driftsform": "lonn", "storrelse": "stor"},
    {"runde": "II", "driftsform": "ren", "storrelse": "liten", "trygg": "enig", "kurs": "ja", "timer": 30.0},
    {"runde": "II", "driftsform": "lonn", "storrelse": "stor", "trygg": "uenig", "kurs": "nei", "timer": 36.0},
]  # fmt: skip


@dataclass
class Margin:
    backgrounds: tuple
    counts: dict


@dataclass
class Population:
    margins: dict = field(default_factory=dict)


REGISTER = {
    "I": Population(
        {
            "driftstype*fylke": Margin(("driftstype", "fylke"), {("naering", "nord"): 9}),
            "driftstype*storrelse": Margin(
                ("driftstype", "storrelse"),
                {("naering", "liten"): 60, ("ansatt", "liten"): 20, ("naering", "stor"): 15, ("ansatt", "stor"): 5},
            ),
        }
    )
}


def cell(statistic, printed, question="", category="", wave="I", **more) -> Entry:
    fields = {
        "document": "hefte", "table": "Figur 1", "line": 7, "survey": "praksis", "wave": wave, "question": question,
        "category": category, "background": "", "group": "", "statistic": statistic, "of": "", "printed": printed,
        "unit": "", "cell": "alle",
    }  # fmt: skip
    return Entry(**fields | more)


def judge(*cells, populations=None):
    return compare(practice(REPLIES), Ledger(cells), populations)


SMALL = {"background": "storrelse", "group": "liten"}
OWN = {"background": "driftstype", "group": "naering"}


@pytest.mark.parametrize(
    ("entry", "ours"),
    [
        (cell("percent", "50", "trygg", "enig"), 50),  # two of four, don't-know one of them
        (cell("percent", "50", "trygg", "enig", wave="II"), 50),
        (cell("percent", "33", "trygg", "enig", **SMALL), 100 / 3),
        (cell("percent", "67", "trygg", "enig", **OWN), 200 / 3),  # a derived background
        (cell("percent", "over halvparten", "trygg", "enig", **OWN), 200 / 3),
        (cell("percent", "om lag halvparten", "trygg", "enig"), 50),
        (cell("percent", "60", "driftstype", "naering"), 60),
        (cell("count", "ingen", "trygg", "verken"), 0),
        (cell("mean", "44", "timer"), 43.5),
        (cell("mean", "33,0", "timer", wave="II"), 33),
        (cell("mean", "2,3", "trygg"), 7 / 3),  # codes 3, 3, 1; don't-know has none
        (cell("percent_any", "33", "forskning"), 100 / 3),
        (cell("min", "38,5", "timer"), 38.5),
        (cell("max", "50,5", "timer"), 50.5),
        (cell("n_low", "2-3", "tiltak"), 2),
        (cell("n_high", "2-3", "tiltak"), 3),
        (cell("n_high", "3", "tiltak_a+tiltak_b"), 3),
        (cell("n", "3", "tiltak"), 3),  # answered an item at least
        (cell("replies", "5"), 5),
        (cell("replies", "2", wave="II"), 2),
        (cell("replies", "2", "driftsform", "ren"), 2),
        (cell("response_rate", "12,5"), 12.5),
        (cell("response_rate", "4", wave="II"), 4),
        (cell("response_rate", "5", "driftsform", "ren"), 5),
        (cell("percent", "2", "forskning", of="timer"), 200 / 174),  # 2 of 40 + 50.5 + 45 + 38.5 hours: 1.1
        (cell("rank_high", "1 (mest nyttig)", "tiltak_a"), 1),
        (cell("rank_low", "blant de to laveste", "tiltak_b"), 1),
        (cell("rank_low", "blant de to laveste", "tiltak_c"), 2),
        (cell("rank_high", "flest", "trygg", "enig"), 1),
    ],
)
def test_each_statistic_by_hand(entry, ours):
    (found,) = judge(entry)
    assert found.ours == pytest.approx(ours)
    assert found.status == ("conflict" if entry.of else "reproduced")


@pytest.mark.parametrize(
    ("entry", "ours"),
    [
        # own practice in small kommuner: one reply of two, so half of 60; of 80 in all
        (cell("estimated", "38", "driftsform", "ren", **SMALL), 100 * 30 / 80),
        (cell("estimated", "25", "driftsform", "lonn", **SMALL), 25),
        # 30 in small ones and, the only reply being of own practice, all 15 in large ones; of 100
        (cell("estimated", "45", "driftsform", "ren"), 45),
        (cell("estimated_count", "45", "driftsform", "ren"), 45),
        (cell("estimated_count", "30", "driftsform", "leie"), 30),
    ],
)
def test_the_register_split_as_the_answers_are(entry, ours):
    (found,) = judge(entry, populations=REGISTER)
    assert (found.ours, found.status) == (pytest.approx(ours), "reproduced")


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (cell("percent", "9", "trygg", "enig", wave="2019"), "published_only"),
        (cell("percent", "9", "trygg", "enig", wave="III"), "no_answers"),
        (cell("percent", "9", "humor", "god"), "not_asked"),
        (cell("percent", "9", "kurs", "ja"), "not_asked_then"),
        (cell("percent", "9", "trygg", "sur"), "no_category"),
        (cell("percent", "9", "trygg", "enig", background="trygg", group="verken"), "nobody"),
        (cell("value", "9", "trygg"), "statistic"),
        (cell("mean", "9", "driftsform"), "kind"),
        (cell("percent", "9", "timer"), "no_whole"),
        (cell("estimated", "9", "driftsform", "ren"), "no_population"),
        (cell("replies", "9", unit="mottatte svar"), "received"),
    ],
)
def test_what_cannot_be_computed_says_why(entry, why):
    (found,) = judge(entry)
    assert (found.status, found.why) == ("not_computable", why)
    assert comparison_line(entry, None, found.status, why=why).endswith(
        f"kan ikke regnes ut av svarene ({not_computable_reason(why)})"
    )
    assert not_computable_reason(why, "en") != not_computable_reason(why)


def test_a_number_that_cannot_hold_is_listed():
    row = Conflict(1, "hefte", 7, "trygg", "enig", "", "", "percent", "I", "94", "94 % går ikke opp.")
    listed = cell("percent", "94", "trygg", "enig", conflicts=(row,))
    holds = cell("percent", "50", "trygg", "enig", conflicts=(row,))
    found = judge(listed, holds, cell("percent", "94", "trygg", "enig"))
    assert [each.status for each in found] == ["listed", "reproduced", "conflict"]
    assert summary(found)["listed"] == 1
    line = comparison_line(listed, 50.0, "listed")
    assert line.replace("\u00a0", " ") == (
        "figur 1, linje 7, alle: trykt 94, våre 50 %: går ikke sammen med andre trykte tall (conflicts.csv)"
    )
