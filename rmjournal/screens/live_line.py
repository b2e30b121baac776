"""A screen of a session with the line at its foot: a key opens it, Enter keeps what is typed.

What is typed and not kept is a draft, and the line it was typed on is open again the next time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from rmjournal.errors import CannotWrite, RmjournalError
from rmjournal.i18n import _, words
from rmjournal.keys import KEYS
from rmjournal.model.progress import Progress
from rmjournal.model.record import Record, Visibility
from rmjournal.screens import live_words
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.catch_line import CatchLine, Opened
from rmjournal.screens.catching import BY_ACTION, LINE, Begun, Catch, Said, readers_of
from rmjournal.screens.drafting import Draft
from rmjournal.screens.form import Form
from rmjournal.screens.meeting import Meeting, Nothing
from rmjournal.screens.refusals import sentences
from rmjournal.storage.drafts import Fields
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class LineScreen(JournalScreen, Form[None]):
    """Catches what is worth keeping of the session that it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.at: Meeting | Nothing | None = None
        """The session that is shown, or the lack of one; none until it was loaded."""
        self._taken = ""
        """The text that is on its way into the journal."""
        self._just_noted = False
        self._others: Fields = {}
        """What the draft of the line holds besides it."""
        self._as_opened: Fields = {}
        """What stood on the line when it was opened, unless it had been typed on it before."""
        self._offered: set[str] = set()
        """The actions of the lines that were open since this screen is shown."""

    @property
    def _line(self) -> CatchLine:
        return self.query_one(CatchLine)

    def _progress(self) -> Progress | None:
        """How the session stands now; how it would stand, if it is still to be started."""
        if not isinstance(self.at, Meeting):
            return None
        return self.at.at(self.door.clock.stamp())

    def _see_facts(self) -> None:
        if self._line.opened:
            self.now("writing")
        elif self.at is not None:
            self.now(*self.at.facts(self.door.clock.stamp()))

    def _focus_offer(self) -> None:
        if self._line.opened:
            return
        for each in self.query("#start, #plan"):
            each.focus(scroll_visible=False)

    def _offer_begun(self) -> None:
        """Opens the line that was begun, as it was; where only I may read it, says which key does."""
        for each in self._waiting:
            if self._readers(each.catch) is not Visibility.PRIVATE:
                self._open(each.catch.action)
                return
        self._line.tell(plain(self._reminder))

    @property
    def _waiting(self) -> list[Begun]:
        """The lines that were begun before, and not opened since."""
        found = self.at.begun if isinstance(self.at, Meeting) else ()
        return [each for each in found if each.catch.action not in self._offered]

    @property
    def _reminder(self) -> str:
        """That another line was begun, and which key brings it back; nothing where none was."""
        if not (waiting := self._waiting):
            return ""
        key = next(each.key for each in KEYS["live"] if each.action == waiting[0].catch.action)
        return _("You had begun a line; {key} brings it back.", key=key)

    def action_learned(self) -> None:
        """Opens the line for something learned."""
        self._open("learned")

    def action_action(self) -> None:
        """Opens the line for who does what."""
        self._open("action")

    def action_park(self) -> None:
        """Opens the line for a topic to set aside."""
        self._open("park")

    def action_decision(self) -> None:
        """Opens the line for what was decided."""
        self._open("decision")

    def action_win(self) -> None:
        """Opens the line for what went well."""
        self._open("win")

    def _open(self, action: str) -> None:
        at = self._progress()
        if at is None or not isinstance(self.at, Meeting):
            return
        catch, item = BY_ACTION[action], at.now.item if at.now else None
        self._offered.add(action)
        self.draft = Draft(self.door.drafts, catch.draft)
        kept = self.draft.kept
        read = readers_of(catch, at.session, item)
        self._others = catch.others(kept)
        self._line.open(Opened(catch, self.at.pair, at.session, item, read), kept)
        self._as_opened = {} if LINE in kept else self._line.texts()
        self._see_facts()

    def _readers(self, catch: Catch) -> Visibility:
        """Who would read a line of that kind now."""
        at = self._progress()
        assert at is not None
        return readers_of(catch, at.session, at.now.item if at.now else None)

    def texts(self) -> Fields:
        """What is typed on the line."""
        typed, opened = self._line.texts(), self._line.opened
        if opened is None or typed == self._as_opened or not any(typed.values()):
            return {**self._others, **typed}
        return {**self._others, **typed, LINE: opened.session.id}

    @property
    def farewell(self) -> str:
        """What a sheet left in the draft is no matter of the line's."""
        return super().farewell if any(self._line.texts().values()) else ""

    @on(CatchLine.Entered)
    def catch(self, event: CatchLine.Entered) -> None:
        """Keeps the line in the journal; an empty one is only closed."""
        opened = self._line.opened
        if opened is None or self._saving:
            return
        try:
            said = self._line.said(event.texts)
        except RmjournalError as error:
            self.failed(error)
            return
        if not said.text.strip():
            self.action_close()
            return
        self._saving, self._taken = True, said.text
        draft, others = self.draft, self._others
        self.do(lambda journal: _keep(journal, opened, said, draft, others), self._caught)

    def _caught(self, _record: Record) -> None:
        self._saving, self._just_noted = False, True
        if self.draft is not None:
            self.draft = Draft(self.door.drafts, self.draft.name)
            if not self._line.go_on_after(self._taken):
                self.draft.keep(self._others)
                self._shut()
        at = words().time(self.door.clock.local())
        told = _("Kept at {time}. ‹u› takes it back.", time=at)
        self.done(live_words.joined_sentences(told, self._reminder))

    def _shut(self) -> None:
        self.draft = None
        self._line.close()
        self._focus_offer()
        self._see_facts()

    def failed(self, error: RmjournalError) -> None:
        """What could not be kept stays on the line, and is said beneath it."""
        self._saving = False
        if self._line.opened:
            self._line.tell(plain(" ".join(sentences(error))), problem=True)
        else:
            super().failed(error)

    def draft_failed(self, error: CannotWrite) -> None:
        """Says that only the screen has it."""
        told = _("This draft could not be kept on disk; it is on this screen alone.")
        self._line.tell(plain(told), problem=True)

    def action_close(self) -> None:
        """Closes the line and keeps its draft; without one, leaves while the timer goes on."""
        if not self._line.opened:
            if isinstance(self.at, Meeting) and self.at.under_way:
                self.host.tell(plain(_("The timer goes on. ‹F8› comes back to it.")))
            super().action_close()
            return
        if not self.secured():
            return
        told = self.farewell
        self._shut()
        self._line.tell(plain(live_words.joined_sentences(told, self._reminder)))

    def done(self, told: str) -> None:
        """Says what was done under the line, where it hides nothing."""
        self._line.tell(plain(told))
        self.reload()

    def refuse(self, told: str) -> None:
        """Says under the line why something cannot be done now."""
        self._line.tell(plain(told), problem=True)

    async def in_new_words(self) -> None:
        """Says everything again; what is typed is a draft by now."""
        self.draft, self._others = None, {}
        self.at, self._offered = None, set()
        self.set_focus(None)
        await super().in_new_words()


def _keep(
    journal: Journal, opened: Opened, said: Said, draft: Draft | None, others: Fields
) -> Record:
    """Has the line in the journal, and ends its draft, also if the screen is gone by then.

    What was typed after it, and what the line has no room for, stays.
    """
    record = opened.catch.keep(journal, opened.session, said)
    if draft is not None:
        field = opened.catch.field
        typed = draft.kept.get(field, "")
        rest = typed.removeprefix(said.text) if typed.startswith(said.text) else ""
        draft.end({**others, **({field: rest} if rest else {})})
    return record
