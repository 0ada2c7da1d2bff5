# run · test · check · bench · site · serve · clean   (make help tells what each does)
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

OUT       ?= out
INBOX     ?= $(OUT)/sample/inbox
KEY       ?= $(OUT)/sample/sample.key
MONTH     ?= 2026-05
WORKSPACE ?= $(OUT)/workspace
PEOPLE    ?= 100000
SEED      ?= 1
ROWS      ?= 10000000
REPLICATES ?= 400
EVALUATION ?= schemas/evaluation
# No detector was tuned on series of this seed.
EVALUATION_SEED ?= 20261222
WEEKLY_METHODS := excess-windows,farrington-noufaily,farrington-flexible,farrington-1996,cdc,bayes-1,bayes-2,bayes-3,rki-1,rki-2,rki-3,ears-c1,ears-c2,ears-c3,cusum-rossi,cusum-glm-rossi,glr-poisson,outbreak-p,oracle
DAILY_METHODS  := excess-windows,farrington-noufaily,farrington-flexible,ears-c1,ears-c2,ears-c3,essence-regression,essence-ewma,essence-switch
PORT      ?= 8080

MVN        := mvn -B -ntp
COMMONPLACE := runners/bin/commonplace --log-format text

.PHONY: help
help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: jar ## build, write a sample inbox (or take INBOX=dir MONTH=yyyy-mm), run all stages, publish
ifeq ($(origin INBOX),file)
	@if [ -d $(INBOX) ]; then echo "The sample in $(OUT)/sample is used again; make clean removes it."; \
	else $(COMMONPLACE) sample --out $(OUT)/sample --people $(PEOPLE) --seed $(SEED); fi
endif
	$(COMMONPLACE) run --inbox $(INBOX) --workspace $(WORKSPACE) --month $(MONTH) $$(test ! -f $(KEY) || echo --key-file $(KEY)) $(ARGS)
	@echo
	@echo "Open $(abspath $(WORKSPACE))/releases/$$(cat $(WORKSPACE)/current)/site/index.html"
	@echo "or:  make serve$(if $(filter-out out/workspace,$(WORKSPACE)), WORKSPACE=$(WORKSPACE))   and look at http://localhost:$(PORT)/"

.PHONY: serve
serve: ## show the published release on localhost (PORT=8080)
	@node dashboards/serve.mjs $(WORKSPACE) $(PORT)

.PHONY: test
test: browser site ## every check: gates, unit and job tests, all runners, site in a real browser
	cd dashboards && npm test
	$(MVN) test
	for runner in flink spark dataflow; do \
	  $(MVN) -pl runners -am -P$$runner test -Dtest.groups=$$runner -Dtest.excludedGroups=none; \
	done
	@node .ci/counts.mjs

.PHONY: check
check: site ## formatting, static analysis and types only; make format mends the formatting
	$(MVN) -q -DskipTests test-compile
	cd dashboards && npm run build

.PHONY: format
format: ## write the Java sources in the house format
	$(MVN) -q spotless:apply

.PHONY: bench
bench: site ## time the methods, then intake, indicators and forty indicators on ROWS=n attendance rows against DuckDB and row-per-element Beam, then ten years of signals
	$(MVN) -q -Dfast -DskipTests test-compile
	$(MVN) -q -Dfast -pl runners -am test-compile org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
	java -cp pipelines/methods/target/test-classes:$$(cat runners/target/test.classpath) org.commonplace.methods.bench.MethodsBench
	java -cp runners/target/test-classes:runners/target/classes:$$(cat runners/target/test.classpath) org.commonplace.runners.bench.Bench $(ROWS) $(OUT)/bench
	java -cp runners/target/test-classes:runners/target/classes:$$(cat runners/target/test.classpath) org.commonplace.runners.bench.ManyBench $(ROWS) $(OUT)/bench
	java -cp runners/target/test-classes:runners/target/classes:$$(cat runners/target/test.classpath) org.commonplace.runners.bench.SignalsBench 3000 $(OUT)/bench

.PHONY: evaluate
evaluate: jar ## judge the spike detectors on REPLICATES=n series of every scenario; writes the tables of the methods page
	$(COMMONPLACE) detect evaluate --replicates $(REPLICATES) --seed $(EVALUATION_SEED) --method $(WEEKLY_METHODS) --out $(EVALUATION)/weekly.csv
	$(COMMONPLACE) detect evaluate --benchmark daily --replicates $(REPLICATES) --seed $(EVALUATION_SEED) --method $(DAILY_METHODS) --out $(EVALUATION)/daily.csv

.PHONY: site
site: dashboards/dist/render.cjs ## build the site's renderer

dashboards/dist/render.cjs: dashboards/package-lock.json $(shell find dashboards/src -type f 2>/dev/null)
	cd dashboards && npm ci --no-audit --no-fund && npm run build

.PHONY: jar
jar: site ## build runners/target/commonplace.jar
	$(MVN) -q -Dfast -DskipTests package

.PHONY: browser
browser:
	@.ci/browser

.PHONY: clean
clean: ## remove what was built and the sample's output
	$(MVN) -q clean
	rm -rf $(OUT) dashboards/dist dashboards/node_modules
