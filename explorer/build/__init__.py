"""From a folder to a catalogue and an index. `build` in flow.py is the whole flow in one function: read it first."""

from __future__ import annotations

from explorer.build.documents import Rules, annotate_file
from explorer.build.flow import build
from explorer.build.follow import catch_up, identity, lagging
from explorer.build.plan import compare

__all__ = ["Rules", "annotate_file", "build", "catch_up", "compare", "identity", "lagging"]
