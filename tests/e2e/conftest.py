"""Explorer as a process: with a home of its own, and on a pseudo-terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 90  # seconds until a process counts as hung


@dataclass(frozen=True)
class Ran:
    """What a process printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Home:
    """A home directory, and the processes that live in it."""

    path: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT"} or "COV" in name}
        return kept | {
            "HOME": str(self.path),
            "XDG_CONFIG_HOME": str(self.path / "config"),
            "XDG_DATA_HOME": str(self.path / "data"),
            "XDG_CACHE_HOME": str(self.path / "cache"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONWARNINGS": "error",
            **self.variables,
        }

    def run(self, *arguments: str, code: str = "", given: str = "", cwd: Path = ROOT, **variables: str) -> Ran:
        """Run the command line, or the Python of `code` with its arguments; without a terminal."""
        command = [sys.executable, *(("-c", code) if code else ("-m", "explorer")), *arguments]
        done = subprocess.run(
            command,
            cwd=cwd,
            env=self.environment | variables,
            input=given.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ran.err, ran.err
        return ran


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A fresh home."""
    (tmp_path / "home").mkdir()
    return Home(tmp_path / "home")


STORIES = {
    "landing.txt": (
        "LONDON, March 3. /Wire/. Ada Lovelace said the lunar station would be built by 2030.\n\n"
        "The Royal Society and Charles Babbage agreed on the treaty in Geneva on March 1, 2021.\n"
    ),
    "engine.md": (
        "---\ntitle: The engine\ndate: 2021-04-02\n---\n\n"
        "Charles Babbage showed the engine to the Royal Society. See [[landing]].\n"
    ),
    "notes/moon.html": (
        "<html><head><title>Moon notes</title></head><body><p>The Moon, the moon &amp; Ada Lovelace.</p></body></html>"
    ),
}


def write_stories(folder: Path) -> Path:
    for name, text in STORIES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder of three short documents."""
    return write_stories(tmp_path / "papers")


@pytest.fixture(scope="session")
def corpus_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home in which the example corpus is indexed; only for what changes nothing."""
    home = Home(tmp_path_factory.mktemp("home"))
    ran = home.run("index", "corpus")
    assert ran.code == 0, ran.err
    return home


@pytest.fixture
def holding(home: Home) -> Iterator[Callable[[Path], None]]:
    """Let another process hold the right to write to a corpus until the test is over."""
    others: list[subprocess.Popen[str]] = []

    def hold(folder: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from explorer.config import DEFAULT;"
            "from explorer.storage import corpus_directories, write_lock\n"
            "with write_lock(corpus_directories(Path(sys.argv[1]), DEFAULT).data, 'the corpus'):\n"
            "    print('held', flush=True); sys.stdin.read()"
        )
        other = subprocess.Popen(
            [sys.executable, "-c", code, str(folder)],
            env=home.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        others.append(other)
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"

    yield hold
    for other in others:
        other.communicate(timeout=PATIENCE)
