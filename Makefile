# Two commands: `make demo` to look at the portal, `make test` to check it. README says the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_DIR := .demo
DEMO_ENV := DEMO_MODE=1 DATABASE_URL=$${DATABASE_URL:-sqlite:///$(CURDIR)/$(DEMO_DIR)/desmigratif.sqlite3} \
	MEDIA_ROOT=$(CURDIR)/$(DEMO_DIR)/media
ADDRESS ?= 127.0.0.1:8000
WORKERS ?= 2
TEST_PROCESSES ?= 2
PYTEST_ARGS ?=

.PHONY: demo ready demo-data test lint messages fixture lock clean

# What the portal runs on, and beside it what tests and lint need.
$(VENV)/runtime: requirements.lock
	@$(PYTHON) desmigratif/demo/before.py
	@echo "Installing the packages of requirements.lock into $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

$(VENV)/dev: $(VENV)/runtime requirements-dev.lock
	@echo "Installing the packages of requirements-dev.lock into $(VENV) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

# The web process, and beside it the worker that takes large imports; both end together.
demo: ready $(VENV)/runtime
	@$(DEMO_ENV) $(BIN)/python manage.py make_demo
	@echo "Serving on http://$(ADDRESS)/ - stop with Ctrl-C"
	@export $(DEMO_ENV) IMPORT_WORKER=1; \
	$(BIN)/gunicorn --bind $(ADDRESS) --workers $(WORKERS) --threads 4 --no-control-socket \
		--log-level warning desmigratif.wsgi & server=$$!; \
	($(BIN)/python manage.py resume_imports >/dev/null && exec $(BIN)/python manage.py worker) & worker=$$!; \
	trap "kill $$worker $$server 2>/dev/null" INT TERM; \
	wait $$server; kill $$worker 2>/dev/null; wait

# Says in a sentence what is missing on this machine, before anything is made.
ready:
	@$(PYTHON) desmigratif/demo/before.py $(ADDRESS)

demo-data: $(VENV)/runtime
	@$(DEMO_ENV) $(BIN)/python manage.py make_demo

test: $(VENV)/dev
	@$(BIN)/pytest -n $(TEST_PROCESSES) --dist worksteal $(PYTEST_ARGS)

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# After changing a text: collect it, translate it in locale/id, compile. Needs GNU gettext.
messages: $(VENV)/runtime
	DEMO_MODE=1 $(BIN)/python manage.py makemessages -l id --no-location --ignore .venv --ignore staticfiles --ignore tests
	DEMO_MODE=1 $(BIN)/python manage.py compilemessages -l id --verbosity 0 --ignore .venv

# On a release: keeps its demo database as tests/released/<version>.sql.xz, which later versions must migrate.
fixture: $(VENV)/runtime
	@rm -rf .demo-fixture
	@env -u DATABASE_URL $(MAKE) --no-print-directory demo-data DEMO_DIR=.demo-fixture
	@$(BIN)/python -m tests.released.dump .demo-fixture/desmigratif.sqlite3
	@rm -rf .demo-fixture

# After changing a dependency in pyproject.toml.
lock:
	rm -rf $(VENV)-lock && $(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -c "import tomllib; d = tomllib.load(open('pyproject.toml', 'rb'))['project']; \
	open('$(VENV)-lock/run', 'w').write('\n'.join(d['dependencies'])); \
	open('$(VENV)-lock/dev', 'w').write('\n'.join(d['optional-dependencies']['dev']))"
	$(VENV)-lock/bin/pip install --quiet -r $(VENV)-lock/run
	(echo "# Exact versions of the runtime, made by make lock."; \
	$(VENV)-lock/bin/pip freeze -l) > requirements.lock
	$(VENV)-lock/bin/pip install --quiet -r $(VENV)-lock/dev
	(echo "# Exact versions of the tools for tests and lint, beside requirements.lock; made by make lock."; \
	$(VENV)-lock/bin/pip freeze -l | grep -v -x -F -f requirements.lock) > requirements-dev.lock
	rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) $(DEMO_DIR) staticfiles
