"""A built report against print: its numbers are read from the Word document and the pages, and from nothing else."""

import re
from pathlib import Path

import pytest
from svarbenk.cli import app
from svarbenk.documents import Paragraph, Run, TableRow, Value, read_results
from svarbenk.errors import InputError
from svarbenk.kontroll import hold_report_against_print
from svarbenk.kontroll.built_cells import figures_in
from svarbenk.kontroll.built_prose import page_texts
from svarbenk.kontroll.built_tables import page_tables, word_tables
from svarbenk.wording import printed_p_note
from typer.testing import CliRunner

from tests.kontroll.small_build import ENOUGH, LIS1, SURVEY, blocks, enough_table, report, write_build

# table 10.2 prints 30 counts, 10 totals and 2 p-values; 10.3, of everybody and by sentralitet, 5 sums
PRINTED = {"10.2": 42, "10.3": 5}


@pytest.fixture(scope="module")
def build(tmp_path_factory) -> Path:
    return write_build(tmp_path_factory.mktemp("bygg") / "helse-nord", report(*blocks()))


def by_table(found, document: str = "Word", status: str = "reproduced") -> dict[str, int]:
    some = [each.entry.table for each in found.comparisons[SURVEY][document] if each.status == status]
    return {table: some.count(table) for table in PRINTED}


def test_every_number_of_the_tables_is_found_in_both_documents(build, data_folder):
    found = hold_report_against_print(build, data_folder)
    assert by_table(found, "Word") == by_table(found, "HTML") == PRINTED
    assert not found.differences and not found.wrong
    assert (found.tables, found.cells) == (2, 10 * 4 + 5)
    assert found.closing() == "Ingenting i rapporten er i strid med de trykte tallene"


def test_a_number_that_is_not_the_printed_one_is_in_conflict(tmp_path, data_folder):
    wrong = ENOUGH | {"": {"": (46, 25, 7)}}
    found = hold_report_against_print(write_build(tmp_path / "b", report(*blocks(counts=wrong))), data_folder, SURVEY)
    astray = [each for each in found.comparisons[SURVEY]["Word"] if each.status == "conflict"]
    assert {(each.entry.category, each.found.value) for each in astray if each.entry.table == "10.2"} == {
        ("ja", 46.0),
        ("usikker", 7.0),
    }
    assert found.wrong and f"{SURVEY} (" in found.closing()
    line = next(line for line in found.lines() if "i strid med rapporten" in line and "tabell 10.2" in line)
    assert "trykt 47, rapporten 46 (10-kommunene, Tabell\u00a010.2)" in line


def test_the_numbers_are_read_from_the_page_and_not_from_the_results(build, tmp_path, data_folder):
    other = write_build(tmp_path / "b", report(*blocks()))
    page = other / "kapitler" / "10-kommunene.html"
    text = page.read_text("utf-8")
    # the table stands before the figure, whose counts the page shows too
    page.write_text(re.sub(r">47 \((60.%)\)</td>", r">48 (\1)</td>", text, count=1), "utf-8")
    found = hold_report_against_print(other, data_folder)
    [difference] = found.differences
    assert (difference.row, difference.column, difference.word, difference.page) == (
        "Alle",
        "Ja",
        "47 (60 %)",
        "48 (60 %)",
    )
    assert by_table(found, "Word") == PRINTED and by_table(found, "HTML") == PRINTED | {"10.2": 41}
    assert found.wrong and found.closing().endswith("1 ulike celler og avsnitt i Word og HTML")


def test_prose_is_read_back_too(tmp_path, data_folder):
    other = write_build(tmp_path / "b", report(*blocks()))
    page = other / "kapitler" / "10-kommunene.html"
    text = page.read_text("utf-8")
    page.write_text(text.replace("60 prosent", "62 prosent").replace("60\u00a0prosent", "62 prosent"), "utf-8")
    assert page.read_text("utf-8") != text
    [difference] = hold_report_against_print(other, data_folder).differences
    assert (
        difference.row == "10.1 Hjemler" and "svarer 60 prosent" in difference.word and "62 prosent" in difference.page
    )
    page.write_text(text.replace("Det er ikke nok hjemler", "Det er nok hjemler"), "utf-8")
    [difference] = hold_report_against_print(other, data_folder).differences
    assert difference.page.startswith("(mangler: Det er ikke nok hjemler")


def test_values_of_the_prose_are_held_against_print(tmp_path, data_folder):
    share = Value(
        name="andel_ja", text="47 av 78 (60\u00a0%)", survey=SURVEY, question="tilstrekkelig_hjemler", category="ja"
    )
    runs = (Run(text="I alt svarer "), Run(text=share.text, value="andel_ja"), Run(text=" at det er nok."))
    wrong = (Run(text="I alt svarer "), Run(text="48 av 78 (62\u00a0%)", value="andel_ja"), Run(text=" at det er nok."))
    for name, written, status in (("a", runs, "reproduced"), ("b", wrong, "conflict")):
        made = report(Paragraph(runs=written), *blocks()[3:])
        chapter = made.chapters[0].model_copy(update={"values": (share,)})
        build = write_build(tmp_path / name, made.model_copy(update={"chapters": (chapter,)}))
        found = hold_report_against_print(build, data_folder).comparisons[SURVEY]["HTML"]
        counts = [each.status for each in found if each.entry.table == "10.2" and each.entry.category == "ja"]
        assert counts.count(status) == 1 and counts.count("absent") == len(counts) - 1


