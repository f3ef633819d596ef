# Every target is one line of work: the work itself is in dev/scripts/.
CLUSTER ?= dev
export CLUSTER

.DEFAULT_GOAL := help
.PHONY: help up down test prove-skaffold prove-flux prove-upgrade skaffold release up-released status kubectl admin-password diagnose build format lint generate api-report versions prove-mutations prove-spec-changes prove-kafka-outage prove-failover prove-scaling bench-scaling bench-gateway bench-requests bench-search

help: ## list what there is
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-19s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  CLUSTER=NAME picks the local cluster (default dev); KUBE_CONTEXT=... REGISTRY=... uses a cluster of yours."

up: ## bring up a cluster (found or made), the operator and a stack
	@dev/scripts/up

down: ## remove what 'make up' made
	@dev/scripts/down

test: ## build everything and run every test
	@dev/scripts/test

prove-skaffold: ## prove the inner loop: run, edit, dev and delete on a cluster of its own
	@dev/scripts/prove-skaffold

prove-flux: ## prove kustomize/gitops/flux with the real Flux on a cluster of its own
	@dev/scripts/prove-flux

prove-upgrade: ## prove that this tree takes over a stack of the newest release, on a cluster of its own
	@dev/scripts/prove-upgrade

release: ## make the files of a release in target/release: make release VERSION=0.1.0 REGISTRY=registry.example.com/team
	@dev/scripts/release

up-released: ## 'make up' of a released commit: make up-released CLUSTER=NAME VERSION=0.1.0 (default: the newest)
	@dev/scripts/up-released

skaffold: ## skaffold on the cluster: make skaffold ARGS="dev --port-forward"
	@dev/scripts/skaffold $(ARGS)

status: ## how cluster, operator and stacks are
	@dev/scripts/status

kubectl: ## kubectl on the cluster: make kubectl ARGS="get ecs -A"
	@dev/scripts/kubectl $(ARGS)

admin-password: ## print the password of the shop's first administrator
	@dev/scripts/admin-password

diagnose: ## keep objects, events and logs of the cluster in a folder
	@dev/scripts/diagnose

build: ## compile, format check, static checks and unit tests
	@dev/scripts/maven package

format: ## format the Java sources
	@dev/scripts/maven -q spotless:apply

lint: ## shellcheck and go vet
	@dev/scripts/lint

generate: ## write the generated files again (CRD, AsyncAPI and OpenAPI documents, error codes in docs/api.md)
	@crds/generate
	@contracts/generate
	@contracts/openapi/generate

api-report: ## count operations, lint findings, clients and error codes of the API (ARGS=--missing: codes that no test received)
	@dev/openapi/report $(ARGS)

prove-spec-changes: ## change a spec 200 times and see that the running operator reconciles each change in two seconds
	@dev/scripts/prove-spec-changes

prove-kafka-outage: ## stop Kafka for five minutes and see that orders are confirmed meanwhile
	@dev/scripts/prove-kafka-outage

prove-failover: ## rotate signing keys and kill instances under load, and flood with invalid tokens (15 minutes)
	@dev/scripts/prove-failover

prove-scaling: ## compare this operator with KEDA under one load, on a cluster of its own (75 minutes; ARGS=--quick: 10)
	@dev/scripts/prove-scaling $(ARGS)

prove-mutations: ## change the scaling code in hundreds of ways and see that a test fails each time
	@dev/scripts/maven -pl operator/scaling -Pmutations -Dspotless.check.skip verify

versions: ## prove that every pinned version resolves
	@dev/scripts/maven -q -U -Pclients dependency:resolve dependency:resolve-plugins

bench-gateway: ## CPU per request, memory, p50 and p99 of the gateway alone, beside nginx and a plain Spring Cloud Gateway (20 minutes, no cluster)
	@tests/bench/gateway

bench-requests: ## CPU per request of each process with both JVM profiles, beside nginx and a plain Spring Cloud Gateway
	@tests/bench/requests

bench-search: ## time of an order beside ten clients that search a million products
	@tests/bench/search

.PHONY: bench-operator
bench-operator: ## CPU and API requests of the scaling of 100 stacks (STACKS=...), against a real API server
	@STACKS=$(or $(STACKS),100) APISERVER_ASSETS="$$(dev/cluster/bin/apiserver-assets)" dev/scripts/maven -q -pl operator/manager -am -Dskip.units -Dspotless.check.skip \
	  -Dit.test=ScalingLoad -Dfailsafe.failIfNoSpecifiedTests=false verify

bench-scaling: ## play the traces for our scaler and for KEDA; writes docs/scaling/
	@dev/scripts/maven -q -pl tests/bench/scaling -am -Dskip.units -Dskip.its -Dspotless.check.skip -Pbench-scaling package
