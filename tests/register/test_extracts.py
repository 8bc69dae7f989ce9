"""The evaluator's own extracts: read strictly, mistakes told by file, line and column, held against print."""

import pytest
from svarbenk.codebook import DataFolder
from svarbenk.errors import InputError
from svarbenk.ledger import read_ledger
from svarbenk.register.extract_cells import read_cell
from svarbenk.register.extracted import deviations, extracted
from svarbenk.register.extracts import is_unfilled, read_extract, template
from svarbenk.register.figure_definition import ExtractColumn
from svarbenk.register.figures_file import find_figure, read_figures
from svarbenk.register.series import published


@pytest.fixture(scope="module")
def figures(data_folder):
    return read_figures(data_folder.published / "rapport-iv")


@pytest.fixture
def put(tmp_path, figures):
    """Put an extract in a data folder: ``put("4-1", text)`` gives its figure and what was read."""
    (tmp_path / "codebooks").mkdir()
    folder = tmp_path / "raw" / "register"
    folder.mkdir(parents=True)

    def write(number, text, encoding="utf-8"):
        figure = find_figure(figures, number)
        raw = text if isinstance(text, bytes) else text.encode(encoding)
        (folder / figure.extract.file).write_bytes(raw)
        return figure, read_extract(figure, DataFolder(tmp_path))

    return write


def column(kind, **more):
    return ExtractColumn(name="verdi", kind=kind, nb="Verdi", en="Value", **more)


def drawn(figure, extract):
    """{series: {place: value}} of what is drawn."""
    return {
        series.definition.id: {point.start: point.number.value for point in series.points}
        for series in extracted(figure, extract).series
    }


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("number", "1 234,5", 1234.5),
        ("number", "1\u00a0234,5", 1234.5),
        ("number", "1\u202f234 567", 1234567),
        ("number", "−3,2", -3.2),
        ("number", "+12", 12),
        ("number", "0.42", 0.42),
        ("count", "5 517", 5517),
        ("percent", "14,5 %", 14.5),
        ("percent", "14,5 prosent", 14.5),
        ("year", "2024", 2024),
        ("quarter", "2023K2", 2023.25),
        ("quarter", "2023 q4", 2023.75),
        ("month", "2024-03", 2024 + 2 / 12),
        ("text", "  6–15  år ", "6–15 år"),
    ],
)
def test_norwegian_cells_are_read(kind, text, value):
    assert read_cell(text, column(kind)) == (value if isinstance(value, str) else pytest.approx(value))


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("number", "1.234", "kan leses på to måter; ventet mellomrom mellom tusener"),
        ("number", "mange", "fant «mange»; ventet et tall som"),
        ("number", "12 34", "fant «12 34»; ventet et tall"),
        ("number", "", "tom celle; ventet et tall"),
        ("count", "12,5", "ventet et helt tall"),
        ("count", "-3", "ventet et helt tall"),
        ("year", "24", "ventet et år som 2024"),
        ("year", "2024K1", "ventet et år som 2024"),
        ("quarter", "2024", "ventet et kvartal som 2024K1"),
        ("month", "mars 2024", "ventet en måned som 2024-03"),
    ],
)
def test_other_cells_are_refused_with_what_was_expected(kind, text, message):
    with pytest.raises(InputError, match=message):
        read_cell(text, column(kind))


def test_categories_have_their_ids_and_labels_in_any_case():
    values = {"hoy": {"nb": "Høy", "en": "High"}, "lav": {"nb": "Lav", "en": "Low"}}
    asked = column("category", values=values)
    assert [read_cell(text, asked) for text in ("hoy", "Høy", "HIGH", "lav")] == ["hoy", "hoy", "hoy", "lav"]
    with pytest.raises(InputError, match="fant «høg»; ventet en av hoy, lav"):
        read_cell("høg", asked)


def test_blank_cells_are_kept_where_they_may_be():
    assert read_cell("", column("number", blank=True)) is None


WHOLE = "aar;startet;sluttet\n2021;351;320\n2022;466;371\n2023;520;308\n2024;565;316\n"


