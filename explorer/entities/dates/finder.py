"""Find dates: one pass for the words that can begin one, then the rules of that word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from explorer.entities.dates.context import Context, Found, can_count_from
from explorer.entities.dates.english import ENGLISH
from explorer.entities.dates.foreign import grammar_of
from explorer.entities.dates.prepared import prepared
from explorer.entities.dates.qualify import qualified
from explorer.entities.dates.wording import languages
from explorer.model.entity import DateValue, EntityType, Mention
from explorer.model.span import Span


def find_dates(
    text: str, reference: date | None, sentences: Sequence[Span], skip: Sequence[Span] = (), language: str = ""
) -> list[Mention]:
    """Find the dates of a text, in order, none overlapping another or a span of `skip`.

    `reference` is the document's date: what is told relative to it is left out without one, and a month or a day
    without a year then has an EDTF value with unknown digits (`XXXX-06`), no first and last day and a confidence
    below 0.5. `sentences` are in order. `language` is the document's, an ISO 639-1 code or "" where it is unsure.
    """
    if reference is not None and not can_count_from(reference.isoformat()):
        reference = None
    ready = prepared(text)
    grammar = ENGLISH if language in ("", "en") or language not in languages() else grammar_of(language)
    context = Context(ready.text, reference, sentences, language, grammar.tenses)
    blocked = sorted(skip)
    mentions: list[Mention] = []
    last = 0
    for trigger in grammar.trigger.finditer(ready.text):
        start = trigger.start()
        if start < last:
            continue
        reading = grammar.read(context, start, trigger.lastgroup or "")
        if reading is None:
            continue
        end, value = qualified(context, grammar.around, start, ready.gaps.get(reading.end, reading.end), reading.value)
        span = Span(start, end)
        if blocked and _is_blocked(blocked, span):
            continue
        last = end
        context.found.append(Found(span, value))
        mentions.append(_mention(context, span, span.of(text), value, reading.rule))
    return mentions


def _mention(context: Context, span: Span, text: str, value: DateValue, rule: str) -> Mention:
    why = rule if value.anchor == "text" else f"{rule}, from the {value.anchor}"
    number = context.sentence_number(span.start)
    return Mention(span, text, EntityType.DATE, value.confidence, "date rules", why, sentence=number, date=value)


def _is_blocked(blocked: Sequence[Span], span: Span) -> bool:
    at = bisect_right(blocked, Span(span.end, -1))
    return any(other.overlaps(span) for other in blocked[max(at - 4, 0) : at])
