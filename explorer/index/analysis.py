"""Text to terms, the same way for documents, for queries and for marking hits.

A token is a run of letters and digits; `U.S.`, `1,000` and `C++` are one each, `state-owned` and `2018-2022` are two.
Its term is the folded form (case, accents, ligatures, full-width forms, apostrophes and possessives away), stemmed by
Snowball for one language. Every token keeps its position, stop words too. Chinese, Japanese and Korean runs become
overlapping pairs of characters, and their last character stands alone as well, so that each character begins one term.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from threading import Lock

import snowballstemmer

from explorer.model.span import Span

ENGLISH = "english"

LANGUAGES = frozenset(snowballstemmer.algorithms())
"""The languages that there is a stemmer for."""

LANGUAGE_MARK = "\x1f"
"""Stands in a term between a stem and its language, where that is not the language of the corpus."""

LONGEST_TERM = 64
"""Characters of a term that count; longer runs are data rather than words."""

MOST_FORMS = 200_000
"""Raw forms remembered with their terms; beyond, the memory starts anew."""

_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc\u09be-\u09cd\u0a01-\u0a03\u0a3c-\u0a51\u0abc-\u0acd\u0b3c-\u0b57\u0bbe-\u0bcd\u0c3e-\u0c56"
    "\u0cbc-\u0cd6\u0d3b-\u0d4d\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f18-\u0f39"
    "\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_APOSTROPHES = "'’ʼ＇"

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_]\.?(?![^\W_])"  # U.S., e.g.
    r"|[A-Za-z](?:\+\+|#)(?![\w#+])"  # C++
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![^\W_])"  # 1,000
    r"|\d+(?:\.\d+)+(?![^\W_])"  # 3.5
    rf"|[^\W_]+(?:[{_MARKS}]+[^\W_]*|[{_APOSTROPHES}](?=[^\W_])[^\W_]+)*"
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+", re.ASCII)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$", re.IGNORECASE)
_ELISION = re.compile(rf"^(?:l|d|j|m|n|s|t|c|qu|dell|all|nell|sull|dall)[{_APOSTROPHES}](?=.{{3}})", re.IGNORECASE)
_STRAIGHT = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_DROPPED = str.maketrans("", "", _APOSTROPHES + ".,\u00ad\u200c\u200d")
_SPELLED = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ʼ": ""}
)


@cache
def _ideographs() -> re.Pattern[str]:
    return re.compile(f"[{_CJK}]")  # milliseconds, which a search for other words need not wait for


@cache
def _scripts() -> re.Pattern[str]:
    return re.compile(f"[{_CJK}]+|[^{_CJK}]+")


def fold(raw: str) -> str:
    """Return `raw` without case, accents, ligatures, width, apostrophes and possessive ending."""
    if not raw.isalnum():
        if raw[:1].isdigit() and raw.isascii() and "'" not in raw:
            return raw.replace(",", "").lower()[:LONGEST_TERM]
        raw = _ELISION.sub("", _POSSESSIVE.sub("", raw))
        decimal = raw[:1].isdigit()
        raw = raw.replace(",", "") if decimal else raw.translate(_DROPPED)
    if raw.isascii():
        return raw.lower()[:LONGEST_TERM]
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", raw).casefold())
    flat = "".join(character for character in flat if not _is_accent(character)).translate(_SPELLED)
    return unicodedata.normalize("NFC", flat.translate(_DROPPED) if not flat.isalnum() else flat)[:LONGEST_TERM]


def _is_accent(character: str) -> bool:
    """Say whether a mark only decorates a letter; vowel signs and the voicing of kana are part of the word."""
    kind = unicodedata.combining(character)
    return kind == 1 or 10 <= kind <= 36 or kind >= 200


def matches(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Yield the tokens of `text` between two offsets as written, each with its place."""
    return _TOKEN.finditer(text, start, len(text) if end is None else end)


