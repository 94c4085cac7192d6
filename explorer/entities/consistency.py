"""Rules over a whole document: what a name is in one place, it is in another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.entities.company import bare, in_part, listed, ordinary_surnames, with_particles
from explorer.entities.gazetteer import REGION, Is, load
from explorer.entities.names import fold, several
from explorer.entities.words import UPPER, look
from explorer.model.document import Metadata
from explorer.model.entity import EntityType, Mention
from explorer.model.span import Span

_BRACKETED = re.compile(rf"[ \n]\(\"?((?:[{UPPER}][\w&-]{{0,3}}){{2,8}}|(?:[{UPPER}]\.){{2,8}})\"?\)")
_AREA = re.compile(rf",[ \n]([{UPPER}][\w.]*)")
_CAPITALISED = re.compile(rf"(?<![\w@#/])[{UPPER}][\w'’&.-]*")
_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|an)[ ](?=\w{3})")
_EASTERN = re.compile(r"[A-Z][a-z]+-[a-z]+\Z")  # a given name of two syllables, which stands last
_SMALL = frozenset({"of", "for", "and", "the", "on", "de", "la", "in", "&", "des", "du", "to"})
_FILLED = 0.7  # confidence of a name found again by its letters alone
_PLACED = 0.55  # from here what stands around a name has told that it is a place
_SURE = 0.6  # from here a mention vouches for others of its name


def initials(name: str) -> tuple[str, str]:
    """Return the first letters of a name's words, without and with the small words between them."""
    words = re.split(r"[\s-]+", name)
    return (
        "".join(word[0] for word in words if word and word.casefold() not in _SMALL).casefold(),
        "".join(word[0] for word in words if word).casefold(),
    )


def abbreviates(short: str, name: str) -> bool:
    """Say whether the capitals of `short` are the first letters of the words of `name`."""
    letters = "".join(mark for mark in short if mark.isupper()).casefold()
    return len(letters) > 1 and letters in initials(name)


def agree(
    text: str, mentions: Sequence[Mention], metadata: Metadata, minimum: float, sentences: Sequence[Span] = ()
) -> list[Mention]:
    """Return the mentions after the rules of the document, ascending, with those that were found again.

    Names below `minimum` are raised where another mention of the same name is sure; a name with several types takes
    the one that most speaks for.
    """
    found = _dateline(text, list(mentions), metadata)
    found = _abbreviations(text, found)
    found = _within(text, found)
    found = _short_forms(found)
    found = _majority(listed(text, in_part(found)))
    found = _surnames(found, minimum)
    found = with_particles(text, _again(text, found, minimum))
    starts = frozenset(span.start for span in sentences)
    return _place_over(found, bare(text, ordinary_surnames(found, minimum), found, starts))


def _place_over(found: list[Mention], extra: Iterable[Mention]) -> list[Mention]:
    """Add mentions; they win over what they overlap."""
    added = sorted(extra, key=lambda mention: mention.span)
    if not added:
        return found
    begins = [mention.span.start for mention in added]

    def covered(span: Span) -> bool:
        at = bisect_left(begins, span.end) - 1
        return at >= 0 and added[at].span.end > span.start

    kept = [mention for mention in found if not covered(mention.span)]
    return sorted([*kept, *added], key=lambda mention: mention.span)


def _dateline(text: str, found: list[Mention], metadata: Metadata) -> list[Mention]:
    """Take place and source of the dateline for what they are."""
    line, extra = metadata.dateline, []
    if line is None:
        return found
    for span, type_ in ((line.place, EntityType.PLACE), (line.source, EntityType.ORGANISATION)):
        if span is not None and len(span) and (type_ is EntityType.PLACE or _is_agency(span.of(text))):
            first = Span(span.start, span.start + len(span.of(text).split(",")[0]))  # "BERGEN, Norway": the town
            known = next((mention for mention in found if mention.span.overlaps(first) and mention.type is type_), None)
            if known is None or type_ is EntityType.ORGANISATION:
                extra.append(Mention(first, first.of(text), type_, 0.9, "rules", "dateline"))
    return _place_over(found, extra)


