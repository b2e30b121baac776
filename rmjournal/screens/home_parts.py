"""The parts of Home: each a few lines about one thing, or nothing where there is nothing to say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from rmjournal import naming
from rmjournal.i18n import _, ngettext, words
from rmjournal.journal.actions import mine_first
from rmjournal.journal.discretion import keeps_its_words
from rmjournal.model.learning import Learning
from rmjournal.screens import ladder
from rmjournal.screens.phrases import Hush, away, brief, day, first, heading, who
from rmjournal.screens.rungs import Rung
from rmjournal.screens.standing import Standing
from rmjournal.titles import purpose_in_words
from rmjournal.widgets.plain import line, pieces, plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.rows import Row, Rows
from rmjournal.widgets.section import Section
from rmjournal.widgets.words import Words

SHOWN = 5
"""The most actions and objectives shown."""
BARS = "▁▃▅▆█"
"""One for each answer to how well an hour was spent, from 0 to 4."""


def sample() -> Iterator[Widget]:
    """That this is a sample, and the way out of it."""
    told = _("A sample pair, in a journal of its own. Yours is untouched.")
    yield Words(plain(told), id="sample", classes="-strong")
    yield Push(plain(_("Leave the sample")), "leave", id="sample-leave")


def asides(at: Standing, *, discreet: bool) -> Iterator[Widget]:
    """What else waits, without pressing: changes to choose between, feedback to read again or answer."""
    now, said = at.status, []
    if n := now.conflicts:
        said.append(
            ngettext("A change waits for your choice: ‹^l› shows both versions.",
                     "{n} changes wait for your choice: ‹^l› shows both versions of each.", n)
        )  # fmt: skip
    if now.sleeping and now.sleeping <= at.now.date() and not discreet:
        said.append(_("Feedback that you slept on can be read again: ‹F5› shows it."))
    if (n := now.kept) and not discreet:
        said.append(
            ngettext("You kept feedback as a draft: ‹F5› shows it.",
                     "You kept {n} pieces of feedback as drafts: ‹F5› shows them.", n)
        )  # fmt: skip
    if n := now.unanswered:
        said.append(
            ngettext("Feedback that you received can be answered, when you like: ‹F5› shows it.",
                     "{n} pieces of feedback that you received can be answered, when you like: "
                     "‹F5› shows them.", n)
        )  # fmt: skip
    if n := len(now.answered):
        name = first(now.pair.partner.name)
        said.append(
            _("{name} answered your feedback: ‹F5› shows it.", name=name)
            if n == 1
            else _(
                "{name} answered {n} pieces of feedback of yours: ‹F5› shows them.", name=name, n=n
            )
        )
    if said:
        yield Words(plain("\n".join(said)), id="asides", classes="paragraph -quiet")


def next_session(at: Standing, hush: Hush) -> Iterator[Widget]:
    """When the two meet next, and how ready the agenda is."""
    name = plain(heading(_("Next session")))
    session = at.status.next
    if session is None:
        told = _("none planned") if at.active else _("none: the mentoring is over")
        yield Section(name, Words(plain(told), classes="-quiet"), id="next")
        return
    parts: list[Widget] = []
    another_year = session.when is not None and session.when.year != at.now.year
    when = naming.when_of(session, str(at.zone), year=another_year)
    if session.when:
        far = away(session.when.date(), at.now.date())
        when = f"{when}, {far}" if far else when
    parts.append(Words(plain(f"{words().capital(when)}, {words().minutes(session.minutes)}")))
    if session.purpose:
        purpose = hush(line(purpose_in_words(session)), session.visibility)
        parts.append(Words(purpose, classes="-strong"))
    parts.append(Words(plain(_ready(at)), classes="-quiet"))
    yield Section(name, *parts, id="next")


def _ready(at: Standing) -> str:
    agenda, waiting = at.status.agenda, len(at.status.waiting)
    said = []
    if agenda is not None and not agenda.items:
        said.append(_("Its agenda is empty."))
    elif agenda is not None:
        said.append(
            _("{planned} of {minutes} min on the agenda.", planned=agenda.planned,
              minutes=agenda.minutes)
        )  # fmt: skip
    if waiting:
        said.append(ngettext("{n} item to take up again.", "{n} items to take up again.", waiting))
    return " ".join(said)


def actions(at: Standing, hush: Hush) -> Iterator[Widget]:
    """What is to be done, by whom, until when; mine first."""
    pair, found = at.status.pair, at.status.actions
    if not found:
        return
    rows: list[Row] = [
        (
            pieces((who(pair, each.owner), "bold")),
            hush(line(each.text), each.visibility),
            _due(each.due, at.now.date()),
        )
        for each in mine_first(found, pair.me)[:SHOWN]
    ]
    yield Section(
        plain(heading(_("Open actions"))), Rows(rows, wide=1, right=(2,), id="action-rows"),
        *_more(len(found)), id="actions", above=True,
    )  # fmt: skip


def _due(on: date | None, today: date) -> Content:
    return pieces((brief(on, today), "$text-muted"))


def _more(count: int) -> Iterator[Widget]:
    if count > SHOWN:
        yield Words(plain(_("and {n} more", n=count - SHOWN)), classes="-quiet")


def check(at: Standing, learning: Learning, more: int, hush: Hush) -> Iterator[Widget]:
    """One learning that is to be looked at, and the three answers."""
    since = learning.created.astimezone(at.zone).date()
    learned = _("learned by {name} on {date}", name=who(at.status.pair, learning.learner),
                date=day(since, year=since.year != at.now.year))  # fmt: skip
    asked = [f"{learned}.", _("Used since then?")]
    if more:
        asked.append(ngettext("One more waits.", "{n} more wait.", more))
    yield Section(
        plain(heading(_("To check"))),
        Words(hush(line(learning.what), learning.visibility)),
        Words(plain(words().capital(" ".join(asked))), classes="-quiet"),
        Horizontal(
            Push(plain(_("Used")), "used", id="check-used"),
            Push(plain(_("Not yet")), "not_yet", id="check-not-yet"),
            Push(plain(_("Later")), "another_time", id="check-later"),
        ),
        id="check",
    )


def objectives(at: Standing, hush: Hush) -> Iterator[Widget]:
    """The ladders: where each of the two sees every objective."""
    if not at.rungs:
        return
    names, pair = ladder.heads(), at.status.pair
    head: Row = (
        pieces((heading(_("Our objectives")), "bold $text-muted")),
        *(pieces((each.plain, "$text-muted")) for each in names),
    )
    marks = ladder.marks(pair)
    rows = [head, *(_ladder(each, marks, names, hush) for each in at.rungs[:SHOWN])]
    yield Rows(rows, wide=0, id="objectives")
    said = f"{ladder.legend(pair, marks)} {ladder.hidden(pair, at.rungs)}"
    yield Words(plain(said.strip()), id="legend", classes="-quiet")


def _ladder(rung: Rung, marks: ladder.Marks, names: list[Content], hush: Hush) -> Row:
    title = hush(line(rung.objective.title), rung.objective.visibility)
    if not rung.agreed:
        title = pieces(title, (" " + _("(proposed)"), "$text-muted"))
    return (title, *ladder.steps(rung, marks, names))


def pulse(at: Standing, *, discreet: bool) -> Iterator[Widget]:
    """How well spent the hours were, in the views of both, oldest first."""
    shown = [each for each in at.beats if not keeps_its_words(each.feedback, discreet=discreet)]
    if not shown:
        return
    pair = at.status.pair
    rows: list[Row] = []
    for member in (pair.myself, pair.partner):
        beats = [each for each in shown if each.feedback.author == member.id]
        if beats:
            last = beats[-1]
            rows.append((
                pieces((first(member.name), "bold")),
                pieces((" ".join(BARS[each.value] for each in beats), "$accent")),
                pieces((_("{n} of 4, {date}", n=last.value, date=brief(last.on, at.now.date())),
                        "$text-muted")),
            ))  # fmt: skip
    yield Section(
        plain(heading(_("Time well spent"))), Rows(rows, wide=2, id="pulse-rows"),
        id="pulse",
    )  # fmt: skip
