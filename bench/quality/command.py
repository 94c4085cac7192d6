"""Explorer's order, by its own command line: files are indexed, questions asked by `explorer search --batch`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.engines.explorer_corpus import write_configuration
from bench.quality.questions import Question
from bench.quality.scores import DEPTH
from bench.text import Text

ROOT = Path(__file__).resolve().parents[2]


def ranked(texts: Sequence[Text], questions: Sequence[Question], work: Path) -> dict[str, list[str]]:
    """Return the documents found for each question; raises CalledProcessError where the command fails."""
    folder = work / "documents"
    folder.mkdir(parents=True)
    for one in texts:
        (folder / f"{one.name}.txt").write_text(f"{one.title}\n\n{one.text}\n", "utf-8")
    configuration = work / "config.yaml"
    write_configuration(configuration, work)
    asked = work / "questions.txt"
    asked.write_text("".join(f"{question.text}\n" for question in questions), "utf-8")
    _explorer(configuration, "index", str(folder))
    said = _explorer(
        configuration, "search", "--in", str(folder), "--batch", str(asked), "--json",
        "--limit", str(DEPTH), "--passages", "0",
    )  # fmt: skip
    found: dict[str, list[str]] = {}
    for line in said.splitlines():
        hit = json.loads(line)
        found.setdefault(hit["query"], []).append(Path(hit["document"]).stem)
    return {question.name: found.get(question.text, []) for question in questions}


def _explorer(configuration: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "explorer", "--config", str(configuration), *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True
    ).stdout
