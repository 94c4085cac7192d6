"""Give a month or day without a year the year that its sentence, its paragraph or the document's date tells."""

from __future__ import annotations

import re
from datetime import date

from explorer.entities.dates.context import FUTURE, PAST, Context, Found
from explorer.entities.dates.lexicon import DAY, GAP, MONTH, YEAR
from explorer.entities.dates.values import of_month, of_numbers, sure, without_year
from explorer.model.entity import DateValue

_LISTED = re.compile(
    rf"(?:,{GAP}|{GAP}?(?:and|or|&){GAP}|,{GAP}(?:and|or){GAP}|{GAP}?[-–/]{GAP}?)(?:(?:again|then|later){GAP})?(?:(?:on|in){GAP})?"
    rf"(?:{MONTH}(?:{GAP}{DAY})?|{DAY}(?:{GAP}{MONTH})?)"
)
_ITS_YEAR = re.compile(rf"(?:,|{GAP}of|)(?:{GAP})?({YEAR})")
_REPORTED = re.compile(r"\b(?:that|said|says|told|announced|claimed|stated|recalled|confirmed|reported)\b|[\"“:]")
_WOULD = re.compile(r"\b(?:will|would|shall|to|planned|plans|expected|due|until|by|next)\b", re.IGNORECASE)
_WOULD_BEHIND = re.compile(r"[^.;,]{0,40}\s(?:will|would|shall)\b")
_SINCE = re.compile(r"\b(?:since|last)\s+$", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:since|until|till|than|against|vs|compared\s+(?:with|to)|due|founded\s+in)\s+$")
_NARRATIVE_MONTHS = 14  # an explicit date older than this leads its paragraph; a younger one is near the document's

_RECENT_DAYS = 45
_SOON_DAYS, _SOON_MONTH = 45, 62  # until a day, until the first of a month
_FAR_DAYS = 240  # a writer who means a month so far ahead tells the year more often than not
_LOOK_BACK = 8  # dates
_LOOK_BACK_CHARACTERS = 400


def place(context: Context, start: int, end: int, month: int, day: int | None = None) -> DateValue | None:
    """Return the month (or day of it) at start to end with the likeliest year; None for a day no year has."""
    if day is not None and of_numbers(2000, month, day) is None:
        return None
    return (
        _from_list(context, end, month, day)
        or _from_sentence(context, start, end, month, day)
        or _from_paragraph(context, start, end, month, day)
        or _from_document(context, start, end, month, day)
        or without_year(month, day)
    )


def with_year(year: int, month: int, day: int | None) -> DateValue | None:
    """Return the month, or the day of it, in a year."""
    return of_month(year, month) if day is None else of_numbers(year, month, day)


def _from_list(context: Context, end: int, month: int, day: int | None) -> DateValue | None:
    """Read the year behind a list of dates that this one begins: `June and July 2020`."""
    at = end
    for _ in range(6):
        item = _LISTED.match(context.text, at)
        if item is None:
            return None
        at = item.end()
        year = _ITS_YEAR.match(context.text, at)
        if year is not None:
            return sure(with_year(int(year[1]), month, day), 0.9, "sentence")
    return None


def _from_sentence(context: Context, start: int, end: int, month: int, day: int | None) -> DateValue | None:
    """Reckon from an explicit date earlier in the sentence: `said in December 2020 that in June …`."""
    sentence = context.sentence(start)
    for found in reversed(context.found[-_LOOK_BACK:]):
        if found.span.start < sentence.start:
            return None
        if _leads(context, found):
            break
        if found.value.precision == "year" and found.span.start - sentence.start <= 4 and found.value.anchor == "text":
            return sure(with_year(int(found.value.edtf), month, day), 0.75, "sentence")
    else:
        return None
    if _is_recent(context, found):
        return None
    between = context.text[max(found.span.end, start - _LOOK_BACK_CHARACTERS) : start]
    ahead, back = _beside(found, month, day)
    if _WOULD.search(between) or _WOULD_BEHIND.match(context.text, end):
        return sure(ahead, 0.7, "sentence")
    if _REPORTED.search(between):
        return sure(back, 0.85, "sentence")
    return sure(ahead if _not_after(context, ahead) else back, 0.7, "sentence")


def _from_paragraph(context: Context, start: int, end: int, month: int, day: int | None) -> DateValue | None:
    """Go on from an old date that leads the paragraph; without a document's date, from any date before."""
    found = led_by(context, start, end)
    if found is None:
        return None
    ahead, back = _beside(found, month, day)
    if context.reference is None:
        near = context.same_paragraph(found.span.end, start)
        return sure(_nearer(found, ahead, back), 0.6 if near else 0.45, "paragraph")
    return sure(ahead, 0.6, "paragraph")


