"""The growth as a picture: small charts on logarithmic scales, written as SVG by a few lines of our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from bench.growth import NAMES, Point

CHARTS = (
    ("build_cpu", "to build, seconds of processor"),
    ("size", "the index, MB"),
    ("build_memory", "memory while building, MB"),
    ("open_cpu", "open to first hits, ms"),
    ("ask_p50", "query with passages, p50, ms"),
    ("ask_p95", "query with passages, p95, ms"),
)
COLOURS = {"explorer": "#c2410c", "fts5": "#1d4ed8", "tantivy": "#15803d", "stock": "#6b7280"}
DASHES = {"explorer": "", "fts5": "6 3", "tantivy": "2 3", "stock": "8 3 2 3"}
WIDTH, HEIGHT, LEFT, TOP, ACROSS, LEGEND = 300, 200, 50, 30, 3, 30
SMALLEST = 0.01


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a chart stands, and the powers of ten at its edges."""

    x: float
    y: float
    low: tuple[int, int]
    high: tuple[int, int]

    def at(self, documents: float, value: float) -> tuple[float, float]:
        """Return where a point stands in the picture."""
        across = (log10(documents) - self.low[0]) / (self.high[0] - self.low[0])
        up = (log10(max(value, SMALLEST)) - self.low[1]) / (self.high[1] - self.low[1])
        return self.x + LEFT + across * (WIDTH - LEFT - 15), self.y + TOP + (1 - up) * (HEIGHT - TOP - 25)


def svg(points: Sequence[Point]) -> str:
    """Return the picture."""
    rows = ceil(len(CHARTS) / ACROSS)
    width, height = ACROSS * WIDTH, rows * HEIGHT + LEGEND
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="11" role="img" aria-label="Growth of time, size and memory with the number of documents">'
    )
    parts = [
        opening,
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for number, (key, title) in enumerate(CHARTS):
        parts += _chart(points, key, title, number % ACROSS * WIDTH, number // ACROSS * HEIGHT)
    for number, engine in enumerate(each for each in NAMES if any(point.engine == each for point in points)):
        x, y = 20 + number * 150, rows * HEIGHT + 15
        parts.append(f'<path d="M{x} {y}h30" {_line(engine)}/><text x="{x + 36}" y="{y + 4}">{NAMES[engine]}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _chart(points: Sequence[Point], key: str, title: str, x: float, y: float) -> list[str]:
    values = [max(point.figures[key], SMALLEST) for point in points]
    counts = [point.documents for point in points]
    frame = _Frame(x, y, (_below(counts), _below(values)), (_above(counts), _above(values)))
    parts = [f'<text x="{x + LEFT}" y="{y + 18}" font-weight="bold">{title}</text>']
    for power in range(frame.low[1], frame.high[1] + 1):
        (left, at), (right, _) = (frame.at(10**edge, 10.0**power) for edge in (frame.low[0], frame.high[0]))
        parts.append(f'<path d="M{left:.1f} {at:.1f}H{right:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 5:.1f}" y="{at + 4:.1f}" text-anchor="end">{_label(power)}</text>')
    for power in range(frame.low[0], frame.high[0] + 1):
        across, bottom = frame.at(10**power, 10.0 ** frame.low[1])
        parts.append(f'<text x="{across:.1f}" y="{bottom + 15:.1f}" text-anchor="middle">{_label(power)}</text>')
    for engine in NAMES:
        places = [frame.at(point.documents, point.figures[key]) for point in points if point.engine == engine]
        if places:
            path = "L".join(f"{across:.1f} {up:.1f}" for across, up in places)
            parts.append(f'<path d="M{path}" {_line(engine)}/>')
            parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="2.5" fill="{COLOURS[engine]}"/>' for a, b in places]
    return parts


def _line(engine: str) -> str:
    return f'fill="none" stroke="{COLOURS[engine]}" stroke-width="1.8" stroke-dasharray="{DASHES[engine]}"'


def _below(values: Sequence[float]) -> int:
    return floor(log10(min(values)))


def _above(values: Sequence[float]) -> int:
    return max(ceil(log10(max(values))), _below(values) + 1)


def _label(power: int) -> str:
    """Return a power of ten as people write it."""
    if power < 0:
        return f"{10.0**power:g}"
    for letter, unit in (("M", 6), ("k", 3)):
        if power >= unit:
            return f"{10 ** (power - unit)}{letter}"
    return str(10**power)
