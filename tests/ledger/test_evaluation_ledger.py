"""The printed numbers of the evaluation report (IV) and of Bergen 2022: complete, verbatim, no orphan."""

from collections import Counter
from itertools import groupby

import pytest
from svarbenk.codebook import read_codebook
from svarbenk.ledger import read_claims, read_ledger

# ``survey_claims.csv`` of the sources in its order: survey (fastlege, lis1, kommune, other), line of the text and what
# is printed there (the number, else n); «~» is a quantity in words or with «over» or «om lag» before it.
NUMBERS = """
F102:22 F102:51 F102:20 F102:49 F138:22 F138:51 L142:~ F142:~ F142:90 F146:57 F146:52 K158:45 F162:40 F162:45
F162:55 K194:69 K194:~ F231:987 F231:16,5 F231:1120 F231:22,5 F231:94 F231:6 F231:1_341 F231:26,5 F231:97
F231:1024 F231:19,4 F231:67 F231:34 L232:942 L232:89 L232:11 L232:1_346 L232:83 L232:17 O287:83 O287:~ O289:45
O289:25 O289:63 O305:75 O305:83 O305:92 O305:73 O305:47 F520:22 F520:51 L583:68 L583:59 L583:65 L583:57 L583:29
L583:43 L593:29 L593:27 L593:43 L593:30 L593:4 L593:16 L598:31 L598:45 L598:32 L598:43 L598:20 L598:24 L600:27
L600:30 L600:14 L600:26 L600:32 L600:33 L602:47 L602:28 L602:32 L602:47 L602:24 L610:28 L610:20 L610:8 L613:75
L613:62 L613:48 L613:37 L608:935-940 L617:60 L617:66 L617:51 L617:60 L617:36 L617:48 L617:29 L617:43 L617:34
L617:49 L617:43 L617:53 L617:36 L617:36 L619:~ L619:18 L619:16 L619:1 L632:32 L632:43 L632:66 L632:14 L632:79
L632:70 L644:57 L644:74 L644:~ L644:~ L644:91 L644:44 L644:79 L644:57 L656:935-942 L664:78 L664:9 L672:49 L672:39
L672:69 L672:29 L674:84 L674:60 L674:53 L674:48 L674:74 L674:69 L674:57 L674:29 L674:26 L674:14 L674:15 L674:34
L687:9 L687:3 L687:10 L689:59 L689:65 L689:66 L689:32 L689:26 L694:3 L694:10 L694:4 L694:12 L694:5 L694:7 F718:22
F718:21 F732:51 F732:8 F732:16 F732:54 F732:22 F732:54 F732:23 F732:55 F732:20 F732:62 F736:46 F736:65 L740:~
F740:~ F740:90 L763:89 L763:82 L763:56 L763:45 L763:86 L763:85 L763:89 L763:88 L763:81 L763:85 L763:~ L781:42
L781:52 L783:60 L783:80 F820:~ F822:71 F822:90 F830:1 F832:88 F832:79 F834:92 F834:88 F834:83 F834:58 F867:57
F867:52 K873:~ F895:51 F895:48 F895:34 F895:22 F895:91 F895:52 F895:35 F895:19 F904:6,5 F904:75 F904:45 F904:42
F904:10 F906:61 F906:17 F906:9 F906:20 F906:15 F906:16 F906:10 F906:12 O918:70 K924:42 K924:26 F933:57 F933:52
F941:54 F941:48 F941:49 F941:50 F941:47 F941:45 F950:50 F950:56 F950:57 F950:56 F946:56 F946:48 F946:41 F946:38
F946:1 F946:~ F946:~ F946:~ F946:~ F963:75 F963:84 F963:68 F963:55 F963:63 F969:63 F969:~ F969:~ K979:74 K979:66
F986:60 F988:20 F988:20 F988:40 K990:46 F990:52 F1002:62 F1002:72 O1004:67 O1004:57 O1004:47 F1010:4 F1010:7
F1014:~ F1014:25 F1016:30 F1016:10 F1016:13 F1016:8 F1023:67 F1023:38 F1095:66 F1095:13 F1095:11 F1099:49 F1099:26
F1099:19 F1099:7 F1101:9 F1101:12 F1101:8 F1101:9 F1101:19 F1101:36 F1106:7 F1106:25 F1106:37 F1106:31 F1107:28
F1107:33 F1107:18 F1107:22 F1108:65 F1108:14 F1108:9 F1108:13 F1109:80 F1109:11 F1109:5 F1109:4 F1110:95 F1110:1
F1110:3 F1110:2 F1111:66 F1111:13 F1111:10 F1111:11 L1121:51 L1121:46 L1121:25 L1121:29 L1121:56 L1121:41 F1166:46
F1166:65 F1170:58 F1170:48 F1170:40 F1170:48 F1469:62 F1469:64 F1469:48 F1469:51 F1473:66 F1473:75 F1514:66
F1514:69 F1514:51 F1522:979-982 F1533:35 F1533:41 F1533:42 F1533:14 F1533:16 F1533:26 F1533:20 F1533:41 F1533:29
F1538:~ F1552:25 F1554:~ F1577:11 F1577:32 F1614:80 F1614:77 F1614:57 F1617:63 F1617:54 F1617:51 F1645:52 F1645:56
F1645:80 F1645:85 F1647:48 F1647:58 F1647:75 F1647:85 K1653:51 K1653:40 K1653:48 K1653:40 K1659:45 K1659:44
K1659:60 K1659:40 K1659:29 O1665:~ O1665:~ K1697:45 K1711:45 K1711:96 K1711:81 K1711:78 K1711:72 F1745:40 F1745:45
F1745:55 F1752:40 F1752:31 F1752:60 F1752:87 F1752:63 F1752:41 F1752:91 F1769:390 F1757:45 F1757:55 F1772:81
F1772:76 F1772:68 F1785:390 F1789:45 F1789:69 F1797:981 F1797:971 F1801:~ F1801:~ F1805:16 F1805:50 F1837:46
F1837:65 F1885:20 F1885:49 F1887:57 F1887:52 K1895:45 O1914:45 O1914:25 O1914:63 O1941:~ O1968:~ O1969:~
"""
# ``directional_claims.csv`` in its order: the line of each claim in words.
CLAIM_LINES = """
102 138 146 154 207 209 555 574 585 596 596 596 596 596 600 613 617 642 658 718 732 732 732 751 783 820 820 916
941 944 946 946 958 958 963 981 981 981 983 986 1010 1010 1014 1023 1118 1170 1514 1533 1535 1577 1653 1733 1757
1789 1801 1853 1854 1854 1861 1842 1940 1952 1932
"""
SURVEYS = {"F": "fastlege", "L": "lis1", "K": "kommune", "O": ""}
OF_SEVERAL = {"C008": 3, "C166": 3, "C178": 2, "C183": 2}  # a quantity that is said of several items at once
OF_A_RANGE = {"C085", "C118", "C330"}  # n from–to over the items of a battery
IN_WORDS = {
    "C007": "mer enn halvparten",
    "C017": "om lag en tredjedel",
    "C178": "over to tredjedeler",
    "C100": "to",
    "C195": "omtrent halvparten",
    "C237": "fem",
    "C238": "ingen",
    "C264": "én",
    "C340": "om lag halvparten",
    "C342": "flertallet",
    "C397": "over halvparten",
    "C112": "over 65",
    "C369": "om lag 2",
    "C411": "to av tre",
}
READ_NOTHING = ["", "*", "*", "*"]  # Tabell 3-2 leaves one place empty, Tabell 5-2 has three stars


