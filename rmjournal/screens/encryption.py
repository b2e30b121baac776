"""Encryption: a passphrase for the journal, another one, or none; what is typed is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from rmjournal import sealed
from rmjournal.errors import RmjournalError, WrongPassphrase
from rmjournal.i18n import N_, _
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import SCROLL, bindings
from rmjournal.telling import sentences
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.line import Line
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal.protection import Encrypted
    from rmjournal.paths import Home

CHANGE, DECRYPT, RECOVERY = "change", "decrypt", "recovery"
"""What is chosen: what is to become of an encrypted journal, and a recovery key for another one."""
LABELS = {
    "passphrase": N_("Passphrase"), "new": N_("New passphrase"), "again": N_("The same again"),
}  # fmt: skip
"""What is typed, msgids."""

TIGHT = 24
"""The lines below which nothing is spaced."""


class EncryptionScreen(JournalScreen):
    """Encrypts the journal; of one that is, changes the passphrase or decrypts it."""

    PLACE = "encryption"
    LIVE = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("encryption"), *SCROLL]
    CSS_PATH = "encryption.tcss"
    AUTO_FOCUS = "Input"

    def __init__(self) -> None:
        super().__init__()
        self._told: list[str] = []
        """What came of it, once it is done."""
        self._recovery = ""
        """The recovery key, while it is shown."""
        self._busy = False

    @property
    def _encrypted(self) -> bool:
        return bool(self.door.home.wrapping.suffix)

    # What is on the screen

    def body(self) -> Iterable[Widget]:
        """What it does, and the questions; once it is done, what came of it."""
        parts = self._done() if self._told else self._form()
        yield VerticalScroll(*parts, id="encryption", can_focus=False)

    def _form(self) -> Iterator[Widget]:
        if self._encrypted:
            told = [_("The journal is encrypted: only its passphrase opens it.")]
        else:
            told = [
                _("Encrypted, the journal, its earlier states and your drafts are opened by a "
                  "passphrase alone, which you choose here."),
                _(sealed.NOBODY), _(sealed.OUT_OF_REACH),
            ]  # fmt: skip
        for each in told:
            yield Words(plain(each), classes="paragraph")
        yield self._choice()
        names = ("passphrase", "new", "again") if self._encrypted else ("new", "again")
        yield Vertical(
            *(Line(plain(_(LABELS[each])), each, unseen=True) for each in names),
            id="encryption-fields",
        )
        yield Words(plain(""), id="encryption-state")
        yield Horizontal(
            Push(plain(_("Go on") if self._encrypted else _("Encrypt")), "save", classes="-main"),
            Push(plain(_("Close")), "close"),
        )

    def _choice(self) -> Choice:
        if self._encrypted:
            options = ((CHANGE, _("Change the passphrase")), (DECRYPT, _("Decrypt the journal")))
        else:
            options = (
                ("", _("without a recovery key")), (RECOVERY, _("with one, to be kept on paper")),
            )  # fmt: skip
        offered = [(value, plain(said)) for value, said in options]
        return Choice(offered, value=options[0][0], id="what")

    def _done(self) -> Iterator[Widget]:
        if self._recovery:
            yield Words(plain(_(sealed.RECOVERY_KEY)))
            yield Words(plain(self._recovery), id="recovery-key", classes="paragraph")
            yield Words(plain(_(sealed.RECOVERY)), classes="paragraph")
        for each in self._told:
            yield Words(plain(each), classes="paragraph")
        yield Horizontal(Push(plain(_("Close")), "close", id="over", classes="-main"))

    def show(self, found: object) -> None:
        """Says what this is."""
        self.query_one(Heading).say(plain(_("Encryption")), plain(""))
        self.now(*(() if self._told else ("form",)))

    @on(Choice.Changed)
    def _ask(self, event: Choice.Changed) -> None:
        """Who decrypts chooses no new passphrase."""
        for name in ("new", "again"):
            self.query_one(f"#line-{name}").display = event.value != DECRYPT

    def _say(self, text: str) -> None:
        shown = self.query_one("#encryption-state", Words)
        shown.set_class(bool(text), "-there")
        shown.say(plain(text))
        self.call_after_refresh(shown.scroll_visible, animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """In a small window nothing is spaced, so that what it does is read beside the questions."""
        super().on_resize(event)
        self.set_class(event.size.height < TIGHT, "-tight")

    def action_scroll(self, how: str) -> None:
        """Shows what is further down, or further up."""
        getattr(self.query_one("#encryption"), f"scroll_{how}")(animate=False)

    # What one can do

    @property
    def _what(self) -> str:
        return self.query_one("#what", Choice).value

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    @on(Input.Changed)
    def typed_anew(self, event: Input.Changed) -> None:
        """What was off before is forgotten once one types."""
        if event.value and not self._busy:
            self._say("")

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last one does it."""
        event.stop()
        last = "passphrase" if self._what == DECRYPT else "again"
        if event.input.id == last:
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Does what was chosen, in a worker: a key is made slowly, so that none is guessed."""
        if self._busy or self._told:
            return
        if amiss := self._amiss():
            field, told = amiss
            self._say(told)
            self.query_one(f"#{field}", Input).focus()
            return
        self._busy = True
        self._say(_("A moment: this takes a few seconds …"))
        self.once_seen(self._carry_out)

    def _amiss(self) -> tuple[str, str] | None:
        """The field that is not filled in as it has to be, and what is off."""
        if self._encrypted and not self._typed("passphrase"):
            return "passphrase", _("Type the passphrase first.")
        if self._what != DECRYPT and self._typed("new") != self._typed("again"):
            return "again", _("The two are not the same.")
        return None

    def _carry_out(self) -> None:
        door, what, new = self.door, self._what, self._typed("new")
        if not self._encrypted:
            recovery = what == RECOVERY
            self.do(lambda _journal: door.encrypt(new, recovery=recovery), self._is_encrypted)
            return
        present = self._typed("passphrase")
        if what == DECRYPT:
            self.do(lambda _journal: door.decrypt(present), self._is_decrypted)
        else:
            self.do(lambda _journal: door.change_passphrase(present, new), self._is_changed)

    async def _is_encrypted(self, done: Encrypted) -> None:
        self._recovery = done.recovery
        await self._over([sealed.encrypted(done), *sealed.beyond(done)])

    async def _is_decrypted(self, home: Home) -> None:
        await self._over([_(sealed.DECRYPTED, file=home.journal)])

    async def _is_changed(self, _none: None) -> None:
        await self._over([_(each) for each in sealed.CHANGED])

    async def _over(self, told: list[str]) -> None:
        self._busy, self._told = False, told
        await self.in_new_words()
        if not self._recovery:  # an Enter too many would be the last that is seen of it
            self.query_one("#over").focus()

    def failed(self, error: RmjournalError) -> None:
        """Says here what is off; a wrong passphrase is typed anew, all else is still there."""
        self._busy = False
        happened, *rest = sentences(error)
        self._say(" ".join([happened, *rest[-1:]]))
        wrong = isinstance(error, WrongPassphrase)
        field = self.query_one("#passphrase" if wrong else "#new", Input)
        if wrong:
            field.value = ""
        field.focus()

    def action_close(self) -> None:
        """Goes back; not while it is being done."""
        if not self._busy:
            super().action_close()
