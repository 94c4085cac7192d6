"""Modules that are imported when something of them is first asked for: a search waits for none that it needs not."""

from __future__ import annotations

from importlib import import_module


class Later:
    """Stands for a module, which a type checker is shown in its place."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self._module), name)
