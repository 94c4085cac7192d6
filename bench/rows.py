"""From times to the rows of the table. Ratios are of processor time, which a busy machine changes least."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.asking import Answers, both, milliseconds
from bench.clock import Time, median, percentile
from bench.engines.explorer_engine import Explorer, ExplorerCorpus
from bench.engines.fts5 import Fts5
from bench.engines.stock import Stock
from bench.engines.tantivy_engine import Tantivy
from bench.queries import Asked
from bench.table import Row, below, faster, told, within

OURS = ExplorerCorpus.name
ALONE = Explorer.name


def of_building(times: Mapping[str, Sequence[Time]], count: int) -> list[Row]:
    """Return the rows about building."""
    found = {name: median(taken) for name, taken in times.items()}
    ours = found[ALONE]

    def figures(name: str) -> str:
        theirs = found[name]
        return (
            f"{count / ours.cpu:,.0f} / {count / theirs.cpu:,.0f} documents a second of processor; "
            f"{count / ours.wall:,.0f} / {count / theirs.wall:,.0f} by the clock"
        )

    what = f"build, text only, {count:,}"
    return [
        faster(what, Stock.name, 20, ours.cpu, found[Stock.name].cpu, figures(Stock.name)),
        faster(what, Fts5.name, 0.7, ours.cpu, found[Fts5.name].cpu, figures(Fts5.name)),
        told(what, Tantivy.name, f"{found[Tantivy.name].cpu / ours.cpu:.3g} ×", figures(Tantivy.name)),
    ]


def of_making_anew(taken: Time, count: int) -> list[Row]:
    """Return the row about making the index from the catalogue."""
    figures = f"{taken.cpu:.1f} s of processor, {taken.wall:.1f} s by the clock"
    return [told(f"index made anew from the catalogue, {count:,}", "–", f"{count / taken.cpu:,.0f} a second", figures)]


def of_sizes(sizes: Mapping[str, int], count: int) -> list[Row]:
    """Return the row about sizes."""
    ours = sizes[ALONE]
    others = ", ".join(
        f"{name} {size / 1e6:.1f}{' with the texts' if name in (Fts5.name, Tantivy.name) else ''}"
        for name, size in sizes.items()
    )
    return [within(f"size, {count:,}", Stock.name, 0.4, ours, sizes[Stock.name], f"MB: {others}")]


def of_queries(answers: Mapping[str, Answers], asked: Sequence[Asked], count: int) -> list[Row]:
    """Return the rows about queries with passages."""
    ours, alone = answers[OURS], answers[ALONE]
    found: list[Row] = []
    size = f"{count:,}"
    for share, label in ((0.5, "p50"), (0.95, "p95")):
        for name, least in ((Fts5.name, 3.0), (Tantivy.name, None)):
            theirs = answers[name]
            common = both(ours, theirs)
            mine, other = milliseconds(ours, common, share), milliseconds(theirs, common, share)
            figures = f"{mine:.2f} / {other:.2f} ms, {len(common)} queries"
            what = f"query {label}, with passages, {size}"
            if least is not None:
                found.append(faster(what, name, least, mine, other, figures))
            elif label == "p50":
                found.append(within(what, name, 1.5, mine, other, figures))
            else:
                found.append(told(what, name, f"{mine / other:.3g} ×", figures))
    found.append(_typical("query, with passages, asked for the first time", ours, first=True))
    found.append(_typical("query, index alone", alone))
    worst = max(ours.times, key=ours.typical)
    figures = f"`{worst}`; others: " + ", ".join(
        f"{name} {max(map(answers[name].typical, answers[name].times)) * 1000:.0f} ms"
        for name in (Fts5.name, Tantivy.name)
    )
    found.append(below(f"worst query of the set, {size}", 100, "ms", ours.typical(worst) * 1000, figures))
    found.append(_kinds(ours, asked))
    return found


def _typical(what: str, answers: Answers, first: bool = False) -> Row:
    times = [(answers.first if first else answers.typical)(typed) * 1000 for typed in answers.times]
    return told(what, "–", f"{percentile(times, 0.5):.2f} ms", f"p50; p95 {percentile(times, 0.95):.2f} ms")


def _kinds(answers: Answers, asked: Sequence[Asked]) -> Row:
    """Return a row with the median of each kind of query."""
    kinds: dict[str, list[float]] = {}
    for one in asked:
        kinds.setdefault(one.kind, []).append(answers.typical(one.typed) * 1000)
    slowest = max(kinds, key=lambda kind: percentile(kinds[kind], 0.5))
    figures = ", ".join(f"{kind} {percentile(times, 0.5):.1f}" for kind, times in kinds.items())
    return told("query by kind", "–", f"{slowest} slowest", f"ms: {figures}")


def of_worst(answers: Answers, asked: Sequence[Asked]) -> list[Row]:
    """Return the row about the queries that are made to be dear."""
    worst = max(answers.times, key=answers.typical)
    dearest = sorted(answers.times, key=answers.typical, reverse=True)[:6]
    kind = next(one.kind for one in asked if one.typed == worst)
    figures = "; ".join(f"`{typed[:40]}` {answers.typical(typed) * 1000:.0f}" for typed in dearest)
    what = f"worst of {len(answers.times)} dear queries"
    return [below(what, 1000, "ms", answers.typical(worst) * 1000, f"{kind}; ms: {figures}")]


def of_stock_queries(old: Answers, count: int) -> list[Row]:
    """Return the row about stock Whoosh's queries, which make no passages."""
    queries = list(old.times)
    worst = max(queries, key=old.typical)
    reached = f"{milliseconds(old, queries, 0.5):.0f} ms"
    figures = (
        f"p50; p95 {milliseconds(old, queries, 0.95):.0f} ms, worst {old.typical(worst) * 1000:,.0f} ms: `{worst}`"
    )
    return [told(f"query, without passages, {count:,}", f"{Stock.name} itself", reached, figures)]


