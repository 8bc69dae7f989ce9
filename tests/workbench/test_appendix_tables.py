"""Every question as numbered tables: all of them, the counts of count, keys, tests and protection."""

import re

import pytest
import svarbenk as sb

HARD = "\u00a0"


@pytest.fixture(scope="module")
def appendix(leger):
    return sb.Chapter("B", leger).questions(leger, ["kjonn", "driftsform"]).blocks


def test_every_question_has_its_heading_and_table(appendix, leger):
    asked = [question for question in leger.codebook.questions if question.kind != "text"]
    headings = [block.text for block in appendix if block.kind == "heading"]
    assert headings == [question.text.nb.rstrip(" :") for question in asked]
    tables = [block for block in appendix if block.kind == "table"]
    wanted = [each.id for question in asked for each in (question.item_questions() or (question,))]
    assert [table.question for table in tables] == wanted
    assert [table.number for table in tables] == [f"B-{place}" for place in range(1, len(wanted) + 1)]


def cell(block, key, column):
    row = next(row for row in block.rows if row.key == key)
    return row.cells[block.column_keys.index(column)].replace(HARD, " ")


def test_cells_are_the_shares_of_the_tables(appendix, leger):
    block = next(each for each in appendix if getattr(each, "question", "") == "okonomisk_trygghet")
    by_wave = leger.table("okonomisk_trygghet", by="runde")
    first = leger.of_waves("I").table("okonomisk_trygghet", by="driftsform")
    for name in ("helt_enig", "enig", "uenig"):
        assert cell(block, "runde=IV", name) == f"{int(by_wave.share(name, 'IV') + 0.5)} %"
        ours = first.share(name, "fastlonn")
        assert cell(block, "runde=I,driftsform=fastlonn", name) == f"{int(ours + 0.5)} %"
    assert cell(block, "runde=I,driftsform=fastlonn", "n") == str(int(first.group_n("fastlonn")))
    [sheet] = block.sheets
    place = sheet.row_keys.index("runde=I,driftsform=fastlonn")
    assert sheet.counts[place] == tuple(first.shown.counts[first.shown.rows.ids.index("fastlonn")])


def test_headings_have_the_test_of_the_last_wave(appendix, leger):
    block = next(each for each in appendix if getattr(each, "question", "") == "arbeidsbelastning")
    heading = next(row for row in block.rows if row.key == "kjonn")
    p = leger.last("arbeidsbelastning", by="kjonn").result.p_value
    shown = re.search(r"p.[=<].(0,\d+)", heading.label)[1]
    assert float(shown.replace(",", ".")) == pytest.approx(p, abs=0.001)


def test_numbers_have_means(appendix, leger):
    block = next(each for each in appendix if getattr(each, "question", "") == "arbeidstid_vektet")
    last = leger.of_waves("IV").means("arbeidstid_vektet", by="driftsform")
    assert cell(block, "runde=IV,driftsform=fastlonn", "mean") == f"{last.mean('fastlonn'):.1f}".replace(".", ",")
    assert cell(block, "runde=I", "mean") == "54,5"


def test_waves_that_did_not_ask_are_told(appendix):
    block = next(each for each in appendix if getattr(each, "question", "") == "kvalitetsarbeid")
    assert any("Ikke stilt i januar 2022, november 2022 og desember 2023" in note for note in block.notes)


def test_what_no_wave_asked_is_told_under_its_number(leger):
    one = leger.of_waves("I")
    blocks = sb.Chapter("B", one).questions(one, ["kjonn"], only=["team", "fastlege_om_5_ar"]).blocks
    assert [block.kind for block in blocks] == ["heading", "table", "paragraph"]
    (told,) = blocks[2].runs
    assert told.text.startswith(f"Tabell{HARD}B-2 («Jobber i team») er ikke med: spørsmålet ble ikke")


def test_questions_in_a_row_that_no_wave_asked_are_told_in_one_line(leger):
    one = leger.of_waves("II")
    blocks = sb.Chapter("B", one).questions(one, ["kjonn"], only=["gruppeavtale", "ptb_bidrag", "okonomisk_trygghet"])
    texts = [block.runs[0].text.replace(HARD, " ") for block in blocks.blocks if block.kind == "paragraph"]
    assert all(text.count("er ikke med: spørsmålet ble ikke stilt i november 2022") == 1 for text in texts)
    told = " ".join(texts)
    # two items and four items
    assert sum(int(end) - int(begin) + 1 for begin, end in re.findall(r"B-(\d+) til B-(\d+)", told)) == 6
    (table,) = [block for block in blocks.blocks if block.kind == "table"]
    assert table.number not in told


def test_a_survey_that_was_not_made_then_is_one_line(clean_answers):
    young = sb.open_survey("lis1", data=clean_answers.root, waves=["II"], language="en")
    (told,) = sb.Chapter("C", young).questions(young, ["studietrinn"], prefix="C").blocks
    text = told.runs[0].text.replace(HARD, " ")
    assert text.startswith("Tables C-1 to C-44 are left out: the survey was not made in")


def test_small_counts_are_hidden_with_their_merges(clean_answers):
    few = sb.open_survey("fastlege", data=clean_answers.root, threshold=10, where="driftsform == 'leieavtale'")
    blocks = sb.Chapter("B", few).questions(few, ["alder"], only=["okonomisk_trygghet"]).blocks
    (block,) = [each for each in blocks if each.kind == "table"]
    merges = {"enig": ("litt_enig", "helt_enig"), "uenig": ("helt_uenig", "litt_uenig")}
    for row in block.rows:
        if row.role == "group":
            assert "p" + HARD not in row.label
            continue
        told = dict(zip(block.column_keys, row.cells, strict=True))
        for name, members in merges.items():
            assert (told[name] == ":") == any(told[member] == ":" for member in members)
    shown = [count for row in block.sheets[0].counts for count in row if count is not None]
    assert all(count == 0 or count >= 10 for count in shown)
    assert any("utvalg=driftsform 'leieavtale'" in row.key for row in block.rows)
