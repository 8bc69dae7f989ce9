"""Register series from print: every point is printed or reckoned from what is printed, and nothing is invented."""

import pytest
from svarbenk.errors import InputError
from svarbenk.ledger import read_ledger
from svarbenk.register.figure_definition import Rule
from svarbenk.register.figures_file import find_figure, read_figures
from svarbenk.register.series import discrepancies, number_of, published, value_at

# The register figures of the report: figures.csv of the sources, without those of surveys.
FIGURES = """
1-1 2-1 2-2 2-3 3-1 3-2 3-3 3-4 3-5 3-6 3-7 3-8 4-1 4-2 4-3 4-4 5-1 5-3 6-1 6-2 6-7 7-1 7-2 7-5 7-7 7-8 7-9 7-10
7-11 7-12 7-13 7-14 7-15 7-16 7-17 7-18 7-21 10-1
"""
THEIR_LINES = """
213 251 271 279 356 383 389 450 466 474 493 512 536 542 560 566 753 797 875 908 1027 1050 1089 1173 1222 1257 1292
1298 1310 1316 1341 1357 1364 1370 1411 1423 1483 1759
"""
NUMBERS, LINES = FIGURES.split(), THEIR_LINES.split()
# nothing of these is printed but words, totals or growth rates
NOTHING = {"3-3", "3-8", "6-1", "7-11", "7-12", "7-14", "7-15", "7-16", "7-21"}


@pytest.fixture(scope="module")
def folder(data_folder):
    return data_folder.published / "rapport-iv"


@pytest.fixture(scope="module")
def figures(folder):
    return read_figures(folder)


@pytest.fixture(scope="module")
def ledger(data_folder):
    return read_ledger(data_folder, document="rapport-iv-2025")


@pytest.fixture(scope="module")
def points(figures, ledger):
    """What is printed of each figure that has a series."""
    found = {figure.number: published(figure, ledger) for figure in figures.figures}
    return {number: each for number, each in found.items() if each}


def series(points, number, name):
    """{start: value} of a series."""
    [found] = [each for each in points[number].series if each.definition.id == name]
    return {point.start: point.number.value for point in found.points}


def test_every_register_figure_is_described_once_in_order(figures):
    assert [figure.number for figure in figures.figures] == NUMBERS
    assert [str(figure.line) for figure in figures.figures] == LINES


def test_figures_without_a_printed_point_say_so(figures, points):
    assert set(NUMBERS) - set(points) - {"1-1"} == NOTHING
    for figure in figures.figures:
        if figure.number in NOTHING:
            assert figure.told, f"{figure.number}: nothing drawn and nothing told"
            assert figure.extract_view, figure.number


def test_every_point_is_a_row_of_the_ledger_with_document_and_line(points, ledger):
    known = set(ledger.entries)
    count = 0
    for number, found in points.items():
        for point in found.points:
            assert point.number.entries, f"figure {number}: a point without a printed number"
            for entry in point.number.entries:
                assert entry in known, number
                assert entry.document == "rapport-iv-2025", number
                assert entry.line > 0, number
                assert not entry.survey, number
            count += 1
    assert count > 150


def test_a_printed_point_is_what_is_printed(points):
    for number, found in points.items():
        for point in found.points:
            if point.number.formula == "value":
                [entry] = point.number.entries
                assert point.number.value == entry.number.value, f"{number}: {entry.cell}"


def test_labels_are_there_in_both_languages(figures):
    for figure in figures.figures:
        texts = [figure.title, figure.source, *([figure.note] if figure.note else [])]
        assert all(text.nb and text.en for text in texts), figure.number


# The values below are read off the report's tables and text, or reckoned from them with a pocket calculator.
@pytest.mark.parametrize(
    ("number", "name", "expected"),
    [
        ("3-1", "listetak", {2017: 5_501_381, 2024: 5_511_277}),
        ("3-2", "begynner", {2023: 758, 2024: 785}),
        ("3-2", "slutter", {2024: 279_349 / 316}),
        ("3-2", "stabile", {2024: 5_067_831 / 4_952}),
        ("3-6", "apen_liste", {2001: 50, 2022: 10, 2024: 14.5}),
        ("4-1", "startet", {2021: 350, 2022: 466, 2023: 520, 2024: 565}),
        ("4-1", "sluttet", {2022: 466 - 95, 2023: 520 - 212, 2024: 316}),
        ("4-2", "nye", {0: 54, 1: 30, 2: 16}),
        ("5-3", "spesialister", {2017: 100 * 2900 / 4740, 2024: 100 * 3583 / 5517}),
        ("6-7", "alle", {2019: 5_294_725 / 4_858, 2020: 1073, 2022: 5_258_230 / 5_056, 2024: 983}),
        ("7-2", "basistilskudd", {2020: 233, 2021: 308, 2022: 513, 2023: 993, 2024: 1243}),
        ("7-2", "alis", {2022: 242, 2023: 461, 2024: 552}),
        ("7-5", "reell", {2024: 773_000 / 1_073}),
        ("7-9", "alle", {0: 3140 + 434, 1: 794 + 163}),
        ("7-13", "fastleger", {0: 100 * 3574 / 5549, 3: 100 * 482 / 5549}),
    ],
)
def test_series_have_the_numbers_of_the_report(points, number, name, expected):
    found = series(points, number, name)
    assert {place: found[place] for place in expected} == pytest.approx(expected)


