"""The order of days as ISO 8601 writes them, those before Christ among them, and how a person reads a date."""

from __future__ import annotations

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_PARTS = {"33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1", "41": "H2"}
_DAYS_OF_YEAR, _DAYS_OF_MONTH = 372, 31  # enough for an order
_SHORT_YEARS = 1000


def in_order(day: str) -> tuple[int, str]:
    """Return a key that sorts days by time: `-0446-01-01` stands before `-0043-01-01`, both before `0079-01-01`.

    "" (no day) comes last.
    """
    if not day:
        return 1_000_000, ""
    if day.startswith("-"):
        year, _, rest = day[1:].partition("-")
        return -int(year), rest
    year, _, rest = day.partition("-")
    return int(year), rest


def in_time(begin: str, end: str, modifier: str = "") -> tuple[bool, float, float]:
    """Return a key that sorts dates as a reader of a timeline expects, from first and last day and modifier.

    `late 2020` stands in the last third of the year, `until 2020` at its end; what is told less exactly stands before
    what begins with it; what has no year comes last.
    """
    if not begin:
        return True, 0, 0
    first = _number(begin)
    last = _number(end) if end else first
    words = modifier.split()
    share = 2 / 3 if "late" in words else 1 / 3 if "mid" in words else 0.0
    if ("until" in words or "after" in words) and not share and "early" not in words:
        share = 1.0
    return False, first + share * (last - first), first - last


def in_words(edtf: str) -> str:
    """Return an EDTF value as a person reads it: `2021 Q1`, `1990s`, `19th century`, `44 BC`, `c. 1850`, `1998 –`."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _single(edtf)
    if last == "..":
        return f"{_single(first)} –"
    if len(first) == len(last) == len("2021-03-01") and first[:5] == last[:5]:
        return f"{first} – {last[8:] if first[:7] == last[:7] else last[5:]}"
    return f"{_single(first)} – {_single(last)}"


def _single(edtf: str) -> str:
    if edtf.endswith("~"):
        return f"c. {_single(edtf[:-1])}"
    if edtf.endswith("?"):
        return f"{_single(edtf[:-1])}?"
    era = ""
    if edtf.startswith("-"):
        edtf, era = edtf[1:], " BC"
    year, _, rest = edtf.partition("-")
    if year.endswith("XX") and year != "XXXX":
        return f"{_ordinal(int(year[:2]) + 1)} century{era}"
    if year.endswith("X") and year != "XXXX":
        return f"{year[:3]}0s{era}"
    if era:
        return f"{int(year) + 1}{era}"
    if rest in _SEASONS:
        return f"{year}/{(int(year) + 1) % 100:02d} winter" if rest == "24" else f"{year} {_SEASONS[rest]}"
    if rest in _PARTS:
        return f"{year} {_PARTS[rest]}"
    if not rest and year.isdecimal() and int(year) < _SHORT_YEARS:
        return f"AD {int(year)}" if int(year) else "1 BC"
    return edtf


def _ordinal(number: int) -> str:
    teen = 10 < number % 100 < 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _number(day: str) -> int:
    year, month, number = day.removeprefix("-").split("-")
    sign = -1 if day.startswith("-") else 1
    return sign * int(year) * _DAYS_OF_YEAR + int(month) * _DAYS_OF_MONTH + int(number)
