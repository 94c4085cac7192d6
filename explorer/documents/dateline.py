"""Read the opening of a news story: `MOSCOW, March 16. /TASS/.`, `LONDON (Reuters) -`, `PARIS, June 2 (AP) —`.

Forms decide, not lists of places or agencies: a place in capitals, or any place with a date or an agency in brackets
or slashes after it, up to a dash, a colon or a full stop, before the story itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from explorer.documents.regions import REGIONS
from explorer.documents.written_dates import MONTH
from explorer.model.document import Dateline
from explorer.model.span import Span

_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?[ ])?"
_DAY = (
    rf"{_WEEKDAY}(?i:{MONTH})\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?(?:,?[ ]\d{{4}})?"
    rf"|{_WEEKDAY}\d{{1,2}}[ ](?i:{MONTH})\.?(?:,?[ ]\d{{4}})?|\d{{4}}-\d\d-\d\d"
)
_DAY_AT_END = re.compile(rf"(?:^|[,.]?\s+)(?P<date>{_DAY})[.,]?$")
_DASH = r"(?:-{1,3}|–|—|―)"
_AGENCY = r"[^\W\d_][\w.&'’ -]{1,40}"
_AGENCY_IN_BRACKETS = r"[^\W\d_][\w.&'’/ -]{1,40}"
_AGENCY_AT_END = re.compile(rf",\s+(?P<source>{_AGENCY})$")
_DASH_AT_END = re.compile(rf"{_DASH}\s*$")
_LEADING_AGENCY = re.compile(rf"\((?P<source>{_AGENCY_IN_BRACKETS})\)[ ]?(?:{_DASH}\s)?\s?")
_SHORT_AGENCY = re.compile(r"[A-Z]{2,6}")
_COUNTRY_IN_BRACKETS = re.compile(r"\s\[[^\W\d_][^\[\]\n]{1,30}\]$")
_DATE_FIRST = re.compile(rf"(?P<date>{_DAY})(?:,\s(?P<place>[^\W\d_][^\n,–—]{{1,40}}))?\s{_DASH}\s")

# What may follow a place and a dash or date before the story begins: an agency, a date, or both.
_NAMED = r"[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,3}"
_MORE = re.compile(
    rf"\s(?:(?P<source>{_NAMED})\s{_DASH}\s)?(?P<date>{_DAY})(?:\s\((?P<bracketed>{_AGENCY})\))?\s?(?:{_DASH}|[:.])(?=\s)"
    rf"|\s(?P<dashed>{_NAMED})\s{_DASH}(?=\s)"
    rf"|\s(?P<stopped>(?:[A-Z][\w-]* )?[A-Z]{{2,9}}(?: [A-Z][\w-]*)?)\.(?=\s)"
)

# What ends the line, the surest first; each is tried where it stands first.
_BRACKETED = re.compile(
    rf"(?:[ \n]|--|[—–]|(?<=\d)(?=/))"
    rf"(?:\((?P<source>{_AGENCY_IN_BRACKETS})\)|/(?P<slashed>{_AGENCY})/)(?P<end>\s*(?:{_DASH}|[.:](?=\s)))?"
)
_DASHED = re.compile(rf"\s{_DASH}\s|\w(?P<close>[—―]|--)\s?|\.(?P<dot>-{{1,2}}|–)\s")
_COLON = re.compile(r":\s")
_STOPPED = re.compile(r"(?<=\d)\.\s")

_YEAR = re.compile(r"\d{4}")
_PLACE_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*")
_SMALL = frozenset(["of", "de", "del", "la", "el", "al", "and", "da", "do", "du", "les", "sur", "am", "an", "der"])
# Words in capitals that head a text rather than place it.
_HEADS_WORDS = """
    A AN THE The An ABSTRACT ADVISORY ALERT ANALYSIS ANNEX ANSWER APPENDIX ARTICLE ATTENTION BACKGROUND BREAKING BRIEF
    BUSINESS CAUTION CHAPTER CLARIFICATION COLUMN COMMENT CORRECTED CORRECTION CULTURE DISCLAIMER DRAFT EDITORIAL
    EXCLUSIVE EXPLAINER FACTBOX FACTS FEATURE FIGURE FINANCE FLASH FOCUS FULL GRAPHIC HEADLINE HEALTH IMPORTANT INSIGHT
    INTERVIEW INTRODUCTION LETTER LETTERS LIFESTYLE LIVE MARKETS MEMO MEMORANDUM NEWS NOTE NOTICE OBITUARY OPINION
    OVERVIEW PART PHOTO PHOTOS PODCAST POLITICS POLL PREFACE PREVIEW PROFILE QUESTION RE READ RECAP REPORT RESULTS
    REVIEW SCIENCE SECTION SPORT SPORTS STATEMENT SUBJECT SUMMARY TABLE TECHNOLOGY TIMELINE TIP TITLE TRANSCRIPT UPDATE
    UPDATED URGENT VIDEO WARNING WATCH WEATHER WRAPUP
