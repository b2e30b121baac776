"""What an export would say, and to whom: asked of the journal, put into the words of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rmjournal.errors import RmjournalError
from rmjournal.i18n import N_, Words, _, ngettext, words
from rmjournal.journal.exporting import (
    AUDIENCES,
    READERS,
    WITH_FEEDBACK,
    Audience,
    Request,
    carry_out,
)
from rmjournal.screens.phrases import first
from rmjournal.screens.refusals import sentences
from rmjournal.text import fold
from rmjournal.vocabulary import counted

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.pair import Pair

EXPORTS = {
    "recap": N_("Recap"), "agenda": N_("Agenda"), "objectives": N_("Objectives"),
    "journal": N_("Journal"), "report": N_("Report"), "charter": N_("Charter"),
}  # fmt: skip
"""The kinds of export, msgids."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported, as the screen knows it: a session by its id."""

    kind: str = "recap"
    audience: Audience = Audience.PARTNER
    session: str = ""
    feedback: bool = False
    without: tuple[str, ...] = ()
    language: str = "en"

    def of(self, kind: str) -> Wish:
        """The same of another kind; for the partner where the audience does not get that."""
        audience = self.audience if self.audience in AUDIENCES[kind] else Audience.PARTNER
        return replace(self, kind=kind, audience=audience, without=())

    @property
    def may_hold_feedback(self) -> bool:
        """Whether feedback can be part of it."""
        the_two = (Audience.SELF, Audience.PARTNER)
        return self.kind in WITH_FEEDBACK and self.audience in the_two


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave, or why nothing does."""

    wish: Wish
    pair: Pair | None
    text: str = ""
    withheld: Mapping[str, int] | None = None
    refused: str = ""
    """Why nothing leaves, in sentences."""
    carrier: str = ""
    """The reference of the record that repeats what may not be read, where that is why."""
    name: str = ""
    """A name for its file."""

    @property
    def readers(self) -> str:
        """What this audience gets, in a sentence."""
        if self.pair is None:
            return ""
        partner = self.pair.partner.name
        return _(READERS[self.wish.audience], name=partner)

    @property
    def left_out(self) -> str:
        """How much this audience does not get, in a sentence."""
        if not self.withheld:
            return ""
        what = words().listing([counted(table, n) for table, n in self.withheld.items()])
        return _("Withheld: {what}.", what=what)


def preview(journal: Journal, wish: Wish) -> Preview:
    """What would leave, written out exactly as it would be saved."""
    if not journal.pairs.all():
        return Preview(
            wish, None, refused=_("There is no pair yet, so there is nothing to export.")
        )
    pair = journal.pair
    try:
        session = journal.sessions.found(wish.session) if wish.session else None
        of_a_session = wish.kind in ("recap", "agenda")
        request = Request(
            kind=wish.kind, audience=wish.audience, session=session if of_a_session else None,
            without=wish.without, with_feedback=wish.feedback and wish.may_hold_feedback,
        )  # fmt: skip
        exported = carry_out(journal, request, Words(wish.language, terminal=False))
    except RmjournalError as error:
        carrier = str(error.values.get("carrier") or "")
        return Preview(wish, pair, refused=" ".join(sentences(error)), carrier=carrier)
    name = _file_name(journal, wish)
    return Preview(wish, pair, exported.text, exported.withheld, name=name)


def _file_name(journal: Journal, wish: Wish) -> str:
    """A name that says what it is, in the language of the export, and of which session or day."""
    kind = fold(Words(wish.language, terminal=False).text(EXPORTS[wish.kind])).replace(" ", "-")
    of_a_session = {"recap": journal.sessions.last, "agenda": journal.sessions.next}
    if find := of_a_session.get(wish.kind):
        session = journal.sessions.found(wish.session) if wish.session else find()
        number = journal.sessions.number(session) if session else None
        if number:
            return f"{kind}-{number}.md"
    return f"{kind}-{journal.clock.today().isoformat()}.md"


def audiences(pair: Pair | None, kind: str) -> list[tuple[str, str]]:
    """Who a kind of export can be for, each in words."""
    partner = first(pair.partner.name) if pair else _("the other")
    said = {
        Audience.PARTNER: partner,
        Audience.SELF: _("me"),
        Audience.PROGRAMME: _("the programme team"),
        Audience.ANONYMOUS: _("anyone, anonymised"),
    }
    return [(each, label) for each, label in said.items() if each in AUDIENCES[kind]]


def title(at: Preview) -> str:
    """What is looked at: with whose eyes."""
    if at.wish.audience is Audience.PARTNER and at.pair:
        return _("What {name} would see", name=first(at.pair.partner.name))
    return _("What would leave")


def length(text: str) -> str:
    """How long it is."""
    return ngettext("{n} line", "{n} lines", text.count("\n"))


def default_wish(session: str, kind: str) -> Wish:
    """The recap of a session for the partner, in the language in use."""
    return Wish(kind=kind, session=session, language=words().language)
