"""What has run is not run again, what has changed is, and nothing else."""

import nbformat
import pytest
from small_project import inputs_of, make_project, write_chapter, write_plan
from svarbenk.batch import STORE, PlannedReport, Store, build, build_reports, look, read_plan, reports_of
from svarbenk.errors import BuildFailed
from told_build import Told

pytestmark = pytest.mark.batch


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """The small project with its report, built once; tests work on it in turn and leave it built."""
    folder = make_project(tmp_path_factory.mktemp("prosjekt"))
    built(folder)
    return folder


def built(folder, plan="serie", **options):
    """Build the report of the small project; what was told."""
    told = Told()
    inputs = inputs_of(folder)
    build(read_plan(plan, folder, None, inputs), folder, folder / "ut", inputs.data, watch=told, **options)
    return told


def planned(folder, plan="serie"):
    """What would be done: chapter to why it has to run, and why the report has to be written."""
    inputs = inputs_of(folder)
    reports = [(PlannedReport(read_plan(plan, folder, None, inputs)), folder / "ut")]
    (found,) = look(reports, folder, inputs, Store(folder / STORE))
    return {run.chapter.slug: run.why for run in found.runs}, found.why


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def times(folder):
    return {path: path.stat().st_mtime_ns for path in (folder / "ut").rglob("*") if path.is_file()}


def test_a_report_that_is_current_is_not_touched(finished):
    before = times(finished)
    told = built(finished)
    assert (told.ran_chapters, told.written) == ([], [])
    assert times(finished) == before
    assert planned(finished) == ({"01-trivsel": "", "02-kurs": ""}, "")


def test_one_line_of_a_codebook_runs_only_chapters_of_that_survey(finished):
    change(finished / "data" / "codebooks" / "kurs.yaml", "Hva synes du?", "Lærte du noe?")
    chapters, report = planned(finished)
    assert chapters == {"01-trivsel": "", "02-kurs": "endret: codebooks/kurs.yaml"}
    assert report == "noe den bygger på, er endret"
    told = built(finished)
    assert told.ran_chapters == ["02-kurs"]
    assert told.written == ["serie"]
    assert "Lærte du noe?" in (finished / "ut" / "kapitler" / "02-kurs.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "before", "after", "reason"),
    [
        ("data/raw/trivsel/II/trivsel.csv", "\n1;Leder;Ja", "\n1;Lege;Ja", "endret: raw/trivsel/II/trivsel.csv"),
        ("notebooks/liten/01-trivsel.ipynb", "Til sammen {ja}", "I alt {ja}", "endret: notebooken"),
    ],
)
def test_answers_and_notebooks_that_change(path, before, after, reason, finished):
    change(finished / path, before, after)
    assert planned(finished)[0] == {"01-trivsel": reason, "02-kurs": ""}
    assert built(finished).ran_chapters == ["01-trivsel"]


def test_what_an_editor_keeps_beside_the_cells_is_no_change(finished):
    path = finished / "notebooks" / "liten" / "01-trivsel.ipynb"
    source = nbformat.read(path, as_version=4)
    source.metadata["language_info"] = {"name": "python", "version": "3.99"}
    source.cells[0].metadata["collapsed"] = True
    nbformat.write(source, path)
    assert planned(finished)[0]["01-trivsel"] == ""


def test_a_parameter_that_changes_is_run_once_and_kept(finished):
    write_plan(finished, "serie", "parameters: {threshold: 3}\n")
    assert sorted(built(finished).ran_chapters) == ["01-trivsel", "02-kurs"]
    write_plan(finished, "serie")
    told = built(finished)
    assert told.ran_chapters == []  # they were run with these parameters before
    assert told.written == ["serie"]


def test_a_file_of_the_report_that_somebody_changed_is_written_again(finished):
    page = finished / "ut" / "index.html"
    good = page.read_bytes()
    page.write_text("noe annet", encoding="utf-8")
    assert planned(finished)[1] == "index.html er endret etter byggingen"
    told = built(finished)
    assert (told.ran_chapters, told.written) == ([], ["serie"])
    assert page.read_bytes() == good


