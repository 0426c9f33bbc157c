# `make help` says what there is. Every target sets up what it needs first; what is ready is left alone.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done || true)
PORT ?= 8000
export PORT
NONE = The portal needs Python 3.11 or newer and finds none: make PYTHON=/a/path/python3.11 names one.
SET_UP = $(if $(PYTHON),exec $(PYTHON) .ci/set_up.py,echo "$(NONE)"; exit 1; :)

.DEFAULT_GOAL := help
.PHONY: help run test check bench lighthouse demo setup manage format translations

help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 16

run: ## start the site with everything it needs (PORT=8000); Ctrl-C stops it
	@$(SET_UP) run -- .venv/bin/python -m portal.running

test: ## linters, all tests on SQLite and PostgreSQL, workers, browser
	@$(SET_UP) test -- .venv/bin/python .ci/check.py all

check: ## linters and quick tests, under two minutes
	@$(SET_UP) test -- .venv/bin/python .ci/check.py quick

bench: ## fill a PostgreSQL with a million standards and print the table of speeds
	@$(SET_UP) bench -- .venv/bin/python -m bench

lighthouse: ## print Lighthouse's scores of finder, record and progress page
	@$(SET_UP) bench -- .venv/bin/python -m bench.lighthouse

demo: ## make the demonstration programme anew
	@export DEMO=off; $(SET_UP) run -- .venv/bin/python manage.py prepare_portal --renew-demo

setup: ## install what the tests need and stop
	@$(SET_UP) test

manage: ## one of Django's commands: make manage do="showmigrations"
	@$(SET_UP) run -- .venv/bin/python manage.py $(do)

format: ## put the code into its form
	@$(SET_UP) test -- .venv/bin/ruff format .

translations: ## compile the translations
	@$(SET_UP) run -- .venv/bin/python manage.py compile_translations
