"""Numbers of a report's tables are found by what they are of: wave, group, answer, whatever way the table is turned."""

import pytest
from svarbenk.documents import TableBlock, TableRow
from svarbenk.kontroll.built_numbers import BuiltNumbers
from svarbenk.kontroll.built_tables import BuiltTable, squeezed
from svarbenk.ledger import Entry

from tests.kontroll.practice_survey import practice_codebook


def table(
    question: str, keys: tuple[str, ...], rows: dict[str, tuple[str, ...]], label: str = "Tabell B-1"
) -> BuiltTable:
    """Return a table of the practice survey as it stands in a document."""
    block = TableBlock(
        label=label,
        number=label.split()[-1],
        caption="",
        columns=keys,
        rows=tuple(TableRow(label=key, cells=cells, key=key) for key, cells in rows.items()),
        survey="praksis",
        question=question,
        column_keys=keys,
    )
    texts = tuple((key, *map(squeezed, cells)) for key, cells in rows.items())
    return BuiltTable("vedlegg-b", block, texts)


def entry(statistic: str, question: str, printed: str, category: str = "", group: str = "", **more) -> Entry:
    background, _, name = group.partition("=")
    about = {"wave": "II", "of": "", "unit": "", "cell": "", "table": "1", "line": 1, **more}
    return Entry(
        document="d", survey="praksis", question=question, category=category, background=background, group=name,
        statistic=statistic, printed=printed, **about,
    )  # fmt: skip


def verdicts(tables: list[BuiltTable], sought: Entry, language: str = "nb") -> list[bool]:
    numbers = BuiltNumbers(tables, (), {"praksis": practice_codebook()}, language)
    return [each.agrees(sought.number) for each in numbers.find(sought)]


WAVES = table(
    "trygg",
    ("uenig", "verken", "enig", "vet_ikke", "n"),
    {
        "runde=I": ("10 (25 %)", "10 (25 %)", "20 (50 %)", "0 (0 %)", "40"),
        "runde=II": ("5 (13 %)", "5 (13 %)", "29 (73 %)", "1 (3 %)", "40"),
        "runde=II,driftsform=ren": ("1 (10 %)", "1 (10 %)", "8 (80 %)", "0 (0 %)", "10"),
        "runde=II,driftsform=leie": ("1 (20 %)", "0 (0 %)", "4 (80 %)", "0 (0 %)", "5"),
        "": ("15 (19 %)", "15 (19 %)", "49 (61 %)", "1 (1 %)", "80"),
    },
)


@pytest.mark.parametrize(
    ("sought", "verdict"),
    [
        (entry("percent", "trygg", "73", "enig"), [True]),
        (entry("percent", "trygg", "50", "enig", wave="I"), [True]),
        # 29 of 40 are 72.5: the counts tell more than the percentage beside them
        (entry("percent", "trygg", "72,5", "enig"), [True]),
        (entry("percent", "trygg", "73,4", "enig"), [False]),
        (entry("count", "trygg", "29", "enig"), [True]),
        (entry("n", "trygg", "40"), [True]),
        (entry("percent", "trygg", "80", "enig", "driftsform=ren"), [True]),
        # two groups together: 12 of 15
        (entry("percent", "trygg", "80", "enig", "driftsform=ren+leie"), [True]),
        (entry("count", "trygg", "2", "uenig", "driftsform=ren+leie"), [True]),
        (entry("percent", "trygg", "to av tre", "enig"), [False]),
        (entry("percent", "trygg", "flertallet", "enig"), [True]),
        (entry("rank_high", "trygg", "flest", "enig"), [True]),
        (entry("rank_low", "trygg", "1", "vet_ikke"), [True]),
        # everybody of all waves together is nobody's printed number
        (entry("percent", "trygg", "61", "enig", wave="III"), []),
        (entry("percent", "trygg", "80", "enig", "driftsform=lonn"), []),
        (entry("percent", "ukjent", "80", "enig"), []),
    ],
)
def test_by_wave_and_group(sought, verdict):
    assert verdicts([WAVES], sought) == verdict


def test_a_merge_of_groups_without_a_row_is_its_categories_together():
    sizes = table(
        "trygg",
        ("enig", "n"),
        {"runde=II,driftsform=ren": ("80 %", "10"), "runde=II,driftsform=leie": ("20 %", "30")},
    )
    # (0.8 · 10 + 0.2 · 30) of 40
    assert verdicts([sizes], entry("percent", "trygg", "35", "enig", "driftsform=ren+leie")) == [True]
    assert verdicts([sizes], entry("percent", "trygg", "50", "enig", "driftsform=ren+leie")) == [False]


def test_replies_and_their_share_of_the_population():
    waves = table("", ("replies", "population"), {"runde=II": ("1 120", "4 961")}, "Tabell A-1")
    assert verdicts([waves], entry("replies", "", "1120")) == [True]
    # 22.576 per cent
    assert verdicts([waves], entry("response_rate", "", "22,6")) == [True]
    assert verdicts([waves], entry("response_rate", "", "22,5")) == [False]
    assert verdicts([waves], entry("replies", "", "1200", unit="mottatte svar")) == []
    groups = table("driftsform", ("ren", "leie"), {"runde=II": ("12 (30 %)", "28 (70 %)")})
    assert verdicts([groups], entry("replies", "", "12", group="driftsform=ren")) == [True]


def test_a_selection_of_one_group_is_that_group():
    some = table("trygg", ("enig", "n"), {"runde=II,utvalg=driftsform == 'ren'": ("80 %", "10")})
    assert verdicts([some], entry("percent", "trygg", "80", "enig", "driftsform=ren")) == [True]
    assert verdicts([some], entry("percent", "trygg", "80", "enig")) == []


def test_estimates_of_the_register():
    rows = {"runde=II,storrelse=liten": ("7 %",), "runde=II": ("66 %",), "rad=antall": ("3 662",)}
    estimated = table("driftsform", ("estimated:ren",), rows, "Tabell 7-2")
    assert verdicts([estimated], entry("estimated", "driftsform", "7", "ren", "storrelse=liten")) == [True]
    assert verdicts([estimated], entry("estimated", "driftsform", "66", "ren")) == [True]
    assert verdicts([estimated], entry("estimated_count", "driftsform", "3 662", "ren")) == [True]


def test_answers_as_rows_and_waves_as_columns():
    turned = table(
        "trygg",
        ("runde=I", "runde=II"),
        {"svar=enig": ("20 (50 %)", "29 (73 %)"), "svar=uenig": ("10 (25 %)", "5 (13 %)"), "svar=n": ("40", "40")},
    )
    assert verdicts([turned], entry("percent", "trygg", "73", "enig")) == [True]
    assert verdicts([turned], entry("count", "trygg", "10", "uenig", wave="I")) == [True]


def test_the_same_number_in_two_tables_is_held_twice():
    other = table("trygg", ("enig",), {"runde=II": ("74 %",)}, "Tabell 4-1")
    assert verdicts([WAVES, other], entry("percent", "trygg", "73", "enig")) == [True, False]


def test_a_percentage_without_decimals_cannot_be_held_closer():
    rounded = table("trygg", ("enig",), {"runde=II": ("73 %",)})
    assert verdicts([rounded], entry("percent", "trygg", "72,5", "enig")) == [True]
    assert verdicts([rounded], entry("percent", "trygg", "72,4", "enig")) == [False]


def test_means_of_questions_as_rows():
    means = table(
        "", ("mean", "n"), {"question=timer,runde=II": ("48,31", "40"), "question=timer,runde=I": ("57,0", "40")}
    )
    assert verdicts([means], entry("mean", "timer", "48")) == [True]
    assert verdicts([means], entry("mean", "timer", "57", wave="I")) == [True]
    assert verdicts([means], entry("mean", "timer", "49")) == [False]


def test_means_of_questions_as_columns():
    means = table("tiltak", ("mean:timer", "mean:forskning", "n"), {"runde=II,driftsform=ren": ("48,3", "1,2", "40")})
    assert verdicts([means], entry("mean", "forskning", "1", group="driftsform=ren")) == [True]
    assert verdicts([means], entry("mean", "timer", "48", group="driftsform=ren")) == [True]
    assert verdicts([means], entry("mean", "timer", "48")) == []


def test_sums_and_shares_of_them():
    sums = table("", ("poster", "alle"), {"runde=II": ("12 (8 %)", "150"), "runde=II,driftsform=ren": ("6", "50")})
    assert verdicts([sums], entry("sum", "poster", "12")) == [True]
    assert verdicts([sums], entry("sum", "poster+alle", "162")) == [True]
    assert verdicts([sums], entry("percent", "poster", "8 %", of="alle")) == [True]
    assert verdicts([sums], entry("share", "poster", "50 %", group="driftsform=ren")) == [True]


def test_a_hidden_number_is_not_there():
    hidden = table("trygg", ("enig", "n"), {"runde=II": (":", "40")})
    assert verdicts([hidden], entry("percent", "trygg", "73", "enig")) == []
    assert verdicts([hidden], entry("n", "trygg", "40")) == [True]


def test_english_numbers():
    english = table("trygg", ("enig", "n"), {"runde=II": ("1,234 (61.7%)", "2,000")})
    assert verdicts([english], entry("count", "trygg", "1 234", "enig"), "en") == [True]
    assert verdicts([english], entry("percent", "trygg", "61,7", "enig"), "en") == [True]


def test_a_table_of_sums_says_what_they_are_shares_of_by_its_percentages():
    sums = table("", ("poster", "n"), {"runde=II": ("12 (8 %)", "150"), "runde=II,driftsform=ren": ("6 (12 %)", "50")})
    assert verdicts([sums], entry("percent", "poster", "8 %", of="hjemler")) == [True]
    assert verdicts([sums], entry("percent", "poster", "13 %", group="driftsform=ren", of="hjemler")) == [False]
