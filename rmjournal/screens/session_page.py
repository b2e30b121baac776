"""The parts of the page of a session: each about one thing, or nothing where there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from textual.content import Content
from textual.widget import Widget

from rmjournal import naming
from rmjournal.i18n import _, ngettext, words
from rmjournal.journal.outcomes import Outcomes
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import Item
from rmjournal.model.learning import Learning
from rmjournal.model.pair import Pair
from rmjournal.model.record import Visibility
from rmjournal.model.reflection import TEXTS, Reflection
from rmjournal.model.session import Session, SessionStatus
from rmjournal.screens.phrases import Hush, brief, first, heading, joined, who
from rmjournal.screens.session_parts import facts, left
from rmjournal.text import worded
from rmjournal.titles import decision_in_words, purpose_in_words, topic_in_words
from rmjournal.vocabulary import REFLECTION, RESOURCE, readers
from rmjournal.widgets.plain import line, pieces, plain
from rmjournal.widgets.rows import Row, Rows
from rmjournal.widgets.section import Section
from rmjournal.widgets.words import Words


def parts(pair: Pair, now: datetime, zone: str, found: Outcomes, hush: Hush) -> Iterator[Widget]:
    """The whole page."""
    yield from _when(found.session, now, zone, hush)
    yield from _covered(pair, found, hush)
    yield from _learned(pair, found.learnings, hush)
    yield from _actions(pair, found.actions, now.date(), hush)
    yield from _others(found, hush)
    for each in found.reflections:
        yield _reflection(pair, each, hush)
    yield from _feedback(pair, found)
    if found.empty and found.session.status is SessionStatus.HELD:
        yield Words(plain(_(
            "Nothing was noted about this session yet. One line is enough: ‹w› writes a reflection, "
            "Enter opens the agenda, where each item can say what came of it."
        )), classes="gap -quiet")  # fmt: skip


def _when(session: Session, now: datetime, zone: str, hush: Hush) -> Iterator[Widget]:
    if session.purpose:
        purpose = hush(line(purpose_in_words(session)), session.visibility)
        yield Words(purpose, id="purpose", classes="-strong")
    yield Words(plain(_span(session, now, zone)), id="when")
    yield Words(plain(facts(session)), id="facts", classes="-quiet")


def _span(session: Session, now: datetime, zone: str) -> str:
    year = session.when is not None and session.when.year != now.year
    if session.when is None or session.ended is None:
        return words().capital(naming.when_of(session, zone, year=year))
    day = words().capital(words().date(session.when.date(), year=year))
    start, end = words().time(session.when), words().time(session.ended)
    if session.ended.date() == session.when.date():
        span = _("{date}, {start} to {end}", date=day, start=start, end=end)
    else:
        end = words().moment(session.ended, year=year)
        span = _("{date}, {start}, until {end}", date=day, start=start, end=end)
    return span + naming.zone_of(session, zone)


def _covered(pair: Pair, found: Outcomes, hush: Hush) -> Iterator[Widget]:
    if not found.agenda.items:
        return
    held = found.session.status is SessionStatus.HELD
    name = _("What we covered") if held else _("Agenda")
    shown = [part for item in found.agenda.items for part in _item(pair, item, hush)]
    yield Section(plain(heading(name)), *shown, id="covered", above=True)


def _item(pair: Pair, item: Item, hush: Hush) -> Iterator[Widget]:
    unusual = "" if item.visibility is Visibility.PAIR else readers(item.visibility)
    said = joined(who(pair, item.by), left(item), unusual)
    topic = hush(line(topic_in_words(item)), item.visibility)
    yield Words(pieces(topic.stylize("bold"), (f"  {said}", "$text-muted")))
    if worded(item.outcome):
        yield Words(hush(plain(item.outcome), item.visibility), classes="outcome")
    if worded(item.decision):
        text = hush(plain(decision_in_words(item)), item.visibility)
        yield Words(pieces((_("Decision:") + " ", "$accent"), text), classes="outcome")


def _learned(pair: Pair, learnings: tuple[Learning, ...], hush: Hush) -> Iterator[Widget]:
    said: list[Widget] = []
    for each in learnings:
        texts = [_learner(pair, each), hush(plain(each.what), each.visibility)]
        if each.if_then:
            texts.append(pieces((hush(plain(each.if_then), each.visibility).plain, "$text-muted")))
        said.append(Words(plain("\n").join(texts), classes="gap" if said else ""))
    if said:
        yield Section(plain(heading(_("What we learned"))), *said, id="learned", above=True)


def _learner(pair: Pair, learning: Learning) -> Content:
    """Who learned it, thanks to whom, and who may read it where that is not the two of us."""
    told = words().capital(who(pair, learning.learner))
    if name := pair.name_of(learning.thanks_to or ""):
        told = _("{name}, thanks to {other}", name=told, other=first(name))
    visibility = learning.visibility
    unusual = "" if visibility is Visibility.PAIR else f" ({readers(visibility)})"
    return pieces((told, "bold"), (unusual, "$text-muted"))


def _actions(pair: Pair, actions: tuple[Action, ...], today: date, hush: Hush) -> Iterator[Widget]:
    states = {ActionStatus.DONE: _("done"), ActionStatus.DROPPED: _("dropped")}
    rows: list[Row] = [
        (
            pieces((who(pair, each.owner), "bold")),
            hush(line(each.text), each.visibility),
            pieces((states.get(each.status) or brief(each.due, today), "$text-muted")),
        )
        for each in actions
    ]
    if rows:
        name = plain(heading(_("Who does what")))
        yield Section(name, Rows(rows, wide=1, right=(2,)), id="actions", above=True)


def _others(found: Outcomes, hush: Hush) -> Iterator[Widget]:
    if found.wins:
        texts = [Words(hush(plain(each.text), each.visibility)) for each in found.wins]
        yield Section(plain(heading(_("Well done"))), *texts, id="wins", above=True)
    if found.resources:
        rows: list[Row] = [
            (
                pieces((_(RESOURCE.get(each.kind, each.kind)), "$text-muted")),
                hush(line(f"{each.title} {each.url}".strip()), each.visibility),
            )
            for each in found.resources
        ]
        name = plain(heading(_("Resources")))
        yield Section(name, Rows(rows, wide=1), id="resources", above=True)


def _reflection(pair: Pair, reflection: Reflection, hush: Hush) -> Widget:
    mine = reflection.author == pair.me
    name = _("My reflection")
    if not mine:
        name = _("The reflection of {name}", name=who(pair, reflection.author))
    texts: list[Widget] = [Words(plain(readers(reflection.visibility)), classes="-quiet")]
    for field in TEXTS:
        if text := getattr(reflection, field):
            texts.append(Words(plain(_(REFLECTION[field])), classes="question gap"))
            texts.append(Words(hush(plain(text), reflection.visibility)))
    if reflection.confidence is not None:
        told = _("Confidence: {n} of 10", n=reflection.confidence)
        texts.append(Words(hush(plain(told), reflection.visibility), classes="gap"))
    return Section(plain(heading(name)), *texts, id=f"reflection-{reflection.id}", above=True)


def _feedback(pair: Pair, found: Outcomes) -> Iterator[Widget]:
    told = [
        ngettext("{name} gave feedback.", "{name} gave feedback {n} times.", count,
                 name=who(pair, author))
        for author, count in found.feedback
    ]  # fmt: skip
    if told:
        shown = Words(plain(" ".join(told)), classes="-quiet")
        yield Section(plain(heading(_("Feedback"))), shown, id="feedback", above=True)
