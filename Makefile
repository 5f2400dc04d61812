# The commands of everyday work; `make help` lists them. PYTHON, HOST, PORT and ARGS may be given: `make serve PORT=8000`.

SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
HOST ?= localhost
PORT ?= 6543
ARGS ?=

PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/isegoria/locale/*/LC_MESSAGES/isegoria.po))
WANTED := setup.py pyproject.toml

.PHONY: help install install-tests install-tools serve test check bench faults screenshots statement messages

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):[^#]*## /\1\t/' | while IFS=$$'\t' read -r name what; do printf '  make %-12s %s\n' "$$name" "$$what"; done

install: $(VENV)/installed $(CATALOGUES) ## Make .venv and install Isegoria into it
install-tests: $(VENV)/installed-tests $(CATALOGUES)
install-tools: $(VENV)/installed-tools $(CATALOGUES)

serve: install ## Serve a demonstration site on http://localhost:6543 (HOST=, PORT=), planting it the first time
	@$(BIN)/isegoria compile development.ini >/dev/null & \
	exec $(BIN)/isegoria serve development.ini --demonstration --host $(HOST) --port $(PORT)

test: install-tests ## Run the tests (ARGS="tests/unit -x" for some of them)
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: install-tools ## Lint, format, types, template compilation, translations, then the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/isegoria languages
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

bench: install-tests ## Measure, beside a floor that runs in the same minute
	$(BIN)/python -m bench $(ARGS)

faults: install-tests ## Kill, corrupt and race many times over
	ISEGORIA_FAULTS=20 ISEGORIA_KILLS=100 $(BIN)/python -m pytest -m faults $(ARGS)

screenshots: install-tests ## Pictures of key pages at three widths, in screenshots/
	$(BIN)/python -m tests.screenshots $(ARGS)

statement: install-tests ## Look at every state of every page, and write what was found into the accessibility page
	ISEGORIA_WRITE_STATEMENT=1 $(BIN)/python -m pytest -q tests/browser/test_states.py

messages: install-tools ## Collect the texts of the interface into the catalogues of every language
	$(BIN)/isegoria messages

$(BIN)/python:
	@for python in "$(PYTHON)" python3 python3.14 python3.13 python3.12 python3.11; do \
	  if [ -n "$$python" ] && "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$python"; "$$python" -m venv $(VENV) && exit 0; \
	    echo 'Python has no venv module here; on Debian and Ubuntu: apt-get install python3-venv' >&2; rm -rf $(VENV); exit 1; fi; done; \
	  echo 'Python 3.11 or newer is wanted; say where it is: make install PYTHON=/path/to/python3' >&2; exit 1

$(VENV)/installed: $(WANTED) | $(BIN)/python
	@echo 'Installing Isegoria (a minute, the first time)'
	@$(PIP) install --editable .
	@touch $@

$(VENV)/installed-tests: $(WANTED) | $(BIN)/python
	@echo 'Installing Isegoria and what its tests need (a minute or two, the first time)'
	@$(PIP) install --editable '.[test]'
	@touch $(VENV)/installed $@

$(VENV)/installed-tools: $(WANTED) | $(BIN)/python
	@echo 'Installing Isegoria and the tools of its developers (a minute or two, the first time)'
	@$(PIP) install --editable '.[develop]'
	@touch $(VENV)/installed $(VENV)/installed-tests $@

%.mo: %.po | $(VENV)/installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
