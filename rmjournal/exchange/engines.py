"""The libraries of the exchange: loaded when it is used, and missed in a sentence where they lack."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

from rmjournal.errors import Refused
from rmjournal.i18n import N_

T = TypeVar("T")


class Failed(ValueError):
    """An engine could not do what it was asked; its own words are not repeated."""


def engine(name: str) -> Any:
    """The library of that name; raises Refused where it is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        raise Refused(
            N_("The exchange needs “{library}”, which is not installed here."),
            kept=N_("Nothing was changed; everything else works without it."),
            todo=N_("Install it, or exchange recaps with “rmjournal export”."),
            library=name.partition(".")[0],
        ) from error


def guarded(work: Callable[..., T], *args: Any) -> T:
    """What the call returns; raises Failed whatever it raises: some engines raise BaseException."""
    try:
        return work(*args)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # where Rust panics, Python gets no Exception
        raise Failed(type(error).__name__) from error
