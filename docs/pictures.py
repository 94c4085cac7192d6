"""Make the pictures of the README and the guides from the running app, on the example corpus."""

from __future__ import annotations

import asyncio
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from explorer.config import DEFAULT
from explorer.library import Library
from explorer.view.app import ExplorerApp

ROOT = Path(__file__).parents[1]
TALKS = ("s", *"lunar station", "enter")

# Name, size, and the keys that lead there.
PICTURES: tuple[tuple[str, tuple[int, int], tuple[str, ...]], ...] = (
    ("search", (160, 42), (*TALKS, "enter")),
    ("narrow", (80, 24), (*TALKS, "enter")),
    ("hints", (120, 32), (*TALKS, "enter", "f")),
    ("entity", (120, 36), ("s", *"person:rogozin", "enter", "enter", "3", "enter")),
    ("why", (140, 36), (*TALKS, "enter", "5", "x")),
    ("timeline", (120, 30), (*TALKS, "enter", "t")),
)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is searched or read any more."""
    for _ in range(4):
        await pilot.pause(0.1)
        await pilot.app.workers.wait_for_complete()


async def draw(library: Library, name: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Press the keys in a fresh app and save what is seen."""
    app = ExplorerApp(library, build=False)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            if len(key) > 1 or key in "f5x3t":
                await settle(pilot)
        await settle(pilot)
        picture = app.export_screenshot(title="Explorer")
    # Fonts are not fetched from anywhere: whoever looks at the picture has a monospaced one.
    picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    (ROOT / "docs" / "pictures" / f"{name}.svg").write_text(picture, encoding="utf-8")


def main() -> None:
    """Index the corpus into a directory that is thrown away, and draw every picture."""
    with tempfile.TemporaryDirectory() as base:
        storage = replace(DEFAULT.storage, data=Path(base) / "data", cache=Path(base) / "cache")
        library = Library.open(ROOT / "corpus", replace(DEFAULT, storage=storage))
        library.build()
        library.refresh()
        for name, size, keys in PICTURES:
            asyncio.run(draw(library, name, size, keys))
        library.close()


if __name__ == "__main__":
    main()
