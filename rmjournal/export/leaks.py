"""The last look at an export: does it say what its audience may not read?

This asks the file itself, not the code that chose the records: the stored visibility is read
again, and what is not plainly allowed is hidden. An output in which every text a person typed
stands word for word in a record that may be read is passed at once. For any other, each hidden
sentence of six words or more is looked for, whatever its accents, case, marks and line breaks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from rmjournal.errors import Refused
from rmjournal.export.context import Audience, Export, ref
from rmjournal.export.render import Page
from rmjournal.export.sentences import LEAST, Output, Sentence, contains, sentences
from rmjournal.i18n import N_
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record
from rmjournal.storage.lines import parse_line
from rmjournal.storage.store import View
from rmjournal.storage.tables import TABLES

Document = dict[str, Any]
_ID = b'"id": "'
_READABLE: dict[Audience, frozenset[str]] = {Audience.PARTNER: frozenset({"pair", "shareable"})}
"""The stored visibilities that each audience but oneself may read, apart from ``context``'s list."""


class Leak(Refused):
    """The export would say something that its audience may not read."""


def check(output: str, export: Export, view: View, pair: Pair, *, page: Page | None = None) -> None:
    """Raises Leak where the output repeats a hidden sentence or the export is made of a hidden record.

    With the ``page`` that the output was written as, an honest output costs no search.
    """
    sight = Sight(view, pair, export.audience)
    if sight.sees_all():
        return
    shown, hidden = sight.told_apart(export.mentioned)
    if not hidden and page is not None and output == page.text and _accounted(page, shown, pair):
        return
    words = Output(output, escaped=page is not None and page.format == "json")
    for id, sentence in sight.hidden_sentences(words):
        if not _ours(sentence, page) and not sight.shows(sentence):
            raise _leak(words.line(sentence), id, _carrier(export.context, sentence))
    for id, texts in hidden.items():
        raise _leak(words.first_line(texts), id, id)


class Sight:
    """What one audience may read of a file, by what is stored there."""

    def __init__(self, view: View, pair: Pair, audience: Audience) -> None:
        self._view = view
        self._pair = pair.id
        self._audience = audience

    def reads(self, kind: type[Record], document: Document) -> bool:
        """Whether the audience may read a stored document; oneself reads all of the pair's."""
        if document.get("pair") != self._pair:
            return False
        if self._audience is Audience.SELF:
            return True
        return (
            document.get("visibility") in _READABLE.get(self._audience, ())
            and document.get("deleted") is None
            and (TABLES[kind] != "feedback" or document.get("delivered") is not None)
        )

    def sees_all(self) -> bool:
        """Whether nothing in the file is hidden: one's own copy, and no other pair beside it."""
        if self._audience is not Audience.SELF:
            return False
        ours = f'"pair": "{self._pair}"'.encode()
        return all(ours in line for kind in TABLES for line in self._view.table(kind).raw_lines())

    def told_apart(self, records: tuple[Record, ...]) -> tuple[set[str], dict[str, list[str]]]:
        """The texts of those records that may be read, and of the others by id, as stored."""
        wanted: dict[type[Record], set[str]] = defaultdict(set)
        for record in records:
            wanted[type(record)].add(record.id)
        shown: set[str] = set()
        hidden: dict[str, list[str]] = {record.id: [] for record in records}
        for kind, ids in wanted.items():
            for document in self._documents(kind, ids):
                if self.reads(kind, document):
                    shown.update(_texts(document))
                    hidden.pop(document["id"], None)
                else:
                    hidden[document["id"]] = list(_texts(document))
        return shown, hidden

    def hidden_sentences(self, output: Output) -> Iterator[tuple[str, Sentence]]:
        """The hidden sentences that the output repeats, each with the id of a record that has it."""
        for kind in TABLES:
            for document in self._documents(kind):
                if not self.reads(kind, document):
                    for text in _texts(document):
                        for sentence in sentences(text):
                            if sentence in output:
                                yield str(document.get("id", "")), sentence

    def shows(self, sentence: Sentence) -> bool:
        """Whether the sentence also stands in a record that may be read."""
        return any(
            contains(text, sentence)
            for kind in TABLES
            for document in self._documents(kind)
            if self.reads(kind, document)
            for text in _texts(document)
        )

    def _documents(self, kind: type[Record], ids: set[str] | None = None) -> Iterator[Document]:
        for line in self._view.table(kind).raw_lines():
            start = line.find(_ID) + len(_ID)
            if ids is None or line[start : line.find(b'"', start)].decode() in ids:
                yield parse_line(line)[1]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _accounted(page: Page, shown: set[str], pair: Pair) -> bool:
    """Whether all that is not of our own template stands in a record that may be read."""
    if not page.shipped:
        return False
    names = {part for each in pair.members for part in (each.name, each.name.partition(" ")[0])}
    return all(
        text in shown
        or text in names
        or (page.format == "json" and len(text.split()) < LEAST)  # its texts never run together
        for text in page.said
    )


def _ours(sentence: Sentence, page: Page | None) -> bool:
    """Whether the sentence is one of our own template's."""
    return page is not None and page.shipped and any(contains(text, sentence) for text in page.ours)


def _carrier(value: Any, sentence: Sentence, within: str = "") -> str:
    """The id of the innermost record in the context that has the sentence; empty for none."""
    if isinstance(value, str):
        return within if contains(value, sentence) else ""
    if isinstance(value, dict):
        within = str(value.get("id", within))
        return next(filter(None, (_carrier(v, sentence, within) for v in value.values())), "")
    if isinstance(value, list):
        return next(filter(None, (_carrier(each, sentence, within) for each in value)), "")
    return ""


def _leak(line: int, secret: str, carrier: str) -> Leak:
    return Leak(
        N_("Line {line} of this export repeats {secret}, which its reader may not read."),
        kept=N_("Nothing was exported."),
        todo=N_("It stands in {carrier}: leave that out with “--without {carrier}”, or reword it.")
        if carrier
        else N_(
            "If these words are your template's own, change them there; "
            "otherwise leave out what repeats them, with “--without REF”."
        ),
        line=line,
        secret=ref(secret),
        carrier=ref(carrier),
    )