def test_a_run_that_is_not_whole_is_run_again(finished):
    for run in (finished / STORE).glob("*/kapittel.ipynb"):
        run.write_bytes(run.read_bytes()[:-10])
    (finished / "ut" / "manifest.json").write_text("{", encoding="utf-8")
    assert set(planned(finished)[0].values()) == {"den kjørte notebooken er ikke hel"}
    assert sorted(built(finished).ran_chapters) == ["01-trivsel", "02-kurs"]


def test_everything_runs_when_asked(finished):
    told = built(finished, fresh=True)
    assert sorted(told.ran_chapters) == ["01-trivsel", "02-kurs"]
    assert told.written == ["serie"]


def test_how_long_a_run_took_is_told_of_the_latest(finished):
    store = Store(finished / STORE)
    inputs = inputs_of(finished)
    reports = [(PlannedReport(read_plan("serie", finished, None, inputs)), finished / "ut")]
    run = look(reports, finished, inputs, store)[0].runs[0]
    copy = finished / "kopi.ipynb"
    copy.write_bytes(run.kept.notebook.read_bytes())
    kept = store.put(run.key, run.name, copy, run.kept.seconds + 100, 7.0)
    assert (kept.sha256, kept.seconds, kept.cells) == (run.kept.sha256, run.kept.seconds + 100, 7.0)
    assert Store(finished / STORE).expected(run.name) == run.kept.seconds + 100
    assert not list((finished / STORE).glob(".ny-*"))


def test_a_failure_leaves_what_has_run_for_the_next_time(finished):
    old = times(finished)
    path = finished / "notebooks" / "liten" / "02-kurs.ipynb"
    good = path.read_bytes()
    change(finished / "data" / "codebooks" / "trivsel.yaml", "Hva synes du?", "Trives du?")
    write_chapter(finished, "02-kurs", "kurs", "laert", ("code", "1 / 0"))
    with pytest.raises(BuildFailed, match="kapittel 02-kurs, celle 6: ZeroDivisionError"):
        built(finished)
    assert times(finished) == old
    assert planned(finished)[0]["01-trivsel"] == ""
    path.write_bytes(good)
    assert built(finished).ran_chapters == []


def test_answers_that_change_while_a_chapter_runs_are_not_taken(finished):
    raw = finished / "data" / "raw" / "kurs" / "I" / "kurs.csv"
    good, text = (finished / "notebooks" / "liten" / "02-kurs.ipynb").read_bytes(), raw.read_bytes()
    write_chapter(finished, "02-kurs", "kurs", "laert", ("code", f"open({str(raw)!r}, 'a').write('99;Lege;Ja\\n')"))
    with pytest.raises(BuildFailed, match=r"02-kurs: .*raw/kurs/I/kurs\.csv ble endret mens det kjørte"):
        built(finished)
    raw.write_bytes(text)
    (finished / "notebooks" / "liten" / "02-kurs.ipynb").write_bytes(good)
    assert built(finished).ran_chapters == []


def test_chapters_that_several_reports_share_run_once(tmp_path):
    folder = make_project(tmp_path)
    path = folder / "notebooks" / "liten" / "02-kurs.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace('\\"where\\": where, ', "").replace("where = ", "hvor = "))
    write_plan(folder, "serie", "for_each: {rolle: [lege, leder]}\nformats: [html]\n")
    inputs, told = inputs_of(folder), Told()
    reports = reports_of(read_plan("serie", folder, None, inputs), folder, inputs)
    outcomes = build_reports([(each, folder / "ut" / each.name) for each in reports], folder, inputs, watch=told)
    assert [each.errors for each in outcomes] == [[], []]
    assert sorted(told.ran_chapters) == ["01-trivsel", "01-trivsel", "02-kurs"]
    names = {path.name for path in (folder / "ut" / "lege").iterdir()}
    assert "index.html" in names
    assert not [name for name in names if name.endswith((".docx", ".pdf", ".xlsx"))]
