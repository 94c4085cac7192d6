"""From a text to its annotations: names, document rules, dates, entities, quotations, relations. Read this first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from explorer.entities.consistency import agree
from explorer.entities.dates import find_dates
from explorer.entities.quotes import find_quotes
from explorer.entities.relations import find_relations
from explorer.entities.resolve import numbered, resolve
from explorer.entities.salience import weigh
from explorer.model.document import Metadata, ReadDocument
from explorer.model.entity import Annotations, DateValue, EntityType, LocalEntity, Mention, RelationKind
from explorer.model.span import Span
from explorer.ports import Tagger

_NEAR_DAYS = 5  # between the dateline's day and the document's


def annotate(document: ReadDocument, sentences: tuple[Span, ...], tagger: Tagger, minimum: float) -> Annotations:
    """Find who, what and when in a document; mentions below the confidence `minimum` are kept but make no entity.

    All spans are offsets of `document.text`; mentions are ascending and do not overlap.
    """
    text, metadata = document.text, document.metadata
    dates = _with_header(
        text, find_dates(text, _written(text, metadata), sentences, language=metadata.language), metadata
    )
    names = agree(text, tagger.tag(text, sentences), metadata, minimum, sentences)
    names = _beside(names, dates)
    names, entities = resolve(names, minimum)
    dates, dated = _numbered(dates, len(entities), minimum)
    mentions = _placed(sorted([*names, *dates], key=lambda mention: mention.span), sentences)
    quotes = tuple(find_quotes(text, sentences, mentions))
    relations = tuple(find_relations(text, sentences, mentions))
    speaking = {quote.speaker_local for quote in quotes} | {
        one.subject_local for one in relations if one.kind is RelationKind.ROLE
    }
    return Annotations(
        sentences=sentences,
        mentions=tuple(mentions),
        entities=weigh(text, metadata, sentences, mentions, (*entities, *dated), speaking),
        quotes=quotes,
        relations=relations,
    )


def _reference(metadata: Metadata) -> date | None:
    """Return the day of the document, None where only a part of it or nothing is known."""
    if metadata.date is None:
        return None
    try:
        return date.fromisoformat(metadata.date.value)
    except ValueError:
        return None


def _written(text: str, metadata: Metadata) -> date | None:
    """Return the day that `yesterday` and `Monday` are told from: the dateline's, where it is near the document's."""
    day, line = _reference(metadata), metadata.dateline
    if day is None or line is None or line.date is None:
        return day
    begin = line.date.start
    found = find_dates(text[begin : line.date.end], day, [Span(0, len(line.date))], language=metadata.language)
    if not found or found[0].date is None or found[0].date.precision != "day" or not found[0].date.begin:
        return day
    told = date.fromisoformat(found[0].date.begin)
    return told if abs((told - day).days) <= _NEAR_DAYS else day


def _with_header(text: str, dates: list[Mention], metadata: Metadata) -> list[Mention]:
    """Add the date of the header where the text shows it and the grammar did not find it."""
    fact, day = metadata.date, _reference(metadata)
    if fact is None or fact.span is None or day is None or any(one.span.overlaps(fact.span) for one in dates):
        return dates
    value = DateValue(day.isoformat(), "day", day.isoformat(), day.isoformat(), anchor="text")
    header = Mention(fact.span, fact.span.of(text), EntityType.DATE, 1.0, "rules", "date of the header", date=value)
    return sorted([header, *dates], key=lambda mention: mention.span)


def _beside(names: list[Mention], dates: list[Mention]) -> list[Mention]:
    """Drop names that overlap a date, unless the date is only a part of the name (`May Day Committee`)."""
    begins = [mention.span.start for mention in dates]
    kept = []
    for name in names:
        near = dates[max(0, bisect_right(begins, name.span.start) - 1) : bisect_right(begins, name.span.end)]
        if not any(one.span.overlaps(name.span) for one in near):
            kept.append(name)
    return kept


def _numbered(dates: list[Mention], first: int, minimum: float) -> tuple[list[Mention], list[LocalEntity]]:
    """Give equal dates one number from `first` on, and make an entity of each."""
    local: dict[str, int] = {}
    names: dict[str, list[str]] = {}
    dated = []
    for mention in dates:
        if mention.date is None or mention.confidence < minimum:
            dated.append(numbered(mention, -1))
            continue
        key = mention.date.edtf
        number = local.setdefault(key, first + len(local))
        if mention.text not in names.setdefault(key, []):
            names[key].append(mention.text)
        dated.append(numbered(mention, number))
    entities = [LocalEntity(number, EntityType.DATE, key, key, tuple(names[key])) for key, number in local.items()]
    return dated, entities


def _placed(mentions: Sequence[Mention], sentences: Sequence[Span]) -> list[Mention]:
    """Note for each mention the sentence it stands in."""
    begins = [span.start for span in sentences]
    placed = []
    for mention in mentions:
        number = bisect_right(begins, mention.span.start) - 1
        inside = number >= 0 and mention.span.start < sentences[number].end
        placed.append(numbered(mention, mention.local, number if inside else -1))
    return placed
