package graph

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/graph/batch"
	"viewline/graph/gengql"
	"viewline/store"
)

// cachedQueries is how many query texts are kept in their parsed form.
const cachedQueries = 1000

// NewHandler answers GraphQL over HTTP, by GET and POST. What goes wrong on
// the server is written to the log.
func NewHandler(st store.Reader, log *slog.Logger) http.Handler {
	h := handler.New(gengql.NewExecutableSchema(gengql.Config{Resolvers: &resolver{store: st}}))
	h.AddTransport(transport.GET{})
	h.AddTransport(transport.POST{})
	h.SetQueryCache(lru.New[*ast.QueryDocument](cachedQueries))
	h.Use(extension.Introspection{})
	h.SetErrorPresenter(presenter(log))
	h.SetRecoverFunc(recovered)
	h.AroundOperations(func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		return next(batch.NewContext(ctx))
	})
	return h
}
