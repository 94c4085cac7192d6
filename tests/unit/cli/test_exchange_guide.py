"""What the guide on exchange shows can be typed as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "exchange.md").read_text("utf-8")
TYPED = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A home whose catalogue is shared by all examples, so that the corpus is indexed once."""
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize("line", TYPED)
def test_examples_work(explorer, home, tmp_path, monkeypatch, line) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    for name, text in re.findall(r"`(\w+\.csv)`:\n\n```csv\n(.*?)```", GUIDE, re.DOTALL):
        (tmp_path / name).write_text(text, "utf-8")
    words = shlex.split(line.partition(" | ")[0])
    assert words[0] == "explorer"
    ran = explorer(*words[1:], "--in", str(ROOT / "corpus"))
    assert ran.code == 0, ran.err
    out = words[words.index("--out") + 1] if "--out" in words else None
    assert (tmp_path / out).stat().st_size if out else ran.out
