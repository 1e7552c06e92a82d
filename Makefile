# The same commands at the desk and in CI. `make help` lists them.
#
#   make run PORT=8001              any setting of .env.example may stand on the line
#   make run PYTHON=python3.12      the Python to begin with, when python3 is too old

PYTHON ?= python3
PYTEST_ARGS ?= -n 2

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --no-input --disable-pip-version-check
MANAGE := $(BIN)/python manage.py

# Checks need settings, never the data of a real installation.
CHECK := env DATA_DIR="$(CURDIR)/$(VENV)/check-data" DEMO=no DATABASE_URL= REDIS_URL= PROVIDERS= $(MANAGE)

# .env holds lines NAME=value, taken literally. What the environment says already wins over it.
define load_env
while IFS= read -r line || [ -n "$$line" ]; do \
	line=$$(printf '%s' "$$line" | tr -d '\r'); name=$${line%%=*}; \
	case "$$line" in ''|'#'*) continue;; esac; \
	case "$$name" in "$$line"|''|*[!A-Za-z0-9_]*|[0-9]*) echo ".env: \"$$line\" is not NAME=value." >&2; exit 1;; esac; \
	printenv "$$name" >/dev/null || export "$$line"; \
done < "$$([ -f .env ] && echo .env || echo /dev/null)"
endef

.DEFAULT_GOAL := help
.PHONY: help setup run worker doctor test fmt check docs

help:
	@echo "make run      start the workbench: everything it needs, and a demo (Ctrl+C stops it)"
	@echo "make doctor   explain in words what is well and what is not"
	@echo "make worker   one more worker, on this or another machine"
	@echo "make setup    only install"
	@echo "make test     run the tests (PYTEST_ARGS='-k words' chooses)"
	@echo "make check    lint, types, import contract, house rules, generated pages"
	@echo "make fmt      format the code"
	@echo "make docs     write the generated pages anew"

setup: $(VENV)/.runtime

run: $(VENV)/.runtime
	@$(load_env); exec $(MANAGE) start_workbench --end-with-parent

worker: $(VENV)/.runtime
	@$(load_env); export REMAP_SIGTERM=SIGQUIT PYTHONWARNINGS="ignore:You're running the worker with superuser"; \
		exec $(BIN)/python -m celery --quiet -A factcheck worker \
		-Q clock,work_again,fetch_again,work,fetch,background_again,background --without-gossip --without-mingle -n "worker-$$$$@%h"

doctor: $(VENV)/.runtime
	@$(load_env); exec $(MANAGE) doctor

test: $(VENV)/.development
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

fmt: $(VENV)/.development
	@$(BIN)/python -m ruff check --fix --quiet .
	@$(BIN)/python -m ruff format --quiet .

check: $(VENV)/.development
	$(BIN)/python -m ruff check --quiet .
	$(BIN)/python -m ruff format --check --quiet .
	$(BIN)/python -m mypy --no-error-summary claims factcheck
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest --quiet tests/test_house.py
	@$(CHECK) makemigrations --check --dry-run --verbosity 0 || { echo "A model changed without its migration: run manage.py makemigrations." >&2; exit 1; }
	$(CHECK) check --fail-level WARNING
	@$(CHECK) draw_workflow | diff docs/workflow.md - >&2 || { echo "docs/workflow.md is not current: run make docs." >&2; exit 1; }
	@$(CHECK) spectacular --validate --fail-on-warn | diff docs/openapi.yaml - >&2 || { echo "docs/openapi.yaml is not current: run make docs." >&2; exit 1; }

docs: $(VENV)/.development
	@$(CHECK) draw_workflow > docs/workflow.md
	@$(CHECK) spectacular --validate --fail-on-warn --file docs/openapi.yaml

# ---------------------------------------------------------------- the virtual environment

# The stamps are written last, so an installation that was interrupted is done again.
$(VENV)/.made:
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "$(PYTHON) was not found. Install Python 3.11 or later, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "$(PYTHON) is not Python 3.11 or later. Name one that is: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module. On Debian or Ubuntu: apt install python3-venv. Then try again." >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)
	@$(PIP) install --upgrade pip
	@touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/.made
	@echo "Installing what requirements.txt names; this takes a minute or two, once."
	@$(PIP) install -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt requirements.txt $(VENV)/.made
	@echo "Installing what requirements-dev.txt names; this takes a minute or two, once."
	@$(PIP) install -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime
