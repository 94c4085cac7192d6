"""The tagger that needs no model: lists, head nouns and context."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from explorer.entities.classify import classify
from explorer.entities.cutting import Piece, cut
from explorer.entities.gazetteer import Is, load
from explorer.entities.guess import Guess, Setting
from explorer.entities.headlines import headlines, known_names
from explorer.entities.names import fold, several
from explorer.entities.surroundings import reconsider
from explorer.entities.words import RUN, UPPER, Token, look, tokens
from explorer.model.entity import EntityType, Mention
from explorer.model.span import Span

_WORD_AT_END = re.compile(r"[^\W\d_][\w'’-]*\Z")
_AFTER = re.compile(r"['’]?s?[ \n]+(?:(?:also|then|later|once|[a-z]+ly)[ \n]+)?([a-z][\w-]*)")
_TICKER = re.compile(r"[ \n](?:<[A-Z0-9.]+>|\((?:NYSE|NASDAQ|Nasdaq|LSE|TSX|AMEX|[A-Z]{2,8}):\s?[A-Z0-9.]+\))")
_CURRENCY = re.compile(r"(?<!\w)(?:US|HK|NT|NZ|AU|CA)[ ]?\$")
_OWN_S = re.compile(r"(['’]s)(?:[ \n](said|says|has|was|will|rated|cut|announced|downgraded|upgraded)\b|\b)")
_AND_CO = re.compile(r"\w+ (?:and|&) (?:Co|Sons)")
_DC = re.compile(r",? D\. ?C\.")
_PARTNER = re.compile(rf"(?<!\w)([{UPPER}][a-z]+)[,.][ \n]\Z")  # `Goldman, Sachs and Co`, `Alex. Brown and Sons`
_LONGEST_STOP = 16
_WINDOW = 40  # characters before a run in which the word before it is looked for


class RuleTagger:
    """Finds people, organisations and places by lists, head nouns and context; meets the port `Tagger`."""

    name = "rules"

    def tag(self, text: str, sentences: Sequence[Span]) -> list[Mention]:
        """Return the mentions in `text`, ascending, not overlapping; doubtful ones with a low confidence."""
        lists = load()
        starts = {span.start for span in sentences}
        lines = headlines(text, lists)
        found: list[Mention] = []
        line = 0
        for run in RUN.finditer(text):
            if run.end() - run.start() < _LONGEST_STOP and look(run.group()).flags & (Is.STOP | Is.CAPITALS) == Is.STOP:
                continue
            while line < len(lines) and lines[line].end <= run.start():
                line += 1
            headed = line < len(lines) and lines[line].start <= run.start()
            words = list(tokens(text, *run.span()))
            if headed and not _quiet(words):
                found.extend(_mention(text, words, guess, self.name) for guess in known_names(words, lists))
                continue
            for piece in cut(words, starts, lists):
                setting = _setting(text, words, piece, starts, headed)
                guesses = classify(words, *piece, setting, lists)
                found.extend(reconsider(text, _mention(text, words, guess, self.name)) for guess in guesses)
        codes = sorted(Span(*code.span()) for codes in (_TICKER, _CURRENCY) for code in codes.finditer(text))
        return _apart([_whole(text, mention) for mention in _outside(found, codes)])


def _quiet(words: list[Token]) -> bool:
    """Say whether a run in a headline is short enough to be a name of its own, such as a dateline's."""
    return len(words) == 1 and not words[0].has(Is.ORDINARY)


def _mention(text: str, words: Sequence[Token], guess: Guess, name: str) -> Mention:
    span = Span(words[guess.start].start, words[guess.end - 1].end)
    return Mention(span, span.of(text), guess.type, guess.confidence, name, guess.why)


def _outside(found: list[Mention], codes: list[Span]) -> list[Mention]:
    """Drop what stands in a ticker symbol; both lists ascend."""
    kept, at = [], 0
    for mention in found:
        while at < len(codes) and codes[at].end <= mention.span.start:
            at += 1
        if at == len(codes) or not codes[at].covers(mention.span):
            kept.append(mention)
    return kept


def _whole(text: str, mention: Mention) -> Mention:
    """Give back to a name what punctuation took from it: `Moody's said`, `Goldman, Sachs and Co`."""
    own = _OWN_S.match(text, mention.span.end)
    known = bool(own) and fold(mention.text + "s") in load().firms
    if own and mention.type is not EntityType.PLACE and (known or (own[2] and not several(mention.text))):
        span = Span(mention.span.start, own.end(1))
        return replace(
            mention, span=span, text=span.of(text), type=EntityType.ORGANISATION, confidence=0.7, why="name in ’s"
        )
    capital = _DC.match(text, mention.span.end) if mention.type is EntityType.PLACE else None
    if capital:
        span = Span(mention.span.start, capital.end())
        return replace(mention, span=span, text=span.of(text))
    if mention.type is EntityType.ORGANISATION and _AND_CO.match(mention.text):
        partner = _PARTNER.search(text, max(0, mention.span.start - _WINDOW), mention.span.start)
        if partner:
            span = Span(partner.start(1), mention.span.end)
            return replace(mention, span=span, text=span.of(text))
    return mention


def _apart(found: list[Mention]) -> list[Mention]:
    """Drop what overlaps a surer mention."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda mention: (mention.span.start, -mention.span.end)):
        if kept and kept[-1].span.overlaps(mention.span):
            if mention.confidence > kept[-1].confidence:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def _word_before(text: str, at: int) -> tuple[str, int]:
    """Return the word that stands a blank before an offset, in lower case, and where it begins; "" for none."""
    low = max(0, at - _WINDOW)
    window = text[low:at]
    window = window[:-1] if window[-1:] in ('"', "“", "‘", "'", "(") else window
    bare = window.rstrip(" \n")
    if len(bare) == len(window):
        return "", at
    word = _WORD_AT_END.search(bare, max(bare.rfind(" "), bare.rfind("\n")) + 1)
    return (word[0].casefold(), low + word.start()) if word else ("", at)


def _setting(text: str, words: Sequence[Token], piece: Piece, starts: set[int], headed: bool) -> Setting:
    """Look at what stands around a piece."""
    start, end = words[piece.start].start, words[piece.end - 1].end
    if piece.start:
        previous = words[piece.start - 1]
        before = "" if previous.possessive else previous.word.text.casefold()
        title = previous.has(Is.TITLE | Is.ROLE) and not previous.link and not previous.possessive
    else:
        before, at = _word_before(text, start)
        if before == "of":
            noun, _ = _word_before(text, at)
            before = noun if noun in load().nouns["place_nouns"] else before
        title = bool(before) and bool(look(before).flags & (Is.TITLE | Is.ROLE)) and start not in starts
        if title and text[at].islower() and words[piece.start].word.folded in load().states_of_the_world:
            title = False  # `former colonial ruler France`
    if piece.end < len(words):
        after = words[piece.end].word.text.casefold()
        leads = words[piece.end].has(Is.ROLE | Is.MODIFIER)
    else:
        found = _AFTER.match(text, end)
        after = found[1] if found else ""
        leads = bool(found) and bool(look(after).flags & Is.ROLE)
    initial = start in starts or (piece.start == 0 and text[max(0, start - 1) : start] in '"“')
    ticker = piece.end == len(words) and bool(_TICKER.match(text, end))
    return Setting(before, after, initial, title, leads, ticker, headed)
