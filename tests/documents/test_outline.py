import pytest
from sample_report import long_table, wide_table
from svarbenk.documents import ChapterDocument, Heading, Paragraph, Report, Run, TableBlock, TableRow, write_all
from svarbenk.documents.columns import is_wide, layout_of, numeric_columns, on_their_side, row_groups
from svarbenk.documents.labels import moment, worded_date
from svarbenk.documents.outline import outline_of, slug
from svarbenk.errors import InputError


def a_report(*blocks, slugs=("kapittel",)):
    chapters = tuple(ChapterDocument(slug=name, number="1", title="Tittel", blocks=blocks) for name in slugs)
    return Report(slug="r", title="R", date="2026-11-22", protection="Ingen.", chapters=chapters)


def test_slugs_are_ascii_of_the_norwegian():
    assert slug("Tabell 10.2") == "tabell-10-2"
    assert slug("Næringsdrift på øya") == "naeringsdrift-pa-oya"


def test_anchors_and_sheets_are_unique():
    outline = outline_of(a_report(long_table(), long_table(), Heading(level=2, text="Tabell 10.2")))
    placed = outline.chapters[0].blocks
    assert [item.anchor for item in placed] == ["tabell-10-2", "tabell-10-2-2", "tabell-10-2-3"]
    assert [item.sheet for item in placed] == ["Tabell 10.2", "Tabell 10.2 (2)", ""]


def test_sheet_names_fit_into_excel():
    awkward = long_table().model_copy(update={"label": "'Tabell 1/2: svært [lang] etikett som aldri tar slutt"})
    outline = outline_of(a_report(awkward, awkward, awkward.model_copy(update={"label": "History"})))
    names = [item.sheet for item in outline.chapters[0].blocks]
    assert len({name.casefold() for name in names}) == 3
    for name in names:
        assert len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
    assert names[2] == "History (2)"


def test_title_is_not_doubled_and_levels_do_not_skip():
    outline = outline_of(
        a_report(Heading(level=1, text="Tittel"), Heading(level=4, text="a"), Heading(level=5, text="b"))
    )
    assert [(item.block.text, item.level) for item in outline.chapters[0].blocks] == [("a", 2), ("b", 3)]


def test_two_chapters_cannot_share_a_file(tmp_path):
    with pytest.raises(InputError, match="to kapitler heter «Om»"):
        write_all(a_report(slugs=("om", "Om")), tmp_path / "ut")
    with pytest.raises(InputError, match="kan ikke være et filnavn"):
        outline_of(a_report(slugs=("../om",)))


def test_a_short_row_is_refused():
    table = long_table().model_copy(update={"rows": (TableRow(label="Nivå 3", cells=("1", "2")),)})
    with pytest.raises(InputError, match=r"Tabell 10\.2, rad «Nivå 3»: 2 celler; ventet 4"):
        outline_of(a_report(table))


def test_stand_in_mark_comes_from_the_counts_too():
    table = long_table().model_copy(update={"synthetic": False})
    assert outline_of(a_report(table)).synthetic
    assert not outline_of(a_report(long_table(synthetic=False))).synthetic


def test_rows_are_grouped_and_a_total_stands_outside():
    table = long_table()
    table = table.model_copy(update={"rows": (*table.rows, TableRow(role="total", label="I alt", cells=("1",) * 4))})
    groups = row_groups(table)
    assert [len(group.rows) for group in groups] == [1, 4, 5, 7, 1]
    assert groups[0].heading is None
    assert groups[1].heading.startswith("Sentralitet")
    assert groups[-1].heading is None


def test_numbers_are_told_from_words():
    words = long_table().model_copy(
        update={
            "columns": ("n", "Vurdering", "p"),
            "rows": (
                TableRow(label="a", cells=("2 101", "Helt enig", "<\u00a00,001")),
                TableRow(label="b", cells=(":", "Uenig", "–")),
            ),
        }
    )
    assert numeric_columns(words) == (True, False, True)


def test_columns_share_the_width():
    for table in (long_table(), wide_table()):
        shares = layout_of(table).shares
        assert len(shares) == len(table.columns) + 1
        assert sum(shares) == pytest.approx(1)
        assert shares[0] == max(shares)
    assert not is_wide(wide_table())
    columns = wide_table().columns * 2
    rows = tuple(row.model_copy(update={"cells": row.cells * 2}) for row in wide_table().rows)
    assert is_wide(wide_table().model_copy(update={"columns": columns, "rows": rows}))


def test_dates_are_worded():
    assert worded_date("2026-11-22", "nb") == "22.\u00a0november 2026"
    assert worded_date("2026-03-01", "en") == "1\u00a0March 2026"
    assert worded_date("høsten 2026", "nb") == "høsten 2026"
    assert moment("høsten 2026").year == 1980


def test_what_must_be_said_is_missed(report):
    with pytest.raises(InputError, match="rapporten r: mangler tittel"):
        outline_of(a_report().model_copy(update={"title": " "}))
    chapter = a_report().chapters[0].model_copy(update={"number": "", "title": ""})
    with pytest.raises(InputError, match="mangler både nummer og tittel"):
        outline_of(a_report().model_copy(update={"chapters": (chapter,)}))
    figure = next(block for block in report.chapters[0].blocks if block.kind == "figure")
    with pytest.raises(InputError, match=r"Figur 10\.1: mangler alternativ tekst"):
        outline_of(a_report(figure.model_copy(update={"alt": ""})))


def test_headings_of_one_level_stay_siblings_when_a_level_is_skipped():
    headings = [Heading(level=level, text=text) for level, text in ((3, "a"), (3, "b"), (2, "c"), (4, "d"), (4, "e"))]
    outline = outline_of(a_report(*headings))
    placed = [(item.block.text, item.level) for item in outline.chapters[0].blocks]
    assert placed == [("a", 2), ("b", 2), ("c", 2), ("d", 3), ("e", 3)]


def test_long_labels_turn_the_page_before_they_are_squeezed():
    cells = ("26 % (2022, n = 1 339)", "15 % (2025, n = 935)", "−11 (−14 til −8)", "< 0,001", "< 0,001")
    short = TableBlock(
        label="T", number="1", caption="", columns=tuple("abcde"), rows=(TableRow(label="x", cells=cells),)
    )
    long = short.model_copy(
        update={"rows": (TableRow(label="et langt utsagn som mange har tatt stilling til " * 2, cells=cells),)}
    )
    assert not is_wide(short)
    assert is_wide(long)
    assert layout_of(long).shares[0] > 0.3


def test_headings_turn_with_the_wide_table_they_stand_over():
    wide = wide_table()
    turned = wide.model_copy(
        update={
            "columns": wide.columns * 2,
            "rows": tuple(row.model_copy(update={"cells": row.cells * 2}) for row in wide.rows),
        }
    )
    prose = Paragraph(runs=(Run(text="tekst"),))
    report = a_report(prose, Heading(level=2, text="a"), Heading(level=3, text="b"), turned, turned, prose, wide)
    assert on_their_side(outline_of(report).chapters[0].blocks) == (False, True, True, True, True, False, False)