"""
_HEADS = frozenset(_HEADS_WORDS.split())
_LONGEST = 160
_SHORTEST_STORY = 60


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline with its parts as written: place, date (without its year, perhaps) and agency, "" if missing."""

    dateline: Dateline
    place: str
    date: str
    source: str


@dataclass(slots=True)
class _Parts:
    """Spans of a dateline in the making, counted from its start."""

    place: Span | None = None
    date: Span | None = None
    source: Span | None = None
    capitals: bool = False


def read_dateline(text: str, start: int) -> Opening | None:
    """Return the dateline at offset `start` of `text`, None if no news story begins there."""
    head = text[start : start + _LONGEST].partition("\n\n")[0]
    before = _LEADING_AGENCY.match(head)
    at = before.end() if before else 0
    if not before and not head[:1].isupper() and not head[:1].isdigit():
        return None
    found = (None if before else _bracketed(head) or _date_first(text, start, head)) or _unbracketed(
        text, start, head, at
    )
    if found is None and before and _opens_alone(before, head) and _story_follows(text, start + at):
        found = _Parts(), len(before.group().rstrip())
    if found is None:
        return None
    parts, end = found
    if before:
        parts.source = Span(*before.span("source"))
    spans = [part.shifted(start) if part else None for part in (parts.place, parts.date, parts.source)]
    line = Dateline(Span(start, start + end), *spans)
    return Opening(line, *(span.of(text) if span else "" for span in spans))


def _opens_alone(agency: re.Match[str], head: str) -> bool:
    """Say whether an agency in brackets is all of the dateline: a dash follows, or a story does right away."""
    if _DASH_AT_END.search(agency.group()):
        return True
    name, story = agency["source"], head[agency.end() :]
    return _SHORT_AGENCY.fullmatch(name) is not None and name not in _HEADS and story[:1].isupper()


def _date_first(text: str, start: int, head: str) -> tuple[_Parts, int] | None:
    """Read `16 March 2021 -` and `16 March 2021, Rome -`, where the year tells a dateline from a phrase."""
    found = _DATE_FIRST.match(head)
    if found is None or not _YEAR.search(found["date"]) or (found["place"] and not _is_place(found["place"])):
        return None
    end = len(found.group().rstrip())
    if not _story_follows(text, start + end):
        return None
    return _Parts(Span(*found.span("place")) if found["place"] else None, Span(*found.span("date"))), end


def _bracketed(head: str) -> tuple[_Parts, int] | None:
    """Read `PLACE, date (Agency) -` and `PLACE (Agency) -`, also with slashes."""
    mark = _BRACKETED.search(head)
    parts = _parts(head, 0, mark.start()) if mark else None
    if mark is None or parts is None:
        return None
    group = "source" if mark["source"] else "slashed"
    if parts.date is None and (mark["end"] is None or not _lone_place(parts, head, mark[group])):
        return None
    parts.source = Span(*mark.span(group))
    return parts, mark.end()


