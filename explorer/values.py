"""Frozen, slotted dataclasses that are made in a tenth of the time.

`dataclasses` compiles half a dozen methods for each class, a third of a millisecond, and a search imports a hundred
classes before it has looked at anything. Here a class gets methods that are the same for all, and its constructor is
compiled when the first of its instances is made: most classes never have one.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, order: bool = False) -> Callable[[type], type]:
        """Make frozen, slotted dataclasses as `dataclasses.dataclass` does; they have no `__post_init__`."""
        assert frozen
        assert slots
        return lambda plain: _made(plain, order)


__all__ = ["dataclass"]

_ORDER = ("__lt__", "__le__", "__gt__", "__ge__")


def _made(plain: type, order: bool) -> Any:
    """Return a class with slots for its fields and the methods of a frozen dataclass."""
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(plain)
    values = _values_of([each.name for each in dataclasses.fields(made)])

    def first(self: object, *given: Any, **named: Any) -> None:
        made.__init__ = _constructor(made)
        made.__init__(self, *given, **named)

    methods: dict[str, Callable[..., Any]] = {**_SHARED, "__init__": first, "__hash__": lambda self: hash(values(self))}
    for name in ("__eq__", *(_ORDER if order else ())):
        methods[name] = _comparing(getattr(operator, name), values)
    for name, method in methods.items():
        if name not in plain.__dict__:
            setattr(made, name, method)
    return made


def _values_of(names: list[str]) -> Callable[[object], Any]:
    """Return what gives the values of these fields of an instance, in a form that can be compared and hashed."""
    return operator.attrgetter(*names) if names else lambda _: ()


def _comparing(compare: Callable[[Any, Any], bool], values: Callable[[object], Any]) -> Callable[[Any, Any], bool]:
    def compared(self: Any, other: Any) -> bool:
        return compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

    return compared


def _constructor(made: type) -> Callable[..., None]:
    """Compile the constructor of a class: each value goes straight into its slot."""
    known: dict[str, Any] = {"_MISSING": dataclasses.MISSING}
    parameters, lines = ["self"], []
    for each in dataclasses.fields(made):
        name = each.name
        known[f"_set_{name}"] = getattr(made, name).__set__
        value, parameter = name, name
        if each.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = each.default
            parameter += f"=_default_{name}"
        elif each.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = each.default_factory
            parameter += "=_MISSING"
            value = f"_make_{name}() if {name} is _MISSING else {name}"
        parameters.append(parameter)
        lines.append(f" _set_{name}(self, {value})")
    exec(f"def __init__({', '.join(parameters)}):\n" + ("\n".join(lines) or " pass"), known)
    constructor: Callable[..., None] = known["__init__"]
    constructor.__qualname__ = f"{made.__qualname__}.__init__"
    return constructor


def _repr(self: Any) -> str:
    shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self))
    return f"{type(self).__qualname__}({shown})"


def _setattr(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_SHARED: dict[str, Callable[..., Any]] = {
    "__repr__": _repr,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
"""The methods that are the same for all classes."""
