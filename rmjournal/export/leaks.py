"""The last look at an export: does it say what its audience may not read?

This asks the file itself, not the code that chose the records: the stored visibility is read
again, and what is not plainly allowed is hidden. An output in which every text a person typed
stands word for word in a record that may be read is passed at once. For any other, each hidden
sentence of six words or more is looked for, whatever its accents, case, marks and line breaks.
What leaves anonymised is also searched for the names of the two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rmjournal.errors import Refused
from rmjournal.export.context import OUTSIDE, Audience, Export
from rmjournal.export.leaving import CONSENTED
from rmjournal.export.people import People
from rmjournal.export.render import Page
from rmjournal.export.sentences import LEAST, Output, Sentence, contains, sentences
from rmjournal.i18n import N_
from rmjournal.model import substance
from rmjournal.model.agenda import Item
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, shown_id
from rmjournal.model.session import Session
from rmjournal.storage.envelope import Envelope
from rmjournal.storage.lines import parse_line
from rmjournal.storage.tables import TABLES, needle
from rmjournal.storage.view import View, decode
from rmjournal.text import strings

if TYPE_CHECKING:
    from rmjournal.export.anonymous import Anonymous

Document = dict[str, Any]
_ID = b'"id": "'
_IN = re.compile(rb'"session": "([^"\\]*)"').findall
_READABLE: dict[Audience, frozenset[str]] = {Audience.PARTNER: frozenset({"pair", "shareable"})}
"""The stored visibilities that each audience but oneself may read, apart from ``context``'s list."""


class Leak(Refused):
    """The export would say something that its audience may not read."""


def check(output: str | Page, export: Export, view: View, pair: Pair) -> None:
    """Raises Leak where the output repeats a hidden sentence or the export is made of a hidden record.

    An honest output costs no search, if it is a page that says whose words it is made of.
    """
    page = output if isinstance(output, Page) else None
    sight = Sight(view, pair, export.audience, export.people.said)
    if sight.sees_all():
        return
    if export.audience is Audience.ANONYMOUS:
        _unnamed(output, export)
    shown, hidden = sight.told_apart(export.mentioned)
    if not hidden and page is not None and _accounted(page, shown, pair, export.people):
        return
    words = Output(_whole(output), escaped=page is not None and page.format == "json")
    for id, sentence in sight.hidden_sentences(words):
        if not _ours(sentence, page) and not sight.shows(sentence):
            raise _leak(words.line(sentence), id, _carrier(export.context, sentence))
    for id, texts in hidden.items():
        raise _leak(words.first_line(texts), id, id)