def raw_tokens(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return the tokens of `text` between two offsets as written; runs of ideographs and kana are still whole."""
    return _TOKEN.findall(text, start, len(text) if end is None else end)


def exact(raw: str) -> str:
    """Return a raw token as it is written: composed, with straight apostrophes, without the possessive ending."""
    if raw.isascii() and "'" not in raw:
        return raw[:LONGEST_TERM]
    flat = unicodedata.normalize("NFC", _POSSESSIVE.sub("", raw))
    return flat.translate(_STRAIGHT)[:LONGEST_TERM]


class Analyser:
    """Turns text into terms and remembers the term of each form; safe from any thread.

    `language` is one of those that there is a stemmer for. The terms of a `foreign` one carry its name.
    """

    def __init__(self, language: str = ENGLISH, foreign: bool = False) -> None:
        self.language = language
        self.english = language == ENGLISH
        self._mark = f"{LANGUAGE_MARK}{language}" if foreign else ""
        self._stemmer = snowballstemmer.stemmer(language)
        self._stemmer.maxCacheSize = 0  # of no use: each form is stemmed once and remembered here
        self._lock = Lock()
        self._forms: dict[str, tuple[str, str]] = {}

    def forms(self, raw: str) -> tuple[str, str]:
        """Return the term and the folded form of a raw token without ideographs; empty if nothing is left of it."""
        known = self._forms.get(raw)
        if known is None:
            folded = fold(raw)
            known = (self._term(raw, folded), folded)
            if len(self._forms) >= MOST_FORMS:
                self._forms = {}
            self._forms[raw] = known
        return known

    def _term(self, raw: str, folded: str) -> str:
        term = self._stem(folded) if folded.isascii() or self.english else self._other(raw, folded)
        return f"{term}{self._mark}" if self._mark and folded.isalpha() else term

    def _stem(self, folded: str) -> str:
        if len(folded) < 3 or not folded.isascii() or not folded.isalpha():
            return folded
        with self._lock:  # the stemmer works on itself
            return str(self._stemmer.stemWord(folded))

    def _other(self, raw: str, folded: str) -> str:
        """Return the term of a word in another script, whose endings are known by their marks: folded at last."""
        word = unicodedata.normalize("NFC", raw.casefold())
        if len(word) < 3 or not word.isalpha():
            return folded
        with self._lock:
            stem = str(self._stemmer.stemWord(word))
        return fold(stem) or folded

    def pairs(self, text: str) -> list[tuple[str, str]]:
        """Return term and folded form of each token of `text`; the index in the list is the position."""
        return self.pairs_of(_TOKEN.findall(text))

    def pairs_of(self, raws: list[str]) -> list[tuple[str, str]]:
        """Return term and folded form of each of some raw tokens."""
        found: list[tuple[str, str]] = []
        known = self._forms
        for raw in raws:
            form = known.get(raw)
            if form is not None and form[0]:
                found.append(form)
            else:
                found.extend(self._new(raw))
        return found

    def _new(self, raw: str) -> list[tuple[str, str]]:
        """Return the form of a token, of each part when it holds ideographs, none when it folds to nothing."""
        if not raw.isascii() and _ideographs().search(raw):
            return [(term, folded) for term, folded, _ in self._split(raw, 0)]
        form = self.forms(raw)
        return [form] if form[0] else []

    def tellings(self, text: str) -> list[tuple[str, str, str]]:
        """Return term, folded form and exact form of each token of `text`."""
        found: list[tuple[str, str, str]] = []
        for raw in _TOKEN.findall(text):
            if not raw.isascii() and _ideographs().search(raw):
                found.extend((term, folded, raw[span.start : span.end]) for term, folded, span in self._split(raw, 0))
                continue
            form = self.forms(raw)
            if form[0]:
                found.append((*form, exact(raw)))
        return found

    @staticmethod
    def is_plain(word: str) -> bool:
        """Say whether a run of characters is one ASCII word, also with a possessive ending, or a number with signs."""
        if not word.isascii():
            return False
        if word.isalnum():
            return True
        return word[:-2].isalnum() if word.endswith(("'s", "'S")) else _NUMBER.fullmatch(word) is not None

    def plain(self, words: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
        """Return the terms, the folded forms and the exact forms of words that are plain."""
        words = [word[:-2] if "'" in word else word for word in words]
        folded = [word.replace(",", "").lower()[:LONGEST_TERM] for word in words]
        stems = dict.fromkeys([word for word in folded if len(word) > 2 and word.isalpha()])
        with self._lock:
            terms = dict(zip(stems, self._stemmer.stemWords(list(stems)), strict=True))
        if self._mark:
            terms = {word: f"{terms.get(word, word)}{self._mark}" for word in folded if word.isalpha()}
        return list(map(terms.get, folded, folded)), folded, [word[:LONGEST_TERM] for word in words]

    def terms(self, text: str) -> list[str]:
        """Return the term of each token of `text`."""
        return [term for term, _ in self.pairs(text)]

    def folded(self, text: str) -> list[str]:
        """Return the folded form of each token of `text`, for fields that are not stemmed."""
        if not text.isascii():
            return [folded for _, folded in self.pairs(text)]
        return [folded for raw in _TOKEN.findall(text) if (folded := fold(raw))]

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, str, Span]]:
        """Yield term, folded form and span of each token between `start` and `end`; the same tokens as `pairs`."""
        for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
            raw = match.group()
            if not raw.isascii() and _ideographs().search(raw):
                yield from self._split(raw, match.start())
                continue
            term, folded = self.forms(raw)
            if term:
                yield term, folded, Span(match.start(), match.end())

    def _split(self, raw: str, base: int) -> Iterator[tuple[str, str, Span]]:
        """Yield the parts of a token that holds ideographs or kana, beginning at offset `base`."""
        for part in _scripts().finditer(raw):
            piece, at = part.group(), base + part.start()
            if not _ideographs().match(piece):
                term, folded = self.forms(piece)
                if term:
                    yield term, folded, Span(at, at + len(piece))
                continue
            for index in range(len(piece)):
                folded = fold(piece[index : index + 2])
                if folded:
                    yield folded, folded, Span(at + index, at + min(index + 2, len(piece)))


class Analysers:
    """The analysers of a corpus: that of its own language, and those of the others that its documents are in."""

    def __init__(self, language: str = ENGLISH) -> None:
        self.own = Analyser(language)
        self._others: dict[str, Analyser] = {}

    def of(self, language: str) -> Analyser:
        """Return the analyser of a language by Snowball's name; the corpus's own for "" and for what has no stemmer."""
        if not language or language == self.own.language or language not in LANGUAGES:
            return self.own
        known = self._others.get(language)
        if known is None:
            known = self._others[language] = Analyser(language, foreign=True)
        return known


def is_ideographic(text: str) -> bool:
    """Say whether `text` begins with a character that is indexed in pairs."""
    return not text[:1].isascii() and _ideographs().match(text) is not None