@pytest.fixture(scope="module")
def ledgers(data_folder):
    return {name: read_ledger(data_folder, document=name) for name in ("rapport-iv-2025", "bergen-2022")}


@pytest.fixture(scope="module")
def claims(data_folder):
    return read_claims(data_folder, "rapport-iv-2025")


@pytest.fixture(scope="module")
def codebooks(data_folder):
    names = ("fastlege", "lis1", "kommune", "bergen-fastlege", "bergen-telefon")
    return {name: read_codebook(name, data_folder) for name in names}


@pytest.fixture(scope="module")
def numbers(ledgers):
    """The rows of the 413 numbers, by the number each ``cell`` begins with."""
    counted = [entry for entry in ledgers["rapport-iv-2025"] if entry.cell[:1] == "C" and entry.cell[1:4].isdigit()]
    return {number: list(rows) for number, rows in groupby(counted, key=lambda entry: entry.cell[:4])}


def test_every_number_of_the_report_is_there_once_in_order(numbers):
    expected = NUMBERS.split()
    assert list(numbers) == [f"C{number:03}" for number in range(1, 414)]
    assert len(expected) == 413
    for number, rows in numbers.items():
        totals = number in {f"C{total}" for total in range(305, 309)}  # Tabell 7-2 prints count and per cent in one
        assert len(rows) == (2 if number in OF_A_RANGE or totals else OF_SEVERAL.get(number, 1)), number


