import math

from svarbenk.workbench.origins import Origin, as_data, number, origin_of, said

HERE = Origin(survey="lege", question="om_5", by="runde", category="ja")


def test_values_with_an_origin_are_plain_values():
    value, text = number(62.5, HERE), said("63 prosent", HERE)
    assert value == 62.5
    assert isinstance(value, float)
    assert f"{value:.1f}" == "62.5"
    assert math.isnan(number(math.nan, HERE))
    assert text == "63 prosent"
    assert origin_of(value) is origin_of(text) is HERE


def test_what_is_computed_from_them_has_none():
    assert not origin_of(number(1, HERE) + 1).known
    assert not origin_of(said("a", HERE) + "b").known
    assert not origin_of(3).known


def test_addresses_and_data_say_what_is_known():
    assert HERE.address == "@lege/om_5/runde//ja"
    assert Origin(register_table="3-1").address == "@/////3-1"
    assert Origin(source="Rapporten, linje 12").address == Origin().address == ""
    assert as_data({"a": HERE, "b": Origin(), "c": Origin(source="linje 12")}) == {
        "a": {"survey": "lege", "question": "om_5", "by": "runde", "category": "ja"},
        "c": {"source": "linje 12"},
    }
