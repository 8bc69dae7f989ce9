"""Numbers shared out over replies add up, and parts never exceed their whole."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from svarbenk.synthetic.sharing import Slots, share_out, tick


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8), st.integers(0, 40), st.integers(0, 2), st.integers(0, 99))
def test_shares_add_up_and_keep_their_least(weights, extra, least, seed):
    total = least * len(weights) + extra
    shares = share_out(total, [weight + 0.1 for weight in weights], np.random.default_rng(seed), least)
    assert sum(shares) == total
    assert min(shares) >= least


def test_nobody_gets_more_than_the_most():
    assert share_out(6, [100, 1, 1], np.random.default_rng(1), most=2) == [2, 2, 2]


@given(st.integers(1, 12), st.lists(st.integers(0, 12), min_size=1, max_size=5), st.integers(0, 99))
def test_every_reply_has_a_tick_and_every_option_its_count(replies, counts, seed):
    counts = [min(count, replies) for count in counts]
    if sum(counts) < replies:
        counts[0] = replies
    wanted = {f"o{number}": count for number, count in enumerate(counts)}
    ticked = tick(wanted, list(range(replies)), np.random.default_rng(seed))
    assert all(ticked.values())
    assert {option: sum(option in each for each in ticked.values()) for option in wanted} == wanted


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.data(), st.integers(0, 99))
def test_parts_fit_into_places(sizes, data, seed):
    rng = np.random.default_rng(seed)
    slots = Slots(dict(enumerate(sizes)))
    first = data.draw(st.integers(0, sum(sizes)))
    second = data.draw(st.integers(0, sum(sizes) - first))
    one, two = slots.take("a", first, ["b"], rng), slots.take("b", second, ["a"], rng)
    assert (sum(one.values()), sum(two.values())) == (first, second)
    assert all(one.get(place, 0) + two.get(place, 0) <= size for place, size in enumerate(sizes))


def test_blocks_fill_every_place():
    shared = Slots({1: 3, 2: 4}).in_blocks({"x": 5, "y": 2}, np.random.default_rng(0))
    assert [sum(shared[name].values()) for name in ("x", "y")] == [5, 2]
    assert [shared["x"][reply] + shared["y"][reply] for reply in (1, 2)] == [3, 4]
