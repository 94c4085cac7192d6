"""Finds an organisation's name within a run of capitalised words, by its head noun or legal form."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.entities.gazetteer import Gazetteer, Is
from explorer.entities.words import Token

_OF_PLACE = frozenset({"Corp", "Corporation", "Co", "Company"})
_HEIRS = frozenset({"Sons", "Partners", "Brothers", "Company", "Associates"})
_TAILS = frozenset(
    {"Investment", "Management", "Capital", "Markets", "Asset", "Wealth", "Global", "Securities", "Ventures"}
)
_SCHOOLS = frozenset({"College", "School"})
_INTO = frozenset({"of", "for", "on", "de", "du", "des", "und", "at"})


def find_organisation(tokens: Sequence[Token], start: int, end: int, lists: Gazetteer) -> tuple[int, int, str] | None:
    """Return the range of an organisation among tokens start to end and its kind, the rightmost first."""
    for head in range(end - 1, start - 1, -1):
        token = tokens[head]
        if token.link:
            continue
        if token.has(Is.NEWSPAPER) and _times_of(tokens, head, end, lists):
            article = head > 0 and tokens[head - 1].word.text == "The"
            return head - article, head + 3, "newspaper"
        if token.has(Is.NEWSPAPER):
            first = _masthead(tokens, head, start, lists)
            if first is not None:
                return first, head + 1, "newspaper"
        if token.has(Is.HEAD | Is.LEGAL) and not _goes_on_behind(tokens, head, end, lists):
            first, last = _left(tokens, head, start, lists), _right(tokens, head, end, lists)
            if last - first > 1 and joined(tokens[first:last]) in lists.bodies:
                return first, last, "body"
            if _is_name(tokens, first, last) and joined(tokens[first:last]) not in lists.places:
                return first, _to_the_end(tokens, first, last, end, lists), "organisation"
    return None


def _goes_on_behind(tokens: Sequence[Token], head: int, end: int, lists: Gazetteer) -> bool:
    """Say whether a weak head noun is none, as another noun follows: `Lunar Research Station`, `Capital Markets`."""
    following = tokens[head + 1] if head + 1 < end else None
    if following is None or following.link or not tokens[head].has(Is.WEAK_HEAD) or tokens[head].has(Is.FORMAL_HEAD):
        return False
    part_of = Is.ROLE | Is.TITLE | Is.MODIFIER | Is.HEAD | Is.LEGAL | Is.DEMONYM | Is.GIVEN | Is.SURNAME | Is.STOP
    return following.has(Is.ORDINARY) and not following.has(part_of) and following.word.folded not in lists.places


def joined(tokens: Sequence[Token]) -> str:
    """Return the folded words of tokens, parted by blanks, as the lists write them."""
    return " ".join(token.word.folded for token in tokens)


def opening(tokens: Sequence[Token], at: int) -> str:
    """Return the first two folded words from `at` on; a token with a hyphen is several."""
    pair = f"{tokens[at].word.folded} {tokens[at + 1].word.folded}"
    return pair if pair.count(" ") == 1 else " ".join(pair.split(" ", 2)[:2])


def _is_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether the range has a word beside its head noun, and not only a role or a legal form."""
    words = [token for token in tokens[first:last] if not token.link]
    if len(words) < 2 or all(token.has(Is.LEGAL) for token in words):
        return False
    return not all(token.has(Is.ROLE | Is.TITLE | Is.MODIFIER) and not token.has(Is.HEAD) for token in words[:-1]) or (
        not words[-1].has(Is.WEAK_HEAD) or words[0].has(Is.HEAD)
    )


def _left(tokens: Sequence[Token], head: int, start: int, lists: Gazetteer) -> int:
    """Return where an organisation begins whose head noun or legal form stands at `head`."""
    at, legal = head - 1, tokens[head].has(Is.LEGAL)
    while at >= start:
        token = tokens[at]
        if token.link:
            if not _link_left(tokens, at, start, head, lists):
                break
        elif token.has(Is.ROLE | Is.TITLE) and not token.has(Is.HEAD | Is.MODIFIER) and not token.possessive:
            named = legal and at == start and token.has(Is.GIVEN)  # `Dean Witter Reynolds Inc`
            if not named and (not legal or at > start or (token.has(Is.ROLE) and head - at > 1)):
                break
        elif token.word.text in {"Deputy", "Prime", "Vice", "Former", "Acting"} and not legal:
            break
        at -= 1
    at += 1
    while tokens[at].link:
        at += 1
    return at


def _link_left(tokens: Sequence[Token], at: int, start: int, head: int, lists: Gazetteer) -> bool:
    """Say whether an organisation with its head noun at `head` goes on to the left of the small word at `at`."""
    if at <= start:
        return False
    text, before, after, legal = tokens[at].word.text, tokens[at - 1], tokens[at + 1], tokens[head].has(Is.LEGAL)
    if text == "of" and legal:
        return joined(tokens[at + 1 : head]) in lists.places  # `Audi of America Inc`
    if text == "&" or (text == "and" and after.has(Is.LEGAL)):
        return True
    if text == "and":
        if after.link or before.link or (at + 1 == head and after.word.folded in lists.bodies):
            return False
        if after.word.text in _HEIRS or (legal and at - 1 == start and at + 2 == head and after.has(Is.ORDINARY)):
            return True
        if before.has(Is.ORDINARY) and after.has(Is.ORDINARY):
            return before.word.folded not in lists.places
        return legal and at - 1 == start and not before.has(Is.CAPITALS) and before.word.folded not in lists.places
    formal = next((head for head in range(at - 1, start - 1, -1) if _is_formal(tokens[head])), -1)
    if formal >= 0 and not any(token.has(Is.INITIAL) or _is_given(token) for token in tokens[formal + 1 : at]):
        return True
    return text in {"de", "la", "del", "di", "van", "der", "el", "al", "du", "des", "le"} and not before.has(
        Is.ORDINARY
    )


