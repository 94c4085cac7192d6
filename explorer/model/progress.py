"""How a build goes, and how it went."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from explorer.model.document import Failure
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build stands: `stage` is discover, read, index, resolve or done; `seconds` since its start.

    `generation` grows when new documents have become searchable.
    """

    stage: str
    done: int = 0
    total: int = 0
    failed: int = 0
    seconds: float = 0.0
    generation: int = 0
    current: str = ""

    @property
    def rate(self) -> float:
        """Documents a second so far."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Seconds left at this rate, None while unknown."""
        return (self.total - self.done) / self.rate if self.rate > 0 and self.total else None


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: documents added, changed, removed and unchanged, and what could not be read."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    failures: tuple[Failure, ...] = ()
    ignored: int = 0
    seconds: float = 0.0
    stopped: bool = False
    notices: tuple[str, ...] = ()

    @property
    def documents(self) -> int:
        """Documents in the corpus now."""
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True, slots=True)
class Overview:
    """A corpus in numbers; entities by type, documents by year and by source, most frequent first."""

    folder: str
    documents: int
    characters: int
    mentions: int
    entities: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    failures: tuple[Failure, ...]
    updated: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: `ok` is None where it is neither good nor bad; `detail` says what was found."""

    name: str
    ok: bool | None
    detail: str


def event_to_json(event: Progress | Report) -> str:
    """Write a build's event as one line of JSON, without the line end; `event` names its class."""
    return json.dumps({"event": type(event).__name__.lower(), **asdict(event)}, ensure_ascii=True)


def event_from_json(line: str) -> Progress | Report:
    """Read what `event_to_json` wrote; raises ValueError for any other line, and ignores fields it does not know."""
    try:
        values: dict[str, Any] = json.loads(line)
        kind: type[Progress | Report] = {"progress": Progress, "report": Report}[values.pop("event")]
        known = {each.name: values[each.name] for each in fields(kind) if each.name in values}
        if kind is Report:
            known["failures"] = tuple(Failure(**failure) for failure in known.get("failures", ()))
            known["notices"] = tuple(known.get("notices", ()))
        return kind(**known)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not an event of a build: {line[:80]!r}") from error
