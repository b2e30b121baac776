"""Exchange: two people, two files; what goes from one to the other, what came, and what waits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from rmjournal import carried
from rmjournal.i18n import _
from rmjournal.journal.exchanged import Request, Sent, Taken, Twins
from rmjournal.model.record import Visibility
from rmjournal.screens import (
    exchange_folder,
    exchange_rows,
    exchange_sheets,
    exchange_words,
    going,
    undoing,
)
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import SCROLL, bindings
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.exchange_folder import Looked
from rmjournal.screens.exchange_rows import CONFLICTS, At
from rmjournal.screens.exchange_sheets import (
    AGREE,
    APART,
    JOIN,
    OPEN,
    Answered,
    Foreseen,
)
from rmjournal.screens.phrases import joined, the_two
from rmjournal.vocabulary import readers
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from rmjournal.journal import Journal
    from rmjournal.storage.history import Entry as Step


class ExchangeScreen(JournalScreen):
    """Where two journals are kept in step, by files alone."""

    PLACE = "exchange"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("exchange"), *SCROLL]
    CSS_PATH = "exchange.tcss"
    AUTO_FOCUS = "#parcel"

    def __init__(self) -> None:
        super().__init__()
        self.at: At | None = None
        self._compared_after: list[Step] | None = None
        """What could be undone when it was noted here that the words are the same."""

    def body(self) -> Iterable[Widget]:
        """Where it stands, what an exchange is while there is none yet, and the list."""
        yield Vertical(
            Words(plain(""), id="paired", classes="-strong"),
            Words(plain(""), id="six"),
            Words(plain(""), id="compared"),
            Words(plain(""), id="when", classes="-quiet"),
            Words(plain(""), id="lacking"),
            Words(plain(""), id="teaching"),
            id="standing",
        )
        yield Listing(wide=1, widths=(16, 0, 16), id="parcel")

    def load(self, journal: Journal) -> At | None:
        """The exchange of the pair spoken of."""
        return exchange_rows.at(journal)

    def show(self, found: At | None) -> None:
        """Shows where it stands."""
        self.at = found
        self._head(found)
        self._say("teaching", "\n\n".join(exchange_words.teaching(found)))
        standing = found.standing if found else None
        self._say("paired", carried.paired(standing) if standing else "")
        paired = standing if standing and standing.paired else None
        self._say(
            "six", _("The words: {words}", words=carried.in_a_row(paired.words)) if paired else ""
        )
        self._say("compared", exchange_words.compared(found) if paired else "")
        self._say("when", "\n".join(exchange_words.when(found)) if found and paired else "")
        self._say("lacking", carried.gap(paired.gap) if paired and paired.gap else "")
        self.query_one("#compared").set_class(bool(paired and not paired.compared), "-warning")
        rows = list(exchange_rows.entries(found)) if found else []
        listing = self.query_one("#parcel", Listing)
        listing.display = bool(rows)
        listing.fill(rows)
        self._see_facts()

    def _say(self, id: str, text: str) -> None:
        shown = self.query_one(f"#{id}", Words)
        shown.display = bool(text)
        shown.say(plain(text))

    def _head(self, at: At | None) -> None:
        names = the_two(at.pair) if at else ""
        right = readers(Visibility.PAIR).upper() if at else ""
        self.query_one(Heading).say(plain(joined(_("Exchange"), names)), plain(right))

    def action_scroll(self, how: str) -> None:
        """Shows what is further down, or further up, where there is no list yet."""
        getattr(self, f"scroll_{how}")(animate=False)

    @property
    def _marked(self) -> str:
        return self.query_one("#parcel", Listing).highlighted or ""

    @on(Listing.Highlighted)
    def _see_facts(self) -> None:
        facts = set()
        if self.at is not None:
            facts.add("pair")
            if self.at.standing.paired:
                facts.add("paired")
                if not self.at.standing.compared:
                    facts.add("uncompared")
            if self._marked:
                facts.add("one")
        self.now(*facts)

    # What waits, and what would leave

    @on(Listing.Chosen)
    def action_open(self) -> None:
        """Asks what is to be asked of the row, or shows the record in its own screen."""
        at, marked = self.at, self._marked
        if at is None or not marked:
            return
        if marked == CONFLICTS:
            self.host.visit("conflicts")
        elif request := at.request(marked):
            dialog = exchange_sheets.asking(request, at)
            self.app.push_screen(dialog, lambda answer: self._say_of(request, answer))
        elif twins := at.twins(marked):
            dialog = exchange_sheets.alike(twins, at)
            self.app.push_screen(dialog, lambda answer: self._settle(twins, answer))
        elif record := at.record(marked):
            going.visit(self.host, record)

    def _say_of(self, request: Request, answer: str | None) -> None:
        if answer == OPEN:
            going.visit(self.host, request.record)
        elif answer == AGREE:
            self.do(
                lambda journal: journal.exchange.agree(request),
                lambda _none: self.done(_("Noted. ‹u› takes it back.")),
            )

    def _settle(self, twins: Twins, answer: str | None) -> None:
        if answer == JOIN:
            self.do(lambda journal: journal.exchange.join(twins), self._joined)
        elif answer == APART:
            self.do(
                lambda journal: journal.exchange.keep_apart(twins),
                lambda _none: self.done(_("They stay two.")),
            )

    def _joined(self, _waiting: int) -> None:
        self.done(_("They are one now. ‹u› takes it back."))

    # Pairing

    def action_invite(self) -> None:
        """Asks where the invitation goes, and writes it."""
        if self.at:
            self.app.push_screen(exchange_sheets.invite(self.at), self._invited)

    def _invited(self, path: Path | None) -> None:
        if path and self.at:
            self.reload()
            self.app.push_screen(exchange_sheets.invited(path, self.at.pair.partner.name))

    def action_accept(self) -> None:
        """Asks where the invitation is, or the answer to mine, and accepts it."""
        sheet = exchange_sheets.accept(self.at, self.door.clock.today())
        self.app.push_screen(sheet, self._accepted)

    def _accepted(self, answered: Answered | None) -> None:
        if answered is None:
            return
        accepted, at = answered.accepted, self.at
        another = at is None or at.pair.id not in (accepted.spoken_of.id, accepted.before)
        if another or accepted.supersedes(self.door.settings.pair):
            self.host.speak_of(accepted.spoken_of)
        else:
            self.reload()
        self.app.push_screen(exchange_sheets.accepted(answered))

    def action_same(self) -> None:
        """Asks whether the words were compared by voice, and notes that they are the same."""
        if self.at:
            self.app.push_screen(exchange_sheets.compared(self.at), self._same)

    def _same(self, answer: str | None) -> None:
        if answer:
            self.do(undoing.compare, self._noted)

    def _noted(self, before: list[Step]) -> None:
        self._compared_after = before
        same = _("Noted: you compared the words, and they are the same.")
        self.done(f"{same} {_('‹u› takes it back.')}")

    def action_undo(self) -> None:
        """Takes back the last thing that was done, which may be what was said of the words."""
        before, self._compared_after = self._compared_after, None
        if before is None:
            super().action_undo()
        else:
            self.do(lambda journal: undoing.take_back_since(journal, before), self.taken_back)

    # Packets

    def action_receive(self) -> None:
        """Asks where the packet is, says what it would change, and takes it once told so."""
        if self.at:
            self.app.push_screen(exchange_sheets.receive(self.at), self._foreseen)

    def _foreseen(self, found: Foreseen | None) -> None:
        if found and found.taken.received.nothing:
            self._note(found)
        elif found:
            dialog = exchange_sheets.foreseen(found)
            self.app.push_screen(dialog, lambda answer: self._take(found) if answer else None)

    def _note(self, found: Foreseen) -> None:
        """Takes what brings nothing: it may say how far the partner has mine."""

        def told(_taken: Taken) -> None:
            self.reload()
            self.app.push_screen(exchange_sheets.foreseen(found))

        self.do(lambda journal: journal.exchange.receive([found.path]), told)

    def _take(self, found: Foreseen) -> None:
        self.do(lambda journal: journal.exchange.receive([found.path]), self._taken)

    def _taken(self, taken: Taken) -> None:
        self.done("\n".join(carried.taken(taken)))

    def action_send(self) -> None:
        """Asks where the packet goes, and writes it."""
        if self.at:
            sheet = exchange_sheets.send(self.at, self.door.clock.local())
            self.app.push_screen(sheet, self._sent)

    def _sent(self, packet: Sent | None) -> None:
        if packet and self.at:
            self.reload()
            self.app.push_screen(exchange_sheets.sent(packet, self.at))

    def action_sync(self) -> None:
        """Asks for the shared folder, and receives and sends through it."""
        if self.at:
            self.app.push_screen(exchange_folder.sync(self.at), self._synced)

    def _synced(self, found: Looked | None) -> None:
        if found:
            self.reload()
            happened, *rest = exchange_folder.told(found)
            self.app.push_screen(Dialog(plain(happened), *map(plain, rest)))
