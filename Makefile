# Tupo: the commands of every day. `make help` lists them.
SHELL := /bin/bash
PROGRAMME ?= jining-2013
MONTH ?=
DATA ?= data/$(PROGRAMME)
ONCE ?=
MINUTES ?= 10
ROUNDS ?= 200
IMPORT_ROWS ?= 1000000
BIN := .build/debug

.PHONY: help run test build prepare prepare-tests lint generate generate-check settings floors unit unit-postgresql end-to-end end-to-end-postgresql end-to-end-engines interop image test-image conformance fuzz sanitize bench soak crash clean

help: ## Lists the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -t -s "$$(printf '\t')"

run: prepare ## Runs a month of a programme: PROGRAMME=jining-2013 MONTH=2013-06 ONCE=1
	@swift build
	@exec $(BIN)/tupo up --data $(DATA) --programme $(PROGRAMME) $(if $(MONTH),--month $(MONTH)) $(if $(ONCE),--once)

test: prepare prepare-tests lint build generate-check unit unit-postgresql conformance end-to-end-engines interop ## Lint, generated code, floors, unit, property, conformance, end-to-end and interoperability tests

build: prepare ## Builds everything in debug, tests included
	swift build --build-tests

prepare: ## Installs what a fresh Debian 12 lacks
	@deploy/prepare.sh

prepare-tests: ## Installs what the tests take from Debian and PyPI
	@deploy/prepare-tests.sh

lint: prepare-tests ## Checks the style of sources and contracts
	swift format lint --strict -r Package.swift $$(deploy/hand-written.sh)
	cd proto && $(CURDIR)/.build/venv/bin/buf lint

generate: ## Makes Shared/Wire from proto/
	proto/generate.sh

settings: ## Writes deploy/SETTINGS.md from what the executables say
	deploy/settings.sh

generate-check: ## Fails when Shared/Wire is not what `make generate` makes
	proto/generate.sh --check
	proto/bootstrap-check.sh

# Tests run side by side, but not all at once: a test that waits for a turn of the processor must not wait for long.
unit unit-postgresql: export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH = 8

unit: ## Unit, property and floors tests
	Tests/tell-failures.sh timeout --kill-after=30 1200 swift test --skip-build

unit-postgresql: prepare-tests ## The tests of storage and of the services' handlers again, on a private PostgreSQL
	Tests/tell-failures.sh deploy/postgres-test.sh run swift test --skip-build \
	  --filter '^(Storage|Chassis|Indicators|InvestmentPromotion|ParkPlanning|Reporting|Access)Tests'

end-to-end: prepare-tests ## Real processes and stock clients
	timeout --kill-after=30 1800 Tests/EndToEnd/run.sh

# All but those that ask what no engine has a part in: arithmetic of boards, drawing, the command line, the runtime.
end-to-end-postgresql: prepare-tests ## The core of them again, on a private PostgreSQL
	deploy/postgres-test.sh run Tests/EndToEnd/run.sh test_database.py test_instances.py test_import.py test_audit.py \
	  test_bulletin.py test_crash.py test_backup.py test_watch.py test_lists.py test_persons.py test_access.py \
	  test_observation.py test_kill.py test_kill_import.py test_log_hash.py \
	  test_monthly_reporting.py test_forms.py test_breakdowns.py test_supervision.py \
	  test_delegation.py test_checks.py test_cube.py test_projects.py test_tracks.py test_territory.py \
	  test_enterprises.py test_frozen_month.py

# Each waits more than it computes.
end-to-end-engines: prepare-tests ## Both of them side by side, each told when it is over
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target end-to-end end-to-end-postgresql

interop: prepare-tests ## gRPC's public interoperability cases with stock clients and servers, and attacks beside nghttpd
	timeout --kill-after=30 900 Tests/Interop/run.sh

image: prepare ## Makes one small container image of all executables, localhost/tupo
	@deploy/prepare-image.sh
	deploy/containers/image.sh

test-image: image prepare-tests ## Runs the image by compose and in a pod, on SQLite and PostgreSQL, and calls it from outside
	timeout --kill-after=30 900 Tests/Image/run.sh

conformance: ## protobuf's conformance suite, from the binary encoding to the binary encoding
	timeout --kill-after=30 600 Tests/Conformance/run.sh

# Its build alone takes minutes: `make test` has the short run, the corpora and seeded mutations of them, as unit tests.
fuzz: prepare ## Fuzzes the runtime's input by libFuzzer: TIME=600 seconds for each target, TARGETS="frames metadata"
	Tests/Fuzz/run.sh $(or $(TIME),600) $(TARGETS)

sanitize: prepare ## The runtime's tests under the thread sanitizer and the address sanitizer
	Tests/Sanitize/run.sh thread
	Tests/Sanitize/run.sh address

bench: prepare ## Measures the product beside its peers: ONLY=rpc, wire, storage or indicators
	Tests/Benchmarks/run.sh

soak: prepare ## Strains the runtime for MINUTES=10, and counts on both sides
	swift build --product tupo-soak
	Tests/Soak/run.sh $(MINUTES)

# A debug build imports some thousand rows a second: a million take the better part of an hour on each engine, and
# IMPORT_ROWS=100000 some minutes.
crash: export TUPO_CRASH_ROUNDS = $(ROUNDS)
crash: export TUPO_IMPORT_ROWS = $(IMPORT_ROWS)
crash: prepare-tests ## Kills a service at random ROUNDS=200 times under writes, and inside large imports, on both engines
	swift build
	Tests/EndToEnd/run.sh -s test_kill.py test_kill_import.py
	deploy/postgres-test.sh run Tests/EndToEnd/run.sh -s test_kill.py test_kill_import.py

clean: ## Removes what was built; data stays
	rm -rf .build .build-release
