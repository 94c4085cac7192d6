"""From times to the rows of the table. Ratios are of processor time, which a busy machine changes least."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.asking import Answers, both, milliseconds
from bench.clock import Time, median, percentile
from bench.engines.explorer_corpus import ExplorerCorpus
from bench.engines.explorer_index import Explorer
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


def of_worst(answers: Answers, asked: Sequence[Asked], count: int) -> list[Row]:
    """Return the row about the queries that are made to be dear."""
    dearest = sorted(answers.times, key=answers.slowest, reverse=True)[:6]
    kinds = {one.typed: one.kind for one in asked}
    figures = "; ".join(f"{kinds[typed]} `{typed[:24]}` {answers.slowest(typed) * 1000:.0f}" for typed in dearest)
    what = f"worst of {len(answers.times)} dear queries, {count:,}"
    return [below(what, 1000, "ms", answers.slowest(dearest[0]) * 1000, f"slowest of all askings, ms: {figures}")]


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


def of_opening(started: Mapping[str, Time], opened: Mapping[str, Time], count: int) -> list[Row]:
    """Return the rows about opening: a process from its start to its end, and an index within a process that runs."""
    ours = started["Explorer"]
    what = f"cold open to first result, a process, {count:,}"
    found: list[Row] = []
    if "Recoll" in started:
        figures = f"{_pair(ours, started['Recoll'])}; `explorer search` and `recollq -A`"
        found.append(faster(what, "recollq", 1, ours.cpu, started["Recoll"].cpu, figures))
    peer = started["tantivy"]
    found.append(within(what, Tantivy.name, 2, ours.cpu, peer.cpu, f"{_pair(ours, peer)}; `explorer search`"))
    alone, database = started["explorer"], started["fts5"]
    found.append(told(f"{what}, index alone", Tantivy.name, f"{alone.cpu / peer.cpu:.3g} ×", _pair(alone, peer)))
    found.append(told(what, Fts5.name, f"{ours.cpu / database.cpu:.3g} ×", _pair(ours, database)))
    bare, columns = started["python"], started["numpy"]
    figures = (
        f"with numpy imported {columns.cpu * 1000:.0f}; by the clock {bare.wall * 1000:.0f}, {columns.wall * 1000:.0f}"
    )
    found.append(told("of which Python alone needs", "–", f"{bare.cpu * 1000:.0f} ms", figures))
    what = f"open to first result, within a process, {count:,}"
    for key, label in (("Explorer", ""), ("explorer", ", index alone")):
        mine, peer, database = opened[key], opened["tantivy"], opened["fts5"]
        figures = f"{_pair(mine, peer)}; {Fts5.name} {database.cpu * 1000:.1f} ms"
        found.append(told(f"{what}{label}", Tantivy.name, f"{mine.cpu / peer.cpu:.3g} ×", figures))
    return found


def _pair(ours: Time, theirs: Time) -> str:
    return (
        f"{ours.cpu * 1000:.3g} / {theirs.cpu * 1000:.3g} ms of processor; "
        f"{ours.wall * 1000:.3g} / {theirs.wall * 1000:.3g} by the clock"
    )


def of_changing(times: Mapping[str, Time], count: int) -> list[Row]:
    """Return the row about one changed document."""
    ours, stock = times[ALONE], times[Stock.name]
    others = ", ".join(f"{name} {times[name].cpu * 1000:.1f}" for name in (Fts5.name, Tantivy.name))
    figures = f"{_pair(ours, stock)}; others: {others}"
    return [faster(f"one document of {count:,} changed → found", Stock.name, 10, ours.cpu, stock.cpu, figures)]


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
