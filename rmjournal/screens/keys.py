"""Keys: every command with its key, and another one for it if you like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widget import Widget

from rmjournal import rekeying
from rmjournal.i18n import _
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import bindings
from rmjournal.screens.fields import Field, Values
from rmjournal.screens.names import key_name
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Entry, Listing
from rmjournal.widgets.plain import pieces, plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class KeysScreen(JournalScreen):
    """Where a command gets another key, everywhere at once."""

    PLACE = "keys"
    BINDINGS = bindings("keys")
    CSS_PATH = "keys.tcss"
    AUTO_FOCUS = "#keys"

    def body(self) -> Iterable[Widget]:
        """What it is about, then every key."""
        yield Words(
            plain(_("A key means the same on every screen. Enter gives it another one, x its usual one.")),
            id="keys-hint", classes="-quiet",
        )  # fmt: skip
        yield Listing(wide=2, wrap=True, id="keys")

    def show(self, found: object) -> None:
        """Shows how they are."""
        self.query_one(Heading).say(plain(_("Keys")), plain(""))
        rows = [
            Entry(key, (self._key(key), plain(_(each.label)), plain(_(each.tip))))
            for key, each in rekeying.usual().items()
        ]
        self.query_one(Listing).fill(rows)
        self._see_facts()

    def _key(self, key: str) -> Content:
        new = self.host.keys.get(key)
        if new is None:
            return plain(key_name(key))
        return pieces((key_name(new), "bold $accent"), f" ({key_name(key)})")

    @on(Listing.Highlighted)
    def _see_facts(self) -> None:
        key = self._highlighted
        self.now("one", *(("changed",) if key in self.host.keys else ()))

    @property
    def _highlighted(self) -> str:
        return self.query_one(Listing).highlighted or ""

    @on(Listing.Chosen)
    def action_open(self) -> None:
        """Asks for the new key, as it is written here."""
        old = self._highlighted
        label = _(rekeying.usual()[old].label)
        now = key_name(self.host.keys.get(old, old))

        def save(_journal: Journal, values: Values) -> str:
            return self._changed(old, pressed(values.text("key")))

        draft = f"setting-keys-{old.replace('+', '-')}"
        intro = plain(_("A letter, a function key such as f11, or ^k for Ctrl with a letter."))
        sheet = Sheet(
            plain(label), (Field("key", _("Key"), hint=now),), save, draft=draft,
            visibility=None, intro=intro,
        )  # fmt: skip
        self.app.push_screen(sheet, self._taken)

    def action_delete(self) -> None:
        """Gives the usual key back."""
        old = self._highlighted
        self.do(lambda _journal: self._changed(old, old), self._taken)

    def _changed(self, old: str, new: str) -> str:
        """Keeps another key for a command; returns a sentence that says so."""
        self.door.choose("keys", rekeying.rekeyed(self.door.settings.keys, old, new))
        return _("{label}: {key}", label=_(rekeying.usual()[old].label), key=key_name(new))

    def _taken(self, told: str | None) -> None:
        if told:
            self.host.rekey()
            self.done(told)


def pressed(text: str) -> str:
    """The key that a person wrote: ``^k`` is ``ctrl+k``."""
    key = text.strip().lower()
    return f"ctrl+{key[1:]}" if key.startswith("^") else key
