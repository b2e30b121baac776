"""What was typed before a command: another queue takes it to its field."""

from __future__ import annotations

import asyncio
import contextlib

from textual.message_pump import MessagePump

PATIENCE = 3.0
"""Seconds that a command waits for it."""


async def taken(field: MessagePump | None) -> None:
    """Waits until a field, or the app on its way there, has taken all that was typed so far, for a while."""
    there = asyncio.Event()
    if field is not None and field.call_later(there.set):
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(there.wait(), PATIENCE)
