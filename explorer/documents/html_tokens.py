"""Cut HTML into tags and the text between them, in time that grows with its length only, however broken it is.

The standard library's parser is not used: it searches an unclosed comment or tag to the end of the file again and
again, so that a few megabytes of `<a <a <a` hold it for hours.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from explorer.values import dataclass

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*+)>")
_PLAIN_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)([^<>]*+)>")
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
_RAW = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in ("script", "style", "textarea", "xmp")}
_CLOSED_BY = {"<!--": "-->", "<![CDATA[": "]]>"}
_MOST_FAILURES = 50
"""Tags without an end before only simple tags are looked for."""


@dataclass(frozen=True, slots=True)
class Token:
    """A tag (`name` in lower case, `closing` or not) or, with `name` "", the characters from start to end.

    `raw` says that the characters are the inside of a script or style.
    """

    start: int
    end: int
    name: str = ""
    closing: bool = False
    attributes: str = ""
    raw: bool = False


def tokens(source: str) -> Iterator[Token]:
    """Yield the tags and characters of `source` in order; comments and declarations are left out."""
    at = text_from = failures = 0
    last = source.rfind(">")
    ends = {mark: source.rfind(mark) for mark in _CLOSED_BY.values()}
    while (at := source.find("<", at)) >= 0:
        if at > last:
            break
        skipped = _skipped(source, at, ends)
        if skipped is not None:
            yield from _characters(text_from, at)
            after, inside = skipped
            if inside:
                yield from _characters(at + inside, after - 3)
            at = text_from = after
            continue
        match = (_TAG if failures < _MOST_FAILURES else _PLAIN_TAG).match(source, at)
        if match is None:
            failures += source[at + 1 : at + 2].isalpha()
            at += 1
            continue
        yield from _characters(text_from, at)
        name = match.group(2).lower()
        yield Token(at, match.end(), name, bool(match.group(1)), match.group(3))
        at = text_from = match.end()
        if name in _RAW and not match.group(1) and not match.group(3).endswith("/"):
            closing = _RAW[name].search(source, at)
            at = closing.start() if closing else len(source)
            yield Token(text_from, at, raw=True)
            text_from = at
    yield from _characters(text_from, len(source))


def attributes(written: str) -> dict[str, str]:
    """Return the attributes of a tag: names in lower case, values decoded, the first of two wins."""
    found: dict[str, str] = {}
    for name, double, single, plain in _ATTRIBUTE.findall(written[:100_000]):
        found.setdefault(name.lower(), html.unescape(double or single or plain))
    return found


def _characters(start: int, end: int) -> Iterator[Token]:
    if end > start:
        yield Token(start, end)


def _skipped(source: str, at: int, ends: dict[str, int]) -> tuple[int, int] | None:
    """Return the end of the comment, declaration or instruction that begins at `at`, None if none begins there.

    With it comes the length of its opening if its inside is text, 0 otherwise. One that is never closed ends, as a
    broken tag would, at the next `>`: that shows too much rather than hide the rest of the page.
    """
    for opening, mark in _CLOSED_BY.items():
        if source.startswith(opening, at) and ends[mark] >= at + len(opening):
            end = source.find(mark, at + len(opening)) + len(mark)
            return end, len(opening) if mark == "]]>" else 0
    if source.startswith(("<!", "<?"), at) or (source.startswith("</", at) and not source[at + 2 : at + 3].isalpha()):
        return source.find(">", at) + 1, 0
    return None
