"""Every kind of window that opens over a screen: forms, questions, the palette, and what is refused."""

from __future__ import annotations

Way = tuple[str, ...]
Windows = dict[Way, dict[str, Way]]
"""What leads from Home to a screen, and from there to each window; Escape leads back to the screen."""

WINDOWS: Windows = {
    (): {"palette": ("ctrl+p",)},
    ("f6",): {
        "learned": ("l",), "refused": ("l", "ctrl+s"), "help-form": ("l", "f1"), "action": ("a",),
        "win": ("b",), "relearned": ("e",), "used": ("v",), "readers": ("ctrl+r",),
    },
    ("f3",): {
        "plan": ("n",), "session": ("e",), "became": ("m",), "moved": ("m", "enter"),
        "took-place": ("f",), "held": ("down", "e"),
    },
    ("f3", "enter"): {
        "item": ("enter",), "item-done": ("f",), "serves": ("o",), "private": ("n", "ctrl+r"),
        "hidden": ("n", "ctrl+t"),
    },
    ("ctrl+t", "f7"): {
        "frame": ("enter",), "names": ("e",), "another-pair": ("n",), "sign": ("y",),
        "conclude": ("f",), "frame-choice": (*["down"] * 4, "enter"),
    },
    ("f4",): {
        "objective": ("n",), "objective-edit": ("e",), "level": ("h",), "achieved": ("f",),
        "dropped": ("x",),
    },
    ("f5",): {"reply": ("r",)},
    ("f9",): {"file": ("ctrl+s",)},
    ("f10",): {"colours": ("down", "enter"), "zone": ("down", "enter")},
    ("f10", "end", "enter"): {"key": ("enter",)},
    ("ctrl+l",): {"conflict": (), "one-text": ("e",)},
    ("f6", "x", "ctrl+g"): {"copy": ("ctrl+s",), "erase": ("x",)},
    ("f8", "g", "enter"): {"running": (), "catch": ("a",), "ended": ("escape", "f")},
}  # fmt: skip
"""The last ones change what those before would show."""
PAIRED: Windows = {
    ("ctrl+e",): {
        "exchange": (), "agreed": ("enter",), "accept": ("r",), "receive": ("k",),
        "send": ("ctrl+d",), "folder": ("ctrl+x",), "twins": ("down", "enter"),
    },
}  # fmt: skip
"""The same, of a pair whose journals are paired."""
UNPAIRED: Windows = {("ctrl+e",): {"exchange": (), "invite": ("n",)}}
WELCOME: Windows = {
    (): {
        "language": (), "begin": ("enter",), "bring": ("tab", "tab", "enter"),
        "invited": ("tab", "enter"), "teaching": (*["shift+tab"] * 3, "enter"), "names": ("enter",),
    },
}  # fmt: skip
"""Each step of a first start, and what its doors ask."""
