"""What the calculator reads out of a pasted text, and what it says of one that it cannot read."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from svarbenk.apps.calculator_cells import UnreadableError
from svarbenk.apps.calculator_numbers import form_of, read_number
from svarbenk.apps.calculator_problems import problem, remark
from svarbenk.apps.calculator_reading import REST, read_paste


def told(text, language="nb", **more):
    with pytest.raises(UnreadableError) as caught:
        read_paste(text, **more)
    return [problem(each.code, each.values, language).replace("\u00a0", " ") for each in caught.value.remarks]


def remarks(reading, language="nb"):
    return [remark(each.code, each.values, language).replace("\u00a0", " ") for each in reading.remarks]


def values(reading):
    return [[float(x) for x in row] for row in reading.values]


@pytest.mark.parametrize(
    ("text", "form", "value", "percent"),
    [
        ("1234", "", 1234, False),
        ("1 234,5", "", 1234.5, False),
        ("1\u00a0234,5", "", 1234.5, False),
        ("1\u202f234", "", 1234, False),
        ("1,234.5", "", 1234.5, False),
        ("1.234,5", "", 1234.5, False),
        ("1,234,567", "", 1234567, False),
        ("12,5 %", "", 12.5, True),
        ("12.5%", "", 12.5, True),
        ("12,5\u00a0prosent", "", 12.5, True),
        ("0,125", "", 0.125, False),
        ("1.234", "nb", 1234, False),
        ("1.234", "en", 1.234, False),
        ("1,234", "nb", 1.234, False),
        ("1,234", "en", 1234, False),
        ("1.234", "", 1234, False),
        ("1.234 %", "", 1.234, True),
        ("n = 78", "", 78, False),
    ],
)
def test_norwegian_and_english_numbers(text, form, value, percent):
    found = read_number(text, form)
    assert float(found.value) == value
    assert found.percent == percent


@pytest.mark.parametrize("text", ["", "x", "12 34", "1,23,4", "-3", "1..2", "12a", "٣"])
def test_what_is_no_number(text):
    assert read_number(text) is None


def test_the_other_numbers_tell_how_a_doubtful_one_is_meant():
    assert form_of(["1.234", "12,5"]) == "nb"
    assert form_of(["1.234", "12.5"]) == "en"
    assert form_of(["12.5", "12,5"]) == form_of(["1.234", "7"]) == ""
    assert values(read_paste("Nord\t1.234\t12\nSør\t2.500\t7")) == [[1234, 12], [2500, 7]]
    doubted = read_paste("Nord\t1.234\t12\nSør\t2.500\t7")
    assert remarks(doubted) == [
        "«1.234» (linje 1, kolonne 2) kan leses på to måter, og 1 andre tall likedan. Her er det lest som 1 234. "
        "Er det feil, velg hvordan tallene er skrevet."
    ]
    assert not read_paste("Nord\t1.234\t12\nSør\t2.500\t7", form="nb").remarks
    clear = read_paste("\tJa\tNei\tn\nNord\t40,5 %\t59,5 %\t1.234\nSør\t50,5 %\t49,5 %\t780")
    assert clear.n == (1234, 780)
    assert not clear.remarks


@pytest.mark.parametrize(
    "text",
    [
        "\tJa\tNei\r\nNord\t12\t45\r\nSør\t10\t20\r\n",  # from Excel
        "Gruppe\tJa\tNei\tTotalt\nNord\t12\t45\t57\nSør\t10\t20\t30\nTotalt\t22\t65\t87",
        "Gruppe;Ja;Nei\nNord;12;45\nSør;10;20",
        "Gruppe,Ja,Nei\nNord,12,45\nSør,10,20",
        '"Gruppe";"Ja";"Nei"\n"Nord";"12";"45"\n"Sør";"10";"20"',
        "Gruppe  Ja  Nei\nNord  12  45\nSør  10  20",
        "Gruppe Ja Nei\nNord 12 45\nSør 10 20",
        "Gruppe Ja Nei\n\nNord: 12, 45\nSør: 10, 20\n",
        "| Gruppe | Ja | Nei |\n|---|---|---|\n| Nord | 12 | 45 |\n| Sør | 10 | 20 |",
        "Tabell 1. Svar\t\t\nGruppe\tJa\tNei\nNord\t12\t45\nSør\t10\t20\nKilde: rapporten\t\t",
        "Gruppe\tJa\t%\tNei\t%\nNord\t12\t21\t45\t79\nSør\t10\t33\t20\t67",
        "Gruppe\tJa\tNei\nNord\t12 (21 %)\t45 (79 %)\nSør\t10 (33,3 %)\t20 (66,7 %)",
        "Gruppe\tJa\tNei\nNord (n = 57)\t12\t45\nSør (n = 30)\t10\t20",
        "Gruppe\tJa\tNei\n\tNord\t12\t45\n\tSør\t10\t20".replace("\n\t", "\n"),
    ],
)
def test_one_table_in_many_dresses(text):
    reading = read_paste(text)
    assert reading.kind == "count"
    assert reading.groups == ("Nord", "Sør")
    assert reading.answers == ("Ja", "Nei")
    assert values(reading) == [[12, 45], [10, 20]]
    assert reading.n == (57, 30)


@pytest.mark.parametrize(
    "text",
    [
        "\tJa\tNei\tn\n2022\t60 %\t40 %\t78\n2025\t45 %\t55 %\t1 200",
        "År\tn\tJa, prosent\tNei, prosent\n2022\t78\t60\t40\n2025\t1 200\t45\t55",
        "\tJa (%)\tNei (%)\tAntall svar\n2022\t60\t40\t78\n2025\t45\t55\t1,200",
        "2022 (n = 78)\t60 %\t40 %\n2025 (n = 1 200)\t45 %\t55 %",
        "Svar\t2022\t2025\nJa\t60%\t45%\nNei\t40%\t55%\nn\t78\t1\u00a0200",
        "Ja Nei n\n2022 60 40 78\n2025 45 55 1200",
        "\tJa\tNei\tTotalt\tn\n2022\t60 %\t40 %\t100 %\t78\n2025\t45 %\t55 %\t100 %\t1200",
    ],
)
def test_percentages_with_n(text):
    reading = read_paste(text)
    assert reading.kind == "percent"
    assert reading.groups == ("2022", "2025")
    assert values(reading) == [[60, 40], [45, 55]]
    assert reading.n == (78, 1200)
    assert reading.decimals == 0
    assert not reading.rest


def test_one_answer_of_n_gets_the_rest():
    for text in (
        "Nord 47 av 78\nSør 30/60",
        "\tJa\tn\nNord\t47\t78\nSør\t30\t60",
        "Nord\t47 (n = 78)\nSør\t30 (n = 60)",
    ):
        reading = read_paste(text)
        assert reading.answers[-1] == REST
        assert values(reading) == [[47, 31], [30, 30]]
    share = read_paste("Nord 22 % n = 912\nSør 51,5 % n = 880")
    assert values(share) == [[22, 78], [51.5, 48.5]]
    assert (share.rest, share.decimals) == (True, 1)


def test_names_that_are_numbers_or_end_in_one():
    assert read_paste("Nivå 3 12 45\nNivå 4 10 20").groups == ("Nivå 3", "Nivå 4")
    years = read_paste("2022 12 45\n2025 10 20")
    assert years.groups == ("2022", "2025")
    assert remarks(years) == ["Årstallene i første kolonne er lest som navn."]
    turned = read_paste("Svar\t2022\t2025\nJa\t12\t10\nNei\t45\t20", turned=True)
    assert turned.groups == ("2022", "2025")
    assert values(turned) == [[12, 45], [10, 20]]
    assert read_paste("12 45\n10 20").groups == ("row:1", "row:2")
    assert read_paste("Nord\t1\t2\nNord\t3\t4").groups == ("Nord", "Nord (2)")


def test_what_was_left_out_is_told():
    reading = read_paste("Tabell 3\t\t\t\n\tJa\tNei\tTotalt\nNord\t12\t45\t57\nSør\t10\t20\t31\nTotalt\t22\t65\t87")
    assert remarks(reading) == [
        "Linje 1 («Tabell 3») har ingen tall og er utelatt.",
        "Kolonnen «Totalt» er totalen og er utelatt.",
        "Linjen «Totalt» er alle samlet og er utelatt.",
        "Svarene fyller ikke n. Resten er lagt til som «Andre svar».",
    ]
    assert values(reading)[1] == [10, 20, 1]
    wrong = read_paste("Nord\t12 (25 %)\t45 (79 %)\nSør\t10 (33 %)\t20 (67 %)")
    assert remarks(wrong) == ["«12 (25 %)» (linje 1, kolonne 2): Antallet er 21,1 % av gruppen. Kontroller tallet."]


@pytest.mark.parametrize(
    ("text", "nb", "en"),
    [
        ("", "Fant ingen tekst", "Found no text"),
        ("bare ord her", "Fant ingen tall", "Found no numbers"),
        ("Nord\t12\tx\nSør\t1\t2", "Linje 1, kolonne 3: Fant «x»; ventet et tall.", "Line 1, column 3: Found “x”"),
        ("Nord\t12\t\nSør\t1\t2", "Linje 1, kolonne 3: Feltet er tomt", "Line 1, column 3: The cell is empty"),
        ("Nord\t12\t-\nSør\t1\t2", "skriv 0 hvis ingen svarte slik", "write 0 if nobody"),
        ("Nord\t12\t:\nSør\t1\t2", "Et skjult tall kan ikke testes", "A hidden number cannot"),
        ("Nord\t-12\t3\nSør\t1\t2", "Fant «-12»; ventet et tall fra 0", "expected a number from 0"),
        ("Nord\t1\t2\t3\nSør\t1\t2\t3\nVest\t1\t2", "Linje 3: Fant 3 felt; ventet 4, som på linje 1", "Found 3 cells"),
        ("12 3\n4", "Linje 2: Fant 1 felt; ventet 2", "Line 2: Found 1 cells"),
        ("\tJa\nNord\t3\nSør\t5", "bare én kolonne", "only one column"),
        ("Nord\t60 %\t40 %\nSør\t50 %\t50 %", "Fant prosenter, men ikke n", "percentages, but no n"),
        ("60 40\n45 55", "kan være prosent eller antall", "may be percentages or counts"),
        ("\tJa\tNei\tn\nNord\t80\t60\t78\nSør\t3\t4\t9", "til sammen, men n er 78", "add up to 140, but n is 78"),
        ("\tA %\tB %\tn\nNord\t80\t60\t78\nSør\t30\t40\t90", "blir 140 til sammen. Kunne flere", "add up to 140. If"),
        ("\tA %\tB %\tn\nNord\t180\t-\t78", "ventet et tall; skriv 0", "write 0"),
        ("\tA %\tB %\tn\nNord\t180\t10\t78", "en prosent fra 0 til 100", "a percentage from 0 to 100"),
        ("Nord (n = 78)\t60 %\nSør\t50 %", "Linje 2: Fant ikke n", "Line 2: Found no n"),
        ("\tA %\tn\nNord\t60\t0\nSør\t50\t9", "n som et helt tall fra 1", "n as a whole number"),
        ("Nord\t0\t0\nSør\t1\t2", "Linje 1: Ingen har svart", "Line 1: Nobody replied"),
        ("\tJa\tNei\nNord\t1\t2\nAlder\t\t\nUng\t3\t4", "Linje 3: Fant «Alder» uten tall", "Line 3: Found “Alder”"),
        ("A\t99999999999999\t5\nB\t3\t4", "«99999999999999»; ventet høyst 10 000 000", "at most 10,000,000"),
        ("A\t12,1234567 %\t78\nB\t3 %\t40", "ventet høyst 6 desimaler", "at most 6 decimals"),
        ("1 2\n" * 200, "Fant 200 linjer; ventet høyst 100", "Found 200 lines"),
        ("1" * 30_000, "Fant 30 000 tegn; ventet høyst 20 000", "Found 30,000 characters"),
        ("\t".join("1" * 40), "Fant 40 kolonner", "Found 40 columns"),
    ],
)  # fmt: skip
def test_a_bad_paste_is_told_with_line_found_and_expected(text, nb, en):
    assert nb in told(text)[0]
    assert en in told(text, "en")[0]


def test_several_mistakes_are_told_at_once_and_long_cells_are_cut():
    found = told("Nord\tx\t1\nSør\t" + "z" * 500 + "\t2\nVest\t1\ty")
    assert len(found) == 3
    assert all(len(each) < 120 for each in found)
    assert "1,5" in told("Nord\t1,5\t2\nSør\t1\t2", kind="count")[0]


# letters of which none of the words can be made that mean a total, n or a percentage
LABELS = st.text("bcdghjkmæøåÆØ ", min_size=1, max_size=12).map(str.strip).filter(bool)
NUMBERS = {
    "nb": lambda x: f"{x:,}".replace(",", "\u00a0"),
    "en": lambda x: f"{x:,}",
    "plain": str,
}


@given(
    st.lists(LABELS, min_size=2, max_size=4, unique=True),
    st.lists(LABELS, min_size=2, max_size=4, unique=True),
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_any_table_from_a_spreadsheet_is_read_as_it_was(groups, answers, data):
    counts = [[data.draw(st.integers(0, 9_999_999)) for _ in answers] for _ in groups]
    written = data.draw(st.sampled_from(sorted(NUMBERS)))
    lines = [["Gruppe", *answers]] + [
        [name, *map(NUMBERS[written], row)] for name, row in zip(groups, counts, strict=True)
    ]
    text = data.draw(st.sampled_from(["\n", "\r\n"])).join("\t".join(line) for line in lines)
    if not all(map(sum, counts)):
        return
    reading = read_paste(text, kind="count", form={"plain": ""}.get(written, written))
    last_is_sum = len(answers) > 2 and all(row[-1] == sum(row[:-1]) for row in counts)
    bottom_is_sum = len(groups) > 2 and all(column[-1] == sum(column[:-1]) for column in zip(*counts, strict=True))
    if not (last_is_sum or bottom_is_sum):
        assert [[int(x) for x in row] for row in reading.values] == counts
        assert reading.groups == tuple(groups)


@given(st.text("0123456789 ,.%\t\n;-()=naJx|\u00a0", max_size=60))
@settings(max_examples=300, deadline=None)
def test_nothing_that_is_typed_ends_in_an_error_of_ours(text):
    try:
        reading = read_paste(text)
    except UnreadableError as error:
        for language in ("nb", "en"):
            assert all(problem(each.code, each.values, language) for each in error.remarks)
    else:
        assert all(remarks(reading, language) is not None for language in ("nb", "en"))
        assert all(isinstance(x, Fraction) and x >= 0 for row in reading.values for x in row)
        assert all(n >= 1 for n in reading.n)
