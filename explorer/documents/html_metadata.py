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
_ORDER = {
    "title": ("og:title", "twitter:title", "ld:headline", "dc.title", "dcterms.title", "title", "<title>"),
    "date": (
        "article:published_time", "ld:datepublished", "og:article:published_time", "datepublished", "dcterms.issued",
        "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date",
        "publishdate", "pubdate", "date", "<time>",
    ),
    "source": ("og:site_name", "ld:publisher", "dc.publisher", "dcterms.publisher", "publisher", "application-name"),
    "author": ("author", "ld:author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl"),
    "tags": ("article:tag", "news_keywords", "keywords", "ld:keywords"),
}  # fmt: skip
"""Names in the order in which they are believed."""


class PageMetadata:
    """Collects what a page says of itself; `warnings` are what could not be understood."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self._found: dict[str, str] = {}

    @property
    def has_heading(self) -> bool:
        """Whether a main heading with text was seen."""
        return "<h1>" in self._found

    def meta(self, attributes: dict[str, str]) -> None:
        """Take a `meta` element."""
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        self._note(name.lower(), attributes.get("content", ""))

    def title(self, written: str) -> None:
        """Take a piece of the `title` element."""
        before = self._found.get("<title>", "")
        self._found["<title>"] = _line(f"{before} {html.unescape(written[:2000])}")

    def heading(self, written: str) -> None:
        """Take the inside of the first `h1` element."""
        self._note("<h1>", html.unescape(_TAGS.sub(" ", written[:20_000])))

    def time(self, attributes: dict[str, str]) -> None:
        """Take a `time` element that is said to be the date of publication."""
        if "pubdate" in attributes or "datepublished" in attributes.get("itemprop", "").lower():
            self._note("<time>", attributes["datetime"])

    def json(self, written: str) -> None:
        """Take a block of JSON-LD."""
        if len(written) > _LONGEST_JSON:
            return
        try:
            loaded = json.loads(written)
        except (ValueError, RecursionError):
            self.warnings.append("metadata in JSON-LD is broken and was left out")
            return
        for thing in _things(loaded, 4):
            for name in ("headline", "datePublished", "publisher", "author", "keywords"):
                self._note(f"ld:{name.lower()}", _written(thing.get(name)))

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
            values["title"] = _without_site(values["title"], values.get("source", ""))
        return values

    def _note(self, name: str, value: str) -> None:
        """Keep the first value of a name; an address is nobody's name."""
        value = _line(value[:2000])
        address = name in {"article:author", "author", "ld:author"} and value.startswith(("http://", "https://"))
        if value and name and not address:
            if name == "article:tag" and name in self._found:
                self._found[name] += f", {value}"
            else:
                self._found.setdefault(name, value)


def _line(value: str) -> str:
    return bare(value)


def _things(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD value that describe a work."""
    if depth and isinstance(value, list):
        for item in value[:100]:
            yield from _things(item, depth - 1)
    elif depth and isinstance(value, dict):
        if "headline" in value or "datePublished" in value:
            yield value
        yield from _things(value.get("@graph"), depth - 1)


def _written(value: Any) -> str:
    """Write a JSON-LD value as a line: a text, the name of a thing, or several of them."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return value["name"] if isinstance(value.get("name"), str) else ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_written(item) for item in value[:20] if not isinstance(item, list))))
    return ""


def _without_site(title: str, site: str) -> str:
    """Return the title without the site's name after a dash or bar at its end."""
    ending = re.search(r"\s+[-–—|·:]\s+([^-–—|·:]+)$", title[-200:])
    if site and ending and ending.group(1).strip().casefold() == site.casefold():
        return title[: len(title) - (len(title[-200:]) - ending.start())]
    return title