def test_values_beside_each_other_are_told_apart(tmp_path):
    texts = {"a": "26 % venter kort.", "b": "74 % venter lenge.", "c": "1\u00a0341"}
    runs = [Run(text=text, value=name) for name, text in texts.items()]
    written = Paragraph(runs=(Run(text="Av alle: "), runs[0], Run(text=" "), runs[1], Run(text=" Antall: "), runs[2]))
    values = tuple(Value(name=name, text=text) for name, text in texts.items())
    made = report(written)
    made = made.model_copy(update={"chapters": (made.chapters[0].model_copy(update={"values": values}),)})
    build = write_build(tmp_path / "b", made)
    page = build / "kapitler" / "10-kommunene.html"
    for change in (("", ""), ("74", "75")):
        page.write_text(page.read_text("utf-8").replace(*change), "utf-8")
        [told] = page_texts(made, build)
        said = {value.name: text for value, text, _ in told.values}
        assert said == {"a": "26 % venter kort.", "b": f"{change[1] or 74} % venter lenge.", "c": "1 341"}


def test_the_prose_of_a_selection_is_not_held_against_print(tmp_path, data_folder):
    text = "46 av 49 (94\u00a0%)"
    some = Value(name="andel", text=text, survey=SURVEY, question="tilstrekkelig_hjemler", category="ja")
    made = report(Paragraph(runs=(Run(text=text, value="andel"), Run(text=" svarer ja."))), *blocks()[2:])
    chapter = made.chapters[0].model_copy(update={"values": (some,)})
    made = made.model_copy(update={"chapters": (chapter,)})
    everybody = write_build(tmp_path / "a", made)
    some = write_build(tmp_path / "b", made, parameters={"where": "sentralitet == 'niva_6'"})
    assert hold_report_against_print(everybody, data_folder).wrong
    found = hold_report_against_print(some, data_folder)
    assert not found.wrong and any("sentralitet == 'niva_6'" in line for line in found.lines())


def test_what_the_report_does_not_have_is_told(tmp_path, data_folder):
    few = write_build(tmp_path / "b", report(*blocks(sums={"": LIS1[""]})))
    found = hold_report_against_print(few, data_folder)
    assert by_table(found)["10.3"] == 1
    assert not found.wrong
    absent = next(line for line in found.lines() if line.strip().startswith("ikke i rapporten: "))
    assert "lis1" in absent


def test_a_table_that_is_missing_in_a_document_is_told(build, tmp_path):
    more = read_results(build)
    chapter = more.chapters[0]
    extra = chapter.blocks[2].model_copy(update={"label": "Tabell\u00a010.9"})
    longer = more.model_copy(update={"chapters": (chapter.model_copy(update={"blocks": (*chapter.blocks, extra)}),)})
    for read, place in ((word_tables, build / "helse-nord.docx"), (page_tables, build)):
        with pytest.raises(InputError, match=r"10\.9 er ikke der"):
            read(longer, place)
    with pytest.raises(InputError, match="kan ikke leses som Word-dokument"):
        word_tables(more, build / "manifest.json")


def test_a_survey_that_the_report_has_no_table_of(build, data_folder):
    with pytest.raises(InputError, match=f"ingen tabell fra «fastlege».*{SURVEY}"):
        hold_report_against_print(build, data_folder, "fastlege")


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("47 (60 %)", "nb", [(47, 0, False), (60, 0, True)]),
        ("1 341", "nb", [(1341, 0, False)]),
        ("48,3", "nb", [(48.3, 1, False)]),
        ("1,341 (60.5%)", "en", [(1341, 0, False), (60.5, 1, True)]),
        ("−12", "nb", [(-12, 0, False)]),
        (":", "nb", []),
        ("–", "en", []),
    ],
)
def test_numbers_in_a_cell(text, language, values):
    assert [(each.value, each.decimals, each.percent) for each in figures_in(text, language)] == values


def test_the_terminal_ends_with_the_status_of_the_report(build, data_folder, tmp_path):
    run = lambda *words: CliRunner().invoke(app, ["ledger", "--data", str(data_folder.root), *words])  # noqa: E731
    fine = run("--report", str(build))
    assert fine.exit_code == 0, fine.output
    assert "45 celler og 3 avsnitt og noter er lest tilbake fra Word og fra HTML: ingen ulike" in fine.output
    wrong = write_build(tmp_path / "b", report(*blocks(sums=LIS1 | {"niva_6": 42})))
    assert run("--report", str(wrong)).exit_code == 1


def test_a_p_that_the_table_tells_is_not_the_printed_one_is_no_conflict(tmp_path, data_folder):
    # table 10.14, l. 2809: p = 0.969 is printed for sentralitet; the counts give more than 0.999
    rows = (TableRow(role="group", label="Sentralitet (p > 0,999)", key="sentralitet"),)
    table = enough_table().model_copy(update={"question": "samarbeid_hf", "rows": rows, "notes": ()})
    note = printed_p_note("Sentralitet", "0,969", "p > 0,999")
    for name, notes, status in (("a", (), "conflict"), ("b", (note,), "noted")):
        build = write_build(tmp_path / name, report(table.model_copy(update={"notes": notes})))
        found = hold_report_against_print(build, data_folder).comparisons[SURVEY]["Word"]
        told = [each.status for each in found if each.entry.statistic == "p" and each.status != "absent"]
        assert told == [status]
