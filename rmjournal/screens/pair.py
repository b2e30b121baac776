"""Pair and charter: who the two are, what they agreed on, who signed, and the other pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widget import Widget

from rmjournal import naming
from rmjournal.i18n import _, ngettext, words
from rmjournal.journal import scratch
from rmjournal.journal.charters import Written
from rmjournal.journal.closing import Closed
from rmjournal.model.pair import Pair
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session, SessionStatus
from rmjournal.screens import charter_words, chartering, pair_sheets
from rmjournal.screens.bindings import bindings
from rmjournal.screens.charter_words import CHANGE, FIELD, PAIR_ROW, POINT
from rmjournal.screens.chartering import Frame, Settled
from rmjournal.screens.pair_sheets import CONCLUDE, MINE, REOPEN, STOP, THEIRS, Added
from rmjournal.screens.phrases import joined, rhythm, teaching, the_two
from rmjournal.screens.planning import Planning
from rmjournal.vocabulary import PAIR, REPORTING_LINE, readers
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class PairScreen(Planning):
    """The frame of the two."""

    PLACE = "pair"
    BINDINGS = bindings("pair")
    CSS_PATH = "pair.tcss"
    AUTO_FOCUS = "#charter"

    def __init__(self) -> None:
        super().__init__()
        self.at: Frame | None = None

    def body(self) -> Iterable[Widget]:
        """The frame and the signatures, then the charter."""
        yield Vertical(
            Words(plain(""), id="teaching", classes="-strong"),
            Words(plain(""), id="rhythm", classes="-quiet"),
            Words(plain(""), id="signatures"),
            Words(plain(""), id="warning"),
            id="frame",
        )
        yield Listing(wide=1, widths=(28, 0), wrap=True, id="charter")
        yield Words(plain(""), id="empty", classes="-quiet")

    def load(self, journal: Journal) -> Frame | None:
        """The pair spoken of."""
        return chartering.frame(journal)

    def show(self, found: Frame | None) -> None:
        """Shows it; another pair from its first row on."""
        another = self.at is None or found is None or self.at.pair.id != found.pair.id
        self.at = found
        self.query_one("#frame").display = found is not None
        listing = self.query_one(Listing)
        listing.display = found is not None
        listing.fill(list(charter_words.entries(found)) if found else [], keep=not another)
        empty = self.query_one("#empty", Words)
        empty.display = found is None
        empty.say(plain(_("There is no pair in this journal yet. ‹F2› asks a few questions, and your "
                          "journal begins.")))  # fmt: skip
        self._head(found)
        self._see_facts()

    def _head(self, at: Frame | None) -> None:
        if at is None:
            self.query_one(Heading).say(plain(_("Pair and charter")), plain(""))
            return
        names = the_two(at.pair)
        month = naming.course(at.month, at.months, at.past)
        self.query_one(Heading).say(
            plain(joined(names, month)), plain(readers(Visibility.PAIR).upper())
        )
        state = "" if at.active else _(PAIR[at.pair.status])
        self.query_one("#teaching", Words).say(plain(joined(teaching(at.pair), state)))
        span = charter_words.span(at.charter)
        self.query_one("#rhythm", Words).say(
            plain(joined(words().capital(rhythm(at.charter)), span))
        )
        signed = [charter_words.signature(at, each) for each in at.state.signatures]
        self.query_one("#signatures", Words).say(plain("\n".join(signed)))
        warning = self.query_one("#warning", Words)
        warning.display = bool(at.charter.reporting_line)
        warning.say(plain(_(REPORTING_LINE)))

    @property
    def _marked(self) -> str:
        return self.query_one(Listing).highlighted or ""

    def _see_facts(self) -> None:
        facts = set()
        if self.at is not None:
            facts.add("pair")
            if self._marked:
                facts.add("field")
            if self._review and self._review.status is SessionStatus.PLANNED:
                facts.add("review")
        self.now(*facts)

    @on(Listing.Highlighted)
    def highlighted(self) -> None:
        """What can be done changes with the row."""
        self._see_facts()

    @on(Listing.Chosen)
    def chosen(self) -> None:
        """Enter does what the row is for."""
        self.action_open()

    # What one can do

    def action_open(self) -> None:
        """Answers a question of the charter, moves a review point, or goes to another pair."""
        at, marked = self.at, self._marked
        if at is None or not marked:
            return
        if marked.startswith(POINT):
            self._open_point()
        elif marked.startswith(PAIR_ROW):
            other = next(each for each in at.others if each.id == marked.removeprefix(PAIR_ROW))
            self.do(lambda journal: journal.pairs.use(other), self._switched)
        else:
            name = marked.removeprefix(FIELD) if marked.startswith(FIELD) else _field_of(marked)
            self.app.push_screen(chartering.sheet(at, name), self._answered)

    def _switched(self, pair: Pair) -> None:
        self.host.speak_of(pair)
        self.done(naming.spoken_of(pair))

    def _answered(self, settled: Settled | None) -> None:
        if settled is None or self.at is None:
            return
        if settled.written.charter == self.at.charter:
            self.done(_("The charter stays as it was."))
            return
        told = [_("Saved at {time}.", time=words().time(self.door.clock.local()))]
        if settled.lost:
            told.append(_("The wording that was signed is kept; ‹y› signs the new one."))
        self.done(" ".join([*told, *charter_words.reviewed(settled.written)]))

    def action_agree(self) -> None:
        """Offers the signatures that are missing."""
        if self.at:
            self.app.push_screen(pair_sheets.signing(self.at), self._sign)

    def _sign(self, answer: str | None) -> None:
        at = self.at
        if at is None:
            return
        if answer == MINE:
            self.do(lambda journal: journal.charters.sign(at.charter), self._signed)
        elif answer == THEIRS:
            self.app.push_screen(pair_sheets.aloud(at), self._signed)

    def _signed(self, written: Written | None) -> None:
        if written is not None:
            told = [_("Noted. ‹u› takes it back."), *charter_words.reviewed(written)]
            self.done(" ".join(told))

    def action_edit(self) -> None:
        """Asks for the right names and roles."""
        if self.at:
            self.app.push_screen(pair_sheets.edit(self.at), self._edited)

    def _edited(self, pair: Pair | None) -> None:
        if pair is not None:
            self.done(_("From now on: {pair}.", pair=teaching(pair)))

    def action_new(self) -> None:
        """Asks about one more pair; where there is none yet, the welcome does."""
        if self.at:
            self.do(lambda journal: scratch.refuse(journal.store.home), self._ask_who)
        else:
            self.host.go("home")

    def _ask_who(self, _none: None) -> None:
        if self.at:
            self.app.push_screen(pair_sheets.add(self.at.pair.myself.name), self._added)

    def _added(self, added: Added | None) -> None:
        if added is None:
            return
        self.host.speak_of(added.spoken_of)
        if added.spoken_of.id == added.pair.id:
            self.done(naming.spoken_of(added.pair))
            return
        stays = naming.still_spoken_of(added.spoken_of)
        choose = _("To write to the new pair, choose it at the end of this page.")
        self.done(f"{stays} {choose}")

    @property
    def _review(self) -> Session | None:
        """The session of the review point that is marked."""
        points = self.at.points if self.at else ()
        return next(
            (each.session for each in points if f"{POINT}{each.month}" == self._marked), None
        )

    def _open_point(self) -> None:
        """Moves a session to come, shows one that is past; without any, asks for the months."""
        if "review" in self.facts:
            self.action_move()
        elif session := self._review:
            self.host.visit("session", session.id)
        elif self.at:
            self.app.push_screen(chartering.sheet(self.at, "review_months"), self._answered)

    def action_move(self) -> None:
        """Moves the session of a review point to another date, or cancels it."""
        if session := self._review:
            self.move_session(session.id)

    def action_done(self) -> None:
        """Offers to conclude the mentoring, or to go on with one that was."""
        if self.at:
            self.app.push_screen(pair_sheets.concluding(self.at), self._conclude)

    def _conclude(self, answer: str | None) -> None:
        if answer in (CONCLUDE, STOP):
            self.do(lambda journal: journal.pairs.close(stopped=answer == STOP), self._said_closed)
        elif answer == REOPEN:
            self.do(lambda journal: journal.pairs.reopen(), self._reopened)

    def _said_closed(self, closed: Closed) -> None:
        told = [
            _("The mentoring is {state}. Its journal stays readable.",
              state=_(PAIR[closed.pair.status]))
        ]  # fmt: skip
        if closed.unsaid:
            told.append(
                ngettext("{n} session still asks whether it took place.",
                         "{n} sessions still ask whether they took place.", len(closed.unsaid))
            )  # fmt: skip
        parts = [*told, naming.left_open(closed), _("‹u› takes it back.")]
        self.done(" ".join(filter(None, parts)))

    def _reopened(self, _pair: Pair) -> None:
        self.done(_("The mentoring goes on."))


def _field_of(marked: str) -> str:
    """The field of a row that says what changed."""
    return marked.removeprefix(CHANGE).partition("-")[2]
