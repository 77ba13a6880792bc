# Two commands are enough: `make run` and `make test`. Python 3.11 and make are all they assume.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: help run test lint format catalogue bench sweep chaos lock clean
.DEFAULT_GOAL := help

help: ## List the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.run ## Everything on http://127.0.0.1:8000 (PORT= changes it), with demo content and accounts
	@DEMO=1 SITE_URL=http://127.0.0.1:$(PORT) $(BIN)/python manage.py prepare
	@DEMO=1 SITE_URL=http://127.0.0.1:$(PORT) exec $(BIN)/python manage.py serve --port $(PORT)

test: $(VENV)/.dev ## The whole suite; SERVICES=all makes each system part required
	@bin/test

lint: $(VENV)/.dev ## Formatting, linting, types, templates, layers, translations, migrations
	@bin/lint

format: $(VENV)/.dev ## Rewrite Python as the linter wants it
	$(BIN)/ruff check --fix-only -q . && $(BIN)/ruff format .

catalogue: $(VENV)/.dev ## Bring the texts of the code into the catalogues, then compile them
	DEMO=1 $(BIN)/python manage.py catalogue --merge

bench: $(VENV)/.dev ## The figures that people compare, as a table
	@DEMO=1 $(BIN)/python -m bench

chaos: $(VENV)/.dev ## The full fault, race and hostile sets, as a table (CHAOS_SCALE=0.05 for a trial)
	@bin/chaos

sweep: $(VENV)/.dev ## Accessibility: every page, step and screen by every check; prints a table, writes docs/accessibility-sweep.md
	@bin/sweep

lock: ## Resolve the dependencies again (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --group dev -o requirements-dev.lock

clean: ## Forget the virtual environment and the data of the demonstration
	rm -rf $(VENV) var

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock $(VENV)/bin/python
	$(if $(UV),$(UV) pip install -q --python $(BIN)/python,$(BIN)/python -m pip install -q --disable-pip-version-check) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/bin/python
	$(if $(UV),$(UV) pip install -q --python $(BIN)/python,$(BIN)/python -m pip install -q --disable-pip-version-check) --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.run
