"""What grows with the corpus: time to build, size, memory, opening, queries, at 1,000, 10,000, 100,000 and so on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Missing

ROOT = Path(__file__).resolve().parents[1]
NAMES = {"explorer": "Explorer", "fts5": "SQLite FTS5", "tantivy": "tantivy", "stock": "stock Whoosh"}
MOST = {"stock": 10_000}
"""Documents beyond which an engine takes too long to wait for."""

COLUMNS = (
    ("build_cpu", "build, s"),
    ("build_wall", "by the clock, s"),
    ("build_rate", "documents / s"),
    ("build_memory", "memory while building, MB"),
    ("size", "index, MB"),
    ("open_cpu", "open to first hits, ms"),
    ("ask_memory", "memory while asking, MB"),
    ("ask_p50", "query p50, ms"),
    ("ask_p95", "p95, ms"),
    ("ask_worst", "worst, ms"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One engine at one size, with its figures by the names of COLUMNS; sizes in MB, times of processor in s or ms."""

    engine: str
    documents: int
    figures: dict[str, float]


def sizes(most: int) -> list[int]:
    """Return 1,000, ten times as much, and so on, up to `most` itself."""
    found = [1000 * 10**power for power in range(9) if 1000 * 10**power < most]
    return [*found, most]


def measured(
    most: int, data: Path, work: Path, tell: Callable[[str], None], engines: Sequence[str] = tuple(NAMES)
) -> list[Point]:
    """Return the points of all engines; raises Missing where a step fails."""
    points: list[Point] = []
    for size in sizes(most):
        for engine in engines:
            if size > MOST.get(engine, most):
                continue
            place = work / f"{engine}-{size}"
            figures = _step("build", engine, size, place, data) | _step("ask", engine, size, place, data)
            shutil.rmtree(place, ignore_errors=True)
            figures["build_rate"] = size / figures["build_cpu"]
            figures["size"] /= 1e6
            figures["open_cpu"] *= 1000
            points.append(Point(engine, size, figures))
            tell(f"{NAMES[engine]}, {size:,}: " + ", ".join(f"{key} {figures[key]:.4g}" for key in figures))
    return points


def _step(step: str, engine: str, size: int, place: Path, data: Path) -> dict[str, float]:
    place.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "bench.growing", step, engine, str(size), str(place), str(data)]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        raise Missing(f"{step} of {engine} at {size:,} documents failed with {ran.returncode}")
    figures: dict[str, float] = json.loads(ran.stdout)
    return figures


def table(points: Sequence[Point]) -> str:
    """Return the points as a table in Markdown, an engine after the other."""
    lines = [
        "| engine | documents | " + " | ".join(heading for _, heading in COLUMNS) + " |",
        "|---|--:|" + "--:|" * len(COLUMNS),
    ]
    for engine, name in NAMES.items():
        for point in points:
            if point.engine == engine:
                cells = [_number(point.figures[key]) for key, _ in COLUMNS]
                lines.append(f"| {name} | {point.documents:,} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
