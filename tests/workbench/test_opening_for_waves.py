"""A survey opened for some waves, from another baseline, for a selection; and what is not there then."""

import math

import pytest
import svarbenk as sb
from svarbenk.workbench import NotAsked


@pytest.fixture(scope="module")
def opened(clean_answers):
    return lambda survey, **chosen: sb.open_survey(survey, data=clean_answers.root, **chosen)


def test_waves_backgrounds_and_baselines(leger, studenter):
    assert leger.waves == ("I", "II", "III", "IV")
    assert studenter.waves == ("I", "IV")
    assert {"kjonn", "driftsform", "sentralitet"} <= set(leger.backgrounds)
    # codebook: changes are from I; quality was first asked about in II
    assert leger.baseline_of("fastlege_om_5_ar") == "I"
    assert leger.baseline_of("kvalitetsutfordringer") == "II"
    assert leger.baseline_of("team") == "IV"


def test_the_baseline_of_the_chapter_goes_first_where_it_asked(opened):
    later = opened("fastlege", baseline="III")
    assert later.baseline_of("fastlege_om_5_ar") == "III"
    assert later.baseline_of("tid_til") == "I"  # asked in I and IV
    assert "desember 2023" in later.table("fastlege_om_5_ar", by="runde").sentence("svaert_sannsynlig")


def test_choosing_waves_does_not_narrow(opened, leger):
    some = opened("fastlege", waves=["II", "IV"])
    table = some.table("fastlege_om_5_ar", by="runde")
    assert table.shown.rows.ids == ("II", "IV")
    assert table.shown.base is None
    assert table.n == leger.of_waves("II", "IV").table("fastlege_om_5_ar").n
    assert some.baseline_of("fastlege_om_5_ar") == "II"
    # a wave that is not in play has no number
    assert math.isnan(table.share("svaert_sannsynlig", "I"))
    assert table.sentence("svaert_sannsynlig", "III") == ""


def test_waves_that_only_other_surveys_have_leave_no_replies(opened):
    none = opened("lis1", waves=["II"])
    assert none.waves == ()
    table = none.table("jobb_etter_lis1", by="runde")
    assert isinstance(table, NotAsked)
    assert "ikke gjort i de valgte rundene" in table.why
    assert none.where("studieland == 'norge'").waves == ()


def test_last_is_the_last_wave_that_asked(leger):
    assert leger.last("fastlege_om_5_ar").shown.waves[0].id == "IV"
    assert leger.last("veiledning_omfang").shown.waves[0].id == "III"
    answers = leger.responses.of_wave("IV").frame["fastlege_om_5_ar"]
    assert leger.last("fastlege_om_5_ar").count("svaert_sannsynlig") == (answers == "svaert_sannsynlig").sum()


def test_a_selection_by_a_merge(opened, leger):
    salaried = opened("fastlege", where="driftsform == 'kommunalt ansatt'")
    frame = leger.responses.frame
    assert salaried.n == frame["driftsform"].isin(["fastlonn", "fastlonn_bonus"]).sum()
    table = salaried.last("fastlege_om_5_ar", by="driftsform")
    assert table.shown.rows.ids == ("fastlonn", "fastlonn_bonus")
    assert table.shown.base.nb == "fastleger der driftsform er «kommunalt ansatt»"
    # groups that nobody is in have no number, and are no error
    assert math.isnan(table.share("svaert_sannsynlig", "naeringsdrift"))
    assert table.sentence("svaert_sannsynlig", "naeringsdrift") == ""
    assert table.group_n("kommunalt_ansatt") == table.n
    assert not salaried.where("driftsform == 'naeringsdrift'").table("fastlege_om_5_ar")


def test_a_selection_that_does_not_apply_is_told_under_every_table(opened, studenter):
    same = opened("lis1", where="driftsform == 'kommunalt ansatt'")
    assert same.n == studenter.n
    table = same.table("fastlege_i_fremtiden", by="runde")
    assert "gjelder ikke denne undersøkelsen" in table.shown.remarks[0].nb
    kap = sb.Chapter("4", same)
    for shown in (kap.draw("4-10", table), kap.table("4-1", table)):
        assert any("gjelder ikke denne undersøkelsen" in note for note in shown.blocks[0].notes)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"waves": ["V"]}, "ingen undersøkelse har runden «V»"),
        ({"baseline": "0"}, "ingen undersøkelse har runden «0»"),
        ({"where": "driftsfrom == 'fastlonn'"}, "mente du «driftsform»"),
        ({"where": "driftsform == 'fastlon'"}, "mente du «fastlonn»"),
        ({"where": "driftsform ="}, "kan ikke leses"),
    ],
)
def test_what_nobody_knows_is_refused(opened, chosen, told):
    with pytest.raises(sb.InputError, match=told):
        opened("fastlege", **chosen)


def test_not_asked_takes_the_calls_of_a_table(leger):
    missing = leger.of_waves("II").table("veiledning_omfang", by="runde")
    assert not missing
    assert missing.why == "spørsmålet ble ikke stilt i november 2022 (det ble stilt i desember 2023)"
    numbers = (
        missing.n,
        missing.count("passe"),
        missing.share("passe", "III"),
        missing.group_n("III"),
        missing.p("passe"),
    )
    assert all(map(math.isnan, numbers))
    assert missing.sentence("passe") == missing.sentences("passe") == missing.p_text("kjonn") == ""
    assert missing.figure() is None
    assert missing["kjonn"].total.result is None
    assert missing.compare("I").empty
    kap = sb.Chapter("5", leger)
    for shown in (kap.draw("5-4", missing), kap.table("5-4", missing), kap.draw("5-4", [missing, missing])):
        (block,) = shown.blocks
        assert block.kind == "paragraph"
        assert " er ikke med: spørsmålet ble ikke stilt i november 2022" in block.runs[0].text
        assert f"5-4 («{missing.title()}»)" in block.runs[0].text


def test_prose_of_what_was_not_asked_falls_away(leger):
    missing = leger.of_waves("II").table("veiledning_omfang")
    kap = sb.Chapter("5", leger)
    values = kap.let(andel=missing.share("passe"), setning=missing.sentence("passe"), ukjent=None).values
    text = sb_prose("Andelen er {andel:%}. {setning}\n\n{setning}\n\n- {ukjent} svar\n\nDette står.", values)
    assert text == "Dette står."


def sb_prose(text, values):
    from svarbenk.workbench import prose

    return prose(text, values)
