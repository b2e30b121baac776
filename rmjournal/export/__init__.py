"""What leaves the journal for someone's eyes: chosen, rendered, and checked before it is handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rmjournal.export.context import Export
    from rmjournal.export.render import Page
    from rmjournal.i18n import Words
    from rmjournal.model.pair import Pair
    from rmjournal.storage.view import View


def prepare(format: str, *, own: bool) -> None:
    """Loads what writes an export of that format, which takes longer than most exports.

    A template of one's ``own`` is filled by another process, which has to load it by itself.
    """
    from rmjournal.export import leaks, render  # noqa: F401

    if format != "json" and not own:
        from rmjournal.export import sandbox, template  # noqa: F401


def write(
    view: View,
    pair: Pair,
    export: Export,
    words: Words,
    *,
    template: str | None = None,
    format: str = "md",
) -> Page:
    """The export written out, after a check that it says nothing its audience may not read.

    ``format`` is ``md``, ``text`` or ``json``; ``template`` is the path of a person's own template.
    Raises Leak where the check fails, UsageProblem where the template does.
    """
    from rmjournal.export.leaks import check
    from rmjournal.export.render import page as written

    page = written(export, words, template, format)
    check(page, export, view, pair)
    return page
