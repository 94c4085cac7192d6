"""The documents to measure on: real stories first, then as many as are wanted, made of them; or one's own folder."""

from __future__ import annotations

import datetime
import gzip
import itertools
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.recombine import recombined
from bench.text import Text

VARIABLE = "EXPLORER_DATA"
BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
NEWS = "news"
QUESTIONS = "ir/cranfield"
ENDINGS = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm"})


class Missing(Exception):
    """What is needed is not there; the message says what, and how to say where it is."""


def data_directory(named: Path | None) -> Path:
    """Return where the data lie: as named, as $EXPLORER_DATA says, or beside the repository; raises Missing."""
    chosen = named or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else BESIDE)
    if not chosen.is_dir():
        raise Missing(f"there is no folder of data at {chosen}: name one with --data DIR or ${VARIABLE}")
    return chosen


def needed(data: Path | None) -> Path:
    """Return the folder of data; raises Missing where there is none."""
    if data is None:
        raise Missing(f"this needs a folder of data: name one with --data DIR or ${VARIABLE}")
    return data


def stories(data: Path, most: int) -> list[Text]:
    """Return the real stories of news/*.jsonl and news/*.jsonl.gz, at most so many; raises Missing.

    A line is an object with title, text, an ISO date, and perhaps id and topics.
    """
    files = sorted((data / NEWS).glob("*.jsonl*"))
    if not files:
        raise Missing(f"{data / NEWS} holds no .jsonl or .jsonl.gz with news: name other data with --data DIR")
    lines = itertools.chain.from_iterable(_lines(file) for file in files)
    return [_story(number, json.loads(line)) for number, line in enumerate(itertools.islice(lines, most), 1)]


def _lines(file: Path) -> Iterator[str]:
    packed = file.suffix == ".gz"
    with gzip.open(file, "rt", encoding="utf-8") if packed else file.open(encoding="utf-8") as lines:
        yield from lines


def _story(number: int, found: dict[str, object]) -> Text:
    topics = found.get("topics")
    return Text(
        number,
        str(found.get("id") or number),
        str(found["title"]),
        str(found["text"]),
        str(found["date"])[:10],
        tuple(str(topic).lower() for topic in topics) if isinstance(topics, list) else (),
    )


def own_folder(folder: Path, most: int) -> list[Text]:
    """Return the readable texts of a folder in the order of their paths, dated by their files; raises Missing."""
    found: list[Text] = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file()):
        text = path.read_text("utf-8", errors="replace").replace("\r\n", "\n").replace("\0", " ").strip()
        if text:
            title = text.partition("\n")[0][:200]
            day = datetime.date.fromtimestamp(path.stat().st_mtime).isoformat()
            found.append(Text(len(found) + 1, path.relative_to(folder).as_posix(), title, text, day))
        if len(found) == most:
            break
    if not found:
        raise Missing(f"{folder} holds no text that could be measured on")
    return found


def documents(real: Sequence[Text], count: int) -> Iterator[Text]:
    """Yield `count` documents: the real ones, then recombined ones, the same for the same real ones."""
    yield from itertools.islice(real, count)
    yield from itertools.islice(recombined(real, len(real) + 1), max(0, count - len(real)))


def chunks(texts: Iterable[Text], size: int) -> Iterator[list[Text]]:
    """Yield lists of `size` documents, the last perhaps shorter, so that a million need not be in memory."""
    texts = iter(texts)
    while part := list(itertools.islice(texts, size)):
        yield part
