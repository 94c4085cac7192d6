"""Relations of neighbouring names in a sentence, by what stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from explorer.entities.gazetteer import REGION, Is, load
from explorer.entities.names import fold
from explorer.entities.relations.items import ORGANISATION, PERSON, PLACE, UNDER, Sentence
from explorer.entities.relations.lexicon import Rule, lexicon
from explorer.model.entity import Mention, Relation, RelationKind
from explorer.model.span import Span

_LETTER = {PERSON: "P", ORGANISATION: "O", PLACE: "L"}
_PARTIES = {"d": "Democratic Party", "r": "Republican Party"}
_CLOSING = frozenset({"", ",", ".", ";", ":", ")", "(", "!", "?", "—", "–", "-", '"', "”"})
_MARKS = {"'s": "possessive", ",": "comma"}
LONGEST = 14
"""Items between two related names at most."""

_BEFORE = 3  # words before the left name that a rule may ask for


def pairs(sentence: Sentence, taken: Sequence[Span]) -> Iterator[Relation]:
    """Yield the relations of each name to the next; `taken` are the items of roles, which belong to those."""
    names = [at for at, item in enumerate(sentence.items) if item.mention is not None]
    for number, (left, right) in enumerate(pairwise(names)):
        if right - left > LONGEST:
            continue
        gap = sentence.gap(left + 1, right)
        if gap == ",":
            yield from _place_in_place(sentence, names, number)
        if gap in ("( d -", "( r -", ", d -", ", r -"):
            yield from _party(sentence, left, right)
        yield from _by_rules(sentence, left, right, gap, taken)


def _by_rules(sentence: Sentence, left: int, right: int, gap: str, taken: Sequence[Span]) -> Iterator[Relation]:
    one, other = sentence.items[left].mention, sentence.items[right].mention
    if one is None or other is None or not gap or _is_of_role(right, taken):
        return
    types = (_LETTER[one.type], _LETTER[other.type])
    for cue in dict.fromkeys(gap.split()):
        for rule in lexicon().rules.get(cue, ()):
            if types[0] not in rule.left or types[1] not in rule.right:
                continue
            found = rule.gap.fullmatch(gap)
            if not found or (rule.clean and _is_of_another(sentence, left, gap)):
                continue
            what = _allowed(sentence, rule, left, right)
            if what is None:
                continue
            groups = [group for group in (*found.groups(), what) if group]
            yield _make(sentence, rule, (left, right), rule.text.format(*groups[:1]) if groups else rule.text)
            return


def _is_of_another(sentence: Sentence, left: int, gap: str) -> bool:
    """Say whether a verb is told of something else than the name before it: `a unit of Acme bought`."""
    return sentence.low(left - 1) in UNDER and gap.split(" ", 1)[0] not in (",", "who", "which", "that", "of")


def _is_of_role(right: int, taken: Sequence[Span]) -> bool:
    """Say whether the right name belongs to the words of somebody's role that begins with it."""
    return any(span.start == right and span.end > right + 1 for span in taken)


def _allowed(sentence: Sentence, rule: Rule, left: int, right: int) -> str | None:
    """Return what `after` matched, "" where a rule asks for nothing; None where the surroundings forbid it."""
    following = sentence.low(right + 1)
    if rule.before is not None and not rule.before.fullmatch(sentence.gap(max(0, left - _BEFORE), left)):
        return None
    if rule.after is not None:
        found = rule.after.fullmatch(following)
        return found[0] if found else None
    if following in ("'s", "’s"):
        return None
    if rule.clean and not _closes(sentence, right + 1):
        return None
    return ""


def _closes(sentence: Sentence, at: int) -> bool:
    """Say whether a name is over before the item at `at`: not `Acme shares`, nor `Acme leader Jane Doe`."""
    if at >= len(sentence.items):
        return True
    item = sentence.items[at]
    if item.mention is not None:
        return False
    low = item.word.low
    return (
        low in _CLOSING or low.isdigit() or bool(item.word.flags & (Is.STOP | Is.CALENDAR)) or low in lexicon().going_on
    )