def _unbracketed(text: str, start: int, head: str, at: int) -> tuple[_Parts, int] | None:
    """Read `PLACE, date —`, `PLACE, Agency —`, `PLACE, date.`, `PLACE:` and the like, before a story."""
    for pattern in (_DASHED, _COLON, _STOPPED):
        mark = pattern.search(head, at)
        if mark is None:
            continue
        groups = mark.groupdict()
        stop = mark.start("close") if groups.get("close") else mark.start("dot") if groups.get("dot") else mark.start()
        parts = _parts(head, at, stop, agency=pattern is _DASHED)
        if parts is None or not parts.capitals or (pattern is _STOPPED and parts.date is None):
            continue
        end = len(head[: mark.end()].rstrip())
        if _story_follows(text, start + end):
            end += pattern is _STOPPED and head[end - 1] != "."
            return _with_more(parts, end, text, start, head)
    return None


def _with_more(parts: _Parts, end: int, text: str, start: int, head: str) -> tuple[_Parts, int]:
    """Read the agency and the date that may stand after the first mark, before the story itself."""
    more = _MORE.match(head, end) if parts.source is None else None
    if more is None or not _story_follows(text, start + more.end()):
        return parts, end
    source = next((name for name in ("source", "bracketed", "dashed", "stopped") if more[name]), None)
    if (more["date"] and parts.date) or (source and more[source].split()[0] in _HEADS):
        return parts, end
    if (more["dashed"] or more["stopped"]) and not parts.date:
        return parts, end  # a name and a dash may as well begin the story
    parts.source = Span(*more.span(source)) if source else None
    parts.date = Span(*more.span("date")) if more["date"] else parts.date
    return parts, more.end()


def _parts(head: str, start: int, end: int, agency: bool = False) -> _Parts | None:
    """Read what stands before the mark: a place, then perhaps an agency, then perhaps a date."""
    end = start + len(head[start:end].rstrip(" ,.\n"))
    day = _DAY_AT_END.search(head[:end], start)
    date = Span(*day.span("date")) if day else None
    end = day.start() if day else end
    source = None
    named = _AGENCY_AT_END.search(head[:end], start) if agency else None
    if named is not None and named["source"].upper() not in REGIONS and not named["source"].endswith("."):
        source, end = Span(*named.span("source")), named.start()
    if date is not None and end == start:
        return _Parts(None, date)
    country = _COUNTRY_IN_BRACKETS.search(head[:end], start)
    end = country.start() if country else end
    if not _is_place(head[start:end]):
        return None
    capitals = _in_capitals(head[start:end])
    return _Parts(Span(start, end), date, source, capitals)


def _is_place(written: str) -> bool:
    """Say whether the words can name a place: few, without digits, each with a capital."""
    if not 2 <= len(written) <= 50 or written.count(",") > 2:
        return False
    first = written.split(maxsplit=1)[0].strip(".,:")
    if first in _HEADS or len(first) < 2:
        return False
    words = re.split(r"[ /\n]|,\s", written)
    return len(words) <= 6 and all(
        _PLACE_WORD.fullmatch(word) and (word[0].isupper() or word in _SMALL) for word in words
    )


def _in_capitals(place: str) -> bool:
    """Say whether the place, up to its first comma, is set in capitals."""
    first = place.partition(",")[0]
    return first.isupper() and sum(map(str.isalpha, first)) > 1


def _lone_place(parts: _Parts, head: str, agency: str) -> bool:
    """Say whether a name without a date before an agency is a place, not one that the brackets only shorten."""
    name = parts.place.of(head) if parts.place else ""
    if agency.casefold() == "".join(word[0] for word in name.split()).casefold():
        return False
    return parts.capitals or len(name.split()) <= 3


def _story_follows(text: str, at: int) -> bool:
    """Say whether prose follows in the same paragraph; a line that goes on in capitals was a headline."""
    story = text[at : at + 1200].lstrip(" ").partition("\n\n")[0]
    return (
        len(story.strip()) >= _SHORTEST_STORY and not story.partition("\n")[0].isupper() and not story.startswith("\n")
    )
