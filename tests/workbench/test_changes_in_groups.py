"""Changes in groups and the same people asked twice. Numbers: Evalueringsrapport IV, l. 598–619, 644–674, 732, 1014."""

import pytest
import svarbenk as sb
from svarbenk.responses import WAVE


@pytest.fixture(scope="module")
def surveys(every_survey):
    return {name: sb.open_survey(name, data=every_survey.root) for name in ("fastlege", "lis1")}


def plain(text):
    return str(text).replace("\u00a0", " ")


def shares(table, category):
    return [round(table.share(category, wave)) for wave in table.shown.rows.ids]


def test_shares_of_groups_are_those_in_print(surveys):
    """L. 598 and 602: 31 → 45, 32 → 43, 20 → 24 by stage; 32 → 47, 24 → 28 by country."""
    found = surveys["lis1"].change_by("jobb_etter_lis1", "fastlege", by=["studietrinn", "studieland"])
    assert [shares(table, "fastlege") for table in found] == [[31, 45], [32, 43], [20, 24], [32, 47], [24, 28]]


def test_four_waves_in_ages_and_experience(surveys):
    """L. 732: 3–5 years 16 → 54, 30–39 22 → 54, 40–54 23 → 55, under 30 20 → 62."""
    found = surveys["fastlege"].change_by("fastlege_om_5_ar", "svaert_sannsynlig", by=["erfaring", "alder"])
    ends = {table.about.part: shares(table, "svaert_sannsynlig")[:: len(table.shown.rows) - 1] for table in found}
    assert ends["fra_3_til_5"] == [16, 54]
    assert ends["fra_30_til_39"] == [22, 54]
    assert ends["fra_40_til_54"] == [23, 55]
    assert ends["under_30"] == [20, 62]
    told = plain(found.sentence("erfaring"))
    assert told.startswith("Etter erfaring økte andelen som svarte «svært sannsynlig», fra januar 2022 til november–")
    assert "i alle gruppene (alle p < 0,001), mest for «3–5 år» (fra 16 til 54 prosent)" in told


def test_groups_with_and_without_a_certain_change(surveys):
    told = plain(surveys["lis1"].change_by("jobb_etter_lis1", "fastlege", by="studietrinn").sentence())
    assert "for «1.–5. års medisinstudent» (fra 31 til 45 prosent; p < 0,001)." in told
    assert "For «6. års medisinstudent» (32 og 43 prosent" in told
    assert "er det ingen statistisk sikker endring. Det er ikke sikkert at endringen er ulik i gruppene" in told


def test_counts_of_groups_add_up_to_everybody(surveys):
    lis1 = surveys["lis1"]
    found = lis1.change_by("jobb_etter_lis1", "fastlege", by="studietrinn")
    for wave in ("I", "IV"):
        assert sum(table.count("fastlege", wave) for table in found) == found.total.count("fastlege", wave)


def test_its_table_has_a_row_a_group_and_keys(surveys):
    lis1 = surveys["lis1"]
    found = lis1.change_by("jobb_etter_lis1", "fastlege", by=["studietrinn", "studieland"])
    (block,) = sb.Chapter("4", lis1).table("4-2", found).blocks
    assert [row.key for row in block.rows] == [
        "svar=fastlege", "studietrinn", "svar=fastlege,studietrinn=student_1_5", "svar=fastlege,studietrinn=student_6",
        "svar=fastlege,studietrinn=lis1", "studieland", "svar=fastlege,studieland=norge",
        "svar=fastlege,studieland=utland",
    ]  # fmt: skip
    assert block.column_keys[:2] == ("runde=I", "runde=IV")
    assert plain(block.rows[2].cells[0]).startswith("31 % (")
    assert plain(block.rows[2].cells[2]).startswith("+15 (")
    assert block.synthetic
    assert len(block.sheets[0].rows) == 6


def test_groups_are_drawn_side_by_side(surveys):
    lis1 = surveys["lis1"]
    found = lis1.change_by("fastlege_i_fremtiden", "mest_sannsynlig", by="studietrinn")
    (block,) = sb.Chapter("4", lis1).draw("4-11", [*found], category=found.category, chart="grouped").blocks
    assert "1.–5. års" in plain(block.alt)


def test_one_wave_has_levels_only(surveys):
    lis1 = surveys["lis1"].of_waves("IV")
    found = lis1.change_by("jobb_etter_lis1", "fastlege", by="studietrinn")
    (block,) = sb.Chapter("4", lis1).table("4-2", found).blocks
    assert found.sentence() == ""
    assert block.columns == ("januar–februar 2025",)


