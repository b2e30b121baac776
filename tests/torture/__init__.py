"""Long campaigns, run only by `pytest -m torture tests/torture`."""
