"""What is found out about a thing that never changes is kept with it, so that it is found out once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar


@dataclass(frozen=True)
class Keeper:
    """A thing that never changes and keeps what is found out about it."""

    _made: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, init=False, repr=False, compare=False)


_Keeper = TypeVar("_Keeper", bound=Keeper)
_Arguments = ParamSpec("_Arguments")
_Part = TypeVar("_Part")


def once(
    make: Callable[Concatenate[_Keeper, _Arguments], _Part],
) -> Callable[Concatenate[_Keeper, _Arguments], _Part]:
    """Keep what a function or method makes of a keeper, for each of its other arguments; threads wait for each other.

    The arguments must be hashable, and nobody may change what is made.
    """

    @wraps(make)
    def kept(keeper: _Keeper, /, *arguments: _Arguments.args, **options: _Arguments.kwargs) -> _Part:
        part = (make, *(_in_order(make, keeper, arguments, options) if options else arguments))
        if part not in keeper._made:  # noqa: SLF001 - keepers exist for this
            with keeper._lock:  # noqa: SLF001 - as above
                if part not in keeper._made:  # noqa: SLF001 - as above
                    keeper._made[part] = make(keeper, *arguments, **options)  # noqa: SLF001 - as above
        result: _Part = keeper._made[part]  # noqa: SLF001 - as above
        return result

    return kept


def _in_order(
    make: Callable[..., object], keeper: Keeper, arguments: Iterable[object], options: Mapping[str, object]
) -> tuple[object, ...]:
    """The arguments in the order of the parameters, however they are given. Raises `TypeError` if they do not fit."""
    bound = signature(make).bind(keeper, *arguments, **options)
    return (*bound.args[1:], *bound.kwargs.items())