def _is_agency(source: str) -> bool:
    """Say whether what stands in a dateline's brackets can name an agency: `dpa`, but not `day three of five`."""
    words = source.split()
    return len(words) == 1 or all(word[0].isupper() or look(word).flags & Is.STOP for word in words[:1] + words[-1:])


def _abbreviations(text: str, found: list[Mention]) -> list[Mention]:
    """Bind `Name (ABC)`: the name vouches for the abbreviation, and the other way round."""
    extra, sure = [], {}
    for mention in found:
        bracket = _BRACKETED.match(text, mention.span.end)
        if not bracket or (mention.type is EntityType.PERSON and mention.confidence > 0.8):
            continue
        if abbreviates(bracket[1], mention.text) or _told(bracket[1], mention):
            type_ = EntityType.PLACE if mention.why in {"country", "region"} else EntityType.ORGANISATION
            span = Span(*bracket.span(1))
            extra.append(Mention(span, span.of(text), type_, 0.9, mention.found_by, "abbreviation of the name before"))
            sure[mention.span] = type_
    raised = [
        replace(mention, type=sure[mention.span], confidence=max(mention.confidence, 0.85))
        if mention.span in sure
        else mention
        for mention in found
    ]
    return _place_over(raised, extra)


def _told(short: str, mention: Mention) -> bool:
    """Say whether a bracket must hold a sure organisation's abbreviation, if only in another language."""
    sure = mention.type is EntityType.ORGANISATION and mention.confidence >= _FILLED and several(mention.text)
    return sure and fold(short) not in load().places and not look(short).flags & Is.NOT_A_NAME


def _within(text: str, found: list[Mention]) -> list[Mention]:
    """Take for a place what stands before the place it lies in: `Bergen, Norway`, `Portland, Ore.`."""
    out = list(found)
    for at, mention in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        if mention.confidence > 0.9 or not (state := _AREA.match(text, mention.span.end)):
            continue
        known = fold(mention.text) in load().places
        in_state = state[1] in load().states
        in_country = after and after.span.start == state.start(1) and after.why in {"country", "region"}
        if (in_state or in_country) and (
            known or (not several(mention.text) and mention.type is not EntityType.PERSON)
        ):
            out[at] = replace(
                mention, type=EntityType.PLACE, confidence=0.9 if known else 0.75, why="place before its area"
            )
    return out


def _short_forms(found: list[Mention]) -> list[Mention]:
    """Take for an organisation what looks like a person but begins the full name of one: `Ford`, `Ford Motor Co`."""
    begins: dict[str, str] = {}
    people = {family(one.text) for one in found if one.type is EntityType.PERSON and one.why == "given name + surname"}
    for mention in found:
        words = mention.text.split()
        if mention.type is not EntityType.ORGANISATION or mention.confidence < _FILLED or len(words) < 2:
            continue
        for size in range(1, min(len(words), 4)):
            short = " ".join(words[:size])
            telling = size > 1 or not look(short).flags & (Is.ORDINARY | Is.DEMONYM | Is.TITLE)
            if telling and (mention.why == "legal form" or not look(words[0]).flags & Is.GIVEN):
                begins.setdefault(fold(short), mention.text)
    lists = load()
    return [
        replace(mention, type=EntityType.ORGANISATION, confidence=0.8, why=f"short form of {begins[key]}")
        if (key := fold(mention.text)) in begins
        and mention.why != "title or role before"
        and key not in lists.places
        and (mention.type is EntityType.PERSON or mention.confidence < _FILLED)
        and not (mention.type is EntityType.PLACE and mention.confidence >= _PLACED)
        and (" " in key or key not in people)
        else mention
        for mention in found
    ]


def _surnames(found: list[Mention], minimum: float) -> list[Mention]:
    """Take a single word for a person where it is the family name of a person named in full."""
    families: dict[str, str] = {}
    for mention in found:
        if mention.type is EntityType.PERSON and len(mention.text.split()) > 1 and mention.confidence >= minimum:
            for name in families_of(mention.text):
                families.setdefault(name, mention.text)
    return [_as_person(mention, families) if not several(mention.text) else mention for mention in found]