def _is_formal(token: Token) -> bool:
    return not token.link and token.has(Is.FORMAL_HEAD)


def _is_given(token: Token) -> bool:
    return not token.link and token.has(Is.GIVEN) and not token.has(Is.ORDINARY)


def _right(tokens: Sequence[Token], head: int, end: int, lists: Gazetteer) -> int:
    """Return where an organisation ends: `Ministry` takes `of Foreign Affairs`, `Bank` takes `of England`."""
    last = head + 1
    if tokens[head].has(Is.FORMAL_HEAD) and last < end and tokens[last].link and tokens[last].word.text in _INTO:
        last = _object(tokens, last, end, lists)
    while last < end and tokens[last].word.text in _TAILS:
        last += 1  # `Norges Bank Investment Management`
    if last == end - 1 and tokens[head].word.text in _SCHOOLS and tokens[last].word.folded in lists.places:
        last += 1  # `Imperial College London`
    while last < end and tokens[last].has(Is.LEGAL) and not tokens[last].link:
        last += 1
    if tokens[last - 1].word.text.rstrip(".") in _OF_PLACE and last + 1 < end and tokens[last].word.text == "of":
        place = next(
            (size for size in (1, 2, 3) if joined(tokens[last + 1 : min(end, last + 1 + size)]) in lists.places), 0
        )
        last += place + 1 if place else 0
    return last


def _to_the_end(tokens: Sequence[Token], first: int, last: int, end: int, lists: Gazetteer) -> int:
    """Return where a name ends that goes on behind an adjective: `Ministry of International Trade and Industry`."""
    for head in range(first, last - 1):
        if not tokens[head].link and tokens[head].has(Is.FORMAL_HEAD) and tokens[head + 1].link:
            return max(last, _right(tokens, head, end, lists))
    return last


def _object(tokens: Sequence[Token], at: int, end: int, lists: Gazetteer) -> int:
    """Return the end of what follows `of` or `for`, from the small word at `at`."""
    last = at
    while at < end:
        token = tokens[at]
        if token.link:
            if token.word.text in {"and", "&"}:
                following = tokens[at + 1] if at + 1 < end else None
                apart = following is None or not following.has(Is.ORDINARY) or not tokens[at - 1].has(Is.ORDINARY)
                if apart or following is None or following.word.folded in lists.places:
                    break
            elif token.word.text not in _INTO | {"the"}:
                break
            at += 1
            continue
        after_name = at > 0 and not tokens[at - 1].link
        if token.has(Is.ROLE | Is.TITLE) and not token.has(Is.HEAD | Is.MODIFIER):
            break
        if not after_name and _is_person(tokens, at, end, lists):
            break
        if after_name and not token.has(Is.ORDINARY | Is.LEGAL) and not _goes_with(tokens, at, lists):
            break
        at += 1
        last = at
    return last


def _is_person(tokens: Sequence[Token], at: int, end: int, lists: Gazetteer) -> bool:
    """Say whether a full name stands at `at`: the `Patriotic Front of Edgar Lungu` is called Patriotic Front."""
    if at + 1 >= end or tokens[at + 1].link or not tokens[at].has(Is.GIVEN) or tokens[at].has(Is.ORDINARY):
        return False
    return tokens[at].word.folded not in lists.places and not tokens[at + 1].has(Is.ORDINARY)


def _goes_with(tokens: Sequence[Token], at: int, lists: Gazetteer) -> bool:
    """Say whether the word at `at` and the one before it are one place, or an adjective and its noun."""
    pair = f"{tokens[at - 1].word.folded} {tokens[at].word.folded}"
    return (
        pair in lists.places
        or tokens[at - 1].has(Is.DEMONYM | Is.COMPASS)
        or tokens[at - 1].word.text in {"St.", "San"}
    )


def _times_of(tokens: Sequence[Token], head: int, end: int, lists: Gazetteer) -> bool:
    """Say whether `Times of India` or the like stands at `head`."""
    if head + 2 >= end or tokens[head + 1].word.text != "of":
        return False
    return tokens[head].word.text in {"Times", "Herald", "Star"} and tokens[head + 2].word.folded in lists.places


def _masthead(tokens: Sequence[Token], head: int, start: int, lists: Gazetteer) -> int | None:
    """Return where the name of a newspaper begins whose last word stands at `head`, if it is one."""
    first = head
    while first > start and not tokens[first - 1].link and not tokens[first - 1].has(Is.ROLE | Is.TITLE):
        first -= 1
    article = first > 0 and tokens[first - 1].word.text == "The"
    before = tokens[first:head]
    if not before:
        return first - 1 if article and head + 1 == len(tokens) and first > 1 else None
    telling = {"daily", "sunday", "evening", "financial", "morning", "weekly", "wall"}
    known = any(
        token.word.text.casefold() in telling
        or token.has(Is.DEMONYM)
        or lists.places.get(token.word.folded, (0,))[0] > 1
        for token in before
    )
    joined = " ".join(token.word.folded for token in before) in lists.places
    person = before[0].has(Is.GIVEN) and not (known or joined)
    if (article or known or joined) and not person and len(before) < 4:
        return first - 1 if article else first
    return None
