# The commands of the house. `make run` shows the app, `make test` proves it; the rest is for those who build it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8501
HOST ?= 127.0.0.1
SHARED ?= ../shared
# Tests run side by side, one file at a time each; WORKERS=0 runs them one after the other.
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2); echo $$((n < 4 ? n : 4)))
VENV := .venv
PY := $(VENV)/bin/python
TEST = $(PY) -m pytest -n $(WORKERS) --dist loadfile
PIP := $(PY) -m pip --disable-pip-version-check install $(if $(MAKE_TERMOUT),,--quiet) --retries 10 --timeout 120
# The first Python on the path that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
# How to become root without being asked for a password; `false` where that cannot be.
ROOT = $(shell if [ "$$(id -u)" = 0 ]; then echo env; elif sudo -n true >/dev/null 2>&1; then echo sudo -n; else echo false; fi)
APT = $(ROOT) apt-get -o Acquire::Retries=5 -o DPkg::Lock::Timeout=120 -qq

.PHONY: help run test check lint format unit journeys screenshots bench faults build england coverage fuzz browser office \
	clean

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## /  make \1 \t/p' $(MAKEFILE_LIST) | expand -t 20

run: $(VENV)/.run ## Show the app on PORT (8501); PACK=<folder> opens another pack
	@echo
	@echo "  Health equity dashboard starts at http://$(if $(filter 0.0.0.0,$(HOST)),localhost,$(HOST)):$(PORT)   (stop with Ctrl+C)"
	@echo
	@exec $(PY) -m uvicorn app:app --host $(HOST) --port $(PORT) --no-access-log

test: $(VENV)/.dev $(VENV)/.build $(VENV)/.axe browser office lint ## Lint, unit, property, house and journey tests (installs what they need)
	@$(PY) -m tests.england_pack & $(TEST)

check: $(VENV)/.dev lint ## Lint, house rules and the tests that need no pack, under a minute
	@$(TEST) -x -m "not journey and not slow and not shared" tests/test_house.py tests/charts

lint: $(VENV)/.dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

format: $(VENV)/.dev ## Put the code into the house's format
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

unit: $(VENV)/.dev ## Everything but the browser
	@$(TEST) -m "not journey"

journeys: $(VENV)/.dev $(VENV)/.axe browser ## Only the journeys in the browser
	@$(TEST) -m journey

screenshots: $(VENV)/.dev $(VENV)/.axe browser ## Pictures into artefacts/, and the README's
	@UPDATE_SCREENSHOT=1 $(PY) -m pytest tests/journeys/test_pictures.py

coverage: $(VENV)/.dev ## Branch coverage of the four wings
	@$(TEST) -m "not journey" --cov=geo --cov=data --cov=equity --cov=charts --cov-branch --cov-report=term-missing:skip-covered

FUZZ ?= 300
fuzz: $(VENV)/.dev ## Damaged files for every parser, FUZZ (300) examples each: about ten minutes
	@FUZZ_EXAMPLES=$(FUZZ) $(TEST) --dist load tests/data/fuzz

bench: $(VENV)/.dev browser ## The budget table: this app against a naive one, in the same browser
	@$(PY) -m tests.bench

faults: $(VENV)/.dev ## Kill a refresh at 200 random moments: the pack must be whole every time
	@$(PY) -m tests.data.snapshots.killed --times 200

build: $(VENV)/.build ## Build the embedded pack from the data packages
	@$(PY) -m geo.build --to data/pack/embedded
	@$(PY) -m data.embedded --to data/pack/embedded

england: $(VENV)/.build ## Build the full England pack from SHARED (../shared) into packs/england
	@test -d "$(SHARED)/data" || { echo "$(SHARED)/data is not there: SHARED=<folder> names another place"; exit 1; }
	@$(PY) -m data.build --from "$(SHARED)/data" --to packs/england

clean: ## Remove what can be made again
	@rm -rf $(VENV) node_modules artefacts build .pytest_cache .hypothesis .ruff_cache .coverage htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- what the commands stand on ----

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (PYTHON=<its path> names one)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
		echo "Installing Python's venv module"; rm -rf $(VENV); \
		$(APT) update && $(APT) install -y --no-install-recommends python3-venv </dev/null >/dev/null; \
		$(PYTHON) -m venv $(VENV); } || { \
		rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment: install its venv module"; exit 1; }

$(VENV)/.run: requirements.txt | $(PY)
	@echo "Installing what the app needs (once)"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Installing what the tests need (once)"
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(VENV)/.build: requirements-build.txt $(VENV)/.run
	@echo "Installing what the build needs (once)"
	@$(PIP) --no-deps -r requirements-build.txt
	@touch $@

# axe-core from npm; without npm the tests use the copy inside axe-playwright-python.
$(VENV)/.axe: package-lock.json $(VENV)/.dev
	@if command -v npm >/dev/null 2>&1; then \
		npm ci --ignore-scripts --no-audit --no-fund --silent || echo "npm did not answer: axe-core from its Python package"; \
	else echo "No npm: axe-core from its Python package"; fi
	@touch $@

# A browser that starts: CHROMIUM, one on the path, Debian's, or Playwright's own.
browser: $(VENV)/.dev
	@$(PY) -m tests.journeys.browser && exit 0; \
	echo "Installing Chromium"; \
	{ $(APT) update && $(ROOT) env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
		chromium fonts-liberation </dev/null >/dev/null; } || echo "Not through apt: Playwright's own"; \
	$(PY) -m tests.journeys.browser && exit 0; \
	$(PY) -m playwright install chromium && $(PY) -m tests.journeys.browser

# LibreOffice opens the files of the downloads; where it cannot be had, the tests that need it say so and are passed over.
office:
	@command -v soffice >/dev/null 2>&1 || { \
	echo "Installing LibreOffice"; \
	$(APT) update && timeout 600 $(ROOT) env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
		libreoffice-calc libreoffice-impress </dev/null >/dev/null; } || echo "Not through apt: files are not opened in LibreOffice"