def _as_person(mention: Mention, families: dict[str, str]) -> Mention:
    full = families.get(fold(mention.text))
    if full is None or load().places.get(fold(mention.text), (0, ""))[0] >= REGION:
        return mention
    why = (
        mention.why
        if mention.type is EntityType.PERSON and mention.confidence > 0.85
        else f"surname of {' '.join(full.split())}"
    )
    return replace(mention, type=EntityType.PERSON, confidence=max(mention.confidence, 0.85), why=why)


def family(name: str) -> str:
    """Return the folded family name: the last word that is no `Jr`, or the first in the Eastern order."""
    words = [word for word in name.split() if not look(word).flags & Is.SUFFIX] or name.split()
    first, last = look(words[0]), look(words[-1])
    if len(words) == 2 and _EASTERN.match(words[1]):
        return first.folded
    turned = first.flags & Is.SURNAME and not first.flags & Is.GIVEN and not last.flags & Is.SURNAME
    return first.folded if turned and len(words) > 1 else last.folded


def families_of(name: str) -> set[str]:
    """Return what can be the folded family name: the first word where it looks like one, and the last all the same."""
    last = look(name.rsplit(None, 1)[-1]).folded
    return {family(name), last, _ARTICLE.sub("", last)}  # `Sisi` after `Abdel Fattah el-Sisi`


def _majority(found: list[Mention]) -> list[Mention]:
    """Give all mentions of one name the type that most speaks for, and doubtful ones the trust of sure ones."""
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    best: dict[str, float] = {}
    for mention in found:
        key = fold(mention.text)
        votes[key][mention.type] += mention.confidence**2
        best[key] = max(best.get(key, 0.0), mention.confidence)
    return [_agreed(mention, votes[fold(mention.text)], best[fold(mention.text)]) for mention in found]


def _agreed(mention: Mention, votes: dict[EntityType, float], best: float) -> Mention:
    type_ = max(votes, key=lambda one: votes[one])
    changed = type_ is not mention.type and votes[type_] > 1.2 * votes[mention.type]
    if changed:
        mention = replace(mention, type=type_, why=f"{type_} elsewhere in the document")
    if mention.confidence < _SURE <= best:
        why = mention.why if changed else f"{mention.why}; surer elsewhere in the document"
        return replace(mention, confidence=round(max(_SURE, best - 0.1), 2), why=why)
    return mention


def _again(text: str, found: list[Mention], minimum: float) -> list[Mention]:
    """Find the names that are known by now where no mention stands, also in all-capitals lines."""
    known: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
    seen = set()
    for mention in found:
        name = " ".join(mention.text.split())
        if mention.confidence >= max(minimum, _SURE) and name not in seen and len(name) > 2:
            seen.add(name)
            for form in {name, name.upper()}:
                known[form.split()[0]].append((form, mention))
    if not known:
        return found
    taken = [mention.span for mention in found]
    extra: list[Mention] = []
    at = 0
    for word in _CAPITALISED.finditer(text):
        while at < len(taken) and taken[at].end <= word.start():
            at += 1
        if at < len(taken) and taken[at].start < word.end():
            continue
        limit = taken[at].start if at < len(taken) else len(text)
        again = _match(text, word.start(), limit, known)
        if again and not (extra and extra[-1].span.overlaps(again.span)):
            extra.append(again)
    return _place_over(found, extra) if extra else found


def _match(text: str, start: int, limit: int, known: dict[str, list[tuple[str, Mention]]]) -> Mention | None:
    """Return the longest known name at `start`, None where it is an ordinary word or a part of a longer name."""
    first = re.split(r"\s", text[start : start + 40], maxsplit=1)[0].rstrip('.,;:!?)"”')
    head = first.removesuffix("'s").removesuffix("’s")
    for form, mention in sorted(known.get(head, ()), key=lambda pair: -len(pair[0])):
        end = start + len(form)
        if end > limit or text[start:end].replace("\n", " ") != form or text[end : end + 1].isalnum():
            continue
        if " " not in form and (look(form.title()).flags & Is.ORDINARY or mention.confidence < _FILLED):
            continue
        span = Span(start, end)
        return Mention(span, span.of(text), mention.type, _FILLED, mention.found_by, "named elsewhere in the document")
    return None
