# make graph   set up, and build the sample pages into output/
# make test    set up, and run every check: ruff, oxlint, mypy, pytest with coverage (the browser's tests included)
# make bench   set up, and time everything beside what it is built on; make bench FULL=1 at full size, which takes hours
# make clean   take away what these left behind; output/ stays
#
# Needs python3 (3.11 or newer; another one with make PYTHON=...), git and make. Everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
FOR_TESTS := $(VENV)/.installed-for-tests

.PHONY: graph test bench clean

graph: $(INSTALLED)
	$(BIN)/kg build seeds -o output

test: $(FOR_TESTS)
	bash scripts/install-chromium
	bash scripts/install-rapper
	bash scripts/install-java
	$(BIN)/ruff check .
	$(BIN)/oxlint --deny-warnings kg/page kg/serve/static
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict kg
	$(BIN)/pytest --cov --cov-report=term

bench: $(FOR_TESTS)
	$(BIN)/python benchmarks/bench.py $(if $(FULL),--full)

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

$(INSTALLED): pyproject.toml constraints.txt
	PYTHON=$(PYTHON) bash scripts/make-venv $(VENV)
	$(PIP_INSTALL) -e '.[all]'
	touch $@

$(FOR_TESTS): $(INSTALLED)
	$(PIP_INSTALL) -e '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage build *.egg-info
	find kg tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
