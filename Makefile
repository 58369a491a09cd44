# Two commands do all the set-up: `make demo` shows the main job, `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PROJECT := setup.cfg pyproject.toml
PLUGINS := plugins/l10n-apertium

# Tests start this tool hundreds of times: without a cache of bytecode each start compiles it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test fuzz faults sentences bench peers compare libretranslate generators proof messages model check clean help

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## / — /'

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making a virtual environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python's venv is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/run.stamp: requirements/run.lock $(PROJECT) | $(VENV)/pyvenv.cfg
	@echo "Installing the pinned packages …"
	@$(PIP) install --no-deps --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(PROJECT) $(PLUGINS:=/pyproject.toml) | $(VENV)/pyvenv.cfg
	@echo "Installing the pinned packages …"
	@$(PIP) install --no-deps --require-hashes -r requirements/dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable . $(PLUGINS:%=--editable ./%)
	@touch $@ $(VENV)/run.stamp

demo: $(VENV)/run.stamp ## run the main job on a copy of this workspace, in demo/
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/demo.sh

test: $(VENV)/dev.stamp ## run the tests
	@$(BIN)/python -m pytest -n auto --dist loadfile

.venv-fuzz/stamp: requirements/fuzz.txt requirements/run.lock $(PROJECT)
	@echo "Installing the pinned packages in .venv-fuzz …"
	@$(PYTHON) -m venv .venv-fuzz
	@.venv-fuzz/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r requirements/run.lock
	@.venv-fuzz/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation --editable .
	@.venv-fuzz/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --only-binary :all: --require-hashes -r requirements/fuzz.txt || \
		echo "There is no atheris for this Python; the parsers are tried without it."
	@touch $@

# SECONDS for each parser; ONLY=kills or another word of pytest's -k; WORKERS at once.
SECONDS = 600
WORKERS = auto
fuzz: $(VENV)/dev.stamp .venv-fuzz/stamp ## the long campaigns: kills, editors, disks, parsers; ONLY=… SECONDS=…
	@L10N_CAMPAIGN=long L10N_FUZZ_SECONDS=$(SECONDS) $(BIN)/python -m pytest -n $(WORKERS) --dist load -m campaign $(if $(ONLY),-k "$(ONLY)")

FAULTS = tests/kills tests/test_killed.py tests/test_faults.py tests/test_disks.py tests/test_editors.py \
	tests/test_half_written.py tests/test_half_written_cuts.py tests/test_eight_at_once.py tests/test_merge_histories.py
faults: $(VENV)/dev.stamp ## of these all that may take work away: kills, full disks, eight processes, branches; ONLY=…
	@L10N_CAMPAIGN=long nice $(BIN)/python -m pytest -n $(WORKERS) --dist load -m campaign $(FAULTS) $(if $(ONLY),-k "$(ONLY)")

check: $(VENV)/dev.stamp ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

sentences: $(VENV)/dev.stamp ## how exactly sentences are found in texts whose sentences are known
	@$(BIN)/python -m tests.sentence_gold

bench: $(VENV)/dev.stamp ## measure against the peers (installs them in .venv-bench)
	@$(BIN)/python -m benchmarks

compare: $(VENV)/dev.stamp ## what BEFORE=<commit> and AFTER=<commit or folder> make of the same articles
	@$(BIN)/python -m tests.compare_commits $(BEFORE) $(AFTER) $(OPTIONS)

.venv-peers/stamp: requirements/peers.txt
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip --disable-pip-version-check --quiet install --no-deps -r requirements/peers.txt
	@touch $@

peers: .venv-peers/stamp ## the tools that tests let rewrite our catalogs, in an environment of their own

.venv-libretranslate/stamp: requirements/libretranslate.txt
	@$(PYTHON) -m venv .venv-libretranslate
	@.venv-libretranslate/bin/python -m pip --disable-pip-version-check --quiet install --no-deps -r requirements/libretranslate.txt
	@touch $@

libretranslate: .venv-libretranslate/stamp ## a LibreTranslate server for tests, in an environment of its own

.generators/python.stamp: requirements/generators.txt
	@echo "Installing the pinned generators of PyPI in .generators/python …"
	@$(PYTHON) -m venv .generators/python
	@.generators/python/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --only-binary :all: --no-binary jstyleson --require-hashes -r requirements/generators.txt
	@touch $@

.generators/npm.stamp: requirements/npm/package.json requirements/npm/package-lock.json requirements/npm/.npmrc .generators/python.stamp
	@echo "Installing the pinned generators of npm in .generators/npm …"
	@mkdir -p .generators/npm
	@cp requirements/npm/package.json requirements/npm/package-lock.json requirements/npm/.npmrc .generators/npm
	@cd .generators/npm && PATH="$(CURDIR)/.generators/python/bin:$$PATH" npm ci --silent
	@touch $@

generators: .generators/python.stamp .generators/npm.stamp ## the site generators that tests build with, in .generators
	@need=$$(command -v jekyll >/dev/null || echo " jekyll"; command -v pandoc >/dev/null || echo " pandoc"; \
		command -v cmark-gfm >/dev/null || echo " cmark-gfm"; command -v chromium >/dev/null || echo " chromium"; \
		{ command -v postgres || ls /usr/lib/postgresql/*/bin/postgres; } >/dev/null 2>&1 || echo " postgresql"; \
		ruby -e 'require "kramdown-parser-gfm"' 2>/dev/null || echo " ruby-kramdown-parser-gfm"); \
	if [ -n "$$need" ]; then echo "On Debian these are missing: apt-get install" $$need >&2; exit 1; fi

proof: $(VENV)/dev.stamp ## the programs of others as they stand (site generators, browsers, servers), and how costs grow
	@$(BIN)/python -m pytest -n auto --dist loadfile -m "generator or growth"

messages: $(VENV)/dev.stamp ## extract the tool's messages, compile their translations
	@$(BIN)/python -m tests.messages

model: ## train the bundled demonstration model again (about ten minutes)
	@$(PYTHON) -m venv .venv-train
	@.venv-train/bin/pip install --quiet -r training/requirements.txt
	@.venv-train/bin/python training/train.py

clean: ## remove the environments and caches
	rm -rf $(VENV) .generators .venv-bench .venv-fuzz .venv-train .venv-peers .venv-libretranslate .l10n build dist *.egg-info plugins/*/*.egg-info
