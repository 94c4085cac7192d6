"""Hint letters as the screens use them: labels for the targets of several panes, and which are left while typing."""

from __future__ import annotations

from explorer.view.render.hints import HintTarget, TargetKind, assign, remaining

__all__ = ["HintTarget", "TargetKind", "assign", "remaining"]