def test_waves_that_may_not_be_compared_give_no_change(surveys):
    found = surveys["fastlege"].change_by("bemanning_omrader", "legevakt", by="driftstype")
    assert found.sentence() == ""


@pytest.mark.parametrize("threshold", [10, 60])
def test_small_groups_are_hidden(every_survey, threshold):
    survey = sb.open_survey("fastlege", data=every_survey.root, threshold=threshold)
    open_ = sb.open_survey("fastlege", data=every_survey.root)
    by = {"question": "fastlege_om_5_ar", "category": "svaert_sannsynlig", "by": "alder"}
    for hidden, table in zip(survey.change_by(**by), open_.change_by(**by), strict=True):
        for wave in table.shown.rows.ids:
            count, n = table.count("svaert_sannsynlig", wave), table.group_n(wave)
            shown = hidden.count("svaert_sannsynlig", wave)
            assert shown != shown or (shown == count and (count == 0 or count >= threshold)), (wave, n)


def test_what_was_not_asked_says_nothing(surveys):
    absent = surveys["lis1"].of_waves("I").change_by("driftsform_nyutdannet", "kommunal", by="studietrinn")
    assert not absent
    assert absent.sentence("studietrinn") == ""
    assert [*absent] == [absent]  # a chapter draws the groups side by side; this must end
    assert not surveys["lis1"].of_waves("I").paired("driftsform_nyutdannet", "driftsform_spesialist", "kommunal")


def test_the_same_people_asked_twice(surveys):
    """Counted here by hand from the answers."""
    lis1 = surveys["lis1"]
    found = lis1.paired("jobb_etter_lis1", "jobb_10_15_ar", "fastlegevikar")
    frame = lis1.responses.frame[lis1.responses.frame[WAVE] == "IV"]
    first, second = (frame[f"{name}__fastlegevikar"] for name in ("jobb_etter_lis1", "jobb_10_15_ar"))
    both = first.notna() & second.notna()
    (pair,) = found
    assert pair.table.counts[0, 1] == (first[both].astype(bool) & ~second[both].astype(bool)).sum()
    assert pair.table.item_n == both.sum()
    told = plain(found.sentence())
    assert "høyere for «ønsket jobb rett etter LIS1» (18 prosent) enn for «ønsket jobb om 10–15 år» (2 prosent" in told


def test_items_of_two_batteries(surveys):
    """L. 644 and 664: 91 against 44 per cent on development, 78 against 9 on status, 79 against 57 on place."""
    lis1 = surveys["lis1"]
    found = lis1.paired("inntrykk_fastlege", "inntrykk_sykehuslege", "enig")
    told = plain(found.sentence())
    assert "på 5 av 10 utsagn, mest på «høy status blant andre leger» (78 mot 9 prosent)" in told
    assert "«gode muligheter for faglig utvikling» (91 mot 44 prosent)" in told
    assert "«mulig å få jobb der man ønsker å bo» (79 mot 57 prosent)" in told
    (block,) = sb.Chapter("4", lis1).table("4-6", found).blocks
    assert [plain(cell) for cell in block.rows[2].cells[:2]] == ["44 %", "91 %"]


def test_pairs_that_do_not_match_are_refused(surveys):
    with pytest.raises(sb.InputError, match="like ledd"):
        surveys["lis1"].paired("inntrykk_fastlege", "lis1_opphold", "enig")
    with pytest.raises(sb.InputError, match="har ikke svaret"):
        surveys["lis1"].paired("jobb_etter_lis1", "jobb_10_15_ar", "enig")


def test_who_spends_any_time(surveys):
    """L. 1014: 25 per cent spend time on research and teaching."""
    found = surveys["fastlege"].any_time("timer_forskning")
    assert round(found.share("noe")) == 25
    by = surveys["fastlege"].any_time("timer_forskning", by="driftsform")
    assert by.shown.rows.id == "driftsform"
    assert by.count("noe") <= found.count("noe")
    with pytest.raises(sb.InputError, match="numeric"):
        surveys["fastlege"].any_time("arbeidsbelastning")


def test_pairs_say_that_a_selection_does_not_apply_to_them(every_survey):
    where = "driftsform == 'kommunalt ansatt'"
    lis1 = sb.open_survey("lis1", data=every_survey.root, where=where)
    found = lis1.paired("jobb_etter_lis1", "jobb_10_15_ar", "fastlege")
    (block,) = sb.Chapter("4", lis1).table("4-6", found).blocks
    assert any(note.startswith("Utvalget (driftsform er «kommunalt ansatt») gjelder ikke") for note in block.notes)