def _place_in_place(sentence: Sentence, names: Sequence[int], number: int) -> Iterator[Relation]:
    """Yield `Bergen, Norway`, but nothing of a list of places."""
    inner, outer = (sentence.items[at].mention for at in names[number : number + 2])
    if inner is None or outer is None or inner.type is not PLACE or outer.type is not PLACE:
        return
    if not _wider(inner, outer) or _listed(sentence, names, number) or not _ends(sentence, names[number + 1] + 1):
        return
    start, end = sentence.items[names[number]].start, sentence.items[names[number + 1]].end
    yield Relation(
        RelationKind.LOCATED, inner.local, "in", outer.local, Span(start, end), sentence.number, "comma", 0.88
    )


def _ends(sentence: Sentence, at: int) -> bool:
    """Say whether nothing is told of the wider place alone: not `In Taipei, Taiwan said`."""
    return _closes(sentence, at) or sentence.low(at) in ("'s", "’s")


def _wider(inner: Mention, outer: Mention) -> bool:
    """Say whether the second place can hold the first: it is a country or region, and the first is none or smaller."""
    ranks = [load().places.get(fold(one.text), (0, ""))[0] for one in (inner, outer)]
    return ranks[1] >= REGION and ranks[0] < ranks[1]


def _listed(sentence: Sentence, names: Sequence[int], number: int) -> bool:
    """Say whether two places parted by a comma are part of a list: `Paris, Germany and Italy`."""
    here, after = names[number], names[number + 1]
    nearest = names[number + 2] if number + 2 < len(names) else -1
    joint = sentence.gap(after + 1, nearest) if nearest >= 0 else ""
    if joint in (",", "and", "or", ", and", ", or"):
        inner, outer, further = (sentence.items[at].mention for at in (here, after, nearest))
        if inner is None or outer is None or further is None:
            return False
        if joint == "," and further.type is PLACE and _wider(outer, further):
            return False  # Springfield, Illinois, USA
        ends = names[number + 3] if number + 3 < len(names) else -1
        last = sentence.items[ends].mention if ends >= 0 and sentence.gap(nearest + 1, ends) == "," else None
        if joint in (",", "and", "or") and further.type is PLACE and not (last is not None and _wider(further, last)):
            return True
    before = names[number - 1] if number else -1
    return before >= 0 and sentence.gap(before + 1, here) == "," and not _in_chain(sentence, before, here)


def _in_chain(sentence: Sentence, before: int, here: int) -> bool:
    one, other = sentence.items[before].mention, sentence.items[here].mention
    return one is not None and other is not None and (one.type is not PLACE or _wider(one, other))


def _party(sentence: Sentence, left: int, right: int) -> Iterator[Relation]:
    """Yield the party of `Jane Doe (D-Ohio)`."""
    person = sentence.items[left].mention
    if person is None or person.type is not PERSON:
        return
    party = _PARTIES[sentence.low(left + 2)]
    span = Span(sentence.items[left].start, sentence.items[right].end)
    yield Relation(RelationKind.MEMBER, person.local, party, -1, span, sentence.number, "party and state", 0.9)


def _make(sentence: Sentence, rule: Rule, ends: tuple[int, int], text: str) -> Relation:
    left, right = (sentence.items[at] for at in ends)
    one, other = (right, left) if rule.reverse else (left, right)
    return Relation(
        rule.kind,
        one.mention.local if one.mention else -1,
        text,
        other.mention.local if other.mention else -1,
        Span(left.start, right.end),
        sentence.number,
        _MARKS.get(rule.cues[0], rule.cues[0]),
        rule.confidence,
        rule.qualifier or ("former" if "former" in sentence.gap(ends[0] + 1, ends[1]).split() else ""),
        sentence.dates[0] if rule.event and len(sentence.dates) == 1 else "",
    )
