"""A wave of which only percentages are in print: Evalueringsrapport IV, l. 687–689 (EY and Vista Analyse 2019)."""

import pytest
import svarbenk as sb


@pytest.fixture(scope="module")
def lis1(every_survey):
    return sb.open_survey("lis1", data=every_survey.root)


def test_the_printed_percentages_of_2019(lis1):
    printed = lis1.printed("fastlege_i_fremtiden", "2019")
    shares = {each: printed.share(each) for each in ("mest_sannsynlig", "vurderer", "tror_ikke")}
    assert shares == {"mest_sannsynlig": 9, "vurderer": 59, "tror_ikke": 32}
    assert printed.shown.unit.nb == "prosent"
    assert not printed.synthetic
    assert "2025" in printed.shown.source.nb


def test_it_stands_as_a_panel_without_n(lis1):
    kap = sb.Chapter("4", lis1)
    ours = lis1.table("fastlege_i_fremtiden", by="runde")
    shown = kap.draw("4-10", [lis1.printed("fastlege_i_fremtiden", "2019"), ours], headings=["Før", "Nå"])
    (block,) = shown.blocks
    # 934 of January 2025 and 1 335 of March 2022 answered
    assert block.notes[0].startswith("n\u00a0=\u00a0934–1\u00a0335 respondenter")
    assert "2019" in block.svg
    assert "n\u00a0=\u00a0100" not in block.alt


def test_a_panel_that_is_missing_takes_its_heading_along(lis1):
    few = lis1.of_waves("IV")
    kap = sb.Chapter("4", few)
    ours = few.table("fastlege_i_fremtiden", by="runde")
    shown = kap.draw("4-10", [few.printed("fastlege_i_fremtiden", "2019"), ours], headings=["Før", "Nå"])
    assert shown.blocks[0].kind == "figure"
    assert "Før" not in shown.blocks[0].svg


@pytest.mark.parametrize("where", ["studietrinn == 'lis1'", "studieland == 'norge'"])
def test_it_says_nothing_of_a_selection(lis1, where):
    assert not lis1.where(where).printed("fastlege_i_fremtiden", "2019")


def test_a_question_that_was_not_printed_is_not_there(lis1):
    assert not lis1.printed("trygg_karriere_fastlege", "2019")
    with pytest.raises(sb.InputError):
        lis1.printed("fastlege_i_fremtiden", "2018")
