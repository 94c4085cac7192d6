"""What the head of a page says of it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from explorer.documents.clean import bare

_TAGS = re.compile(r"<[^<>]{0,2000}>")
_LONGEST_JSON = 1_000_000
_LONGEST_TITLE = 2000
_ORDER = {
    "title": (
        "og:title", "twitter:title", "ld:headline", "citation-title", "dc.title", "dcterms.title", "title", "<title>",
    ),
    "date": (
        "article:published-time", "ld:datepublished", "og:article:published-time", "datepublished", "date-published",
        "citation-publication-date", "citation-date", "dcterms.issued", "dc.date.issued", "dcterms.created",
        "dc.date.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "publish-date",
        "publication-date", "publishdate", "pubdate", "date", "<time>", "<any time>",
    ),
    "source": (
        "og:site-name", "ld:publisher", "citation-journal-title", "dc.publisher", "dcterms.publisher", "publisher",
        "application-name",
    ),
    "author": (
        "author", "ld:author", "article:author", "citation-author", "dc.creator", "dcterms.creator", "parsely-author",
        "byl",
    ),
    "tags": ("article:tag", "news-keywords", "keywords", "ld:keywords"),
    "language": (
        "<html lang>", "og:locale", "ld:inlanguage", "content-language", "language", "dc.language",
        "dcterms.language",
    ),
    "address": ("<canonical>", "og:url", "ld:url", "twitter:url", "dc.identifier", "dcterms.identifier"),
}  # fmt: skip
"""Names in the order in which they are believed, with hyphens for underscores."""

_SEVERAL = frozenset({"article:tag", "author", "citation-author", "dc.creator", "dcterms.creator"})
_AUTHORS = frozenset(_ORDER["author"])
_NO_NAME = ("http://", "https://", "@")
_WRAPPING = re.compile(r"(?://|/\*)?\s{0,9}(?:<!--|<!\[CDATA\[)(?:\s{0,9}\*/)?")
_WRAPPING_END = re.compile(r"(?://|/\*)?\s{0,9}(?:-->|\]\]>)(?:\s{0,9}\*/)?$")
_LONGEST_WRAPPING = 40
_YEAR_FIRST = re.compile(r"\s*\d{4}-\d\d")
_PARTED = re.compile(r"\s+[-–—·:]\s+|\s*[|»•]\s*|:\s+")
_ENDS_PARTED = re.compile(rf"(?:{_PARTED.pattern})$")
_FEWEST_WORDS = 3
"""Words that a heading must have to be told from a site's name."""


