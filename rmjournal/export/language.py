"""What a template can say, and whose words each piece of its output is.

Whatever is not ours is escaped as it is printed, so a template cannot forget to: what the
functions here return is ours, everything else was typed by a person and becomes ``inline``
Markdown unless ``|block``, ``|quote``, ``|follow``, ``|said`` or ``|told`` choose another. While a
template runs, a person's text is only a numbered slot, filled at the end; so it can neither act
on the layout nor be taken for words of ours.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

from rmjournal.export import markdown
from rmjournal.export.slots import Filled, Headings, Slot, prose
from rmjournal.export.spoken import Ours, Spoken
from rmjournal.i18n import N_, Words
from rmjournal.titles import known

_OPEN, _CLOSE = "\ue000", "\ue001"
_STOPS = ".!?…:;。．！？：；؟؛۔।"
"""What ends a sentence, or leaves it open, in the writings that people use."""
_AFTER_STOP = " \n\t\u00a0\u202f»”’\"')]*_`」』）"
"""What may stand behind that: blanks, quotation marks, brackets, marks of emphasis."""
_PLAIN_NAMES = re.compile(r"(?:[^{}]|\{\{|\}\}|\{[A-Za-z_]\w*\})*")
"""A message whose placeholders are names alone: no attribute, no index, no conversion, no format."""

SCALES = {
    4: N_("{n} out of 4"),
    10: N_("{n} out of 10"),
}


class NotAName(ValueError):
    """A message whose placeholder asks for more than the value of a name."""

    message = "a placeholder of a message can only be a name"


class Language(Spoken):
    """The filters and functions of one rendering.

    ``written`` says of a text whether a template's source has it as a literal; only such a text is
    a message. Left out, every message is: the built-in templates pass no other.
    """

    def __init__(self, words: Words, written: Callable[[str], bool] | None = None) -> None:
        super().__init__(words)
        self._written = written
        self._slots: list[Slot] = []
        self._headings = Headings()
        self._marks: dict[tuple[int, int], Ours] = {}
        # Of this rendering alone, so that nothing a person typed can be taken for a slot.
        self._mark = f"{_OPEN}{secrets.randbelow(10**15):015}"
        self._pattern = re.compile(f"{self._mark}([0-9]+){_CLOSE}")

    def filled(self, output: str) -> Filled:
        """The output with every slot filled."""
        parts = self._pattern.split(output)
        slots = [self._slots[int(number)] for number in parts[1::2]]
        ours = {words: words.encode(errors="replace") for words in parts[::2]}
        pieces = [ours[parts[0]]]
        for slot, words in zip(slots, parts[2::2], strict=True):
            pieces += slot.form
            pieces.append(ours[words])
        heads: set[bytes] = set().union(*(slot.heads for slot in slots))
        return Filled(
            tuple(pieces),
            tuple(chain.from_iterable(slot.said for slot in slots)),
            (*ours, *(head.decode() for head in heads), *self._marks.values()),
        )

    def filters(self) -> dict[str, Callable[..., Ours]]:
        """What a template can pass a value through, by name."""
        return {
            each.__name__: each
            for each in (
                self.inline, self.bold, self.topic, self.purpose, self.decided,
                self.block, self.quote, self.follow, self.said, self.told,
                self.stop, self.heading, self.listing, self.date, self.day, self.short, self.time,
                self.moment, self.minutes, self.capital, self.level, self.worked,
                self.days, self.duration, self.decimal, self.out_of,
            )
        }  # fmt: skip

    def printed(self, value: object) -> object:
        """What a template prints for a value: ours and numbers as they are, else a person's text."""
        if type(value) is Ours or isinstance(value, int):
            return value
        return "" if value is None else self.inline(str(value))

    def message(self, message: str, /, **values: object) -> Ours:
        """A message of the catalogue or of the template, with values in its placeholders.

        What is neither was typed by a person and stays that. Raises NotAName where a
        placeholder is more than that.
        """
        if not self._is_message(message):
            return Ours(self.printed(message))
        return Ours(self._words.text(message, **self._ready(values)))

    def plural(self, one: str, many: str, n: int, /, **values: object) -> Ours:
        """The form of a message that ``n`` asks for."""
        if not (self._is_message(one) and self._is_message(many)):
            return Ours(self.printed(one if int(n) == 1 else many))
        return Ours(self._words.plural(one, many, int(n), **self._ready(values)))

    def _is_message(self, text: str) -> bool:
        if type(text) is Ours or not isinstance(text, str):
            return False
        if self._written is not None and not self._written(text):
            return False
        if not _PLAIN_NAMES.fullmatch(text):
            raise NotAName
        return True

    def _ready(self, values: dict[str, object]) -> dict[str, str]:
        """The values as they are printed: words, never an object that a message could open."""
        return {name: str(self.printed(value)) for name, value in values.items()}

    def inline(self, text: str) -> Ours:
        """A person's text within a line; the form of whatever has no other."""
        return Ours(self._slot(text, markdown.inline))

    def bold(self, text: str) -> Ours:
        """A person's text in bold, where punctuation of ours follows."""
        return Ours(self._slot(text, markdown.bold))

    def topic(self, item: Mapping[str, Any]) -> Ours:
        """What an item speaks of: a title of ours in this language, a person's words as they are."""
        return self._title(item["topic"], item["kind"])

    def purpose(self, session: Mapping[str, Any]) -> Ours:
        """What a session is for, in the same way."""
        return self._title(session["purpose"])

    def decided(self, item: Mapping[str, Any]) -> Ours:
        """What was decided on an item, in the same way."""
        return self._title(item["decision"])

    def block(self, text: str, indent: int = 0) -> Ours:
        """A person's text as paragraphs and lists of its own."""
        return Ours(self._block(text, indent))

    def quote(self, text: str) -> Ours:
        """A person's text as a block quote."""
        return Ours(self._slot(text, markdown.quote))

    def follow(self, text: str, indent: int = 0) -> Ours:
        """A person's text after words of ours: on their line, or below if it has several lines."""
        return Ours(self._following(text, indent))

    def said(self, text: str, label: str) -> Ours:
        """A paragraph of a person's, after a label of ours; nothing for no text."""
        return Ours(self._labelled(text, label))

    def told(
        self, records: list[dict[str, Any]], labels: Mapping[str, str], most: int = 10
    ) -> Ours:
        """What is ``said`` in records, under the key of each label; a number is a mark out of ``most``."""
        paragraphs = self._told_at_once(records, labels, most) or "".join(
            self._marked(record[key], label, most)
            for record in records
            for key, label in labels.items()
        )
        return Ours(paragraphs)

    def stop(self, text: str) -> Ours:
        """The period that a person's sentence still lacks."""
        last = str(text).rstrip(_AFTER_STOP)[-1:]
        return Ours("" if last in _STOPS else ".")

    def heading(self, text: str, level: int, where: str = "") -> Ours:
        """A heading of ours; ``where`` tells it from the same one in another place of the page."""
        place = f" ({self.printed(where)})" if where else ""
        return Ours(f"{'#' * level} {self.printed(text)}{place}")

    def listing(self, names: list[str]) -> Ours:
        """``a``, ``a and b``, ``a, b and c``."""
        return Ours(self._words.listing([str(self.printed(name)) for name in names]))

    def capital(self, sentence: str) -> Ours:
        """A sentence of ours with its first letter in upper case."""
        return Ours(self._words.capital(str(self.printed(sentence))))

    def out_of(self, n: int, most: int) -> Ours:
        """A mark on a scale, such as ``7 out of 10``."""
        return Ours(self._words.text(SCALES[most], n=str(self.printed(n))))

    def _title(self, text: str, kind: str = "") -> Ours:
        title = known(text, kind)
        return Ours(title.text(self._words, self.inline)) if title else self.inline(text)

    def _labelled(self, text: str, label: str) -> str:
        follows = self._following(text) if text else ""
        return f"**{self.printed(label)}**{follows}\n\n" if follows else ""

    def _marked(self, value: str | int | None, label: str, most: int) -> str:
        if isinstance(value, int):
            return f"**{self.printed(label)}** {self.out_of(value, most)}\n\n"
        return self._labelled(value or "", label)

    def _told_at_once(
        self, records: list[dict[str, Any]], labels: Mapping[str, str], most: int
    ) -> str:
        """What is told, in a single slot; nothing where a text is more than a line of prose.

        Nor where a label is no message of ours, or in a person's own template, which may take words
        apart that stand together here.
        """
        if self._written is not None or any(type(each) is not Ours for each in labels.values()):
            return ""
        headings = [self._headings[item] for item in labels.items()]
        slot = prose(records, headings, lambda value: self._marked_once(value, most))
        return f"{self._placed(slot)}\n\n" if slot else ""

    def _marked_once(self, value: int, most: int) -> bytes:
        known = (value, most)
        if known not in self._marks:
            self._marks[known] = self.out_of(value, most)
        return self._marks[known].encode()

    def _following(self, text: str, indent: int = 0) -> str:
        if "\n" in str(text).strip():
            return f"\n\n{self._block(text, indent)}"
        line = self._slot(text, markdown.inline)
        return f" {line}" if line else ""

    def _block(self, text: str, indent: int) -> str:
        return self._slot(text, lambda typed: markdown.block(typed.strip(), indent))

    def _slot(self, text: str, form: Callable[[str], str]) -> str:
        """The slot where a person's text will stand; nothing for one that ``form`` makes nothing of."""
        typed = str(text)
        if self._mark in typed:
            typed = self._pattern.sub(self._typed, typed)
        formed = form(typed)
        return self._placed(Slot((formed.encode(),), (typed,))) if formed else ""

    def _placed(self, slot: Slot) -> str:
        self._slots.append(slot)
        return f"{self._mark}{len(self._slots) - 1}{_CLOSE}"

    def _typed(self, slot: re.Match[str]) -> str:
        """What was typed, where a template joined a slot to other text and made it plain again."""
        number = int(slot[1])
        return self._slots[number].typed if number < len(self._slots) else slot[0]
