# Everything one does with Kith, by name. `make help` lists it.

PORT ?= 8000
PY := .venv/bin/python
HOMES ?= $(CURDIR)/.kith

.DEFAULT_GOAL := help
.PHONY: help setup browser demo demo-2011 test journeys check format bench failures docs lock clean

help:  ## what can be made here
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup:  ## environment, requirements, stylesheets and scripts; quick when nothing changed
	@python3 tools/setup.py environment assets

browser: setup
	@python3 tools/setup.py browser

demo: setup  ## an invented authority on 14 October 2026, at http://127.0.0.1:8000/ (PORT=8001 for another port)
	@KITH_HOME="$${KITH_HOME:-$(HOMES)/demo}" KITH_TODAY=2026-10-14 PORT=$(PORT) $(PY) tools/demo.py westmere

demo-2011: setup  ## the same program in the practice of 26 October 2011, with the published figures of five papers
	@KITH_HOME="$${KITH_HOME:-$(HOMES)/demo-2011}" KITH_TODAY=2011-10-26 PORT=$(PORT) $(PY) tools/demo.py westmere2011

test: browser  ## all tests: the quick ones first, then the journeys in a real browser
	@$(PY) -m pytest -m "not journey" -n 2 --dist worksteal
	@$(PY) -m pytest -m journey; found=$$?; [ $$found -eq 5 ] && echo "No journeys yet." || exit $$found

journeys: browser  ## only the journeys
	@$(PY) -m pytest -m journey

check: setup  ## format, lint, types, layers, Django's checks, migrations, generated reference
	@$(PY) tools/check.py

format: setup  ## put code into the one format
	@.venv/bin/ruff check -q --fix-only . ; .venv/bin/ruff format -q .

bench: setup  ## measure speed at benchmark size and write docs/benchmarks.md
	@KITH_HOME="$${KITH_HOME:-$(HOMES)/bench}" KITH_TODAY=2026-10-14 $(PY) manage.py bench

failures: browser  ## throw 1,000 failures at people who type, and keep what was lost for the page of benchmarks
	@$(PY) -m tests.journeys.failures.run --number 1000 --keep

docs: setup  ## write the generated reference and build the handbook into site/
	@$(PY) manage.py describe
	@.venv/bin/mkdocs build -q

lock: setup  ## make the locks anew from pyproject.toml and package.json
	@.venv/bin/python tools/lock.py

clean:  ## remove what make has set up, but no record store
	@rm -rf .venv node_modules .stamps kith/ui/static/kith site .mypy_cache .ruff_cache .pytest_cache
