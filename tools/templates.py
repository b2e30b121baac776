"""Compiles the built-in templates of this checkout, as its installation does.

An edited template needs no compiling to be used: it is slower to start with, no more.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from rmjournal.export import sandbox

    sandbox.install()