def test_numbers_stand_as_printed(numbers):
    for (number, rows), told in zip(numbers.items(), NUMBERS.split(), strict=True):
        place, printed = told.split(":")
        assert {row.survey for row in rows} == {SURVEYS[place[0]]}, number
        assert {row.line for row in rows} == {int(place[1:])}, number
        if printed == "~":
            assert not rows[0].printed.isdigit(), number
        else:
            assert rows[0].printed == printed.replace("_", " "), number


def test_quantities_in_words_and_totals(numbers):
    assert {number: numbers[number][0].printed for number in IN_WORDS} == IN_WORDS
    assert [numbers[f"C{total}"][1].printed for total in range(305, 309)] == ["3 662", "705", "571", "608"]


def test_every_printed_text_is_read(ledgers):
    blank = {
        name: [entry.printed for entry in ledger if entry.number.value is None] for name, ledger in ledgers.items()
    }
    assert blank == {"rapport-iv-2025": READ_NOTHING, "bergen-2022": []}


def test_every_survey_number_is_tied_to_its_codebook(ledgers, codebooks):
    tied = 0
    for entry in (entry for ledger in ledgers.values() for entry in ledger if entry.survey):
        codebook, where = codebooks[entry.survey], f"{entry.document}, line {entry.line}: {entry.cell}"
        assert entry.wave in {wave.id for wave in codebook.waves}, where
        assert entry.questions or entry.statistic in {"replies", "response_rate"}, where
        for question in map(codebook.question, entry.questions):
            assert entry.category in ("", *question.category_ids, *question.merges), where
            assert entry.wave in codebook.waves_of(question.id), where
        for name in entry.denominator:
            assert codebook.question(name).kind == "numeric", where
        if entry.background:
            background = codebook.question(entry.background)
            assert set(entry.groups) <= {*background.category_ids, *background.merges}, where
            assert entry.wave in codebook.waves_of(background.id), where
        tied += 1
    assert tied == 506


def test_percentages_name_a_category_or_a_sum(ledgers):
    for entry in (entry for ledger in ledgers.values() for entry in ledger if entry.survey):
        if entry.statistic in {"percent", "count"}:
            assert entry.category or entry.of, entry.cell
        if entry.statistic in {"mean", "percent_any", "n", "n_low", "n_high", "min", "max"}:
            assert not entry.category, entry.cell


def test_statistics_per_survey(ledgers):
    counted = Counter((entry.survey, entry.statistic) for ledger in ledgers.values() for entry in ledger)
    assert counted.pop(("", "value")) >= 998  # registers: tables, and points in the prose, to which more may be added
    assert counted == {
        ("", "percent"): 22,
        ("bergen-fastlege", "count"): 12,
        ("bergen-fastlege", "n"): 6,
        ("bergen-fastlege", "percent"): 43,
        ("bergen-fastlege", "rank_high"): 2,
        ("bergen-fastlege", "rank_low"): 2,
        ("bergen-fastlege", "replies"): 1,
        ("bergen-fastlege", "response_rate"): 1,
        ("bergen-telefon", "count"): 11,
        ("bergen-telefon", "max"): 5,
        ("bergen-telefon", "mean"): 1,
        ("bergen-telefon", "min"): 4,
        ("bergen-telefon", "missing"): 2,
        ("bergen-telefon", "n"): 2,
        ("bergen-telefon", "percent"): 9,
        ("bergen-telefon", "replies"): 1,
        ("fastlege", "count"): 1,
        ("fastlege", "estimated"): 27,
        ("fastlege", "estimated_count"): 4,
        ("fastlege", "mean"): 21,
        ("fastlege", "n"): 4,
        ("fastlege", "n_high"): 1,
        ("fastlege", "n_low"): 1,
        ("fastlege", "percent"): 173,
        ("fastlege", "percent_any"): 1,
        ("fastlege", "replies"): 8,
        ("fastlege", "response_rate"): 4,
        ("kommune", "percent"): 25,
        ("lis1", "n"): 2,
        ("lis1", "n_high"): 2,
        ("lis1", "n_low"): 2,
        ("lis1", "percent"): 126,
        ("lis1", "replies"): 2,
    }