class Sight:
    """What one audience may read of a file, by what is stored there."""

    def __init__(
        self, view: View, pair: Pair, audience: Audience, said: Callable[[str], str] = str
    ) -> None:
        self._view = view
        self._pair = pair.id
        self._members = [member.id for member in pair.members]
        self._audience = audience
        self._said = said

    def reads(self, kind: type[Record], document: Document) -> bool:
        """Whether the audience may read a stored document; oneself reads all of the pair's."""
        if document.get("pair") != self._pair:
            return False
        if self._audience is Audience.SELF:
            return True
        if self._audience in OUTSIDE:
            return self._may_leave(kind, document)
        return (
            document.get("visibility") in _READABLE.get(self._audience, ())
            and document.get("deleted") is None
            and (TABLES[kind] != "feedback" or document.get("delivered") is not None)
            and not (kind is Item and document.get("session") in self._hidden_sessions)
        )

    @cached_property
    def _hidden_sessions(self) -> frozenset[str]:
        """The ids of the sessions that the audience may not read: nor may it read their items.

        One in the trash hides only the items that went with it, which are there too.
        """
        return frozenset(
            str(document.get("id"))
            for document in self._documents(Session, hidden=True)
            if not self.reads(Session, {**document, "deleted": None})
        )

    def _may_leave(self, kind: type[Record], document: Document) -> bool:
        """Whether both consented to these very words leaving the pair."""
        if document.get("visibility") != "shareable" or document.get("deleted") is not None:
            return False
        return kind in CONSENTED and substance.may_leave(decode(kind, document), self._members)

    def _texts(self, kind: type[Record], document: Document) -> tuple[list[str], list[str]]:
        """The texts of a document that may be read, as its reader sees them, and those that may not."""
        if not self.reads(kind, document):
            return [], [self._said(text) for text in strings(document)]
        if self._audience not in OUTSIDE:
            return list(strings(document)), []
        consented = {key: document[key] for key in CONSENTED[kind] if key in document}
        others = {key: value for key, value in document.items() if key not in consented}
        return (
            [self._said(text) for text in strings(consented)],
            [self._said(text) for text in strings(others)],
        )

    def sees_all(self) -> bool:
        """Whether nothing in the file is hidden: one's own copy, and no other pair beside it."""
        if self._audience is not Audience.SELF:
            return False
        ours = needle("pair", self._pair)
        return all(self._view.table(kind).throughout(ours) for kind in TABLES)

    def told_apart(self, records: tuple[Record, ...]) -> tuple[set[str], dict[str, list[str]]]:
        """The texts of those records that may be read, and of the others by id, as stored."""
        wanted: dict[type[Record], set[str]] = defaultdict(set)
        for record in records:
            wanted[type(record)].add(record.id)
        shown: set[str] = set()
        hidden: dict[str, list[str]] = {record.id: [] for record in records}
        for kind, ids in wanted.items():
            for document in self._documents(kind, ids):
                readable, others = self._texts(kind, document)
                shown.update(readable)
                if self.reads(kind, document):
                    hidden.pop(document["id"], None)
                else:
                    hidden[document["id"]] = others
        return shown, hidden

    def hidden_sentences(self, output: Output) -> Iterator[tuple[str, Sentence]]:
        """The hidden sentences that the output repeats, each with the id of a record that has it."""
        for kind in TABLES:
            for document in self._documents(kind, hidden=True):
                for text in self._texts(kind, document)[1]:
                    for sentence in sentences(text):
                        if sentence in output:
                            yield str(document.get("id", "")), sentence

    def shows(self, sentence: Sentence) -> bool:
        """Whether the sentence also stands in a record that may be read."""
        return any(
            contains(text, sentence)
            for kind in TABLES
            for document in self._documents(kind)
            for text in self._texts(kind, document)[0]
        )

    def _documents(
        self, kind: type[Record], ids: set[str] | None = None, *, hidden: bool = False
    ) -> Iterator[Document]:
        for line in self._view.table(kind).raw_lines():
            if hidden and self._plainly_reads(kind, line):
                continue
            start = line.find(_ID) + len(_ID)
            if ids is None or line[start : line.find(b'"', start)].decode() in ids:
                yield parse_line(line)[1]

    def _plainly_reads(self, kind: type[Record], line: bytes) -> bool:
        """Whether the line says for certain that the audience may read all of it, like ``reads``."""
        readable = _READABLE.get(self._audience)
        if readable is None or TABLES[kind] == "feedback" or b'"deleted": ' in line:
            return False
        if kind is Item and not self._hidden_sessions.isdisjoint(map(bytes.decode, _IN(line))):
            return False
        envelope = Envelope.of(line)
        return (
            envelope is not None and envelope.pair == self._pair and envelope.visibility in readable
        )


def _whole(output: str | Page) -> str:
    return output if isinstance(output, str) else output.text


def _unnamed(output: str | Page, export: Export) -> None:
    """Raises Leak where what a person typed, or a template of theirs, names one of the two."""
    from rmjournal.export.anonymous import Anonymous

    anonymous = export.people
    if not isinstance(anonymous, Anonymous):
        raise TypeError("an anonymous export needs stand-ins")
    typed = [*output.said] if isinstance(output, Page) else [output]
    if isinstance(output, Page) and not output.shipped and anonymous.named(output.text):
        typed.append(output.text)
    ours = (export.name, str(export.audience))
    if any(anonymous.may_name(text) for text in typed if text not in ours):
        carrier = _naming(export, anonymous)
        raise Leak(
            N_("This export would name one of you."),
            kept=N_("Nothing was exported."),
            todo=N_(
                "A name stands in {carrier}, perhaps within another word: "
                "leave that out with “--without {carrier}”, or reword it."
            )
            if carrier
            else N_("Take the name out of your template, or leave out the record that has it."),
            carrier=shown_id(carrier),
        )


def _naming(export: Export, anonymous: Anonymous) -> str:
    """The id of a record of the export that may name one of the two; empty for none."""
    for record in export.mentioned:
        plain = asdict(record)
        if any(map(anonymous.may_name, strings([plain[key] for key in CONSENTED[type(record)]]))):
            return record.id
    return ""


def _accounted(page: Page, shown: set[str], pair: Pair, people: People) -> bool:
    """Whether all that is not of our own template stands in a record that may be read."""
    if not page.shipped:
        return False
    names = {name for each in pair.members for name in (each.name, pair.short_name(each.id))}
    names.update(people.full)
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
        secret=shown_id(secret),
        carrier=shown_id(carrier),
    )