def test_the_sum_of_the_measures_is_what_the_text_rounds(points):
    """Line 1076: «rundt 1,8 milliarder kroner i 2024»."""
    total = sum(series(points, "7-2", name)[2024] for name in ("basistilskudd", "alis", "alis_kontor"))
    assert total == 1835


def test_reckoned_list_sizes_agree_with_the_printed_ones(points, ledger):
    """Residents with a GP over GPs (table 3-1) is the average list size where the text prints it."""
    for year, printed in {"2020": 1073, "2021": 1066, "2023": 1010, "2024": 983}.items():
        rule = Rule.model_validate({"at": year, "ratio": [f"Tabell 3-1/innbyggere_med_fastlege_niva@{year}",
                                                         f"Tabell 3-1/fastleger_niva@{year}"]})  # fmt: skip
        assert round(number_of(rule, ledger).value) == printed


def test_rough_numbers_and_ranges_are_known_as_such(points):
    rough = {(number, point.start) for number, found in points.items() for point in found.points if point.number.rough}
    assert {("3-7", 2017.0), ("3-7", 2023.0), ("4-1", 2017.0), ("3-5", 2001.0), ("7-1", 2020.0)} <= rough
    assert ("3-5", 2021.0) not in rough
    [forhold] = points["4-3"].series
    assert [(span.start, span.end, span.number.low, span.number.high) for span in forhold.spans] == [
        (2017, 2021, 2, 4),
        (2022, 2024, 1.3, 1.5),
    ]
    assert forhold.levels == ()


def test_contradictions_of_the_text_are_found(figures, ledger):
    found = {
        figure.number: [(each.printed.line, each.printed.printed) for each in discrepancies(figure, ledger)]
        for figure in figures.figures
    }
    assert {number: lines for number, lines in found.items() if lines} == {
        "3-2": [(376, "9")],  # 758 to 785 is four per cent
        "5-3": [(795, "227"), (795, "139")],  # the years are the wrong way round
        "7-1": [(1044, "28")],
        "7-2": [(1157, "350")],
        "10-1": [(1750, "3,7"), (1750, "4,2")],
    }


def test_a_value_is_found_by_series_and_period(points):
    assert value_at(points["4-1"], "startet", "2023").value == 520
    assert value_at(points["4-2"], "nye", "klasse_5").value == 30
    assert value_at(points["4-4"], "andel_spesialister", "2022-2024").high == 20
    assert value_at(points["3-2"], "slutter", "2023") is None
    with pytest.raises(InputError, match=r"serien «startett»: finnes ikke.*mente du «startet»"):
        value_at(points["4-1"], "startett", "2023")


def test_an_unknown_figure_is_told_the_nearest(figures):
    with pytest.raises(InputError, match="figur 3-9: ingen registerfigur"):
        find_figure(figures, "3-9")


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("fastleger@1999", "er ikke trykt"),
        ("basistilskudd_styrking@2020", "er trykt ulikt"),
        ("Tabell 3-2/samlet_listetak_2024@Leger som sluttet i 2024 (N = 316)", "står tomt"),
    ],
)
def test_a_number_that_is_not_in_print_is_refused(ledger, rule, message):
    with pytest.raises(InputError, match=message):
        number_of(Rule.model_validate(rule), ledger)


def test_a_mistake_in_the_file_is_told_with_its_line(tmp_path):
    (tmp_path / "registerfigurer.yaml").write_text(
        "document: d\nfigures:\n- number: 1-1\n  line: 3\n  titel: {nb: a, en: b}\n  source: {nb: a, en: b}\n", "utf-8"
    )
    with pytest.raises(InputError, match=r"registerfigurer\.yaml, linje 5.*ukjent nøkkel «titel».*«title»"):
        read_figures(tmp_path)


@pytest.mark.parametrize("rule", ["Tabell3/x", "x y@2020", {"value": "a", "ratio": ["a", "b"]}, {"ratio": ["a"]}])
def test_a_rule_that_is_none_is_refused(rule):
    with pytest.raises(ValueError, match="ventet"):
        Rule.model_validate(rule)
