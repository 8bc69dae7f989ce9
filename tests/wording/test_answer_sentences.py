"""Sentences about one answer."""

import pytest
from svarbenk.codebook import Text
from svarbenk.tables import CountTable, count, totals
from svarbenk.wording import answer_sentence

from tests.tables.panel_survey import panel


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture
def needs() -> CountTable:
    # Helse Nord 2019, table 10.2 by sentralitet (lines 1859–1865)
    counts = [[0, 2, 0], [0, 9, 0], [7, 9, 2], [40, 5, 4]]
    levels = ["Nivå 3", "Nivå 4", "Nivå 5", "Nivå 6"]
    return CountTable.from_counts(counts, levels, ["Ja", "Nei", "Usikker"], unit=Text(nb="svar", en="replies"))


def test_an_answer_of_everybody_and_of_a_group(needs):
    assert answer_sentence(needs, "Ja") == "47 av 78 svar (60\u00a0%) sier «Ja»."
    assert plain(answer_sentence(needs, "Ja", "Nivå 6")) == "40 av 49 svar (82 %) sier «Ja»."
    assert answer_sentence(needs, "Nei", language="en") == "25 of 78 replies (32%) say “Nei”."


def test_one_is_one(needs):
    one = CountTable.from_counts([[1, 8]], ["Alle"], ["Yes", "No"], unit="replies")
    assert answer_sentence(one, "Yes", language="en") == "1 of 9 replies (11%) says “Yes”."


def test_nobody(needs):
    none = CountTable.from_counts([[0, 0]], ["Alle"], ["Ja", "Nei"], unit=Text(nb="svar", en="replies"))
    assert answer_sentence(none, "Ja") == "Det er ingen svar."
    assert answer_sentence(none, "Ja", language="en") == "There are no replies."


def test_the_base_is_named():
    table = count(
        panel([{"avtale": "selvstendig", "plan": "ja"}] * 3 + [{"avtale": "selvstendig", "plan": "nei"}]), "plan"
    )
    assert plain(answer_sentence(table, "ja")) == "3 av 4 selvstendige leger (75 %) sier «Ja»."
    assert answer_sentence(table, "ja", language="en") == "3 of 4 self-employed doctors (75%) say “Yes”."


def test_several_answers_are_ticked():
    replies = [{"avtale": "selvstendig", "tiltak": {"vikar", "tid"}}, {"avtale": "selvstendig", "tiltak": set()}]
    table = count(panel(replies), "tiltak")
    assert plain(answer_sentence(table, "vikar")) == "1 av 2 selvstendige leger (50 %) krysser av for «Vikar»."
    assert answer_sentence(table, "vikar", language="en") == "1 of 2 self-employed doctors (50%) ticks “A locum”."


def test_posts_say_nothing():
    table = totals(panel([{"avtale": "selvstendig", "leger": 8, "vikarer": 2}]), ["vikarer"], of="leger")
    assert plain(answer_sentence(table, "vikarer")) == "2 av 8 stillinger (25 %) er «Vikarer»."
    assert answer_sentence(table, "vikarer", language="en") == "2 of 8 posts (25%) are “Locums”."


def test_unknown_categories_are_named(needs):
    with pytest.raises(KeyError, match="Usikker"):
        answer_sentence(needs, "Kanskje")
