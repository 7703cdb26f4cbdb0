# make run     start Front Desk
# make test    every test, in a real browser too
# make check   formatting, lint, types, directions of imports, vocabularies
#
# Both make .venv on first use and install the pinned requirements into it.
# PYTHON names the Python to make it with: make run PYTHON=python3.13

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
# Workers of pytest. A file stays on one worker, so its fixtures are made once; each worker that
# gets browser tests starts its own server and Chromium. In the order of the files: those with few tests
# are the slow ones here, and last they would keep one worker waiting for the other.
JOBS ?= 2
SOURCES := analysis benchmarks charts data pages report tests tools ui dashboard.py

.PHONY: run test check format lock bench soak clean environment dev \
	formatted linted typed directed agreed

run: environment
	@$(BIN)/python -m streamlit run dashboard.py

test: dev
	@chromium=$$($(BIN)/python -m tools.chromium) && \
	FRONTDESK_CHROMIUM="$$chromium" $(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder --durations 10

# Each is a target of its own, so that make -k check shows what is wrong with all of them.
check: formatted linted typed directed agreed

formatted: dev
	$(BIN)/python -m ruff format --check --quiet $(SOURCES)

linted: dev
	$(BIN)/python -m ruff check --quiet $(SOURCES)

typed: dev
	$(BIN)/python -m mypy

directed: dev
	$(BIN)/lint-imports --no-logo

agreed: dev
	$(BIN)/python -m tools.vocabularies

format: dev
	$(BIN)/python -m ruff check --fix $(SOURCES)
	$(BIN)/python -m ruff format $(SOURCES)

# Resolves for every platform and Python at once. Pins stay where they are unless the .in files
# ask for more; LOCK=--upgrade brings everything up to date.
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/python -m uv pip compile --quiet --universal \
	--python-version 3.11 --fork-strategy fewest --generate-hashes
lock: dev
	$(COMPILE) $(LOCK) requirements.in --output-file requirements.txt
	$(COMPILE) $(LOCK) requirements-dev.in --output-file requirements-dev.txt

bench: dev
	@for each in $(filter-out benchmarks/__init__.py,$(wildcard benchmarks/*.py)); do \
		name=$$(basename $$each .py); echo "== $$name"; $(BIN)/python -m benchmarks.$$name || exit 1; \
	done

# The same property tests with far more made-up inputs, one worker, no time limit: many hours with 20,000
# inputs each; make soak FRONTDESK_SOAK=2000 for fewer.
soak: dev
	@FRONTDESK_SOAK=$(or $(FRONTDESK_SOAK),20000) HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest --timeout 0 -m "not browser"

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@$(PYTHON) -m tools.environment

dev:
	@$(PYTHON) -m tools.environment --dev
