"""Words for choices in both languages; the slugs are English, a French speaker may type French."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from rmjournal.cli.framework import Choices
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, words
from rmjournal.journal.framing import whole
from rmjournal.model.pair import Role
from rmjournal.text import fold
from rmjournal.vocabulary import (
    ITEM,
    KINDS,
    LEVELS,
    MANY,
    RESOURCE,
    SESSION,
    WORKED,
    readers,
    table_name,
)

__all__ = [
    "ITEM", "KINDS", "LEVELS", "MANY", "RESOURCE", "SESSION", "WORKED", "readers",
    "table_name", "whole",
]  # fmt: skip

E = TypeVar("E", bound=StrEnum)

ROLES = tuple(Role)
YES_NO = ("yes", "no")

FRENCH: dict[str, tuple[str, ...]] = {
    "mentor": ("junior", "mentore"),
    "mentee": ("senior", "mentorée", "personne-mentorée"),
    "private": ("moi", "moi-uniquement", "privé", "privée"),
    "pair": ("nous", "nous-deux", "binôme"),
    "shareable": ("peut-sortir", "peut-sortir-du-binôme", "partageable"),
    "start": ("départ", "début"),
    "below": ("en-chemin",),
    "expected": ("atteint",),
    "above": ("dépassé",),
    "best": ("bien-au-delà", "au-delà"),
    "pairs": ("binômes",),
    "charters": ("chartes",),
    "sessions": ("séances",),
    "items": ("points",),
    "reflections": ("réflexions",),
    "learnings": ("apprentissages",),
    "feedback": ("retours",),
    "resources": ("ressources",),
    "wins": ("réussites",),
    "light": ("clair",),
    "dark": ("sombre",),
    "contrast": ("contraste",),
    "yes": ("oui",),
    "partly": ("en-partie", "partiellement"),
    "no": ("non",),
    "not-yet": ("pas-encore",),
    "technology": ("technologies", "technologie"),
    "culture": ("tendances",),
    "working": ("façons-de-travailler", "travail"),
    "fresh-eyes": ("regard-neuf",),
    "inclusion": ("diversité",),
    "other": ("autre",),
    "check-in": ("ouverture",),
    "recall": ("rappel",),
    "topic": ("thème",),
    "case": ("cas",),
    "open": ("temps-ouvert",),
    "wrap-up": ("conclusion",),
    "standard": ("ordinaire",),
    "kick-off": ("lancement",),
    "listening": ("écoute",),
    "mid-point": ("étape", "point-d'étape"),
    "closing": ("clôture",),
    "express": (),
    "cafe": ("café",),
    "book": ("livre",),
    "video": ("vidéo",),
    "tool": ("outil",),
    "person": ("personne",),
    "recap": ("compte-rendu",),
    "agenda": ("ordre-du-jour",),
    "objectives": ("objectifs",),
    "charter": ("charte",),
    "report": ("bilan", "rapport"),
    "journal": (),
    "programme": ("programme", "program", "équipe"),
    "anonymous": ("anonymisé", "anonyme"),
    "self": ("moi", "moi-uniquement"),
    "partner": ("partenaire", "binôme"),
    "current": ("actuelle", "actuel"),
    "waiting": ("en-attente",),
    "stays": ("entre-nous", "reste-entre-nous", "reste"),
    "may-leave": ("peut-sortir",),
    "when-missed": ("empêchement", "en-cas-d'empêchement"),
    "right-to-stop": ("arrêter", "droit-d'arrêter"),
    "why-us": ("pourquoi-nous",),
    "in-scope": ("périmètre", "dans-le-périmètre"),
    "out-of-scope": ("hors-périmètre",),
    "if-we-disagree": ("désaccord", "en-cas-de-désaccord"),
    "voluntary": ("volontaire",),
    "reporting-line": ("hiérarchie", "lien-hiérarchique"),
    "every-weeks": ("rythme", "semaines"),
    "minutes": ("durée",),
    "end": ("fin",),
    "review-months": ("étapes", "points-d'étape"),
}
"""For each slug, the words that a French speaker (or the practice) has for it, the one shown first."""


def said(slug: str) -> str:
    """The word for a slug that people of the language in use are shown."""
    french = FRENCH.get(slug, ()) if words().language == "fr" else ()
    return french[0] if french else slug


def among(slugs: Iterable[str]) -> Choices:
    """What stands in the help for one of the slugs, each in the word that is shown."""
    known = tuple(slugs)
    shown = Choices("|".join(map(said, known)))
    shown.slugs = known
    return shown


def choose(text: str, slugs: Iterable[str]) -> str:
    """The slug a person means; raises UsageProblem naming them all."""
    wanted = fold(text.strip()).replace(" ", "-")
    known = list(slugs)
    for slug in known:
        if wanted == slug or wanted in map(fold, FRENCH.get(slug, ())):
            return slug
    raise UsageProblem(
        N_("“{text}” is not one of the choices."),
        kept=N_("Nothing was changed."),
        todo=N_("Choose one of: {choices}."),
        text=text[:40],
        choices=", ".join(map(_both, known)),
    )


def _both(slug: str) -> str:
    """A slug, for a French reader after the French word."""
    return slug if said(slug) == slug else f"{said(slug)} ({slug})"


def one(kind: type[E], text: str) -> E:
    """The member of an enumeration that a person means."""
    return kind(choose(text, list(kind)))


def role(text: str) -> Role:
    """Mentor (the junior) or mentee (the senior)."""
    return one(Role, text)