def test_an_extract_is_drawn_as_it_stands(put):
    figure, extract = put("4-1", WHOLE)
    assert (extract.rows, extract.synthetic, extract.file) == (4, False, "figur-4-1.csv")
    assert drawn(figure, extract) == {
        "startet": {2021: 351, 2022: 466, 2023: 520, 2024: 565},
        "sluttet": {2021: 320, 2022: 371, 2023: 308, 2024: 316},
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
def test_both_encodings_and_separators(put, encoding, separator):
    text = "folketall;endring_listetak\nFærre enn 2 000;-1 234\nØvrige;5 678\n".replace(";", separator)
    figure, extract = put("3-3", text, encoding)
    [panel] = extracted(figure, extract).panels
    assert [point.number.value for point in panel.series[0].points] == [-1234, 5678]
    assert [category.nb for category in extracted(figure, extract).view.categories] == ["Færre enn 2 000", "Øvrige"]


def test_series_in_long_form(put):
    text = "aar;gruppe;gjennomsnittlig_listetak\n2023;begynner;758\n2024;Begynner;785\n2024;slutter;884,0\n"
    figure, extract = put("3-2", text)
    assert drawn(figure, extract) == {"begynner": {2023: 758, 2024: 785}, "slutter": {2024: 884}, "stabile": {}}


def test_quarters_and_two_panels(put):
    text = "kvartal;kommunetype;antall;andel\n2023K1;Høy og sentralt;10 000;2,5\n2023K2;hoy_og_sentralt;11 000;2,7\n"
    figure, extract = put("7-14", text)
    found = drawn(figure, extract)
    assert found["a_hoy_og_sentralt"] == {2023: 10000, 2023.25: 11000}
    assert found["b_hoy_og_sentralt"] == {2023: 2.5, 2023.25: 2.7}
    assert found["a_lav_og_usentralt"] == {}


def test_no_file_is_no_extract(put, tmp_path, figures):
    assert read_extract(find_figure(figures, "3-1"), DataFolder(tmp_path)) is None
    assert read_extract(find_figure(figures, "1-1"), DataFolder(tmp_path)) is None


@pytest.mark.parametrize("rows", ["", ";;\n\n"])
def test_column_names_alone_are_an_extract_that_is_not_filled_in(put, tmp_path, figures, rows):
    figure, extract = put("4-1", template(find_figure(figures, "4-1").extract) + rows)
    assert extract is None
    assert is_unfilled(figure, DataFolder(tmp_path))
    figure, extract = put("4-1", "aar;startet;sluttet\n2024;1;2\n")
    assert extract.rows == 1
    assert not is_unfilled(figure, DataFolder(tmp_path))


def test_stand_in_rows_mark_the_extract(put):
    _, extract = put("3-7", "aar;antall;datakilde\n2024;330 000;Syntetisk uttrekk\n")
    assert extract.synthetic
    assert list(extract.frame.columns) == ["aar", "antall"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("aar;startet\n2024;1\n", "figur-4-1.csv, linje 1: kolonner mangler sluttet.\nVentet aar;startet;sluttet"),
        ("aar;startet;slutet\n2024;1;2\n", "mangler sluttet; ukjent: «slutet»; mente du «sluttet»?"),
        ("aar;startet;sluttet;sluttet\n2024;1;2;2\n", "to ganger: sluttet"),
        ("aar;startet;sluttet\n2024;1\n", "linje 2: 2 felt; ventet 3 som i overskriften"),
        ("aar;startet;sluttet\n2023;1;2\n2024;x;2\n", "linje 3, kolonne «startet»: fant «x»; ventet et helt tall"),
        ("aar;startet;sluttet\n2024;1;2\n2024;3;4\n", "linje 3: samme «aar» som en rad over; ventet ett år per rad"),
        ("", "tom; ventet en linje med kolonnenavn"),
        ('aar;startet;sluttet\n2024;"1;2\n', "anførselstegnene går ikke opp"),
        (b"aar;startet;sluttet\n2024;\x81;2\n", "linje 2: byte 0x81 finnes verken i UTF-8 eller Windows-1252"),
        ("aar;startet;sluttet\n2024;1;2\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_where(put, text, message):
    with pytest.raises(InputError) as told:
        put("4-1", text)
    assert message in str(told.value)


def test_numbers_outside_their_range_are_told_by_line(put):
    with pytest.raises(InputError) as told:
        put("3-6", "aar;andel_apen_liste\n2023;12\n2024;145\n")
    assert "linje 3, kolonne «andel_apen_liste»: fant 145; ventet et tall i prosent" in str(told.value)
    assert "(minst 0 og høyst 100)" in str(told.value)


def test_three_mistakes_are_told_and_the_rest_counted(put):
    with pytest.raises(InputError) as told:
        put("3-7", "aar;antall\n" + "".join(f"20{n};x\n" for n in range(10, 15)))
    assert len(str(told.value).splitlines()) == 4
    assert str(told.value).endswith("… og 2 til")


def test_an_extract_is_held_against_print(put, data_folder):
    ledger = read_ledger(data_folder, document="rapport-iv-2025")
    figure, extract = put("4-1", WHOLE.replace("466", "470"))
    found = deviations(published(figure, ledger), extracted(figure, extract))
    # 351 is «om lag 350»; 320 is not «rundt 300»; those reckoned for 2022 and 2023 are no printed numbers
    assert [(each.series.id, each.printed.start, each.value) for each in found] == [
        ("startet", 2022, 470),
        ("sluttet", 2021, 320),
    ]


def test_categories_are_held_against_print_by_name(put, data_folder):
    ledger = read_ledger(data_folder, document="rapport-iv-2025")
    text = "aldersgruppe;konsultasjoner_2014;konsultasjoner_2024\n0–5 år;2,0;1,9\n80–89 år;5,0;4,7\n6–15 år;1,4;1,6\n"
    figure, extract = put("2-2", text)
    found = deviations(published(figure, ledger), extracted(figure, extract))
    assert [(each.series.id, each.printed.number.value, each.value) for each in found] == [("ar_2024", 1.5, 1.6)]


def test_names_are_listed_once_each(put):
    figure, extract = put("7-8", "kommune;kommunetype\nBy;Høy og sentralt\nBygd;lav_og_usentralt\n")
    assert figure.extract_view is None
    assert extract.rows == 2
    with pytest.raises(InputError, match="samme «kommune» som en rad over"):
        put("7-8", "kommune;kommunetype\nBy;Høy og sentralt\nBy;lav_og_usentralt\n")


def test_every_template_can_be_filled(figures):
    for figure in figures.figures:
        if figure.extract:
            header = template(figure.extract).strip().split(";")
            assert header == [column.name for column in figure.extract.columns]
            assert figure.extract.file == f"figur-{figure.number}.csv"
