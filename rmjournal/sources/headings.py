"""The headings that people write over the parts of a session's notes, in French and in English."""

from __future__ import annotations

import re

from rmjournal.text import fold

AGENDA, ACTIONS, LEARNINGS, WINS, NOTES = "agenda", "actions", "learnings", "wins", "notes"

_WORDS = {
    AGENDA: (
        "agenda", "topics", "agenda items", "ordre du jour", "odj", "l'ordre du jour", "points",
        "points a aborder", "points abordes", "sujets",
    ),
    ACTIONS: (
        "action", "actions", "action items", "actions to do", "to do", "todo", "todos", "to dos",
        "tasks", "next steps", "who does what", "qui fait quoi", "a faire", "actions a faire",
        "taches", "prochaines etapes", "suites", "suites a donner", "plan d'action",
    ),
    LEARNINGS: (
        "learning", "learnings", "lessons", "lessons learned", "lessons learnt", "takeaways",
        "key takeaways", "what i learned", "what i learnt", "what we learned", "what we learnt",
        "apprentissage", "apprentissages", "a retenir", "lecons", "ce que j'ai appris",
        "ce que nous avons appris", "ce qu'on a appris", "ce qu'on retient", "appris",
    ),
    WINS: ("win", "wins", "reussite", "reussites", "bravo", "bravos", "victoires"),
    NOTES: (
        "notes", "note", "reflection", "reflections", "reflexion", "reflexions", "discussion",
        "minutes", "compte rendu", "comments", "remarques",
    ),
}  # fmt: skip
_KIND = {words: kind for kind, those in _WORDS.items() for words in those}
_NO_WORD = re.compile(r"[^\w' ]|_")


def kind_of(heading: str) -> str:
    """What stands under a heading of exactly these words; empty where that is not clear.

    Case, accents, emphasis, emoji, a number before and a colon after do not count.
    """
    plain = " ".join(_NO_WORD.sub(" ", fold(heading)).split())
    return _KIND.get(re.sub(r"^\d+ ", "", plain), "")
