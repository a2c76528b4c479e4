GOLANGCI := go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FUZZTIME ?= 20s

.PHONY: run test race lint generate bench fuzz golden clients

run: ## start the server with the sample timeline
	go run .

test: ## run all tests
	go test ./...

race: ## run all tests under the race detector
	go test -race ./...

lint: ## vet, lint and formatting
	go vet ./...
	$(GOLANGCI) run ./...

generate: ## write the generated code anew
	go generate ./...

bench: ## run the benchmarks
	go test -run '^$$' -bench . ./...

fuzz: ## run every fuzz target for FUZZTIME
	@set -e; for package in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
			echo "$$package $$target"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$package; \
		done; \
	done

golden: ## rewrite the goldens of the parser; read the diff
	go test ./post -run TestGolden -update

clients: ## lint the schema and try real clients; needs npm
	clients/check
