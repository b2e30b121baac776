"""The two members of a pair: what one may be called, and who is meant by a word."""

from __future__ import annotations

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_
from rmjournal.model.pair import LONGEST_NAME, Member, Pair, is_name
from rmjournal.model.record import BOTH
from rmjournal.text import blank, fold, storable

WHO = {
    "me": ("me", "myself", "i", "moi", "je"),
    "partner": ("partner", "other", "partenaire", "l'autre", "autre"),
    "mentor": ("mentor", "junior", "mentore"),
    "mentee": ("mentee", "senior", "mentoree", "personne mentoree"),
    BOTH: ("both", "us", "we", "nous", "nous deux", "les deux"),
}
"""The words for a member, folded, in both languages."""


def meant(pair: Pair, text: str) -> str | None:
    """The id of the member that a word or the beginning of a name means; none for nobody."""
    wanted = fold(text.strip())
    ids = {
        "me": pair.me, "partner": pair.partner.id, "mentor": pair.mentor.id,
        "mentee": pair.mentee.id, BOTH: BOTH,
    }  # fmt: skip
    for word, spellings in WHO.items():
        if wanted in spellings:
            return ids[word]
    named = [each.id for each in pair.members if wanted and fold(each.name).startswith(wanted)]
    return named[0] if len(named) == 1 else None


def checked_name(text: str) -> str:
    """The name that somebody typed; raises UsageProblem for what is none."""
    name = storable(text).strip()
    if blank(name):
        raise UsageProblem(N_("A name is missing."), todo=N_("Give both names: yours and theirs."))
    if not is_name(name):
        raise UsageProblem(
            N_("A name is one line of at most {most} characters."),
            todo=N_("Give the name alone."),
            most=LONGEST_NAME,
        )
    return name


def refuse_namesakes(one: Member, other: Member) -> None:
    """Raises UsageProblem for two members of one name."""
    if fold(one.name) == fold(other.name):
        raise UsageProblem(N_("The two members have the same name."), todo=N_("Name them apart."))
