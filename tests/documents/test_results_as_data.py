import pytest
from svarbenk.documents import read_results, write_results
from svarbenk.errors import InputError


def undrawn(block):
    return block.model_copy(update={"svg": "", "png": ""}) if block.kind == "figure" else block


def test_everything_but_the_drawings_comes_back(written, report):
    back = read_results(written)
    chapters = tuple(
        chapter.model_copy(update={"blocks": tuple(map(undrawn, chapter.blocks))}) for chapter in report.chapters
    )
    assert back == report.model_copy(update={"chapters": chapters})
    assert (written / "results.json").stat().st_size < 40_000


def test_equal_reports_give_equal_bytes(written, report, tmp_path):
    assert write_results(report, tmp_path / "r.json").read_bytes() == (written / "results.json").read_bytes()


def test_a_missing_or_broken_file_is_told(tmp_path):
    with pytest.raises(InputError, match=r"results\.json: finnes ikke; ventet en bygget rapport"):
        read_results(tmp_path)
    (tmp_path / "results.json").write_text('{"slug": "r"}', encoding="utf-8")
    with pytest.raises(InputError, match="title: Field required"):
        read_results(tmp_path)
