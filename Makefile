# CourtDesk. “make run” and “make test” each work alone on a machine that has Python 3.11 or newer.
# Options for the command behind a target go into ARGS: make test ARGS="-k minutes".

PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
ifeq ($(PYTHON),)
DO := echo "CourtDesk needs Python 3.11 or newer, and none was found on the PATH." >&2; exit 1;
else
DO := $(PYTHON) packaging/bootstrap.py
endif

.DEFAULT_GOAL := help
.PHONY: help run test check fmt forms bench torture clean

help:  ## list the targets
	@echo "make TARGET [ARGS=…]"
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/  \1\t\2/p' Makefile

run:  ## open the desk on the fictional demo case
	@$(DO) --needs window courtdesk demo $(ARGS)

test:  ## run the tests; needs no screen
	@$(DO) --needs offscreen pytest $(ARGS)

check:  ## lock file, format, lint, types, import contracts, compiled forms, wheel
	@$(DO) uv lock --check --quiet
	@$(DO) ruff format --check --quiet .
	@$(DO) ruff check --quiet .
	@$(DO) mypy
	@$(DO) lint-imports --no-logo
	@$(DO) --needs offscreen python -m checks.forms --check
	@$(DO) python -m checks.wheel

fmt:  ## format the sources and mend what ruff can mend
	@$(DO) ruff format --quiet .
	@$(DO) ruff check --fix --quiet .

forms:  ## compile resources/ui/*/*.ui into src/courtdesk/*/forms
	@$(DO) --needs offscreen python -m checks.forms

bench:  ## run the benchmarks
	@$(DO) --needs offscreen python -m benchmarks $(ARGS)

torture:  ## run the long proofs, unattended for hours; ARGS=--quick for minutes
	@$(DO) --needs offscreen python -m torture $(ARGS)

clean:  ## remove the environment and everything generated
	rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find src tests benchmarks torture checks packaging -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