def test_what_is_no_number_of_a_survey_has_no_survey(ledgers):
    tables = Counter(entry.table for entry in ledgers["rapport-iv-2025"] if entry.statistic == "value")
    # register_claims.csv: 243 numbers in the prose, four of which are spans with two ends; and more where found
    assert tables.pop("tekst") >= 248
    # register_tables.csv: cells of each table
    assert tables == {
        "Tabell 3-1": 112, "Tabell 3-2": 12, "Tabell 3-3": 128, "Tabell 3-4": 56, "Tabell 5-1": 6, "Tabell 5-2": 16,
        "Tabell 6-1": 36, "Tabell 7-1": 36, "Tabell 7-2": 35, "Tabell 7-3": 14, "Tabell 7-4": 20, "Tabell 7-5": 16,
        "Figur 7-18": 8,
    }  # fmt: skip
    bergen = Counter(entry.table for entry in ledgers["bergen-2022"] if entry.table.startswith(("Tabell", "Figur 21")))
    # years, months × 4, rows, districts × 5, classes and prose on them, years
    assert bergen == {"Tabell 1": 6, "Tabell 2": 84, "Tabell 3": 3, "Tabell 4": 45, "Tabell 5": 10, "Figur 21": 5}
    for ledger in ledgers.values():
        assert not [entry for entry in ledger if entry.statistic == "value" and entry.survey]


def test_table_5_of_bergen(ledgers):
    rows = ledgers["bergen-2022"].select(question="dager_til_time", statistic="count")
    assert [int(row.printed) for row in rows] == [5, 13, 5, 5, 4, 3, 4]  # tabell 5: n = 39
    assert sum(int(row.printed) for row in rows) == 39


def test_every_claim_in_words_is_there_in_order(claims):
    places = [(claim, {row.line for row in rows}) for claim, rows in groupby(claims, key=lambda row: row.id)]
    assert places == [(f"D{number:02}", {int(line)}) for number, line in enumerate(CLAIM_LINES.split(), start=1)]


def test_claims_are_tied_to_their_codebooks(claims, codebooks):
    for claim in (claim for claim in claims if claim.kind != "not_checkable"):
        codebook = codebooks[claim.survey]
        for side in (claim.left, claim.right):
            where = f"{claim.id} {claim.text}"
            waves = [side.wave] if side.wave else []
            assert set(waves) <= {wave.id for wave in codebook.with_answers}, where
            if side.question:
                question = codebook.question(side.question)
                known = ("", "noe") if question.kind == "numeric" else (*question.category_ids, *question.merges)
                assert side.category in known, where
                assert set(waves) <= set(codebook.waves_of(question.id)), where
            compared = codebook.condition(side.where).comparisons if side.where else ()
            for comparison in compared:
                assert set(waves) <= set(codebook.waves_of(comparison.question)), where
        if not claim.kind.startswith("trend") and claim.right.wave not in ("", claim.left.wave):
            codebook.check_comparable(claim.left.question, (claim.left.wave, claim.right.wave))


def test_claims_that_cannot_be_checked_say_why(claims):
    silent = [claim for claim in claims if claim.kind == "not_checkable"]
    assert [claim.id for claim in silent] == ["D14", "D18", "D55"]
    assert all(claim.why_not.endswith(".") for claim in silent)
