"""Finds runs of capitalised words in a text and looks each word up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from explorer.entities.gazetteer import Is, load
from explorer.entities.names import fold

UPPER = "".join(chr(code) for code in range(0x41, 0x2000) if chr(code).isupper())
_ABBREVIATED = (
    "Mr|Mrs|Ms|Messrs|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Cpl|Sgt|Adm|Cmdr|Brig|Rev|Hon|St|ST|Mt|MT|Ft|FT|Jr|Sr|"
    "Inc|Corp|Co|Cos|Ltd|Bros|Pvt|Pty|Univ|Dept|Ph|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|"
    "Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Vt|Va|Wash|Wis|Wyo"
)
_WORD = (
    rf"(?:(?:{_ABBREVIATED})\.|(?:[{UPPER}]\.(?:[ ]?(?=[{UPPER}]\.))?)+(?:[{UPPER}](?!\w))?"
    rf"|(?:(?:[aeu]l|a[dnst]|[dl])[-'’])?[{UPPER}](?:\w|['’](?!s\b)(?=\w)|[-‐](?=\w)|&(?=[{UPPER}]))*)"
)
_BLANK = r"(?:[ \t\xa0]{1,3}\n?[ \t\xa0]*|\n[ \t]*)"
_LINK = (
    r"(?:of|for|and|the|on|de|la|del|di|da|dos|das|du|le|el|al|van|von|der|den|ter|ten|bin|ibn|ben|y|e|&|at|und|et|des)"
)
_POSSESSIVE = r"(?:['’]s\b|(?<=s)['’](?!\w))?"
_LEGAL = r"(?=[ \n](?:Ltd|Inc|Corp|Co|Plc|PLC|Limited|LLC|AG|SA|NV)\b)"
_CAN_BEGIN = rf"(?=[{UPPER}]|[aeudl][ldnst]?[-'’])"  # tells most words quickly that they cannot
RUN = re.compile(
    rf"(?<![\w@#/]){_CAN_BEGIN}(?<!\w['’]){_WORD}{_POSSESSIVE}"
    rf"(?:{_BLANK}(?:{_LINK}{_BLANK}){{0,2}}{_WORD}{_POSSESSIVE}|{_BLANK}\({_WORD}\){_LEGAL})*"
)
_TOKEN = re.compile(rf"(?P<name>{_WORD})(?P<possessive>{_POSSESSIVE})|(?P<link>&|[^\W\d_]+)")
_INITIAL = re.compile(rf"(?:[{UPPER}]\.[ ]?)+\Z|[{UPPER}]\Z")
_DOTTED = re.compile(rf"(?:[{UPPER}]\.)+[{UPPER}]?\Z")
_HYPHENATED = re.compile(
    r"-(?:based|led|backed|made|born|style|like|wide|run|held|owned|era|bound|only|free|type|sized|aged|class|"
    r"controlled|[a-z]{3,}ed|[a-z]{4,}ing|[a-z]{3,}ly)\b.*\Z"
)
_DOUBLE = re.compile(rf"-[{UPPER}]")
_PREFIXES = frozenset(
    [
        "anti",
        "co",
        "non",
        "pre",
        "post",
        "counter",
        "sub",
        "inter",
        "multi",
        "vice",
        "ex",
        "pro",
        "re",
        "un",
        "semi",
        "self",
        "cross",
    ]
)


_OF_NATIONS = frozenset(
    [
        "afro",
        "anglo",
        "austro",
        "euro",
        "franco",
        "greco",
        "ibero",
        "indo",
        "italo",
        "luso",
        "russo",
        "sino",
        "turco",
        "u",
    ]
)


class Word(NamedTuple):
    """A word and what the lists say of it; `flags` are bits of `Is`. A tuple, as it is made in great numbers."""

    text: str
    folded: str
    flags: int


class Token(NamedTuple):
    """A word of a run where it stands; `link` for the small words between names."""

    start: int
    end: int
    word: Word
    link: bool = False
    possessive: bool = False

    def has(self, flags: int) -> bool:
        """Say whether the word has one of these flags."""
        return bool(self.word.flags & flags)


def _is_given(text: str, parts: list[str]) -> bool:
    """Say whether a word that begins with a given name is one: `Jean-Marie` and `Geun-hye`, but not `Apollo-Soyuz`."""
    double = _DOUBLE.search(text) is None or all(part in load().given or part in load().surnames for part in parts)
    return double and not any(mark.isdigit() for mark in text)


def _is_demonym(words: dict[str, int], part: str) -> bool:
    return words.get(part, 0) & Is.DEMONYM != 0


@lru_cache(maxsize=200_000)
def look(text: str) -> Word:
    """Look a word up in the lists."""
    lists, folded = load(), fold(text)
    low = text.casefold().replace("’", "'").rstrip(".")
    flags = lists.words.get(low, 0)
    parts = folded.split()
    if parts and parts[0] in lists.given and _is_given(text, parts):
        flags |= Is.GIVEN
    if parts and (folded in lists.surnames or all(part in lists.surnames for part in parts)):
        flags |= Is.SURNAME
    if low in lists.ambiguous:
        flags |= Is.AMBIGUOUS
    if low in lists.ordinary or (len(low) > 4 and low[-1] == "s" and low[:-1] in lists.ordinary):
        flags |= Is.ORDINARY
    if "-" in low and all(part in lists.ordinary or part in _PREFIXES for part in low.split("-")):
        flags |= Is.ORDINARY
    if "-" in low and (
        low.split("-")[0] in _OF_NATIONS or all(_is_demonym(lists.words, part) for part in low.split("-"))
    ):
        flags |= Is.DEMONYM
    if low.endswith("ologist"):
        flags |= Is.ROLE
    if flags & (Is.ROLE | Is.MODIFIER | Is.STOP | Is.HEAD | Is.CALENDAR):
        flags |= Is.ORDINARY
    letters = text.replace(".", "").replace("&", "").replace("-", "")
    if len(letters) > 1 and letters.isupper():
        flags |= Is.CAPITALS
    if _INITIAL.match(text):
        flags |= Is.INITIAL
    return Word(text, folded, flags)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the words of a run; a hyphenated adjective (`China-based`) yields its name alone."""
    for found in _TOKEN.finditer(text, start, end):
        name = found["name"]
        if name is None:
            yield Token(found.start(), found.end(), look(found["link"]), link=True)
            continue
        tail = _HYPHENATED.search(name) if "-" in name else None
        if tail:
            name = name[: tail.start()]
        if name[-1:] == "." and not _DOTTED.match(name.replace(" ", "")) and look(name).flags & Is.LEGAL == 0:
            name = name if look(name).flags & (Is.TITLE | Is.PLACE_FRONT | Is.SUFFIX) else name[:-1]
        begin = found.start()
        yield Token(begin, begin + len(name), look(name), possessive=bool(found["possessive"]) or bool(tail))
