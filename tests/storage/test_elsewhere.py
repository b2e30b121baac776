"""What others changed is known by its ids, once; what was changed here is not among it."""

from __future__ import annotations

from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage.history import undo
from tests.storage.support import add, opened, reflection


def test_what_others_changed_is_told_once(home: Home) -> None:
    """New, changed, and taken back; mine in between is not among it."""
    mine, other = opened(home), opened(home)
    add(mine, reflection(id="a" * 16))
    assert mine.storage.elsewhere() == frozenset()
    add(other, reflection(id="b" * 16))
    add(mine, reflection(id="c" * 16))
    assert mine.storage.elsewhere() == {"b" * 16}
    assert mine.storage.elsewhere() == frozenset()
    seen = other.get(Reflection, "a" * 16)
    assert seen is not None
    with other.transaction("log") as tx:
        tx.change(seen, what="Another word")
    assert mine.storage.elsewhere() == {"a" * 16}
    undo(other)
    assert mine.storage.elsewhere() == {"a" * 16}
    undo(mine)
    assert mine.storage.elsewhere() == frozenset()
