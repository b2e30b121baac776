"""An address: shown whole, asked about, and only then given to the browser."""

from __future__ import annotations

import os
import sys
from typing import Any

from rmjournal.i18n import _
from rmjournal.screens.asking import Asking
from rmjournal.screens.dialog import Dialog
from rmjournal.widgets.plain import plain

OPEN = "open"


def ask(screen: Asking[Any], address: str) -> None:
    """Asks whether to leave for that page; whoever wrote the address may be the other one."""
    dialog = Dialog(
        plain(_("Open this page in your browser?")), plain(address),
        offers=((_("Open"), OPEN),),
    )  # fmt: skip
    screen.app.push_screen(dialog, lambda answer: _leave(screen, address) if answer else None)


def _leave(screen: Asking[Any], address: str) -> None:
    if _has_windows():
        screen.run_worker(lambda: _open(screen, address), group="browser", thread=True)
    else:
        _tell(screen)


def _tell(screen: Asking[Any]) -> None:
    told = _("There is no browser to open here; copy the address from this screen.")
    screen.host.tell(plain(told))


def _has_windows() -> bool:
    """Whether a browser would have a window of its own, rather than this terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(screen: Asking[Any], address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        screen.app.call_from_thread(_tell, screen)
