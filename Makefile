# Everything runs in .venv, which is made on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= .demo
# Some tests wait for another process or a terminal: four share two cores.
WORKERS ?= 4

.PHONY: run test tour check bench torture catalogue schema keys pictures clean

$(VENV)/.installed: pyproject.toml hatch_build.py tools/catalogue.py rmjournal/export/sandbox.py $(wildcard rmjournal/locale/*/LC_MESSAGES/*.po templates/*.j2)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	touch $@

run: $(VENV)/.installed ## install, then look around in a sample pair's journal
	$(BIN)/rmjournal demo --dir $(DEMO)

# Collected once beforehand, the tests are compiled when the workers read them, all at the same time.
test: $(VENV)/.installed ## the whole suite
	unset PYTHONDONTWRITEBYTECODE; $(BIN)/python -m pytest --collect-only -qq >/dev/null; \
	$(BIN)/python -m pytest -n $(WORKERS)

tour: $(VENV)/.installed ## every screen at every size, in both languages, with hostile words in all of it
	$(BIN)/python -m pytest -n $(WORKERS) -m tour tests/app

check: $(VENV)/.installed ## style, types, architecture, catalogue
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogue.py --check
	$(BIN)/python -m tools.schema --check
	$(BIN)/python -m tools.keys --check

bench: $(VENV)/.installed ## figures against peers, measured here and now
	$(BIN)/python benchmarks/run.py

torture: $(VENV)/.installed ## the long campaigns
	$(BIN)/python -m pytest -m torture tests/torture
	$(BIN)/python -m pytest -m "hypothesis and not torture" --hypothesis-profile thorough

catalogue: $(VENV)/.installed ## collect the messages, merge them into the translations
	$(BIN)/python tools/catalogue.py

schema: $(VENV)/.installed ## write down what --json prints
	$(BIN)/python -m tools.schema

keys: $(VENV)/.installed ## write down every key
	$(BIN)/python -m tools.keys

pictures: $(VENV)/.installed ## draw the screens that the README shows
	$(BIN)/python -m tools.pictures

clean:
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis
