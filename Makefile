# svarbenk: every task of the house. `make` lists them; each installs first what it needs, into .venv.
#   make report PYTHON=python3.12     another Python than python3 (3.11 or newer)
#   make install UV=none              by pip alone, without uv
#   make test ARGS="tests/stats -x"   more arguments for the command behind the task

PYTHON ?= python3
UV ?= .venv/bin/uv
ARGS ?=

bin := .venv/bin
pip := $(bin)/python -m pip --disable-pip-version-check
plans := $(notdir $(basename $(wildcard reports/plans/*.yaml)))
code := $(wildcard lib tests notebooks)

# Kernels start three times as fast from compiled byte code; some machines switch it off.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install report test lint lab app bench lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: .venv/.installed ## put every package, at the locked version, into .venv

report: install ## build every report of reports/plans into reports/build
	@$(bin)/svarbenk synth --missing
	$(bin)/svarbenk build $(plans) $(ARGS)

test: install ## run every test; they make their own stand-in answers
	$(bin)/pytest --numprocesses=logical --dist=loadfile $(ARGS)

lint: install ## look for mistakes and untidy formatting
	$(bin)/ruff check $(code)
	$(bin)/ruff format --check $(code)

lab: install ## open the notebooks in JupyterLab
	$(bin)/jupyter-lab --notebook-dir=notebooks $(ARGS)

app: install ## show the apps in a browser, on this machine only
	@$(bin)/svarbenk synth --missing
	$(bin)/svarbenk app $(ARGS)

bench: install ## measure how long the heavy steps take
	$(bin)/python -m tests.benchmarks $(ARGS)

# Kept free of addresses: which package index to ask is the machine's business, not the project's.
lock: install ## bring requirements.lock in line with pyproject.toml; ARGS=--upgrade for newer versions
	$(UV) pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" --quiet -o requirements.lock $(ARGS)

clean: ## remove builds and caches; .venv and everything under data/ stay
	rm -rf reports/build .pytest_cache .ruff_cache .hypothesis
	find $(code) -type d \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

# ---- installing -------------------------------------------------------------------------------
# The stamp is written last, so an interrupted installation is taken up again by the next `make`.

old_python = { echo "make: svarbenk needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
	"Name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }

# A Debian without python3-venv has no ensurepip; its pip, where there is one, can fill the venv instead.
new_venv = { $(PYTHON) -c 'import ensurepip' 2>/dev/null && $(PYTHON) -m venv --clear .venv; } \
	|| { $(PYTHON) -m venv --clear --without-pip .venv \
	  && $(PYTHON) -m pip --python $(bin)/python install -qq pip; } \
	|| { echo "make: $(PYTHON) cannot make a virtual environment with pip in it;" \
	  "on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }

# uv comes from the lock with its hashes. It does not read pip's configuration, so it is told pip's index.
get_uv = sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.txt \
	&& $(pip) install -qq --require-hashes --no-deps -r .venv/uv.txt
pip_index = $${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(pip) config get global.index-url 2>/dev/null)}}
with_uv = test "$(UV)" != none \
	&& { command -v $(UV) >/dev/null || { $(get_uv); }; } \
	&& { index="$(pip_index)"; test -z "$$index" || export UV_DEFAULT_INDEX="$$index"; } \
	&& $(UV) pip sync --quiet --python $(bin)/python --require-hashes --compile-bytecode requirements.lock \
	&& $(UV) pip install --quiet --python $(bin)/python --no-deps --no-build-isolation -e .
with_pip = sed '/^uv==/,/[^\\]$$/d' requirements.lock > .venv/pip.txt \
	&& $(pip) install -qq --compile --require-hashes --no-deps -r .venv/pip.txt \
	&& $(pip) install -qq --no-deps --no-build-isolation -e .

.venv/.installed: pyproject.toml requirements.lock
	@rm -f $@
	@$(bin)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| { $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || $(old_python); $(new_venv); }
	@echo "make: installing into .venv (once; a minute or two)"
	@{ $(with_uv); } || { test "$(UV)" = none || echo "make: uv did not manage; going on with pip" >&2; $(with_pip); }
	@$(bin)/python -m compileall -q lib || true
	@touch $@
