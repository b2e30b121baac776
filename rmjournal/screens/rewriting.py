"""The sheet by which a reflection is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rmjournal.i18n import _
from rmjournal.journal.reflections import typed_confidence
from rmjournal.model.reflection import TEXTS, Reflection
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.sheet import Sheet
from rmjournal.vocabulary import REFLECTION
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal


def rewritten(reflection: Reflection) -> Sheet[Reflection]:
    """Changes what a reflection says."""
    confidence = "" if reflection.confidence is None else str(reflection.confidence)
    fields = (
        *(Field(name, _(REFLECTION[name]), Kind.TEXT, getattr(reflection, name)) for name in TEXTS),
        Field("confidence", _("Confidence 0-10"), Kind.NUMBER, confidence),
    )

    def save(journal: Journal, values: Values) -> Reflection:
        changes: dict[str, Any] = dict(values.changed())
        if "confidence" in changes:
            changes["confidence"] = typed_confidence(changes["confidence"])
        return journal.reflections.edit(reflection, **changes)

    return Sheet(
        plain(_("My reflection")), fields, save,
        draft=f"reflection-edit-{reflection.id}", visibility=reflection.visibility,
    )  # fmt: skip
