# Two commands: `make run` (set up and serve with demo data) and `make test` (the whole suite).
# The first of these that starts and is new enough (a version manager's stub may exist and not start).
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BOOTSTRAP = $(or $(PYTHON),$(error Python 3.11 or newer is needed; name it with PYTHON=/path/to/python3)) portal/bootstrap.py

.PHONY: help setup run test lint format messages lock pictures

help:
	@echo "make run       set up and serve; PORT=8765 takes another port"
	@echo "make test      the whole suite, browser and PostgreSQL included"
	@echo "make setup     only prepare .venv"
	@echo "make pictures  renew docs/pictures from the browser tests"
	@echo "make lint      ruff and mypy; make format formats"
	@echo "make messages  collect strings to translate (needs gettext); make lock pins dependencies anew (needs uv)"

setup:
	@$(BOOTSTRAP) setup

run:
	@$(BOOTSTRAP) run

test:
	@$(BOOTSTRAP) test

lint:
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy

format:
	.venv/bin/ruff check --fix . && .venv/bin/ruff format .

messages:
	.venv/bin/python manage.py makemessages -l zh_Hans --no-location --no-obsolete -i .venv -i .run -i tests -i bench

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header -o requirements.lock
	uv pip compile pyproject.toml --extra test -c requirements.lock --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header -o requirements-test.lock

pictures:
	PICTURES=docs .venv/bin/python -m pytest -q tests/browser/test_story.py tests/browser/test_rating_*.py
