"""Speech without marks: turns of a transcript (`OKORO: We sail.`), and lines that a letter quotes (`> We sail.`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from explorer.entities.quotes.people import People, Speaker
from explorer.entities.quotes.prints import fingerprint
from explorer.model.entity import EntityType, Quote, QuoteKind
from explorer.model.span import Span
from explorer.values import dataclass

_LABEL = re.compile(
    r"\n[ \t*_]{0,6}(?P<label>[A-Z][\w.'’-]*(?: [A-Z(][\w.'’-]*\)?| (?:of|de|van|von|der|la|the)){0,5})"
    r"(?: ?[(\[][^)\]\n]{1,40}[)\]])?[*_]{0,2}(?::[*_]{0,2}(?=\s)|(?<=\n[QA])\.(?=[ \t]))[ \t]*\n?(?=[^\s:])"
)
_QUESTION = re.compile(r"(?:Q|Question|Interviewer)\Z", re.IGNORECASE)
_ANSWER = re.compile(r"(?:A|Answer|Interviewee)\Z", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:interview(?:ed)?|conversation|talk(?:s|ed|ing)?|spoke|speaks|examination|testimony|deposition|questions?)\s+"
    r"(?:with|to|of|for|by)\s[^\n]{0,60}",
    re.IGNORECASE,
)
# What stands before a colon in the head of a letter or in a form is nobody who speaks.
_FORM = frozenset([
    "from", "to", "cc", "bcc", "date", "sent", "subject", "re", "reply-to",
    "fwd", "attachments", "note", "notes", "address", "tel", "fax", "email", "e-mail",
    "phone", "source", "location", "venue", "present", "absent", "apologies", "time", "title",
    "author", "edited", "updated", "contact", "website", "photo", "image", "caption",
])  # fmt: skip
_FEWEST = 3  # turns of a transcript
_WROTE = re.compile(r"\b(?P<cue>wrote|writes|schrieb|a écrit|escribió|ha scritto)\s?:[ \t]*\n(?:[ \t]*\n)?(?=[ \t]*>)")
_QUOTED_LINES = re.compile(r"(?:[ \t]*>[^\n]*(?:\n|\Z))+")
_HEAD_OF_LETTER = 200  # characters before `wrote:` that say who
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MARK = "\"'“‘«»„‹"


@dataclass(frozen=True, slots=True)
class _Label:
    span: Span
    words: str
    body: int


def find_turns(text: str, people: People) -> list[Quote]:
    """Return the turns of a transcript, if the text holds one, and the quoted lines of letters, ascending."""
    found = [*_turns(text, people), *_letters(text, people)] if ":" in text or "\nQ." in text else []
    return sorted(found, key=lambda quote: quote.span)


def _turns(text: str, people: People) -> Iterator[Quote]:
    labels = list(_labels(text))
    if len(labels) < _FEWEST:
        return
    counted = Counter(label.words.casefold() for label in labels)
    asked = bool(counted.keys() & {"q", "question", "interviewer"})
    speakers = {words: _speaker(text, words, labels, people, asked) for words in {label.words for label in labels}}
    shouted = len([1 for label in {one.words for one in labels} if label.isupper() and counted[label.casefold()] > 1])
    spoken = [
        label
        for label in labels
        if speakers[label.words] >= 0
        or (asked and (_QUESTION.match(label.words) or _ANSWER.match(label.words)))
        or (shouted > 1 and label.words.isupper())
    ]
    if len(spoken) < _FEWEST or len(spoken) == len({label.words for label in spoken}):
        return
    for at, label in enumerate(spoken):
        end = spoken[at + 1].span.start if at + 1 < len(spoken) else _last(text, label.body)
        end = label.body + len(text[label.body : end].rstrip())
        if end > label.body and text[label.body] not in _MARK:
            words = fingerprint(text[label.body : end])
            local = speakers[label.words]
            yield Quote(
                Span(label.body, end), label.span, "", QuoteKind.DIRECT, 0.9 if local >= 0 else 0.8, local, -1, words
            )


def _labels(text: str) -> Iterator[_Label]:
    first = _LABEL.match(f"\n{text[:200]}")
    if first:
        yield from _label(first, -1)
    for match in _LABEL.finditer(text):
        yield from _label(match, 0)


def _label(match: re.Match[str], by: int) -> Iterator[_Label]:
    words = match["label"].strip()
    if words.casefold() not in _FORM:
        start = match.start("label") + by
        yield _Label(Span(start, start + len(words)), words, match.end() + by)


def _last(text: str, start: int) -> int:
    """Return where the last turn ends: with its paragraph, for what follows is of the writer's again."""
    end = _BLANK_LINE.search(text, start)
    return end.start() if end else len(text)


def _speaker(text: str, words: str, labels: Sequence[_Label], people: People, asked: bool) -> int:
    """Return the entity that a label means: a name or a part of it, initials, a role; −1 if the text tells of none."""
    if asked and _QUESTION.match(words):
        return -1
    if asked and _ANSWER.match(words):
        return _asked(text, labels, people)
    local = people.called(words)
    if local < 0 and not words.isupper():
        return -1
    label = next(one for one in labels if one.words == words)
    return local if local >= 0 else people.role_of(label.span)


def _asked(text: str, labels: Sequence[_Label], people: People) -> int:
    """Return who answers: the person whom the head says was spoken to, or the one whom a question addresses."""
    labels = [label for label in labels if _QUESTION.match(label.words) or _ANSWER.match(label.words)]
    head = labels[0].span.start
    about = _ABOUT.search(text, 0, head)
    spans = [Span(about.start(), about.end())] if about else []
    spans += [Span(0, head), Span(labels[0].body, labels[min(1, len(labels) - 1)].span.start)]
    for span in spans:
        named = [one for one in people.within(span.start, span.end) if one.type is EntityType.PERSON]
        if named:
            return named[0].local
    return -1


def _letters(text: str, people: People) -> Iterator[Quote]:
    """Read `On Monday Anna Berg wrote:` with the lines behind it that begin with `>`."""
    for match in _WROTE.finditer(text):
        lines = _QUOTED_LINES.match(text, match.end())
        if lines is None:
            continue
        start = lines.start() + len(lines[0]) - len(lines[0].lstrip())
        end = lines.start() + len(lines[0].rstrip())
        begin = max(match.start() - _HEAD_OF_LETTER, text.rfind("\n\n", 0, match.start()), 0)
        speaker = _writer(people, begin, match.start())
        words = fingerprint(re.sub(r"(?m)^[ \t]*[> ]+", "", text[start:end]))
        yield Quote(
            Span(start, end),
            speaker.span if speaker else None,
            match["cue"],
            QuoteKind.DIRECT,
            0.95 if speaker else 0.6,
            speaker.local if speaker else -1,
            -1,
            words,
        )


def _writer(people: People, start: int, end: int) -> Speaker | None:
    named = [one for one in people.within(start, end) if one.type is EntityType.PERSON]
    return Speaker(named[-1].span, named[-1].local, 0.95) if named else None
