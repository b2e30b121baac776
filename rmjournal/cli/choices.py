"""Words for choices in both languages; the slugs are English, a French speaker may type French."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

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
    OURS,
    RESOURCE,
    SESSION,
    VISIBILITY,
    WORKED,
    readers,
    table_name,
)

__all__ = [
    "ITEM", "KINDS", "LEVELS", "MANY", "OURS", "RESOURCE", "SESSION", "VISIBILITY", "WORKED", "readers",
    "table_name", "whole",
]  # fmt: skip

E = TypeVar("E", bound=StrEnum)

FRENCH: dict[str, tuple[str, ...]] = {
    "mentor": ("junior", "mentore"),
    "mentee": ("senior", "mentoree", "personne-mentoree"),
    "private": ("prive", "privee", "moi", "moi-uniquement"),
    "pair": ("binome", "nous", "nous-deux"),
    "shareable": ("partageable", "peut-sortir", "peut-sortir-du-binome"),
    "start": ("depart", "debut"),
    "below": ("en-chemin",),
    "expected": ("atteint",),
    "above": ("depasse",),
    "best": ("bien-au-dela", "au-dela"),
    "yes": ("oui",),
    "partly": ("en-partie", "partiellement"),
    "no": ("non",),
    "not-yet": ("pas-encore",),
    "technology": ("technologie", "technologies"),
    "culture": ("tendances",),
    "working": ("travail", "facons-de-travailler"),
    "fresh-eyes": ("regard-neuf",),
    "inclusion": ("diversite",),
    "other": ("autre",),
    "check-in": ("ouverture",),
    "recall": ("rappel",),
    "topic": ("theme",),
    "case": ("cas",),
    "open": ("temps-ouvert",),
    "wrap-up": ("conclusion",),
    "standard": ("ordinaire",),
    "kick-off": ("lancement",),
    "listening": ("ecoute",),
    "mid-point": ("point-d'etape", "etape"),
    "closing": ("cloture",),
    "express": (),
    "cafe": (),
    "book": ("livre",),
    "tool": ("outil",),
    "person": ("personne",),
    "recap": ("compte-rendu",),
    "agenda": ("ordre-du-jour",),
    "objectives": ("objectifs",),
    "charter": ("charte",),
    "report": ("bilan", "rapport"),
    "journal": (),
    "programme": ("programme", "program", "equipe"),
    "anonymous": ("anonyme", "anonymise"),
    "self": ("moi", "moi-uniquement"),
    "partner": ("partenaire", "binome"),
    "stays": ("reste", "entre-nous", "reste-entre-nous"),
    "may-leave": ("peut-sortir",),
    "when-missed": ("empechement", "en-cas-d'empechement"),
    "right-to-stop": ("arreter", "droit-d'arreter"),
    "why-us": ("pourquoi-nous",),
    "in-scope": ("perimetre", "dans-le-perimetre"),
    "out-of-scope": ("hors-perimetre",),
    "if-we-disagree": ("desaccord", "en-cas-de-desaccord"),
    "voluntary": ("volontaire",),
    "reporting-line": ("hierarchie", "lien-hierarchique"),
    "every-weeks": ("rythme", "semaines"),
    "minutes": ("duree",),
    "end": ("fin",),
    "review-months": ("etapes", "points-d'etape"),
}
"""For each slug, the folded words that a French speaker (or the practice) has for it."""


def choose(text: str, slugs: Iterable[str]) -> str:
    """The slug a person means; raises UsageProblem naming them all."""
    wanted = fold(text.strip()).replace(" ", "-")
    known = list(slugs)
    for slug in known:
        if wanted == slug or wanted in FRENCH.get(slug, ()):
            return slug
    raise UsageProblem(
        N_("“{text}” is not one of the choices."),
        kept=N_("Nothing was changed."),
        todo=N_("Choose one of: {choices}."),
        text=text[:40],
        choices=", ".join(map(_both, known)),
    )


def _both(slug: str) -> str:
    """A slug, for a French reader with the French word before it."""
    said = FRENCH.get(slug, ())
    if words().language != "fr" or not said or said[0] == slug:
        return slug
    return f"{said[0]} ({slug})"


def one(kind: type[E], text: str) -> E:
    """The member of an enumeration that a person means."""
    return kind(choose(text, list(kind)))


def role(text: str) -> Role:
    """Mentor (the junior) or mentee (the senior)."""
    return one(Role, text)
