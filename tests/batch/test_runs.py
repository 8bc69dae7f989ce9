"""Running chapters: what a notebook computes comes back as data; a failure leaves the old report in place."""

import pytest
from lxml import html
from svarbenk.batch import Limits, build, read_plan
from svarbenk.errors import BuildFailed, InputError

pytestmark = pytest.mark.batch

VALUES = (
    "code",
    "import svarbenk as sb\n"
    "tabell = sb.Table.from_counts([[3, 1], [1, 3]], rows=['a', 'b'], columns=['ja', 'nei'], language=language)\n"
    "class Kort: pass\nkort = Kort(); kort.language = language; kort.threshold = threshold; kort.codebook = None\n"
    "kap = sb.Chapter('1', kort)\n"
    "kap.let(ja=tabell.count('ja'), andel=tabell.share('ja'))",
)
PROSE = ("markdown", "Til sammen {ja} sier ja ({andel:%}).", ["nb"])
PROSE_EN = ("markdown", "In all {ja} say yes ({andel:%}).", ["en"])


def run(project, out, data_folder, **parameters):
    return build(read_plan("liten", project, parameters), project, out, data_folder)


def words(out):
    """What the chapter's page says, without its markup."""
    page = (out / "kapitler" / "01-prove.html").read_text(encoding="utf-8")
    return html.document_fromstring(page).text_content()


def test_prose_takes_the_computed_values(project, write_chapter, data_folder, tmp_path):
    write_chapter(VALUES, PROSE, PROSE_EN)
    facts = run(project, tmp_path / "ut", data_folder)
    page = words(tmp_path / "ut")
    assert "Til sammen 4 sier ja (50\u00a0%)." in page
    assert "In all" not in page
    assert facts["chapters"][0]["status"] == "ok"
    run(project, tmp_path / "en", data_folder, language="en")
    assert "In all 4 say yes (50%)." in words(tmp_path / "en")


def test_a_failed_chapter_leaves_the_old_report(project, write_chapter, data_folder, tmp_path):
    out = tmp_path / "ut"
    write_chapter(VALUES, PROSE)
    run(project, out, data_folder)
    before = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    write_chapter(VALUES, ("code", "# del på null\nandel = 1 / 0"), PROSE)
    with pytest.raises(BuildFailed) as failure:
        run(project, out, data_folder)
    message = str(failure.value)
    assert "kapittel 01-prove" in message
    assert "celle 5" in message
    assert "ZeroDivisionError" in message
    assert "andel = 1 / 0" in message
    assert len(message.splitlines()) <= 3
    assert {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".ut")] == []


def test_a_failed_chapter_without_an_old_report_leaves_nothing(project, write_chapter, data_folder, tmp_path):
    write_chapter(("code", "raise ValueError('galt')"))
    with pytest.raises(BuildFailed, match="ValueError: galt"):
        run(project, tmp_path / "ut", data_folder)
    assert not (tmp_path / "ut").exists()


def test_a_kernel_that_dies_is_started_once_more(project, write_chapter, data_folder, tmp_path):
    mark = tmp_path / "forsok"
    write_chapter(
        ("code", f"mark = {str(mark)!r}\nopen(mark, 'a').write('x')\ntried = len(open(mark).read())"),
        ("code", "import os\nif tried == 1:\n    os._exit(1)"),
    )
    run(project, tmp_path / "ut", data_folder)
    assert mark.read_text(encoding="utf-8") == "xx"


def test_a_kernel_that_dies_every_time_is_told(project, write_chapter, data_folder, tmp_path):
    mark = tmp_path / "forsok"
    write_chapter(("code", f"open({str(mark)!r}, 'a').write('x')\nimport os\nos._exit(1)"))
    with pytest.raises(BuildFailed, match="kjernen døde"):
        run(project, tmp_path / "ut", data_folder)
    assert mark.read_text(encoding="utf-8") == "xx"


def test_a_cell_that_fails_is_not_run_again(project, write_chapter, data_folder, tmp_path):
    mark = tmp_path / "forsok"
    write_chapter(("code", f"open({str(mark)!r}, 'a').write('x')\n1 / 0"))
    with pytest.raises(BuildFailed, match="ZeroDivisionError"):
        run(project, tmp_path / "ut", data_folder)
    assert mark.read_text(encoding="utf-8") == "x"


def test_a_cell_that_never_ends_is_stopped(project, write_chapter, data_folder, tmp_path):
    write_chapter(("code", "while True: pass"))
    with pytest.raises(BuildFailed, match="mer enn 2 sekunder"):
        build(read_plan("liten", project), project, tmp_path / "ut", data_folder, limits=Limits(cell=2))


def test_a_notebook_that_takes_too_long_in_all_is_stopped_and_not_run_again(
    project, write_chapter, data_folder, tmp_path
):
    mark = tmp_path / "forsok"
    write_chapter(("code", f"open({str(mark)!r}, 'a').write('x')"), *[("code", "import time; time.sleep(1)")] * 9)
    with pytest.raises(BuildFailed, match="cellene tok mer enn 2 sekunder i alt"):
        build(read_plan("liten", project), project, tmp_path / "ut", data_folder, limits=Limits(notebook=2))
    assert mark.read_text(encoding="utf-8") == "x"


def test_a_typed_number_in_prose_is_refused(project, write_chapter, data_folder, tmp_path):
    write_chapter(VALUES, ("markdown", "Til sammen 4 sier ja.", ["nb"]))
    with pytest.raises(InputError, match=r"celle 5.*skrevet for hånd"):
        run(project, tmp_path / "ut", data_folder)
    assert not (tmp_path / "ut").exists()


def test_a_folder_of_something_else_is_never_replaced(project, write_chapter, data_folder, tmp_path):
    write_chapter(VALUES, PROSE)
    out = tmp_path / "viktig"
    out.mkdir()
    (out / "notater.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"manifest\.json"):
        run(project, out, data_folder)
    assert (out / "notater.txt").read_text(encoding="utf-8") == "mine"


def test_kernels_leave_no_sockets_in_the_working_folder(project, write_chapter, data_folder, tmp_path, monkeypatch):
    here = tmp_path / "her"
    here.mkdir()
    monkeypatch.chdir(here)
    write_chapter(("code", "import pathlib\nassert not list(pathlib.Path('.').glob('*ipc*'))"))
    run(project, tmp_path / "ut", data_folder)
    assert list(here.iterdir()) == []
