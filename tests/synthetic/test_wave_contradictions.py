"""Printed numbers that contradict each other: each set is smallest, and no more is left out than must be."""

from itertools import combinations, product

import pytest
from svarbenk.codebook import Codebook, read_codebook
from svarbenk.ledger import Entry, read_conflicts, read_ledger
from svarbenk.synthetic.waves.contradictions import can_hold, fewest, find_contradictions
from svarbenk.synthetic.waves.printed import usable

SCALE = [{"id": name, "code": number, "nb": name} for number, name in enumerate("abc", start=1)]
VIEW = Codebook.model_validate(
    {
        "codebook": "liten",
        "version": 1,
        "title": {"nb": "Liten"},
        "source": {"nb": "Oppdiktet"},
        "unit": {"one": {"nb": "svar"}, "many": {"nb": "svar"}},
        "waves": [{"id": "I", "label": {"nb": "I"}, "field_period": {"start": "2022-01-10"}}],
        "reply": {"id": {"variable": "id", "header": "Id"}},
        "questions": [
            {"id": "by", "kind": "single", "text": {"nb": "by"}, "variable": "b", "categories": SCALE[:2]},
            {"id": "q", "kind": "ordinal", "text": {"nb": "q"}, "variable": "q", "categories": SCALE},
        ],
    }
)  # fmt: skip


def entry(printed, category="a", group="", statistic="percent", question="q", line=1):
    return Entry(
        document="d", table="1", line=line, survey="liten", wave="I", question=question, category=category,
        background="by" if group else "", group=group, statistic=statistic, of="", printed=str(printed),
        unit="prosent", cell="",
    )  # fmt: skip


def possible(shares, total):
    """Brute force: whether some counts that add up to ``total`` round half up to the shares."""
    return any(
        sum(counts) == total
        and all(int(100 * n / total + 0.5) == share for n, share in zip(counts, shares, strict=True))
        for counts in product(range(total + 1), repeat=len(shares))
    )


@pytest.mark.parametrize("total", [3, 7, 11, 16])
def test_rounding_is_told_as_brute_force_tells_it(total):
    every = [entry("", "", statistic="n").model_copy(update={"printed": str(total)})]
    for shares in [(33, 33, 33), (29, 29, 43), (27, 36, 36), (27, 37, 36), (31, 31, 38), (13, 50, 38), (12, 50, 38)]:
        entries = [*every, *(entry(share, name) for share, name in zip(shares, "abc", strict=True))]
        assert can_hold(entries, VIEW) == possible(shares, total), (shares, total)


def test_group_and_total_that_cannot_both_hold():
    entries = [entry(40), entry(50, group="a"), entry(60, group="b")]
    sets, left = find_contradictions(entries, VIEW)
    # an average lies between its parts unless somebody has no background
    assert sets == ()
    assert left == frozenset()
    everybody = [
        entry(100, "", statistic="n"),
        entry(50, "a", statistic="count", question="by"),
        entry(50, "b", statistic="count", question="by"),
        entry(100, "", statistic="replies", question=""),
    ]
    sets, left = find_contradictions([*entries, *everybody], VIEW)
    assert len(sets) == 1
    assert len(left) == 1


def test_as_few_as_can_be_are_left_out():
    one, two, three = (entry(each, line=each) for each in (1, 2, 3))
    assert fewest([(one, two), (two, three)], lambda _: 0.0) == {two.place}
    assert fewest([(one, two)], lambda each: each.line) == {two.place}
    assert fewest([], lambda _: 0.0) == frozenset()


def sets_of(data):
    for folder in ("rapport-iv", "bergen"):
        rows = read_conflicts(data.published / folder / "conflicts.csv")
        for number in sorted({row.conflict for row in rows}):
            yield [row for row in rows if row.conflict == number]


def test_each_set_contradicts_itself_and_no_part_of_it_does(evaluation):
    data = evaluation[0]
    ledger = read_ledger(data)
    count = 0
    for rows in sets_of(data):
        entries = [next(each for each in ledger if each.place == row.place and each.line == row.line) for row in rows]
        own = next(each for each in entries if each.survey)
        view = read_codebook(own.survey, data).in_wave(own.wave)
        assert all(usable(each, view) for each in entries)
        assert not can_hold(entries, view), rows[0].why
        for part in combinations(entries, len(entries) - 1):
            assert can_hold(part, view), (rows[0].why, part)
        count += 1
    assert count == 7


def test_the_committed_list_is_what_is_found(evaluation, data_folder):
    for folder in ("rapport-iv", "bergen"):
        committed = (data_folder.published / folder / "conflicts.csv").read_text("utf-8")
        assert (evaluation[0].published / folder / "conflicts.csv").read_text("utf-8") == committed


def test_the_three_students_shares_add_up_to_more_than_everybody():
    """10, 66 and 26 per cent of one question: rounded up as far as can be they are still more than 100."""
    assert 9.5 + 65.5 + 25.5 > 100
    assert not can_hold([entry(share, name) for share, name in zip((10, 66, 26), "abc", strict=True)], VIEW)
    assert can_hold([entry(share, name) for share, name in zip((10, 65, 26), "abc", strict=True)], VIEW)