class PageMetadata:
    """Collects what a page says of itself; `warnings` are what could not be understood."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self._found: dict[str, str] = {}

    @property
    def has_title(self) -> bool:
        """Whether a `title` element with text was seen."""
        return "<title>" in self._found

    @property
    def has_heading(self) -> bool:
        """Whether a main heading with text was seen."""
        return "<h1>" in self._found

    def meta(self, attributes: dict[str, str]) -> None:
        """Take a `meta` element."""
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
            or ""
        ).lower()
        name = re.sub(r"^(dc|dcterms):", r"\1.", name.replace("_", "-"))
        self._note(name, attributes.get("content", ""))

    def link(self, attributes: dict[str, str]) -> None:
        """Take a `link` element: one may say where on the web the page stands."""
        if "canonical" in attributes.get("rel", "").lower().split():
            self._note("<canonical>", attributes.get("href", ""))

    def language(self, attributes: dict[str, str]) -> None:
        """Take the `html` element, which may say in which language the page is."""
        self._note("<html lang>", attributes.get("lang") or attributes.get("xml:lang", ""))

    def title(self, written: str) -> None:
        """Take a piece of the `title` element."""
        before = self._found.get("<title>", "")
        if len(before) < _LONGEST_TITLE and (title := bare(f"{before} {html.unescape(written[:_LONGEST_TITLE])}")):
            self._found["<title>"] = title

    def heading(self, written: str) -> None:
        """Take the inside of the main `h1` element."""
        self._found.pop("<h1>", None)
        self._note("<h1>", _plain(written[:20_000]))

    def time(self, attributes: dict[str, str]) -> None:
        """Take a `time` element: the one that is said to be the date of publication, or else the first."""
        if "pubdate" in attributes or "datepublished" in attributes.get("itemprop", "").lower():
            self._note("<time>", attributes["datetime"])
        elif _YEAR_FIRST.match(attributes["datetime"]):
            self._note("<any time>", attributes["datetime"])

    def json(self, written: str) -> None:
        """Take a block of JSON-LD."""
        if len(written) > _LONGEST_JSON:
            return
        try:
            loaded = json.loads(_unwrapped(written.strip()), strict=False)
        except (ValueError, RecursionError):
            self.warnings.append("metadata in JSON-LD is broken and was left out")
            return
        # What has a headline is the story; the page around it may have another date.
        for thing in sorted(_things(loaded, 4), key=lambda thing: "headline" not in thing):
            for name in ("headline", "datePublished", "publisher", "author", "keywords", "url", "inLanguage"):
                self._note(f"ld:{name.lower()}", _plain(_written(thing.get(name))))

    def values(self) -> dict[str, str]:
        """Return the metadata by the names of `Extract`, and the main heading as `heading`."""
        values: dict[str, str] = {}
        for name, order in _ORDER.items():
            value = next((self._found[key] for key in order if self._found.get(key)), "")
            if value:
                values[name] = value
        if self.has_heading:
            values["heading"] = self._found["<h1>"]
        if "title" in values:
            values["title"] = _without_site(values["title"], values.get("source", ""), values.get("heading", ""))
        return values

    def _note(self, name: str, value: str) -> None:
        """Keep the first value of a name, all of one that may have several; an address is nobody's name."""
        value = bare(value[:2000])
        if not value or not name or (name in _AUTHORS and value.startswith(_NO_NAME)):
            return
        if name in _SEVERAL and name in self._found:
            before = self._found[name]
            if len(before) < _LONGEST_TITLE and value not in before.split(", "):
                self._found[name] = f"{before}, {value}"
        else:
            self._found.setdefault(name, value)


def _plain(written: str) -> str:
    """Return a piece of HTML as text."""
    return html.unescape(_TAGS.sub(" ", written))


def _unwrapped(written: str) -> str:
    """Return a script without the comment or CDATA section around it."""
    start = _WRAPPING.match(written)
    if start is None:
        return written
    end = _WRAPPING_END.search(written, max(start.end(), len(written) - _LONGEST_WRAPPING))
    return written[start.end() : end.start() if end else None]


def _things(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD value that describe a work."""
    if depth and isinstance(value, list):
        for item in value[:100]:
            yield from _things(item, depth - 1)
    elif depth and isinstance(value, dict):
        if "headline" in value or "datePublished" in value:
            yield value
        for within in ("@graph", "mainEntity"):
            yield from _things(value.get(within), depth - 1)


def _written(value: Any) -> str:
    """Write a JSON-LD value as a line: a text, the name of a thing, or several of them."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return value["name"] if isinstance(value.get("name"), str) else ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_written(item) for item in value[:20] if not isinstance(item, list))))
    return ""


def _without_site(title: str, site: str, heading: str) -> str:
    """Return the title without the site's name beside it: what is apart from the page's heading, or `site` itself."""
    if len(heading.split()) >= _FEWEST_WORDS:
        size = len(heading)
        before, after = title[: len(title) - size], title[size:]
        if title[:size].casefold() == heading.casefold() and _PARTED.match(after):
            return title[:size]
        if title[len(before) :].casefold() == heading.casefold() and _ENDS_PARTED.search(before[-200:]):
            return title[len(before) :]
    if site:
        parts = list(_PARTED.finditer(title[:1000]))
        if parts and title[parts[-1].end() :].casefold() == site.casefold():
            return title[: parts[-1].start()]
        if parts and title[: parts[0].start()].casefold() == site.casefold():
            return title[parts[0].end() :]
    return title
