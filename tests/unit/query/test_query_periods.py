from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.model.query import DateRange
from explorer.query import parse
from explorer.query.periods import parse_period

TODAY = date(2024, 5, 15)  # a Wednesday


def show(typed: str) -> str | None:
    period = parse_period(typed, TODAY)
    return f"{period.begin or ''}..{period.end or ''}" if period else None


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2021", "2021-01-01..2021-12-31"),
        ("2020-02", "2020-02-01..2020-02-29"),
        ("2021-03-09", "2021-03-09..2021-03-09"),
        ("20210309", "2021-03-09..2021-03-09"),
        ("16.3.2021", "2021-03-16..2021-03-16"),
        ("2021-q2", "2021-04-01..2021-06-30"),
        ("Q4-2021", "2021-10-01..2021-12-31"),
        ("1990s", "1990-01-01..1999-12-31"),
        ("199X", "1990-01-01..1999-12-31"),
        ("march-2021", "2021-03-01..2021-03-31"),
        ("March 2021", "2021-03-01..2021-03-31"),
        ("9 March 2021", "2021-03-09..2021-03-09"),
        ("March 9, 2021", "2021-03-09..2021-03-09"),
        ("sept-2021", "2021-09-01..2021-09-30"),
        ("2020-spring", "2020-03-01..2020-05-31"),
        ("winter 2020", "2020-12-01..2021-02-28"),
        ("2018..2022", "2018-01-01..2022-12-31"),
        ("2018-2022", "2018-01-01..2022-12-31"),
        ("2018–2022", "2018-01-01..2022-12-31"),
        ("2018/2022", "2018-01-01..2022-12-31"),
        ("2021/03", "2021-03-01..2021-03-31"),
        ("03/2021", "2021-03-01..2021-03-31"),
        ("2021-3-9", "2021-03-09..2021-03-09"),
        ("2021/03/09", "2021-03-09..2021-03-09"),
        ("2021-03 to 2021-04", "2021-03-01..2021-04-30"),
        ("march 2021 to may 2021", "2021-03-01..2021-05-31"),
        ("2018…2022-03", "2018-01-01..2022-03-31"),
        ("2018..", "2018-01-01.."),
        ("..2018", "..2018-12-31"),
        (">=2018", "2018-01-01.."),
        (">2018", "2019-01-01.."),
        ("<=2018", "..2018-12-31"),
        ("<2018", "..2017-12-31"),
        ("today", "2024-05-15..2024-05-15"),
        ("yesterday", "2024-05-14..2024-05-14"),
        ("this-week", "2024-05-13..2024-05-19"),
        ("last-week", "2024-05-06..2024-05-12"),
        ("last week", "2024-05-06..2024-05-12"),
        ("this-month", "2024-05-01..2024-05-31"),
        ("last-month", "2024-04-01..2024-04-30"),
        ("this-year", "2024-01-01..2024-12-31"),
        ("last-year", "2023-01-01..2023-12-31"),
        ("3d", "2024-05-12..2024-05-15"),
        ("2w", "2024-05-01..2024-05-15"),
        ("last-3-months", "2024-02-15..2024-05-15"),
        ("2-years-ago", "2022-05-15..2022-05-15"),
        ("yesterday..today", "2024-05-14..2024-05-15"),
        ("", None),
        ("..", None),
        ("moon", None),
        ("2021-13", None),
        ("2021-02-30", None),
        ("0000", None),
        ("2022..2018", None),
        ("2018..moon", None),
        (">moon", None),
        (">9999", None),
        ("<0001", None),
        ("9999y", None),
        ("spring 9 2020", None),
        ("march", None),
        ("march april 2021", None),
        ("２０２１", None),
        ("1..2..3", None),
    ],
)
def test_periods(typed: str, days: str | None) -> None:
    assert show(typed) == days


@pytest.mark.parametrize(
    ("typed", "begin", "end"),
    [
        ("after:2020", "2021-01-01", None),
        ("before:2020", None, "2019-12-31"),
        ("since:2020", "2020-01-01", None),
        ("until:2020", None, "2020-12-31"),
        ("after:2021-03-09", "2021-03-10", None),
        ("before:last-week", None, "2024-05-05"),
        ('date:"9 March 2021"', "2021-03-09", "2021-03-09"),
    ],
)
def test_bounds_begin_after_a_period_and_end_before_it(typed: str, begin: str | None, end: str | None) -> None:
    query = parse(typed, TODAY).query
    assert isinstance(query, DateRange)
    assert (query.begin, query.end, query.typed) == (begin, end, typed)


@pytest.mark.parametrize("typed", ["after:9999", "before:0001", "after:2020..", "since:..2020x"])
def test_a_bound_that_leaves_no_day_is_a_mistake(typed: str) -> None:
    assert parse(typed, TODAY).mistakes


@given(st.text(alphabet="0123456789-./ >=<lastweekmonthyraguqxspringd", max_size=14))
def test_no_date_raises_and_none_ends_before_it_begins(typed: str) -> None:
    period = parse_period(typed, TODAY)
    if period and period.begin and period.end:
        assert period.begin <= period.end
