"""The pair of the model recap, as a file: fixed ids, fixed days, both languages' words.

Hélène learns, Karim teaches; it is her file. The fifth session is the one to recap.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rmjournal.export.anonymous import Anonymous, StandIns
from rmjournal.i18n import Words
from rmjournal.model import substance
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.feedback import Feedback, Reply
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Level, Objective, Rating
from rmjournal.model.pair import Member, Pair
from rmjournal.model.record import BOTH, Assent, Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.win import Win
from rmjournal.paths import Home
from rmjournal.storage.store import Store

ENGLISH = Words("en", terminal=False)
FRENCH = Words("fr", terminal=False)

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 4, 7, 15, 2, tzinfo=PARIS)
HELENE = Member(id="a1" * 8, name="Hélène Marceau")
KARIM = Member(id="b2" * 8, name="Karim Belaïd")
PAIR_ID = "c3" * 8
FIFTH = "5e55105e55105e55"


def store_at(home: Path, now: datetime = NOW) -> Store:
    """The store of a home, at a fixed moment."""
    return Store(Home(home, home), lambda: now)


def add(store: Store, *records: Record) -> None:
    """Adds records to a file."""
    with store.transaction("test") as tx:
        for record in records:
            tx.add(record)


class Maker:
    """Makes records of one pair with ids that count up and stamps a minute apart."""

    def __init__(self, pair: str = PAIR_ID, first: int = 0xE0) -> None:
        self.pair = pair
        self.made = first

    def __call__(
        self,
        record: type[Any],
        author: str = HELENE.id,
        /,
        visibility: Visibility = Visibility.PAIR,
        **fields: Any,
    ) -> Any:
        """A record, a minute younger than the one before."""
        self.made += 1
        at = datetime(2026, 4, 7, 12, self.made % 60, tzinfo=UTC)
        envelope = {
            "id": f"{self.made:06x}{'0' * 10}",
            "author": author,
            "entered_by": author,
            "created": at,
            "updated": at,
            "visibility": visibility,
        }
        return record(**{"pair": self.pair, **envelope, **fields})


def the_pair(make: Maker) -> Pair:
    """Hélène and Karim; the file is hers."""
    return make(Pair, id=PAIR_ID, mentor=KARIM, mentee=HELENE, me=HELENE.id)  # type: ignore[no-any-return]


def the_sessions(make: Maker) -> list[Session]:
    """Five held and one to come."""
    earlier = [
        make(
            Session, starts=day, began=day, zone="Europe/Paris", status=SessionStatus.HELD, minutes=45
        )
        for day in (
            datetime(2026, 1, 13, 14), datetime(2026, 2, 3, 14), datetime(2026, 2, 24, 14),
            datetime(2026, 3, 17, 14),
        )
    ]  # fmt: skip
    fifth = make(
        Session, id=FIFTH, starts=datetime(2026, 4, 7, 14), began=datetime(2026, 4, 7, 14, 5),
        lasted=42, zone="Europe/Paris", status=SessionStatus.HELD,
        purpose="Lire seule le tableau des délais avant le comité du lundi",
    )  # fmt: skip
    sixth = make(
        Session, KARIM.id, starts=datetime(2026, 4, 28, 14), zone="Europe/Paris",
        purpose="Choisir ce qu’on arrête de mesurer",
    )  # fmt: skip
    return [*earlier, fifth, sixth]


def the_agenda(make: Maker, sessions: list[Session]) -> list[Item]:
    """The items of the fifth session, and what was carried into it and out of it."""
    fourth, fifth, sixth = sessions[3:]
    topic = "Automatiser l’export du vendredi"
    before = make(
        Item, session=fourth.id, position=1, topic=topic, status=ItemStatus.CARRIED, by=KARIM.id
    )
    done = [
        ("check-in", "Ouverture", "", ""),
        ("recall", "Rappel",
         "Le filtre par région, essayé en revue le 30\u00a0mars\u00a0: utilisé deux fois, sans aide", ""),
        ("topic", "Moyenne ou médiane",
         "Démonstration de Karim sur les délais de mars, puis Hélène au clavier", ""),
        ("case", "Le cas d’Hélène", "La page «\u00a0délais\u00a0» du comité du 13\u00a0avril",
         "une seule page, la médiane en premier"),
        ("open", "Temps ouvert", "Pourquoi l’équipe de nuit n’ouvre jamais le tableau", ""),
        ("wrap-up", "Conclusion : qui fait quoi", "", ""),
    ]  # fmt: skip
    items = [
        make(
            Item, session=fifth.id, position=place, kind=kind, topic=title, outcome=outcome,
            decision=decision, status=ItemStatus.DONE,
        )
        for place, (kind, title, outcome, decision) in enumerate(done, start=1)
    ]  # fmt: skip
    carried = make(
        Item, session=fifth.id, position=7, topic=topic, status=ItemStatus.CARRIED,
        by=KARIM.id, carried_from=before.id,
    )  # fmt: skip
    parked = make(
        Item, session=fifth.id, position=8, status=ItemStatus.PARKED,
        topic="la déconnexion des équipes de terrain",
    )  # fmt: skip
    views = make(
        Item, session=sixth.id, position=3, topic="Atteint ou en chemin ? Nos deux regards",
        objective="0b" * 8, by=BOTH,
    )  # fmt: skip
    return [before, *items, carried, parked, views]


def the_objective(make: Maker) -> Objective:
    """Agreed by both on 3 February, seen differently since."""
    made: Objective = make(
        Objective, KARIM.id, id="0b" * 8, title="Lire seule le tableau des délais",
        learner=HELENE.id, measure="Quatre lundis sans aide",
    )  # fmt: skip
    digest = substance.digest(made)
    assents = tuple(
        Assent(
            member=each, digest=digest, at=datetime(2026, 2, day, 13, tzinfo=UTC), entered_by=each
        )
        for each, day in ((KARIM.id, 2), (HELENE.id, 3))
    )
    ratings = tuple(
        Rating(
            member=each, level=level, on=date(2026, 4, 7), at=NOW.astimezone(UTC), entered_by=each
        )
        for each, level in ((HELENE.id, Level.BELOW), (KARIM.id, Level.EXPECTED))
    )
    return replace(made, assents=assents, ratings=ratings)


def the_notes(make: Maker) -> list[Record]:
    """What was learned, promised and celebrated, and what only Hélène may read."""
    return [
        make(
            Learning, session=FIFTH, learner=HELENE.id, thanks_to=KARIM.id,
            what="Une moyenne peut s’améliorer pendant que les clients les moins bien servis "
            "attendent plus longtemps. Je regarde la médiane et les 10\u00a0% les plus lents.",
            if_then="Si un chiffre du comité est une moyenne, alors je demande la répartition.",
            situation="comité du lundi", check_on=date(2026, 4, 28),
        ),
        make(
            Learning, KARIM.id, session=FIFTH, learner=KARIM.id, thanks_to=HELENE.id,
            what="Un comité ne tranche pas sur un graphique\u00a0: il choisit entre deux options "
            "chiffrées.",
            if_then="Si je présente un constat, alors j’ajoute deux options et leur coût.",
            situation="revue qualité", check_on=date(2026, 4, 28),
        ),
        make(
            Action, session=FIFTH, owner=HELENE.id, due=date(2026, 4, 13),
            text="Ouvrir la revue du lundi par la médiane",
        ),
        make(
            Action, session=FIFTH, owner=KARIM.id, due=date(2026, 4, 17),
            text="Refaire la page «\u00a0délais\u00a0» avec deux options",
        ),
        make(
            Win, session=FIFTH, on=date(2026, 3, 30),
            text="Le 30\u00a0mars, Hélène a présenté les délais sans appui.",
        ),
        make(
            Reflection, session=FIFTH, on=date(2026, 4, 7), visibility=Visibility.PRIVATE,
            what="La moyenne s’améliore et nos pires clients attendent plus longtemps. Je l’ai "
            "présentée ainsi deux ans.",
            so_what="Je demandais des chiffres rassurants.", confidence=6,
        ),
        make(
            Feedback, session=FIFTH, visibility=Visibility.PRIVATE,
            situation="Séance 5, votre appel à 14 h 30", behaviour="Vous êtes parti sans un mot",
            request="Me dire « je reviens »",
        ),
        make(
            Feedback, KARIM.id, session=FIFTH, delivered=datetime(2026, 4, 7, 12, 55, tzinfo=UTC),
            situation="Séance 5, pendant la démonstration",
            behaviour="Vous avez pris le clavier sans attendre", time_well_spent=4,
            continue_="Vos questions", replies=(
                Reply(author=HELENE.id, text="Merci.", change="Le clavier passe à dix minutes.",
                      at=datetime(2026, 4, 7, 12, 59, tzinfo=UTC), entered_by=HELENE.id),
            ),
        ),
    ]  # fmt: skip


def anonymous(pair: Pair) -> Anonymous:
    """The two under stand-ins."""
    return Anonymous(pair, StandIns("[mentee]", "[mentor]", "[name]"))


def model_pair(home: Path) -> tuple[Store, Pair, Session]:
    """The whole file: its store, the pair, and the session of the model recap."""
    make = Maker()
    pair, sessions = the_pair(make), the_sessions(make)
    store = store_at(home)
    notes = (*the_agenda(make, sessions), the_objective(make), *the_notes(make))
    add(store, pair, *sessions, *notes)
    return store, pair, sessions[4]
