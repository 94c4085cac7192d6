"""Puts what was measured into a page, between marks, so that its figures are always those of one run."""

from __future__ import annotations

import re
from pathlib import Path

from bench.corpus import Missing


def put(page: Path, name: str, text: str) -> None:
    """Replace what stands between `<!-- name -->` and `<!-- /name -->`; raises Missing where the marks are not."""
    if not page.is_file():
        raise Missing(f"there is no page {page}")
    before = page.read_text("utf-8")
    marks = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)
    after, count = marks.subn(lambda found: f"{found[1]}\n{text.strip()}\n\n{found[2]}", before)
    if not count:
        raise Missing(f"{page} has no place for it: <!-- {name} --> and <!-- /{name} --> mark one")
    page.write_text(after, "utf-8")
