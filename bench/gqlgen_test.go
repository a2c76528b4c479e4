package main

import (
	"context"
	"os"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/graph"
	"viewline/graph/batch"
	"viewline/store/sqlite"
)

// asGqlgen is the environment variable that makes this test binary serve the data in a
// folder with gqlgen as it comes: with the same resolvers and reads, and with gqlgen's own
// handler and transport.
const asGqlgen = "TEST_BENCH_GQLGEN"

// keptDocuments is how many bytes of documents are kept in memory, the same as the server's
// default.
const keptDocuments = 256 << 20

func gqlgen(b *testing.B, data string) *process {
	b.Helper()
	return start(b, []string{asGqlgen + "=" + data}, os.Args[0])
}

func serveGqlgen(data string) error {
	st, err := sqlite.Open(context.Background(), data, sqlite.WithCache(keptDocuments))
	if err != nil {
		return err
	}
	srv := handler.New(graph.Schema(st, nil, graph.Options{}))
	srv.AddTransport(transport.POST{})
	srv.SetQueryCache(lru.New[*ast.QueryDocument](1000))
	srv.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		return next(batch.NewContext(ctx))
	})
	return listen(srv)
}
