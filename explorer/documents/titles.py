"""Find a title in a text that does not declare one."""

from __future__ import annotations

import re

from explorer.documents.clean import bare
from explorer.model.span import Span

LONGEST = 120
"""Characters of a title taken from a sentence."""

_SETEXT = re.compile(r"^(\S[^\n]{0,200})\n(?:=+|-{3,})[ \t]*$", re.MULTILINE)
_HASHES = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(\S[^\n]{0,300}?)[ \t]*#*[ \t]*$", re.MULTILINE)
_LINE = re.compile(r"[ \t]*(\S[^\n]*)")
# Abbreviations that a name or a number follows, by their length, for one lookbehind has one width.
_THREE = (
    "Gen|Sen|Rep|Gov|Rev|Col|Sgt|Cpl|Mrs|Adm|Maj|Hon|Sec|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Inc|Ltd|Fig|fig"
)
_FOUR = "Prof|Corp|Capt|Sept|Bros|Pres|Cmdr|Supt|Insp|Dept|Univ|Sens|Reps"
_SENTENCE_END = re.compile(
    rf"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b(?:{_THREE}))(?<!\b(?:{_FOUR}))[.!?…][\"'”’)\]]*(?=\s+[^\sa-z]|\s*$)"
    r"|[。！？｡][」』”’）]*"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SMALL_WORDS = """
    a an and as at but by de for from in into of on or over per the to up via vs with
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_FEWEST_WORDS = 2
"""Words of a sentence that can be a title; a shorter one takes the next along."""
_WITHIN = 2000
_WIDEST_WRAPPED = 130
"""Characters that a line holds at most where lines are broken by hand or by a mail program."""


def markdown_heading(text: str, start: int) -> Span | None:
    """Return the span of the first heading's words from `start` on, None if there is none near."""
    found = _HASHES.search(text, start, start + 20_000)
    under = _SETEXT.search(text, start, start + _WITHIN)
    match = min((match for match in (found, under) if match), key=lambda match: match.start(), default=None)
    return Span(*match.span(1)) if match else None


def heading_line(text: str, start: int) -> Span | None:
    """Return the span of the first line from `start` on if it reads like a title, None otherwise."""
    line = _LINE.match(text, _first(text, start))
    if line is None or (text[start : line.start(1)].count("\n") == 0 and start and not _begins_line(text, start)):
        return None
    title = line.group(1).rstrip()
    if len(title) > LONGEST or not _WORD.search(title) or _ends_like_prose(title):
        return None
    rest = text[line.end() : line.end() + 400]
    following = rest[1:]
    if not following.strip():
        return None
    next_line = following.partition("\n")[0].strip()
    if next_line and (next_line[:1].islower() or not (_titled(title) or _paragraph_below(title, next_line))):
        return None
    return Span(line.start(1), line.start(1) + len(title))


def first_sentence(text: str, start: int) -> Span | None:
    """Return the span of the first sentence with words from `start` on, at most its paragraph; None in a void."""
    word = _WORD.search(text, start)
    if word is None:
        return None
    begin = max(text.rfind("\n", start, word.start()) + 1, start)
    begin += len(text[begin : word.start()]) - len(text[begin : word.start()].lstrip(" \t#>*•–—-=_.,;:|/\\"))
    paragraph = text.find("\n\n", word.start())
    limit = min(len(text), begin + _WITHIN, paragraph if paragraph >= 0 else len(text))
    end = limit
    for stop in _SENTENCE_END.finditer(text, word.start(), limit):
        if stop.group()[0] in "。！？｡" or len(_WORD.findall(text, begin, stop.end())) >= _FEWEST_WORDS:
            end = stop.end()
            break
    return Span(begin, begin + len(text[begin:end].rstrip()))


def shortened(title: str, longest: int = LONGEST) -> str:
    """Return a title on one line, cut at a word's end with an ellipsis if it is longer than that many characters."""
    title = bare(title)
    if len(title) <= longest:
        return title
    cut = title.rfind(" ", longest // 2, longest)
    return title[: cut if cut > 0 else longest - 1].rstrip(" ,;:-–—") + "…"


def _paragraph_below(title: str, line: str) -> bool:
    """Say whether the next line is a paragraph of its own: much longer than lines broken at one width would be."""
    return len(line) >= max(_WIDEST_WRAPPED, 1.5 * len(title))


def _first(text: str, start: int) -> int:
    """Return the offset of the first line from `start` on that is not blank."""
    match = re.compile(r"\s*\n").match(text, start)
    return match.end() if match else start


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


def _ends_like_prose(line: str) -> bool:
    """Say whether a line ends as sentences or broken lines do, and headlines do not."""
    if line[-1] in ",;":
        return True
    return (
        line[-1] == "."
        and not line.isupper()
        and not line.endswith("...")
        and not re.search(r"(?:\b[A-Z]\.|Inc\.|Corp\.|Co\.|Ltd\.)$", line)
    )


def _titled(line: str) -> bool:
    """Say whether a line is set in capitals or its longer words begin with one."""
    words = [word for word in _WORD.findall(line) if word.lower() not in _SMALL]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)
