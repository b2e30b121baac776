"""A screen on which sessions are planned, changed, moved, and said to have taken place.

The sheets, and the dialogue, are loaded when the first one is wanted, so that Home is there sooner.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rmjournal.i18n import _
from rmjournal.screens.base import JournalScreen
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.screens.dialog import Offer
    from rmjournal.screens.session_sheets import About
    from rmjournal.screens.session_words import Noted
    from rmjournal.screens.sheet import Sheet


class Planning(JournalScreen):
    """Opens the sheets about sessions; ``noted`` says what came of each."""

    def plan_session(self) -> None:
        """Asks for a new session."""
        from rmjournal.screens import session_sheets

        self.ask(
            session_sheets.terms,
            lambda known: self._open(session_sheets.planning(known)),
            kind="sheet",
        )

    def edit_session(self, id: str) -> None:
        """Asks what is to be changed of a session."""
        from rmjournal.screens import session_sheets

        self._about(id, lambda known: self._open(session_sheets.editing(known)))

    def hold_session(self, id: str) -> None:
        """Notes that a session took place; asks when, only where its date does not say it."""
        self._about(id, self._hold)

    def _hold(self, known: About) -> None:
        from rmjournal.screens import session_sheets

        if known.begun:
            self.do(lambda journal: session_sheets.hold(journal, known.session), self.noted)
        else:
            self._open(session_sheets.holding(known))

    def say_when_held(self, id: str) -> None:
        """Asks when a session took place, whatever its date says; nothing is noted before."""
        from rmjournal.screens import session_sheets

        self._about(id, lambda known: self._open(session_sheets.holding(known)))

    def move_session(self, id: str) -> None:
        """Asks what becomes of a session that does not take place when it should."""
        self._about(id, self._move)

    def _move(self, known: About) -> None:
        from rmjournal.screens.dialog import Dialog

        offers: list[Offer] = [(_("Another date"), "date")]
        if known.session.starts:
            offers.append((_("No date yet"), "none"))
        offers.append((_("Cancel the session"), "cancel"))
        said = []
        if known.shorter:
            offers.insert(0, (_("Twenty minutes, same date"), "express"))
            said.append(
                _("It was postponed before. Twenty minutes at the date it has keep you in touch.")
            )
        title = _("What becomes of {session}?", session=known.name)
        self.app.push_screen(
            Dialog(plain(title), *map(plain, said), offers=tuple(offers)),
            partial(self._moved, known),
        )

    def _moved(self, known: About, answer: str | None) -> None:
        from rmjournal.screens import session_sheets, session_words

        session = known.session
        verbs: dict[str, Callable[[Journal], Noted]] = {
            "express": lambda journal: session_words.shortened(
                journal, journal.sessions.edit(session, template="express", verb="session postpone")
            ),
            "none": lambda journal: session_words.moved(
                journal, journal.sessions.postpone(session)
            ),
            "cancel": partial(cancel, id=session.id),
        }
        if answer == "date":
            self._open(session_sheets.moving(known))
        elif answer:
            self.do(verbs[answer], self.noted)

    def cancel_session(self, id: str) -> None:
        """Notes that a session is called off."""
        self.do(partial(cancel, id=id), self.noted)

    def noted(self, noted: Noted | None) -> None:
        """Says what was done, if anything was."""
        if noted is not None:
            self.done(noted.told)

    def _about(self, id: str, then: Callable[[About], None]) -> None:
        from rmjournal.screens import session_sheets

        self.ask(lambda journal: session_sheets.about(journal, id), then, kind="sheet")

    def _open(self, sheet: Sheet[Noted]) -> None:
        self.app.push_screen(sheet, self.noted)


def cancel(journal: Journal, id: str) -> Noted:
    """Calls a session off; what it was to speak of waits for another one."""
    from rmjournal.screens import session_words

    seen = journal.sessions.found(f"#{id}")
    name, before = session_words.about(journal, seen), len(journal.agendas.waiting())
    session = journal.sessions.cancel(seen)
    return session_words.cancelled(session, name, len(journal.agendas.waiting()) - before)
