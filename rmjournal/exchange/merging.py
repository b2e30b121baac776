"""The merge document of one record: a Loro document that holds only what left or came.

Each field is a root container by its key, so two sides that begin a field do not shadow each other:
``text:KEY`` a text, merged letter by letter, and in the map ``values`` every other field as JSON,
of which the later change holds. What was changed in the journal since is never stored here: it is
compared when something leaves or comes, so words that were taken back before they left are in no
document. Nor are words that were sent and then taken back: from then on a document that is begun
anew holds (see ``born`` and ``epoch`` in the ledger), and what the other side changed meanwhile is
changed there. A fresh peer number each time; whatever Loro raises is ours to tell.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection
from typing import Any

from rmjournal.exchange.engines import Failed, engine, guarded
from rmjournal.exchange.shape import Content

_VALUES = "values"
_LONG = 50_000
"""Characters from which Loro compares lines instead of letters, as it advises."""


class MergeDocument:
    """The document of one record, in memory; raises Failed for what is none."""

    def __init__(self, stored: str = "") -> None:
        self._loro = engine("loro")
        self._doc: Any = self._loro.LoroDoc()
        if stored:
            self.take(stored)

    def fork(self) -> MergeDocument:
        """Another one that says the same, as another peer."""
        return MergeDocument(self.stored())

    def take(self, stored: str) -> bool:
        """Merges what another document says; whether that was news.

        Loro prints what it cannot import to the process's standard error, so the checksum is looked
        at first.
        """
        self._doc.commit()
        before = self._doc.oplog_vv
        data = guarded(base64.b64decode, stored, None, True)
        guarded(self._loro.LoroDoc.decode_import_blob_meta, data, True)
        status = guarded(self._doc.import_, data)
        if status.pending is not None:
            raise Failed("pending")
        return not before.includes_vv(self._doc.oplog_vv)

    def stored(self) -> str:
        """All of it, as it travels and is kept."""
        self._doc.commit()
        everything = self._loro.ExportMode.Updates(self._loro.VersionVector())
        return base64.b64encode(guarded(self._doc.export, everything)).decode()

    def knows(self) -> str:
        """Which changes it has, without a word of them, base64."""
        self._doc.commit()
        return base64.b64encode(self._doc.oplog_vv.encode()).decode()

    def as_of(self, known: str) -> MergeDocument:
        """Another one that has the changes of this one that are among those, and no others."""
        return MergeDocument(guarded(self._as_of, known))

    def _as_of(self, known: str) -> str:
        self._doc.commit()
        those = self._loro.VersionVector.decode(base64.b64decode(known, None, validate=True))
        both = self._doc.oplog_vv.intersection(those)
        earlier = MergeDocument()
        earlier._doc = self._doc.fork_at(self._doc.vv_to_frontiers(both))
        return earlier.stored()

    def says(self, texts: Collection[str]) -> Content:
        """The fields; empty ones are left out. Raises Failed for what no document of ours holds."""
        return guarded(self._says, texts)

    def _says(self, texts: Collection[str]) -> Content:
        deep = self._doc.get_deep_value()
        content = {
            key: json.loads(value)
            for key, value in deep.get(_VALUES, {}).items()
            if value != "null"
        }
        if odd := content.keys() & set(texts):
            raise ValueError(min(odd))
        for key in texts:
            if text := deep.get(f"text:{key}", ""):
                content[key] = _text(text)
        return content

    def disputed(self, other: MergeDocument) -> set[str]:
        """The fields whose last change here is not known there, nor the last one there here.

        A document is only ever written to by a peer of its own, so to know of one change of a peer
        is to know of all.
        """
        return guarded(self._disputed, other)

    def _disputed(self, other: MergeDocument) -> set[str]:
        ours, theirs = self._editors(), other._editors()
        return {
            key
            for key in ours.keys() & theirs.keys()
            if not (other._knows(ours[key]) or self._knows(theirs[key]))
        }

    def _editors(self) -> dict[str, int]:
        """The peer of the last change of each field, by its key."""
        values = self._doc.get_map(_VALUES)
        return {key: values.get_last_editor(key) for key in values.keys()}  # noqa: SIM118

    def _knows(self, peer: int) -> bool:
        return self._doc.oplog_vv.get_last(peer) is not None

    def write(self, content: Content, texts: Collection[str]) -> bool:
        """Makes the document say this; whether that was a change."""
        before = self.says(texts)
        guarded(self._write, before, content, texts)
        self._doc.commit()
        return before != content

    def _write(self, before: Content, content: Content, texts: Collection[str]) -> None:
        for key in before.keys() | content.keys():
            old, new = before.get(key), content.get(key)
            if old == new and type(old) is type(new):
                continue
            if key not in texts:
                self._doc.get_map(_VALUES).insert(key, _json(new))
                continue
            text = self._doc.get_text(f"text:{key}")
            if len(new or "") + len(old or "") > _LONG:
                text.update_by_line(new or "")
            else:
                text.update(new or "")


def garbled(merged: str, *written: str) -> bool:
    """Whether a text that was merged letter by letter says what nobody wrote.

    That is a word of neither, a number and a time included; or what is left of words that one of
    them took out altogether, and the other changed.
    """
    if merged in written:
        return False
    return not all(written) or bool(set(merged.split()).difference(*map(str.split, written)))


def overruled(merged: str, before: str, *written: str) -> bool:
    """Whether one of them wrote a word that both did not have before, and the text lacks it.

    Letters that one takes out leave a new word, which goes with what the other writes in its place.
    """
    known = {*before.split(), *merged.split()}
    return any(not known.issuperset(each.split()) for each in written)


_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
