# Explorer: `make run` opens the example corpus, `make test` runs the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPUS ?= corpus
PYTEST := $(BIN)/python -m pytest -n auto --dist loadscope
# What the outcome of the tests depends on; asked of `find`, because make cannot name a file with a space.
SOURCES := explorer bench tests corpus docs pyproject.toml config.yaml README.md CONTRIBUTING.md
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check covered lint format bench evaluate-search evaluate-dates snapshots pictures gazetteers clean

run: $(VENV)/.run
	@$(BIN)/python -m explorer --config config.yaml "$(CORPUS)"

# With COVERAGE=1 the tests are measured as well, and `make check` need not run them again while nothing has changed.
ifdef COVERAGE
test: covered
else
test: $(VENV)/.dev
	$(PYTEST)
endif

check: lint covered
	$(BIN)/coverage report

lint: $(VENV)/.dev
	$(BIN)/ruff format --check explorer bench tests docs
	$(BIN)/ruff check explorer bench tests docs
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff format explorer bench tests docs
	$(BIN)/ruff check --fix explorer bench tests docs

# Explorer's search beside its peers, such as `make bench ARGS=--quick`; `ARGS=--help` says what can be chosen.
bench: $(VENV)/.dev
	@$(BIN)/python -m bench $(ARGS)

# How good the order of the hits is, on questions with judged documents, beside the peers.
evaluate-search: $(VENV)/.dev
	@$(BIN)/python -m bench.quality $(ARGS)

# How right and how fast dates are read, beside dateparser and parsedatetime where these are installed (`.[bench]`).
evaluate-dates: $(VENV)/.dev
	@$(BIN)/python -m bench.dates $(ARGS)

snapshots: $(VENV)/.dev
	$(BIN)/python -m pytest tests/view --snapshot-update

pictures: $(VENV)/.dev
	$(BIN)/python docs/pictures.py

gazetteers: $(VENV)/.dev
	$(BIN)/python training/gazetteers.py

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage*

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Explorer needs Python 3.11 or later; name one, such as \`make run PYTHON=python3.12\`" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing Explorer into $(VENV) (once) …" >&2
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing Explorer and what its tests need into $(VENV) (once) …" >&2
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.run

covered: $(VENV)/.dev
	@if [ -e $(VENV)/.covered ] && \
	   [ -z "$$(find $(SOURCES) $(VENV)/.dev -not -path '*__pycache__*' -newer $(VENV)/.covered -print -quit)" ]; \
	then echo "the tests have passed and nothing has changed since"; \
	else rm -f .coverage .coverage.* && $(PYTEST) --cov --cov-report= && touch $(VENV)/.covered; fi
