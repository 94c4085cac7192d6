"""A pseudo-terminal with just enough of a screen to say what a person would see on it."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 60.0  # seconds until what is waited for will never come
ROOT = Path(__file__).parents[3]
DEAF = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh")
"""What starts a program that no hang-up ends, as when it is not the first one in its terminal."""

SEQUENCE = re.compile(
    r"\x1b\[(?P<arguments>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b(?P<string>[\]PX^_])(?P<body>.*?)(?:\x07|\x1b\\)"
    r"|\x1b[ -/]*[0-OQ-WYZ\\`-~]",
    re.DOTALL,
)


class Screen:
    """The cells of a terminal; understands moving, erasing and printing, and keeps what else it was told."""

    def __init__(self, columns: int, rows: int) -> None:
        self.strings: list[str] = []
        self.controls: set[str] = set()
        self.pending = ""
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        """Start with empty cells of a new size."""
        self.columns, self.rows = columns, rows
        self.cells = [[" "] * columns for _ in range(rows)]
        self.row = self.column = 0

    @property
    def text(self) -> str:
        """What stands on the screen, a line a row."""
        return "\n".join("".join(row).rstrip() for row in self.cells)

    def feed(self, text: str) -> None:
        """Take what a program writes; an unfinished sequence waits for its rest."""
        text, at = self.pending + text, 0
        while at < len(text):
            if text[at] != "\x1b":
                self._print(text[at])
                at += 1
                continue
            match = SEQUENCE.match(text, at)
            if match is None:
                break
            self._obey(match)
            at = match.end()
        self.pending = text[at:]

    def _print(self, character: str) -> None:
        if character in "\r\n\b":
            self.column = 0 if character == "\r" else max(0, self.column - (character == "\b"))
            self.row = min(self.rows - 1, self.row + (character == "\n"))
        elif unicodedata.category(character) == "Cc":
            self.controls.add(character)
        elif not unicodedata.combining(character):
            if self.row < self.rows and self.column < self.columns:
                self.cells[self.row][self.column] = character
            self.column += 2 if unicodedata.east_asian_width(character) in "WF" else 1

    def _obey(self, match: re.Match[str]) -> None:
        if match["string"]:
            self.strings.append(match["string"] + match["body"])
        elif match["final"] and match["arguments"].strip("0123456789;") == "":
            numbers = [int(each or 0) for each in match["arguments"].split(";")]
            self._move(match["final"], numbers)

    def _move(self, final: str, numbers: list[int]) -> None:
        first = numbers[0]
        if final in "Hf":
            self.row, self.column = max(0, first - 1), max(0, (numbers[1] if len(numbers) > 1 else 1) - 1)
        elif final in "ABCD":
            step = max(1, first)
            self.row = min(self.rows - 1, max(0, self.row + {"A": -step, "B": step}.get(final, 0)))
            self.column = min(self.columns - 1, max(0, self.column + {"C": step, "D": -step}.get(final, 0)))
        elif final == "G":
            self.column = max(0, first - 1)
        elif final == "J" and first == 2:
            self.cells = [[" "] * self.columns for _ in range(self.rows)]
        elif final == "K":
            self.cells[self.row][self.column :] = [" "] * (self.columns - self.column)


class Terminal:
    """Explorer on a pseudo-terminal: send keys, wait for what should be seen."""

    def __init__(
        self,
        environment: dict[str, str],
        arguments: list[str],
        columns: int,
        rows: int,
        deaf: bool = False,
        stderr: Path | None = None,
    ) -> None:
        self.screen = Screen(columns, rows)
        self.raw = b""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._master, slave = pty.openpty()
        self._size(columns, rows)
        log = stderr.open("wb") if stderr is not None else None
        self.process = subprocess.Popen(
            [*(DEAF if deaf else ()), sys.executable, "-m", "explorer", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave if log is None else log,
            cwd=ROOT,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        if log is not None:
            log.close()

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Change the size, as a person who drags the corner of a window."""
        self.screen.resize(columns, rows)
        self._size(columns, rows)
        self.process.send_signal(signal.SIGWINCH)

    def press(self, *keys: str) -> None:
        """Send keys as a terminal sends them."""
        for key in keys:
            os.write(self._master, key.encode())

    def see(self, *wanted: str) -> str:
        """Wait until all of `wanted` stand on the screen, and return the screen."""
        return self.until(lambda text: all(each in text for each in wanted), f"to see {wanted}")

    def until(self, true: Callable[[str], Any], what: str) -> str:
        """Wait until something is true of the screen's text, and return it."""
        deadline = time.monotonic() + PATIENCE
        while not true(self.screen.text):
            if not self._read(deadline):
                pytest.fail(f"waited in vain {what}:\n{self.screen.text}")
        return self.screen.text

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        return self.process.wait(timeout=PATIENCE)

    def hang_up(self) -> int:
        """Take the terminal away, as when its window or connection is closed, and return the exit code."""
        os.close(self._master)
        self._master = -1
        return self.process.wait(timeout=PATIENCE)

    def _read(self, deadline: float) -> bool:
        """Take what there is to read; false at the end or at the deadline."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False  # Linux says so when the last writer has closed its side.
        self.raw += data
        self.screen.feed(self._decode(data))
        return bool(data)

    def close(self) -> None:
        """End the process, whatever its state, and let go of the terminal."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=PATIENCE)
        if self._master >= 0:
            os.close(self._master)


@pytest.fixture
def on_terminal() -> Iterator[Callable[..., Terminal]]:
    """Start Explorer on a pseudo-terminal in a home; it is ended with the test."""
    started: list[Terminal] = []

    def start(
        home: Any,
        *arguments: str,
        columns: int = 120,
        rows: int = 40,
        deaf: bool = False,
        stderr: Path | None = None,
        **variables: str,
    ) -> Terminal:
        terminal = Terminal(home.environment | variables, list(arguments), columns, rows, deaf, stderr)
        started.append(terminal)
        return terminal

    yield start
    for terminal in started:
        terminal.close()
