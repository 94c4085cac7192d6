"""What dates promise whatever the text: no false ones, no broken values, doubt where there is doubt, and speed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.dates.edtf import bounds
from explorer.entities.dates import find_dates
from explorer.model.entity import DateValue, EntityType, Mention
from explorer.model.span import Span

WRITTEN = date(2022, 6, 15)
_PRECISIONS = {"day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "interval"}


def _find(text: str, reference: date | None = WRITTEN, skip: tuple[Span, ...] = ()) -> list[Mention]:
    return find_dates(text, reference, [Span(0, len(text))] if text else [], skip)


def _values(text: str, reference: date | None = WRITTEN) -> list[str]:
    return [mention.date.edtf for mention in _find(text, reference) if mention.date is not None]


def _only(text: str, reference: date | None = WRITTEN) -> DateValue:
    (mention,) = _find(text, reference)
    assert mention.date is not None
    return mention.date


@pytest.mark.parametrize(
    "text",
    [
        "They may come, and May be late.",
        "The troops march on, and the march goes on.",
        "The March on the capital drew crowds.",
        "Theresa May spoke, and May said nothing more.",
        "MAY RATES RISE, ASKS BANK",
        "April Jones met August Wilson and June Carter.",
        "Some 2,000 people came, then 2000 people more.",
        "It cost 1987 dlrs and 2021 dollars, or $2019, or £1999, or € 2010.",
        "It rose by 1.95 pct to 2021.50 and 2,021.",
        "Call 555-2019 or 020 7946 2018 or +44 1999 555.",
        "Upgrade to version 2019 or v2020, or 3.11.2, or 1.2.03.",
        "Take Flight 1999, Route 2020 and Room 1984.",
        "The Tu-2000 and the AK-1947 are here.",
        "The Sun rose, and the sun set, and Sat. by Mon. he sat.",
        "Wait a second, give me the second one, in the second row.",
        "The host 192.168.20.19 and the port 10.12.2019.4 answer.",
        "On Black Friday and Super Tuesday the shops are full.",
        "During the fall in prices, after a fall in the euro and in the fall of the wall.",
        "The fall of the house, a spring in his step.",
        "She fell 20 feet, at 5'10\", for 30 days, 12 hours a week.",
        "The 32 May is no day, nor is 30 February, nor 31/02/2021, nor 2021-13-01.",
        "Pages 1990-2010 are missing, and so are pp. 12-15.",
        "In section 2.10.2020 of version 1.12.2019 it says so.",
        "At 2030 local time it ended, at 1985 pence and 1990 an ounce.",
        "The virus 2019-nCoV spread.",
        "He reads the Mail on Sunday.",
        "The 9/11 attacks changed all.",
        "In the first half the team scored twice; in the first place it was late.",
        "The early bird, the late king, the end of it, from here to there, between us.",
        "A day is long, this day and that, the last of the past.",
        "He is in his eighties and she in her sixties.",
        "See page 1999, No. 2020, article 1985, resolution 1970.",
        "Winter is a name, and so is Summer.",
        "He won 12-10-8 and 3/4/5 and 10:20.",
        "A 300-year-old tree and a year-old child.",
        "From the 20th floor, the 7th and 8th of nine.",
        "They planted 1,986 trees, 2018 trees and 2020 new trees.",
        "x2019 2019x a2019b 20190 02019 #2019 @2019 2019%",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [mention.text for mention in _find(text)] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On 3 May 2019 and 4 May 2019", ["2019-05-03", "2019-05-04"]),
        ("in 2019, 2020 and 2021", ["2019", "2020", "2021"]),
        ("born 1950, died 2010", ["1950", "2010"]),
        ("May 5, 2019, was a Sunday in May 2019.", ["2019-05-05", "2019-05"]),
        ("(1914-1918)", ["1914/1918"]),
        ("wrapped March\n3, 2019", ["2019-03-03"]),
        ("not across\n\nMarch\n\n3, 2019", []),
        ("date:2021-03-15", ["2021-03-15"]),
    ],
)
def test_neighbours_are_told_apart(text: str, values: list[str]) -> None:
    assert _values(text)[: len(values)] == values or values == []


@pytest.mark.parametrize(
    ("text", "begin", "end", "precision"),
    [
        ("in the winter of 2020", "2020-12-01", "2021-02-28", "season"),
        ("in the spring of 2020", "2020-03-01", "2020-05-31", "season"),
        ("in the third quarter of 2020", "2020-07-01", "2020-09-30", "quarter"),
        ("in the second half of 2020", "2020-07-01", "2020-12-31", "half"),
        ("in the 1990s", "1990-01-01", "1999-12-31", "decade"),
        ("in the 19th century", "1800-01-01", "1899-12-31", "century"),
        ("in February 2020", "2020-02-01", "2020-02-29", "month"),
        ("last week", "2022-06-06", "2022-06-12", "week"),
        ("from 2015 to 2018", "2015-01-01", "2018-12-31", "interval"),
        ("in early 2019", "2019-01-01", "2019-12-31", "year"),
    ],
)
def test_a_value_has_its_first_and_last_day(text: str, begin: str, end: str, precision: str) -> None:
    value = _only(text)
    assert (value.begin, value.end, value.precision) == (begin, end, precision)


def test_an_ambiguous_order_of_day_and_month_is_a_guess() -> None:
    assert _only("Paid on 03/04/2019.").confidence < 0.7
    assert _only("Paid on 23/04/2019.").confidence == 1.0


def test_another_date_of_the_document_settles_the_order() -> None:
    assert _values("Paid on 03/04/2019, due on 23/05/2019.") == ["2019-04-03", "2019-05-23"]
    assert _values("Paid on 03/04/2019, due on 05/23/2019.") == ["2019-03-04", "2019-05-23"]


def test_a_short_year_belongs_to_the_century_of_the_document() -> None:
    assert _values("Filed 12/31/86.", date(1987, 3, 1)) == ["1986-12-31"]
    assert _values("Filed 12/31/86.") == ["1986-12-31"]
    assert _values("Filed 12/31/21.") == ["2021-12-31"]


def test_without_a_reference_what_nothing_tells_stays_open() -> None:
    month = _only("It began in June.", None)
    assert (month.edtf, month.begin, month.end) == ("XXXX-06", "", "")
    assert month.confidence < 0.5
    assert _only("It began on June 5.", None).edtf == "XXXX-06-05"
    assert _only("It ran from June 5 to June 9.", None).edtf == "XXXX-06-05/XXXX-06-09"
    assert _only("It ran from June to August.", None).edtf == "XXXX-06/XXXX-08"


@pytest.mark.parametrize(
    "text",
    [
        "yesterday", "last week", "two days ago", "on Monday", "next Friday", "this morning", "in the third quarter",
        "last summer", "the day before yesterday", "three days later", "later this year", "by the end of the year",
        "in January this year", "last December", "the past two years", "year-end", "in the summer", "two hours ago",
        "the first three months of this year", "last fiscal year", "in two weeks", "the week of May 2",
    ],
)  # fmt: skip
def test_without_a_reference_what_is_told_from_it_is_left_out(text: str) -> None:
    assert [mention.date.begin for mention in _find(text, None) if mention.date] in ([], [""])


def test_without_a_reference_a_date_before_leads() -> None:
    text = "The war began in March 1982. In June the islands fell."
    _, second = find_dates(text, None, [Span(0, 28), Span(29, len(text))])
    assert second.date is not None
    assert (second.date.edtf, second.date.anchor) == ("1982-06", "paragraph")
    assert second.confidence < 0.7


def test_a_value_says_what_resolved_it() -> None:
    assert _only("on 3 May 2019").anchor == "text"
    assert _only("It closed in March.").anchor == "document date"
    said = _find("He said in May 2019 that in March it closed.")[1]
    assert said.date is not None
    assert said.date.anchor == "sentence"
    assert "sentence" in said.why


def test_a_leap_day_finds_its_year() -> None:
    assert _values("It closed on February 29.", date(2022, 6, 15)) == ["2020-02-29"]


def test_a_skipped_span_hides_what_overlaps_it() -> None:
    text = "April Jones came in April 2019 and left in May 2020."
    assert [one.text for one in _find(text, skip=(Span(0, 11),))] == ["April 2019", "May 2020"]
    assert [one.text for one in _find(text, skip=(Span(26, 30), Span(0, 5)))] == ["May 2020"]


def test_mentions_know_their_sentence() -> None:
    text = "In 2019 it began. In 2020 it ended. "
    numbers = [one.sentence for one in find_dates(text, WRITTEN, [Span(0, 17), Span(18, 35)])]
    assert numbers == [0, 1]
    assert [one.sentence for one in find_dates(text, WRITTEN, [])] == [-1, -1]


_PIECES = st.sampled_from([
    "early", "late", "mid-", "the", "end", "of", "beginning", "January", "March", "May", "Jun.", "Dec.", "3", "31",
    "31st", "2019", "1987", "19", "20", ",", ".", "-", "–", "/", "to", "and", "between", "from", "until", "Monday",
    "Tue,", "next", "last", "this", "week", "month", "year", "quarter", "first", "second", "half", "Q3", "FY",
    "1990s", "'80s", "19th", "century", "ago", "earlier", "later", "two", "a", "in", "on", "by", "will", "said",
    "that", "spring", "summer", "fiscal", "day", "before", "yesterday", "tomorrow", "(", ")", "\"", "2021-03-15",
    "03/04/2019", "months", "of", "past", "year-end", "\n", "\n\n", "", "BC", "AD", "44", "circa", "?", "since", "after",
    "Easter", "present", "20210308", "2021-W09", "12th", "turn", "that", "following", "MARCH", "Septem-\nber", "JUNE 3",
    "siècle", "XIX", "vor", "Jahren", "zwei", "mayo", "de", "3.", "Mai", "mars", "dernier", "años", "80", "lunes",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.lists(_PIECES, max_size=25).map(" ".join), st.lists(_PIECES, max_size=15).map("".join), st.text()),
    st.none() | st.dates(date(1600, 1, 1), date(2090, 12, 31)) | st.dates(),
    st.sampled_from(["", "en", "de", "fr", "es", "it", "pt", "nl", "ru"]),
)
@example("In AD 1 it fell. The previous decade, that spring, two centuries earlier, the following March.", WRITTEN, "")
@example("Next century, last winter, in March, by Easter, on Monday, tomorrow.", date.max, "en")
@example("Next century, last winter, in March, by Easter, on Monday, yesterday.", date.min, "en")
@example("In AD 79 it fell. Twenty decades earlier it stood.", WRITTEN, "")
@example("in the 00s and the 20th century", None, "")
@example("40 centuries ago and 400 decades ago, 9999 years ago", WRITTEN, "")
def test_whatever_the_text_mentions_are_sound(text: str, reference: date | None, language: str) -> None:
    end = 0
    for mention in find_dates(text, reference, [Span(0, len(text))], language=language):
        assert mention.type is EntityType.DATE
        assert mention.span.start >= end
        assert mention.span.of(text) == mention.text
        assert mention.text.strip() == mention.text != ""
        assert mention.found_by
        assert mention.why
        end = mention.span.end
        _check(mention.date, mention.confidence)


def _check(value: DateValue | None, confidence: float) -> None:
    assert value is not None
    first, last = bounds(value.edtf)
    assert value.precision in _PRECISIONS
    assert re.fullmatch(r"(?:(?:since|until|before|after)\b ?)?(?:early|mid|late)?", value.modifier)
    assert (_day(value.begin), _day(value.end)) == (first, last)
    assert 0 < value.confidence == confidence <= 1


def _day(iso: str) -> tuple[int, int, int] | None:
    sign = -1 if iso.startswith("-") else 1
    return None if not iso else (sign * int(iso.removeprefix("-")[:4]), int(iso[-5:-3]), int(iso[-2:]))


_NONSENSE = [
    "1", ",", "1,", "1-", "1/", "1.1.", "2019-", "2019 ", "March ", "March 3-", "Jan/", "June and ", "June, ", "from ",
    "between 2019 and ", "early ", "end of ", "Monday, ", "the ", "a ", "two ", "last ", "first ", "in ", "Q1", "'8",
    "\n", " ", "1980s and ", "03/04/2019 ", "said March 3, 2019 that in June ",
]  # fmt: skip


@pytest.mark.parametrize("piece", _NONSENSE)
def test_long_nonsense_takes_time_in_proportion(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    find_dates(text, WRITTEN, [Span(0, len(text))])


@pytest.mark.parametrize("piece", ["1", ",", "1,", "12 ", "2,019 ", "1.", "0/", " ", "from "])
def test_a_long_run_of_digits_and_commas_is_no_burden(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert find_dates(text, WRITTEN, [Span(at, at + 2000) for at in range(0, len(text), 2000)]) == []
