"""Times on the axis: years, quarters, months and spans."""

import pytest
from svarbenk.errors import InputError
from svarbenk.register.moment import moment, years


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", 2024, 2024),
        ("2024K1", 2024, 2024),
        ("2023k4", 2023.75, 2023.75),
        ("2023Q2", 2023.25, 2023.25),
        ("2020-12", 2020 + 11 / 12, 2020 + 11 / 12),
        ("2020-01", 2020, 2020),
        ("2024M03", 2024 + 2 / 12, 2024 + 2 / 12),
        ("2001-2020", 2001, 2020),
        ("2001–2020", 2001, 2020),
    ],
)
def test_times_are_read(text, start, end):
    found = moment(text)
    assert (found.start, found.end) == pytest.approx((start, end))


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024K5", "2020-2001", "i fjor"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(InputError, match="forstås ikke; ventet et år"):
        moment(text)


def test_years_are_counted_out():
    assert years("2017-2019, 2022") == ("2017", "2018", "2019", "2022")
