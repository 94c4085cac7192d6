"""What a typed line may go on with, shown behind the cursor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from textual.suggester import Suggester

from explorer.model.results import Completion

REST = 0.08
"""Seconds without a key before a completion is looked for."""

Completing = Callable[[str], Sequence[Completion]]
"""Returns what a line may go on with at its end, likeliest first; called in a thread."""


class GoingOn(Suggester):
    """Offers the likeliest completion that goes on where the line ends; the arrow to the right takes it."""

    def __init__(self, completing: Completing) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._completing = completing
        self._latest = ""

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its completion; None if there is none, or another key came meanwhile."""
        self._latest = value
        await asyncio.sleep(REST)
        if self._latest != value:
            return None
        found = await asyncio.to_thread(self._completing, value)
        lines = (value[: each.place.start] + each.text for each in found if each.place.end == len(value))
        longer = (line for line in lines if len(line) > len(value) and line.casefold().startswith(value.casefold()))
        line = next(longer, None)
        return None if line is None else value + line[len(value) :]
