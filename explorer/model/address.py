"""Addresses of the web as they are compared: many ways of writing lead to one page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_WEB = re.compile(r"https?://", re.IGNORECASE)
_FOLLOWED = re.compile(r"(?:^|(?<=&))(?:utm_\w+|fbclid|gclid)=[^&]*(?:&|$)")
_PORT = re.compile(r":(?:80|443)?$")


def address(url: str) -> str:
    """Return what two addresses of one page have in common, "" for what is none of the web.

    Whether it is asked for securely, `www.`, a slash at the end, the place on the page, and what only tells who sent
    the reader make no difference.
    """
    if not _WEB.match(url):
        return ""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = _PORT.sub("", parts.netloc.lower()).removeprefix("www.")
    query = _FOLLOWED.sub("", parts.query).rstrip("&")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}" if host else ""
