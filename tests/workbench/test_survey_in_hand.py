"""Opening a survey, narrowing it, and asking it for tables."""

import shutil

import pytest
import svarbenk as sb
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.responses import write_clean
from svarbenk.workbench import BannerTable, Table, input_files

BACKGROUNDS = ["sentralitet", "folketall"]


def test_table_routes_by_kind(kommuner):
    assert isinstance(kommuner.table("plan", by="sentralitet"), Table)
    assert isinstance(kommuner.table("plan", by=BACKGROUNDS), BannerTable)
    # Helse Nord 2019, table 10.3 (line 1903): a numeric question is added up
    assert kommuner.table("lis1").count("lis1") == 108


def test_where_narrows_and_names_the_base(kommuner):
    least_central = kommuner.where("sentralitet == 'niva_6'")
    table = least_central.table("plan")
    # table 10.9, line 2432
    assert [table.count("ja"), table.count("nei")] == [8, 41]
    assert "sentralitet" in table.shown.base.nb


def test_where_of_nobody_is_refused(kommuner):
    with pytest.raises(sb.InputError, match="ingen av 78"):
        kommuner.where("lis1 > 39")


def test_totals_of_a_printed_total(kommuner):
    offices = kommuner.totals(["kontor"], by="folketall", of_printed="kontor")
    # table 10.19, lines 3339: 12 of 19 offices have a nurse
    assert offices.count("kontor_sykepleier", "fra_5000") == 12
    assert offices.group_n("fra_5000") == 19
    assert offices.item_n == 75


def test_clean_answers_on_disk_are_used_only_while_fresh(data_folder, stand_in, tmp_path):
    root = tmp_path / "data"
    shutil.copytree(data_folder.root, root)
    data = DataFolder(root)
    codebook = read_codebook("helse-nord-kommune", data)
    opened = sb.open_survey("helse-nord-kommune", data=root)
    write_clean(opened.responses, data.clean(codebook.id), input_files(codebook, data))
    stored = next(data.clean(codebook.id).glob("*.parquet"))
    again = sb.open_survey("helse-nord-kommune", data=root)
    assert again.responses.frame.equals(opened.responses.frame)
    stored.write_bytes(b"damaged")
    with pytest.raises(sb.InputError):
        sb.open_survey("helse-nord-kommune", data=root)
    export = next(data.raw(codebook.id).glob("*.xlsx"))
    decisions = data.raw(codebook.id) / "decisions.yaml"
    decisions.write_text(decisions.read_text(encoding="utf-8") + "\n# lest på nytt\n", encoding="utf-8")
    # other inputs than the stored answers were made from: read afresh, the damaged file is not touched
    assert sb.open_survey("helse-nord-kommune", data=root).n == 78
    export.unlink()


def test_clean_answers_suffice_without_raw_exports(data_folder, stand_in, tmp_path):
    root = tmp_path / "data"
    shutil.copytree(data_folder.root, root)
    data = DataFolder(root)
    opened = sb.open_survey("helse-nord-kommune", data=root)
    write_clean(opened.responses, data.clean("helse-nord-kommune"), {"x": "y"})
    shutil.rmtree(data.raw("helse-nord-kommune"))
    again = sb.open_survey("helse-nord-kommune", data=root)
    assert again.responses.frame.equals(opened.responses.frame)
    assert again.synthetic


def test_clean_answers_of_another_codebook_are_not_used(data_folder, stand_in, tmp_path):
    root = tmp_path / "data"
    shutil.copytree(data_folder.root, root)
    data = DataFolder(root)
    codebook = read_codebook("helse-nord-kommune", data)
    opened = sb.open_survey("helse-nord-kommune", data=root)
    write_clean(opened.responses, data.clean(codebook.id), input_files(codebook, data))
    shutil.rmtree(data.raw(codebook.id))
    assert sb.open_survey("helse-nord-kommune", data=root).n == 78
    path = data.codebook(codebook.id)
    path.write_text(path.read_text(encoding="utf-8").replace("nb: Nei, en", "nb: Nei!, en"), encoding="utf-8")
    with pytest.raises(sb.InputError, match="ingen eksport"):
        sb.open_survey("helse-nord-kommune", data=root)


def test_printed_counts_take_the_same_way(kommuner):
    # Agresti (2002): n and p as in known answers; a printed table needs no survey
    table = sb.Table.from_counts([[40, 25], [54, 7], [63, 10]], rows=["a", "b", "c"], columns=["ja", "nei"])
    assert table.test().test == "chi_square"
    assert table.test().statistic == pytest.approx(17.562, abs=5e-4)  # Fagerland, Lydersen & Laake 2017
    assert "kjikvadrat" in table.test_text().lower()