def of_facets(taken: Time | None, hits: int) -> list[Row]:
    """Return the row about facets."""
    what = f"facets over {hits:,} hits"
    if taken is None:
        return [Row(what, "–", "< 30 ms", "not there", False, "the index does not count yet")]
    return [below(what, 30, "ms", taken.cpu * 1000, f"{taken.wall * 1000:.1f} ms by the clock")]


def of_opening(started: Mapping[str, Time], opened: Mapping[str, Time], count: int, few: int) -> list[Row]:
    """Return the rows about opening."""
    ours = started["Explorer"]

    def pair(mine: Time, theirs: Time) -> str:
        return (
            f"{mine.cpu * 1000:.0f} / {theirs.cpu * 1000:.0f} ms of processor; "
            f"{mine.wall * 1000:.0f} / {theirs.wall * 1000:.0f} by the clock"
        )

    what = f"cold open to first result, a process, {count:,}"
    found: list[Row] = []
    if "Recoll" in started:
        theirs = started["Recoll"]
        figures = f"{pair(ours, theirs)}; `explorer search`, and recollq over {few:,} files"
        found.append(faster(what, "recollq", 1, ours.cpu, theirs.cpu, figures))
    command, alone = started["tantivy"], started["explorer"]
    found.append(within(what, Tantivy.name, 2, ours.cpu, command.cpu, f"{pair(ours, command)}; `explorer search`"))
    found.append(told(f"{what}, index alone", Tantivy.name, f"{alone.cpu / command.cpu:.3g} ×", pair(alone, command)))
    command = started["fts5"]
    found.append(told(what, Fts5.name, f"{ours.cpu / command.cpu:.3g} ×", pair(ours, command)))
    what = f"open to first result, within a process, {count:,}"
    for mine, label in ((opened["Explorer"], ""), (opened["explorer"], ", index alone")):
        figures = ", ".join(
            f"{name} {opened[key].cpu * 1000:.1f}" for name, key in ((Fts5.name, "fts5"), (Tantivy.name, "tantivy"))
        )
        found.append(told(f"{what}{label}", "peers", f"{mine.cpu * 1000:.1f} ms", f"ms: {figures}"))
    return found


def of_changing(many: Mapping[str, Time], few: Mapping[str, Time], count: int, compared: int) -> list[Row]:
    """Return the rows about one changed document: at the full size, and beside stock Whoosh at the size it has."""
    ours, small, stock = many[ALONE], few[ALONE], few[Stock.name]
    others = ", ".join(f"{name} {taken.cpu * 1000:.1f}" for name, taken in many.items() if name != ALONE)
    said = f"{ours.cpu * 1000:.1f} ms of {count:,} against {stock.cpu * 1000:.1f} ms of {compared:,}"
    figures = f"{said}; by the clock {ours.wall * 1000:.1f} / {stock.wall * 1000:.1f}; others at {count:,}: {others}"
    found = [faster(f"one document of {count:,} changed → found", Stock.name, 10, ours.cpu, stock.cpu, figures)]
    if compared != count:
        figures = f"{small.cpu * 1000:.1f} / {stock.cpu * 1000:.1f} ms, both of {compared:,}"
        ratio = f"{stock.cpu / small.cpu:.3g} ×"
        found.append(told(f"one document of {compared:,} changed → found", Stock.name, ratio, figures))
    return found


def of_long(answers: Mapping[str, Answers], characters: int) -> list[Row]:
    """Return the row about passages of a document that is very long."""
    ours, theirs = answers[OURS], answers[Fts5.name]
    worst = max(ours.times, key=ours.typical)
    figures = "; ".join(
        f"`{typed}` {ours.typical(typed) * 1000:.0f}"
        + (f" / {theirs.typical(typed) * 1000:.0f}" if typed in theirs.times else "")
        for typed in ours.times
    )
    what = f"passages of a document of {characters / 1e6:.0f} MB, worst"
    return [below(what, 1000, "ms", ours.typical(worst) * 1000, f"ms, FTS5 beside: {figures}")]
