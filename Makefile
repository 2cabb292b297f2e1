# Everything goes through cms/local, which needs nothing but Python 3.11, and makes .venv itself.
PYTHON ?= python3
LOCAL = @$(PYTHON) -m cms.local
export PORT HOST TENANT LANGUAGES

.PHONY: help run stop install test lint bench mutation year messages screenshots shell clean

help:  ## what can be done here
	@sed -n 's/^\([a-z]*\):  *## \(.*\)/  make \1	\2/p' Makefile

run:  ## the whole site on http://localhost:8000 (PORT=8001 for another port)
	$(LOCAL) run

stop:  ## end what `make run` left running
	$(LOCAL) stop

install:  ## .venv and message catalogues only, as a deployment needs them
	$(LOCAL) install

test:  ## every check and every test
	$(LOCAL) test

lint:  ## style, formatting, arrows between rooms, types
	$(LOCAL) lint

bench:  ## pages' queries, times and weights; the schedule of 243 municipalities (some minutes)
	$(LOCAL) bench

mutation:  ## whether a test notices every small change of the law's code (an hour or more)
	$(LOCAL) mutation

year:  ## live through a simulated year of pages (docs/a-year.md) and of 5,000 petitions (half an hour)
	$(LOCAL) year

messages:  ## bring the message catalogues up to date (LANGUAGES="ko ja" for more than Korean)
	$(LOCAL) messages

screenshots:  ## take the documentation's pictures anew, from a site that `make run` serves
	$(LOCAL) screenshots

shell:  ## Django's shell (TENANT=anyang for a municipality's own)
	$(LOCAL) shell

clean:  ## remove .venv, caches and test databases; the site's own data in var/ stays
	$(LOCAL) stop
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis var/tools var/test-postgres
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
