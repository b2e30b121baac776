"""What two versions of a record come to: merged where that says what both meant, else one of the two."""

from __future__ import annotations

from rmjournal.exchange.merging import MergeDocument, garbled, overruled
from rmjournal.exchange.shape import Content

_UNDISPUTED = frozenset({"position", "session", "zone", "timer", "decided", "took", "adopted"})
"""What no person chose for itself: it follows from something else, or is merged in another way."""


def weighed(
    stored: MergeDocument, theirs: MergeDocument, shown: Content | None, texts: list[str], *,
    first: bool,
) -> tuple[Content, set[str]]:  # fmt: skip
    """What the two documents and what we show come to, and the fields that both changed.

    Of those, what the partner sent holds over what never left here, so that they are not overruled
    by what they could not know. A text counts as one of them where its letters would make a word
    that neither wrote. Where both had left, it is that of the ``first`` of the two, or of the one who
    did not take it out: they keep it, and from them it comes to the other as a change.
    """
    work = stored.fork()
    if shown is not None:
        work.write(shown, texts)
    disputed = work.disputed(theirs) - _UNDISPUTED
    work.take(theirs.stored())
    after, said, left = work.says(texts), theirs.says(texts), stored.says(texts)
    if shown is None:
        return after, disputed
    odd = {key for key in texts if garbled(*(each.get(key, "") for each in (after, shown, said)))}
    disputed |= _overruled(stored, theirs, (after, shown, said), texts) - odd
    for key in disputed | odd:
        if shown.get(key) != left.get(key):
            after[key] = said.get(key)
        elif key in odd and (first if shown.get(key) and said.get(key) else shown.get(key)):
            after[key] = shown.get(key)
    return {key: value for key, value in after.items() if value is not None}, disputed | odd


def _overruled(
    stored: MergeDocument, theirs: MergeDocument, said: tuple[Content, ...], texts: list[str]
) -> set[str]:
    """The texts that lack words which one of the two wrote since both had the same."""
    written = {key: [each.get(key, "") for each in said] for key in texts}
    lacking = [key for key in texts if overruled(written[key][0], "", *written[key])]
    if not lacking:
        return set()
    before = stored.as_of(theirs.knows()).says(texts)
    return {
        key for key in lacking if overruled(written[key][0], before.get(key, ""), *written[key])
    }
