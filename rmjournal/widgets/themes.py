"""The colours: light, dark and high contrast, with one accent each."""

from __future__ import annotations

from textual.theme import Theme

LIGHT = Theme(
    name="light", dark=False,
    primary="#0B6B63", accent="#0B6B63", secondary="#0B6B63",
    background="#FBFAF6", surface="#FFFFFF", panel="#EFEDE6", foreground="#23272B",
    warning="#8A5A00", error="#A12B2B", success="#0B6B63",
    variables={
        "border": "#0B6B63", "border-blurred": "#CFCBC0", "text-muted": "#5E6468",
        "footer-background": "#EFEDE6", "footer-key-foreground": "#0B6B63",
        "footer-description-foreground": "#3B4145", "input-selection-background": "#0B6B63 25%",
        "scrollbar": "#CFCBC0", "scrollbar-hover": "#0B6B63", "scrollbar-background": "#FBFAF6",
        "field": "#EFEDE6",
    },
)  # fmt: skip

DARK = Theme(
    name="dark", dark=True,
    primary="#7CC7BE", accent="#7CC7BE", secondary="#7CC7BE",
    background="#14181B", surface="#1B2024", panel="#20262B", foreground="#E4E2DC",
    warning="#D9A650", error="#E08585", success="#7CC7BE",
    variables={
        "border": "#7CC7BE", "border-blurred": "#3A4247", "text-muted": "#9AA3A8",
        "footer-background": "#20262B", "footer-key-foreground": "#7CC7BE",
        "footer-description-foreground": "#C3C8CA", "input-selection-background": "#7CC7BE 30%",
        "scrollbar": "#3A4247", "scrollbar-hover": "#7CC7BE", "scrollbar-background": "#14181B",
        "field": "#2A3137",
    },
)  # fmt: skip

CONTRAST = Theme(
    name="contrast", dark=True,
    primary="#FFD60A", accent="#FFD60A", secondary="#FFD60A",
    background="#000000", surface="#000000", panel="#1A1A1A", foreground="#FFFFFF",
    warning="#FFD60A", error="#FF9A9A", success="#FFD60A", text_alpha=1.0,
    variables={
        "border": "#FFD60A", "border-blurred": "#FFFFFF", "text-muted": "#FFFFFF",
        "footer-background": "#000000", "footer-key-foreground": "#FFD60A",
        "footer-description-foreground": "#FFFFFF", "input-selection-background": "#FFD60A 45%",
        "scrollbar": "#FFFFFF", "scrollbar-hover": "#FFD60A", "scrollbar-background": "#000000",
        "field": "#2B2B2B",
    },
)  # fmt: skip

THEMES = (DARK, LIGHT, CONTRAST)
