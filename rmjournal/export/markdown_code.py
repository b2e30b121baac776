"""Code within a line of Markdown: where it stands, as typed or as it goes out."""

from __future__ import annotations

import re

_TICKS = re.compile(r"(?<!\\)(\\*+)(`++)|\n")


def spans(text: str) -> list[tuple[int, int]]:
    """Where code within a line starts and ends: a run of backticks and the next as long."""
    ticks = list(_TICKS.finditer(text)) if "`" in text else []
    found, order = [], 0
    closers = _closers([match[2] for match in ticks])
    while order < len(ticks):
        closer = closers[order]
        escaped = len(ticks[order][1] or "") % 2
        start, inner = ticks[order].end(), ticks[closer].start(2)
        if closer and not escaped and not text[start:inner].isspace():
            found.append((ticks[order].start(2), ticks[closer].end()))
            order = closer
        order += 1
    return found


def tidied(code: str) -> str:
    """Code without blanks inside its marks (MD038), but those a backtick of its own needs."""
    ticks = code[: len(code) - len(code.lstrip("`"))]
    inner = code[len(ticks) : -len(ticks)].strip() if ticks else ""
    pad = " " if inner.startswith("`") or inner.endswith("`") else ""
    return f"{ticks}{pad}{inner}{pad}{ticks}"


def _closers(ticks: list[str | None]) -> list[int]:
    """For each run of backticks the place of the next equal one on its line, else zero."""
    closers = [0] * len(ticks)
    coming: dict[str, int] = {}
    for order in range(len(ticks) - 1, -1, -1):
        tick = ticks[order]
        if tick is None:
            coming.clear()
        else:
            closers[order] = coming.get(tick, 0)
            coming[tick] = order
    return closers
