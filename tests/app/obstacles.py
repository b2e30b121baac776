"""What comes between a key and its verb: another thread that takes its time, a disk that is full."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from rmjournal.errors import CannotWrite
from rmjournal.i18n import N_


class Slow:
    """A function of an owner's that waits, once it was begun, until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
        self._begun, self._may_go_on = threading.Event(), threading.Event()
        quick = getattr(owner, name)

        def slow(*about: Any, **more: Any) -> Any:
            self._begun.set()
            assert self._may_go_on.wait(30)
            return quick(*about, **more)

        monkeypatch.setattr(owner, name, slow)

    async def begun(self) -> None:
        """Waits until it was begun."""
        assert await asyncio.to_thread(self._begun.wait, 30)

    def go_on(self) -> None:
        """Lets it do what it does."""
        self._may_go_on.set()


def full(*_: object, **_more: object) -> None:
    """What a full disk makes of a save."""
    raise CannotWrite(N_("The journal is damaged: {file}."), file="x")
