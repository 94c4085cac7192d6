from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.documents.written_dates import read_date, read_day


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2021-03-15", "2021-03-15"),
        ("2021-03-15T10:20:30+01:00", "2021-03-15"),
        ("2021/3/5", "2021-03-05"),
        ("2021.03.15", "2021-03-15"),
        ("20210315", "2021-03-15"),
        ("15 March 2021", "2021-03-15"),
        ("15th of March, 2021", "2021-03-15"),
        ("15-Mar-2021", "2021-03-15"),
        ("March 15, 2021", "2021-03-15"),
        ("MARCH 15th 2021", "2021-03-15"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("Mon, 15 Mar 2021 10:20:30 +0000", "2021-03-15"),
        ("Monday, March 15, 2021 at 10:20", "2021-03-15"),
        ("Mon Mar 15 10:20:30 UTC 2021", "2021-03-15"),
        ("15.03.2021", "2021-03-15"),
        ("31/12/2021", "2021-12-31"),
        ("12/31/2021", "2021-12-31"),
        ("5/5/2021", "2021-05-05"),
        ("March 2021", "2021-03"),
        ("2021-03", "2021-03"),
        ("2021", "2021"),
        ("2020-02-29", "2020-02-29"),
    ],
)
def test_dates_become_edtf(written, edtf):
    found = read_date(written)
    assert found is not None
    assert (found.edtf, found.problem) == (edtf, "")


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("2021-02-30", "no such day: 2021-02-30"),
        ("2021-13-01", "no such day: 2021-13-01"),
        ("29 February 2021", "no such day: 29 February 2021"),
        ("31.04.2021", "no such day: 31.04.2021"),
        ("2021-13", "no such month: 2021-13"),
        ("0021-03-15", "no year of a document: 0021-03-15"),
    ],
)
def test_days_that_never_were_are_not_taken(written, problem):
    found = read_date(written)
    assert found is not None
    assert (found.edtf, found.problem) == (None, problem)


def test_a_day_that_could_be_two_gives_the_year_and_says_so():
    found = read_date("03/04/2021")
    assert found is not None
    assert found.edtf == "2021"
    assert "could each be the other" in found.problem


@pytest.mark.parametrize("text", ["", "yesterday", "march", "12 o'clock", "123456", "Room 2021"])
def test_what_is_no_date(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("written", "near", "edtf"),
    [
        ("March 16", "2021-03-15", "2021-03-16"),
        ("Dec. 31", "2021-01-01", "2020-12-31"),
        ("1 January", "2020-12-31", "2021-01-01"),
        ("March 16", "2021", "2021-03-16"),
        ("Sept 16", "2021-10", "2021-09-16"),
        ("Feb. 29", "2021-03-01", "2020-02-29"),
        ("March 16", None, None),
    ],
)
def test_a_day_without_a_year_takes_the_nearest(written, near, edtf):
    found = read_day(written, near)
    assert found is not None
    assert found.edtf == edtf


def test_a_day_that_no_near_year_has():
    found = read_day("Feb. 30", "2021-03-01")
    assert found is not None
    assert (found.edtf, found.problem) == (None, "no such day: Feb. 30 in 2021")
    assert read_day("16 men", "2021") is None


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_is_read_in_every_form(day):
    for written in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day.day}.{day.month}.{day.year}",
    ):
        found = read_date(written)
        assert found is not None
        assert (found.edtf, found.length) == (day.isoformat(), len(written))
