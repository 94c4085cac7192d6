"""The order of dates and how they are told."""

from __future__ import annotations

import pytest

from explorer.model.dating import in_order, in_time, in_words


def test_days_before_christ_stand_before_those_after() -> None:
    days = ["-0446-01-01", "-0043-12-31", "0000-05-01", "0079-08-24", "2021-03-09", ""]
    shuffled = [days[at] for at in (3, 5, 0, 4, 2, 1)]
    assert sorted(shuffled, key=in_order) == days


def test_a_timeline_puts_what_is_late_behind_and_what_is_inexact_before() -> None:
    year, half, month = ("2020-01-01", "2020-12-31"), ("2020-01-01", "2020-06-30"), ("2020-06-01", "2020-06-30")
    wanted = [
        ("-0446-01-01", "-0446-12-31", ""),
        (*year, ""),
        (*half, ""),
        ("2020-01-01", "2020-01-01", ""),
        (*year, "mid"),
        (*month, ""),
        (*year, "late"),
        (*year, "until"),
        ("2021-01-01", "", ""),
        ("", "", ""),
    ]
    shuffled = wanted[5:] + wanted[:5]
    assert sorted(shuffled, key=lambda each: in_time(*each)) == wanted


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-03-09", "2021-03-09"), ("2021-03", "2021-03"), ("2021", "2021"), ("199X", "1990s"), ("18XX", "19th century"),
        ("20XX", "21st century"), ("2021-33", "2021 Q1"), ("2021-41", "2021 H2"), ("2021-21", "2021 spring"),
        ("2021-24", "2021/22 winter"), ("-0043", "44 BC"), ("0000", "1 BC"), ("0079", "AD 79"), ("-02XX", "3rd century BC"),
        ("1850~", "c. 1850"), ("1850?", "1850?"), ("1790/1850?", "1790 – 1850?"), ("1998/..", "1998 –"),
        ("2018/2022", "2018 – 2022"), ("2021-03-01/2021-03-07", "2021-03-01 – 07"),
        ("2021-03-29/2021-04-04", "2021-03-29 – 04-04"), ("XXXX-06", "XXXX-06"),
    ],
)  # fmt: skip
def test_a_value_is_told_in_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words
