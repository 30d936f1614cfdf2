# make demo   read the samples, print a summary, write out/report.html
# make test   run the tests
# make check  lint, format, types, direction of imports
# make bench  quality against the gold and public yardsticks, time and memory of one reading
# make docs   write the generated pages of docs/reference anew
# make lock   pin all versions anew (requirements/*.txt)
#
# demo and test set everything up in .venv; nothing else of the machine is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REPORT := out/report.html
LOCKER := uv==0.13.9
BUILD := pyproject.toml setup.py $(wildcard src/servanda/*/*.c)
TO_RUN := $(VENV)/.ready-to-run
TO_DEVELOP := $(VENV)/.ready-to-develop

.PHONY: demo test check bench gate docs lock clean

demo: $(TO_RUN)
	@$(BIN)/python tools/demo.py $(REPORT)

test: $(TO_DEVELOP)
	@$(BIN)/python -m pytest

check: $(TO_DEVELOP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: gate
	$(BIN)/python -m bench.factrueval
	$(BIN)/python -m bench.nerel
	$(BIN)/python -m bench.start

gate: $(TO_DEVELOP)
	$(BIN)/python -m bench.gold

docs: $(TO_DEVELOP)
	$(BIN)/python -m docs.generate

lock: $(BIN)/python
	$(BIN)/python -m pip install -q $(LOCKER)
	$(call compile,requirements/dev.txt,--all-extras)
	$(call compile,requirements/runtime.txt,--extra fast --constraint requirements/dev.txt)

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

define compile
$(BIN)/uv pip compile pyproject.toml $(2) --output-file $(1) --quiet --upgrade --universal --python-version 3.11 \
	--override requirements/overrides.txt --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
endef

# What is installed: exactly the versions of the lock, then Servanda itself, built with the locked setuptools.
define install
@echo "Setting up $(VENV) from $(1) (once; some 200 MB are fetched) …"
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(1)
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
@touch $@
endef

$(TO_RUN): requirements/runtime.txt $(BUILD) | $(BIN)/python
	$(call install,requirements/runtime.txt)

$(TO_DEVELOP): requirements/dev.txt $(BUILD) | $(BIN)/python
	$(call install,requirements/dev.txt)
	@touch $(TO_RUN)

# Debian ships venv without ensurepip unless python3-venv is installed; the pip of the machine then serves the .venv.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Servanda needs Python 3.11 or newer, and $(PYTHON) is older or missing; name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@if $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
		$(PYTHON) -m venv $(VENV); \
	elif $(PYTHON) -c 'import pip, venv' 2>/dev/null; then \
		$(PYTHON) -m venv --without-pip $(VENV) && \
		{ $(PYTHON) -m pip --quiet --disable-pip-version-check --python $(BIN)/python install pip || \
			{ rm -rf $(VENV); exit 1; }; }; \
	else \
		echo "$(PYTHON) can make no virtual environment; install one part of it: sudo apt-get install python3-venv" >&2; exit 1; \
	fi
