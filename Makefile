GOLANGCI := go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FUZZTIME ?= 20s
SEEDS ?= 200

.PHONY: run playground test race lint generate bench fuzz torture golden clients shots mongodb release

run: ## start the server with the sample timeline, with the whole playground where npm is there
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory web/dist/playground.js.gz; \
	else echo "npm is not there: /playground is the small console"; fi
	go run .

playground: ## bundle GraphiQL for /playground; needs npm
	go generate ./web

web/dist/playground.js.gz: web/package-lock.json web/src/playground.jsx web/src/playground.css web/build/main.go web/build/licences.go
	go generate ./web

test: ## run all tests
	go test ./...

race: ## run all tests under the race detector
	go test -race ./...

lint: ## vet, lint and formatting
	go vet ./...
	go -C web/build vet .
	go -C graph/generate vet .
	$(GOLANGCI) run ./...

generate: ## write the generated code anew
	go generate ./graph ./web/generate

bench: ## measure everything, and print one table; takes about ten minutes
	go run ./bench

fuzz: ## run every fuzz target for FUZZTIME
	.ci/fuzz $(FUZZTIME)

torture: ## do at length what .ci/run does in short: SEEDS seeds, imports in batches of every size, long fuzzing, pages in all schemes and widths, all programs under the race detector; takes hours
	TEST_SEEDS=$(SEEDS) go test -count=1 -timeout 12h ./ingest -run 'FunctionOfThePosts|^TestKill$$'
	TEST_SEEDS=$(SEEDS) go test -count=1 -timeout 12h . -run NamesThatLast
	STORETEST_SEEDS=1-$(SEEDS) go test -count=1 -timeout 12h ./store/sqlite ./store/mongodb -run '^TestStore$$/^Random$$'
	TEST_TORTURE=1 GOFLAGS=-race go test -count=1 -timeout 12h ./e2e ./ingest
	$(MAKE) fuzz FUZZTIME=1m

golden: ## rewrite the goldens of the parser; read the diff
	go test ./post -run TestGolden -update

shots: ## take the pictures of the README; needs a browser
	TEST_SHOTS=$(CURDIR)/shots go test ./e2e -run Pictures -count=1
	cp shots/timeline-wide-light.png docs/timeline.png
	cp shots/person-wide-light.png docs/person.png

release: ## build the archives of the release VERSION into dist, for all platforms
	release/build '$(VERSION)'

mongodb: ## prove the MongoDB engine on the server of MONGODB_URI; compose.yaml starts a replica set and a sharded cluster
	@test -n "$(MONGODB_URI)" || { echo "MONGODB_URI is not set; compose.yaml says how to start a server"; exit 2; }
	MONGODB_URI='$(MONGODB_URI)' go test -count=1 -timeout 30m -v ./store/mongodb/...

clients: ## lint the schema and try real clients; needs npm
	clients/check
