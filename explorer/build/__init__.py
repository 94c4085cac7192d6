"""From a folder to a catalogue and an index. `build` in flow.py is the whole flow in one function: read it first."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from explorer.build.follow import catch_up, follows, identity, lagging

if TYPE_CHECKING:
    from explorer.build.documents import annotate_file
    from explorer.build.flow import build
    from explorer.build.plan import compare
    from explorer.build.rules import Rules
else:
    _LATER = {"Rules": "rules", "annotate_file": "documents", "build": "flow", "compare": "plan"}

    def __getattr__(name: str) -> object:
        """Import what makes documents when it is asked for: a search needs none of it, and would wait for all of it."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


__all__ = ["Rules", "annotate_file", "build", "catch_up", "compare", "follows", "identity", "lagging"]
