"""A process that adds records and says so once each is saved; it may be told to die on the way.

    python -m tests.storage.child HOME COUNT [FUNCTION K WHEN]

An encrypted home is opened with what the environment gives.

It prints a record's id after its transaction returned. With a plan it kills itself with SIGKILL
at the K-th call of that function of ``disk``: ``before`` it, ``after`` it, or, for ``write``, in
the ``middle``.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from rmjournal.journal import protection
from rmjournal.storage import disk
from tests.storage.support import home_in, opened, reflection


def die() -> None:
    """Ends this process as the system does when it is out of memory: at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def plan(name: str, k: int, when: str) -> None:
    """Dies at the k-th call of the function."""
    real = getattr(disk, name)
    calls = 0

    def call(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls != k:
            return real(*args)
        if when == "middle":
            handle, data = args
            real(handle, memoryview(data)[: len(data) // 2])
        if when == "after":
            real(*args)
        die()
        return None

    setattr(disk, name, call)


def run(home: Path, count: int) -> None:
    """Adds the records one by one."""
    found = protection.housed(home_in(home))
    protection.open_at_hand(found)
    store = opened(found)
    for number in range(count):
        record = reflection(f"{os.getpid()} {number}", id=os.urandom(8).hex())
        with store.transaction("add") as tx:
            tx.add(record)
        print(record.id, flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 3:
        plan(sys.argv[3], int(sys.argv[4]), sys.argv[5])
    run(Path(sys.argv[1]), int(sys.argv[2]))