def led_by(context: Context, start: int, end: int) -> Found | None:
    """Return the old date that a paragraph tells its story from; without a document's date, any date before."""
    found = next((each for each in reversed(context.found[-_LOOK_BACK:]) if _leads(context, each)), None)
    if found is None or context.reference is None:
        return found
    old = _months(context.reference) - _months(date.fromisoformat(found.value.begin)) > _NARRATIVE_MONTHS
    near = context.same_paragraph(found.span.end, start)
    if near and old and context.tense(start, end) == PAST and not _present(context, start):
        return found
    return None


def _from_document(context: Context, start: int, end: int, month: int, day: int | None) -> DateValue | None:
    reference = context.reference
    if reference is None:
        return None
    reach = 4 if (month, day) == (2, 29) else 1
    years = range(reference.year - reach, reference.year + reach + 1)
    values = [value for year in years if (value := with_year(year, month, day)) is not None]
    tense = context.tense(start, end)
    if tense == PAST:
        # A dateline may be a few days younger than the date of the file.
        slack = 3 if day is not None else 0
        past = [value for value in values if _days_until(reference, value) <= slack]
        soon_enough = _SOON_DAYS if day is not None else _SOON_MONTH
        soon = [value for value in values if slack < _days_until(reference, value) <= soon_enough]
        if soon and not _SINCE.search(context.before(start)):
            # Of a time almost a year ago a writer would tell the year.
            return sure(soon[0], 0.6, "document date")
        return sure(past[-1], 0.85, "document date") if past else None
    if tense == FUTURE and not _beside_past(context, start):
        ahead = [value for value in values if date.fromisoformat(value.end) >= reference]
        just = [value for value in values if -_RECENT_DAYS <= _days_until(reference, value) < 0]
        if day is not None and just:
            return sure(just[-1], 0.6, "document date")
        far = bool(ahead) and _days_until(reference, ahead[0]) > _FAR_DAYS
        return sure(ahead[0], 0.65 if far else 0.8, "document date") if ahead else None
    nearest = min(values, key=lambda value: abs(_days_until(reference, value)))
    return sure(nearest, 0.75 if abs(_days_until(reference, nearest)) <= 62 else 0.6, "document date")


def _beside_past(context: Context, start: int) -> bool:
    """Say whether a date told from the document's day stands before in the sentence and has passed."""
    if not context.found or context.reference is None:
        return False
    value = context.found[-1].value
    past = value.anchor == "document date" and value.precision in ("day", "month") and value.end != ""
    return (
        past
        and value.end < context.reference.isoformat()
        and context.found[-1].span.start >= context.sentence(start).start
        and _WOULD.search(context.text[context.found[-1].span.end : start]) is None
    )


def _leads(context: Context, found: Found) -> bool:
    """Say whether what is told after a date may be reckoned from it: it is complete and no mere comparison or bound."""
    value = found.value
    if _ASIDE.search(context.before(found.span.start)):
        return False
    return value.anchor == "text" and value.precision in ("day", "month", "season", "quarter") and bool(value.begin)


def _beside(found: Found, month: int, day: int | None) -> tuple[DateValue | None, DateValue | None]:
    """Return the first such date from the found one on, and the last up to it."""
    anchor = date.fromisoformat(found.value.begin)
    key, own = (month, day or 0), (anchor.month, anchor.day if day and found.value.precision == "day" else 0)
    if key[0] == own[0] and not own[1]:
        same = with_year(anchor.year, month, day)
        return same, same
    ahead = anchor.year if key >= own else anchor.year + 1
    back = anchor.year if key <= own else anchor.year - 1
    return with_year(ahead, month, day), with_year(back, month, day)


def _is_recent(context: Context, found: Found) -> bool:
    """Say whether a date is so near to the document's that the latter serves as well."""
    reference = context.reference
    return reference is not None and abs(_days_until(reference, found.value)) <= _RECENT_DAYS


def _nearer(found: Found, ahead: DateValue | None, back: DateValue | None) -> DateValue | None:
    if ahead is None or back is None:
        return ahead or back
    anchor = date.fromisoformat(found.value.begin)
    return ahead if abs(_days_until(anchor, ahead)) <= abs(_days_until(anchor, back)) else back


def _not_after(context: Context, value: DateValue | None) -> bool:
    return value is not None and (context.reference is None or value.begin <= context.reference.isoformat())


def _present(context: Context, start: int) -> bool:
    """Say whether the sentence speaks of now (`this year`, `has`), so that an old date does not lead it."""
    sentence = context.sentence(start)
    return (
        re.search(
            r"\b(?:this|now|has|have|today)\b", context.text[max(sentence.start, start - _LOOK_BACK_CHARACTERS) : start]
        )
        is not None
    )


def _months(day: date) -> int:
    return day.year * 12 + day.month


def _days_until(reference: date, value: DateValue) -> int:
    begin, end = date.fromisoformat(value.begin), date.fromisoformat(value.end)
    if begin <= reference <= end:
        return 0
    return (begin - reference).days if begin > reference else (end - reference).days
