"""Recoll, the desktop's search, by its own two commands; only where they are installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from bench.text import Text

PER_FOLDER = 1000


def installed() -> bool:
    """Say whether both commands are there."""
    return bool(shutil.which("recollindex") and shutil.which("recollq"))


def version() -> str:
    """Return the version that `recollq` names, "" if none."""
    said = subprocess.run(["recollindex", "-h"], capture_output=True, text=True, check=False)
    found = re.search(r"Recoll version: (.+)", said.stdout + said.stderr)
    return found[1].strip() if found else ""


class Recoll:
    """A configuration directory of its own, so that nobody's own index is touched."""

    name = "Recoll"

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._folder = directory / "documents"
        self._configuration = directory / "configuration"
        self._environment = {**os.environ, "HOME": str(directory), "RECOLL_CONFDIR": str(self._configuration)}

    def write(self, texts: Iterable[Text]) -> None:
        """Write the documents as files, and the configuration."""
        self._configuration.mkdir(parents=True, exist_ok=True)
        (self._configuration / "recoll.conf").write_text(
            f"topdirs = {self._folder}\nindexStoreDocText = 1\nloglevel = 1\n", "utf-8"
        )
        for one in texts:
            path = self._folder / f"{one.number // PER_FOLDER:04}" / f"{one.number:07}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{one.title}\n\n{one.text}\n", "utf-8")

    def build(self) -> None:
        """Index the files."""
        subprocess.run(["recollindex", "-z"], env=self._environment, capture_output=True, check=True)

    def command(self, words: str) -> tuple[list[str], dict[str, str]]:
        """Return the command that prints the first 20 hits with their abstracts, and its environment."""
        return ["recollq", "-A", "-n", "20", words], self._environment
