"""A screen on which one types: what is typed is on disk within two seconds."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import TypeVar

from rmjournal.errors import CannotWrite
from rmjournal.i18n import _
from rmjournal.screens.asking import Asking
from rmjournal.screens.drafting import EVERY, Draft
from rmjournal.storage.drafts import Fields
from rmjournal.widgets.plain import plain

Result = TypeVar("Result")


class Form(Asking[Result]):
    """Keeps its texts as a draft while they are typed."""

    draft: Draft | None = None
    """Where they are kept; none until the form knows what it is about."""

    _saving = False
    """Whether what is typed is on its way into the journal."""

    @abstractmethod
    def texts(self) -> Fields:
        """What is typed so far, by field."""

    @property
    def parting(self) -> str:
        """What is said on leaving with something typed."""
        return _("Your draft is kept; it is here again the next time.")

    @property
    def farewell(self) -> str:
        """What is to be said to whoever leaves it now; nothing where no draft stays behind."""
        left = self.draft is not None and self.draft.kept and not self._saving
        return self.parting if left else ""

    def keep(self) -> None:
        """Has what is typed on disk, at once; raises CannotWrite."""
        if self.draft is not None:
            self.draft.keep(self.texts())

    def secured(self) -> bool:
        """Has it on disk, at once, or says why it is not; whether nothing is lost by leaving."""
        try:
            self.keep()
        except CannotWrite as error:
            self.failed(error)
            return False
        return True

    def leave(self) -> None:
        """Goes back; what was typed is kept, and that is said; not while it is being saved."""
        if self._saving or not self.secured():
            return
        if told := self.farewell:
            self.host.tell(plain(told))
        self.dismiss(None)

    def keep_soon(self) -> None:
        """Has it on disk shortly, and again and again; to be called once, when the form is there."""
        self.set_interval(EVERY, self._look)

    def _look(self) -> None:
        if self.draft is not None:
            draft, texts = self.draft, self.texts()
            self.run_worker(lambda: self._keep(draft, texts), group="draft", thread=True)

    def _keep(self, draft: Draft, texts: Fields) -> None:
        try:
            new = draft.keep(texts)
        except CannotWrite as error:
            self.app.call_from_thread(self.draft_failed, error)
        else:
            if new:
                self.app.call_from_thread(self.draft_kept)

    def draft_kept(self) -> None:
        """Something new is on disk."""

    def draft_failed(self, error: CannotWrite) -> None:
        """The disk refused; the texts are on the screen still."""


def keep_all(screens: Iterable[object]) -> bool:
    """Has what is typed on these screens on disk; tells whether that succeeded for every one."""
    kept = True
    for screen in screens:
        try:
            if keep := getattr(screen, "keep", None):
                keep()
        except Exception:  # noqa: BLE001 - one draft that fails must not cost the others
            kept = False
    return kept
