"""The state of an app in its address: what is written is read again, as any browser would send it."""

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st
from svarbenk.apps import read_address, write_address

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(st.dictionaries(WORDS.filter(lambda name: name != "token"), st.text(max_size=20), max_size=10))
def test_what_is_written_is_read_again_without_what_is_empty(state):
    assert read_address("?" + write_address(state)) == {name: value for name, value in state.items() if value}


def test_an_address_is_readable_and_has_no_token_in_it():
    assert write_address({"der": "kjonn:kvinne", "runder": "I,IV", "etter": ""}) == "der=kjonn:kvinne&runder=I,IV"
    assert read_address(f"?token=hemmelig&sporsmal={quote('næringsdrift')}") == {"sporsmal": "næringsdrift"}
