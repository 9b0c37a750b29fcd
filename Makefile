# Every task of the project. `make` lists them.

VENV := .venv
PYTHON_IN_VENV := $(VENV)/bin/python
# The interpreter that makes $(VENV): the first of these that is 3.11 or newer.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
# Where `make drill` looks for backups.
BACKUPS ?= /var/backups/cms
WITHOUT_CONTENT_APPS := DISABLE_PLUGINS=home,news,events,documents,search
# Where it is set, as in many images, each of the many processes would compile all of our code anew.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.PHONY: help install install-dev run test test-core check release sbom bench drill conformance soak contract translations lock

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: ## Make .venv/ with the locked packages
	@$(call install_lock,requirements.txt)

install-dev: ## The same, and the packages for testing and checking
	@$(call install_lock,requirements-dev.txt)

run: install ## Run the whole site: database, web server, task worker, scheduler (Ctrl-C stops it)
	@exec $(PYTHON_IN_VENV) manage.py run

test: install-dev ## Run all tests; ARGS="-k words" chooses some
	@$(PYTHON_IN_VENV) -m pytest -n 2 $(ARGS)

test-core: install-dev ## Run the core's tests with every content app disabled
	@$(WITHOUT_CONTENT_APPS) $(PYTHON_IN_VENV) manage.py check
	@$(WITHOUT_CONTENT_APPS) $(PYTHON_IN_VENV) -m pytest -n 2 cms $(ARGS)

check: install-dev ## Formatting, lint, types, templates, translations, migrations, settings, audit
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/djlint --lint --quiet .
	$(VENV)/bin/sqlfluff lint --nocolor .
	$(PYTHON_IN_VENV) -m pytest -q tests/test_translations.py tests/test_migrations.py tests/test_production.py
	$(PYTHON_IN_VENV) .ci/audit.py

release: install-dev ## Check what is committed, and make it VERSION: its section of the changelog, version, tag
	@$(PYTHON_IN_VENV) .ci/release.py $(or $(VERSION),"")

sbom: install-dev ## Write what the site is made of, sbom.json (CycloneDX), from the lock
	@$(PYTHON_IN_VENV) -W ignore -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml \
	  --output-reproducible --output-file sbom.json

bench: install-dev ## Measure speed beside stock Wagtail and by Lighthouse (needs Node.js, Chromium): up to 30 minutes; ARGS="--help" lists choices
	@$(PYTHON_IN_VENV) -m bench $(ARGS)

drill: install ## Restore the newest backup of BACKUPS (a folder) into an empty place, and compare
	@$(PYTHON_IN_VENV) manage.py drill $(BACKUPS)

conformance: install-dev ## Run Wagtail's own API tests on the project's API: one or two minutes
	@$(PYTHON_IN_VENV) -m tests.conformance $(ARGS)

soak: install-dev ## Wagtail's API tests; a storm of STORM_ACTIONS edits (default 10000; STORM_SEED), large sections, requests at random, generated clients, receivers of webhooks, valid pages and links, outages of OUTAGE_SECONDS, Varnish before two nodes, PgBouncer, nodes that are restarted, the suite on the newest Wagtail (needs Node.js and Java)
	@$(PYTHON_IN_VENV) -m tests.conformance
	@STORM_ACTIONS=$${STORM_ACTIONS:-10000} PAGES_OF_ONE_PERSON=$${PAGES_OF_ONE_PERSON:-5000} \
	  $(PYTHON_IN_VENV) -m pytest cms/publications/tests/test_storm.py \
	  cms/publications/tests/test_many_pages.py $(ARGS)
	@VALUES_EXAMPLES=$${VALUES_EXAMPLES:-20} $(PYTHON_IN_VENV) -m pytest -n 0 tests/values/test_anything.py
	@ANY_REQUEST_EXAMPLES=$${ANY_REQUEST_EXAMPLES:-300} $(PYTHON_IN_VENV) -m pytest -n 0 tests/api/test_any_request.py
	@$(PYTHON_IN_VENV) -m tests.clients
	@$(PYTHON_IN_VENV) -m tests.receivers
	@$(PYTHON_IN_VENV) -m tests.markup
	@$(PYTHON_IN_VENV) -m tests.outages
	@$(PYTHON_IN_VENV) -m tests.caches
	@$(PYTHON_IN_VENV) -m tests.pooling
	@$(PYTHON_IN_VENV) -m tests.rolling
	@$(PYTHON_IN_VENV) -m tests.upcoming

contract: install-dev ## Write what the API promises, tests/api/openapi.json, anew
	@$(PYTHON_IN_VENV) -m tests.api.contract

translations: install-dev ## Collect the texts to translate and compile the translations (needs gettext)
	@for catalogue in $$(git ls-files '*/locale/da/LC_MESSAGES/django.po'); do \
	  folder=$${catalogue%%/locale/*}; \
	  inner=$$(git ls-files "$$folder/*/locale/da/LC_MESSAGES/django.po" | cut -d/ -f2 | sed 's/^/--ignore /'); \
	  (cd $$folder && $(CURDIR)/$(PYTHON_IN_VENV) -m django makemessages --locale da --no-location \
	    --extension html,txt,py,xml,md --ignore tests --ignore testing --ignore settings $$inner && \
	   $(CURDIR)/$(PYTHON_IN_VENV) -m django compilemessages --locale da --verbosity 0) || exit 1; \
	done

danish: install-dev ## Say what an upgrade left without Danish, and which of our Danish nobody asks for any more
	@$(PYTHON_IN_VENV) -m cms.tests.admin_catalogues

lock: install-dev ## Choose the newest versions that fit pyproject.toml and write both lock files
	@$(call compile_lock,requirements.txt,)
	@$(call compile_lock,requirements-dev.txt,--group dev --constraint requirements.txt)

# $(1): the lock file. Nothing happens when $(VENV) was made from this very file.
define install_lock
set -e; \
if cmp -s $(1) $(VENV)/$(1) && $(PYTHON_IN_VENV) -c "" 2>/dev/null; then exit 0; fi; \
if ! $(PYTHON_IN_VENV) -c "" 2>/dev/null; then \
  for python in $(PYTHON) none; do \
    if $$python -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then break; fi; \
  done; \
  if [ $$python = none ]; then \
    echo "Error: Python 3.11 or newer is needed, and none of these is: $(PYTHON). Name yours:" \
      "make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; \
    exit 1; \
  fi; \
  if ! $$python -c "import ensurepip" 2>/dev/null; then \
    echo "Error: $$python cannot make virtual environments; on Debian: apt install python3-venv" >&2; \
    exit 1; \
  fi; \
  echo "Making the virtual environment $(VENV)"; \
  $$python -m venv --clear $(VENV); \
fi; \
echo "Installing the packages of $(1) into $(VENV): up to a minute the first time"; \
$(PYTHON_IN_VENV) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(1); \
if [ $(1) = requirements-dev.txt ]; then cp requirements.txt $(VENV)/; fi; \
cp $(1) $(VENV)/
endef

# $(1): the lock file, $(2): further options. No index address gets into the file, so that it
# works with every mirror.
define compile_lock
$(VENV)/bin/uv pip compile pyproject.toml $(2) --output-file $(1) --quiet --upgrade \
  --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
  --custom-compile-command "make lock"
endef
