"""What the exchange says of itself: what it is, whether the words were compared, when a packet went."""

from __future__ import annotations

from collections.abc import Iterator

from rmjournal import carried
from rmjournal.i18n import _
from rmjournal.screens.exchange_rows import At
from rmjournal.screens.exchange_sheets import BEGAN_ANEW
from rmjournal.screens.phrases import joined


def teaching(at: At | None) -> Iterator[str]:
    """What an exchange is, and how it begins; nothing once the two are paired."""
    if at and at.standing.paired:
        return
    yield _("Each of you has a file of their own. What both may read goes from one to the other in "
            "packets, and the two agendas become one.")  # fmt: skip
    yield _("There is no server and no account: a packet is a file that only the two of you can open. "
            "You send it by mail, or through a folder that both of you share.")  # fmt: skip
    yield _("What is for you alone stays here, and leaves no trace in a packet.")
    if at is None:
        yield _("There is no pair in this journal yet. ‹r› takes an invitation, and makes the pair; "
                "‹F2› asks a few questions and begins one.")  # fmt: skip
    elif at.standing.invited:
        yield _("‹r› takes the answer to your invitation; ‹n› writes the invitation again.")
    else:
        yield _("One of you invites: ‹n› writes the invitation. The other takes it with ‹r›, and sends "
                "back the answer.")  # fmt: skip
    yield _("After a lost laptop: bring your own copy back first. Then the other invites you again, "
            "and takes your answer with “{keys}”.", keys=_(BEGAN_ANEW))  # fmt: skip


def compared(at: At | None) -> str:
    """Whether the words were compared by voice, and which key notes it; nothing without a pair."""
    if at is None:
        return ""
    told = [carried.compared(at.standing)]
    if not at.standing.compared:
        told.append(_("If they are the same, ‹y› notes it."))
    return "\n".join(told)


def when(at: At) -> Iterator[str]:
    """When a packet last went, and when one last came."""
    standing = at.standing
    sent = _("Last sent: {when}", when=carried.moment(standing.sent_at, at.zone))
    yield joined(sent, carried.unconfirmed(standing) if standing.unconfirmed else "")
    yield _("Last received: {when}", when=carried.moment(standing.received_at, at.zone))
