package graph

import (
	"context"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"viewline/graph/batch"
	"viewline/graph/gengql"
	"viewline/graph/limit"
	"viewline/graph/plain"
	"viewline/graph/transport"
	"viewline/live"
	"viewline/store"
)

// Options bound what the endpoint does for its clients. The zero value has the
// defaults.
type Options struct {
	transport.Config
	// PageSize is the largest page that may be asked for; 0 means
	// [page.MaxSize].
	PageSize int
	// Limits are those of a request's text, and of the answer's cost.
	Limits limit.Options
}

// Schema is the schema with its resolvers, for gqlgen to execute.
func Schema(st store.Reader, feed *live.Feed, o Options) graphql.ExecutableSchema {
	return gengql.NewExecutableSchema(gengql.Config{
		Resolvers: &resolver{store: st, feed: feed, pageSize: o.PageSize},
	})
}

// NewHandler answers GraphQL over HTTP. Feed tells of changes, and may be nil:
// then there are no ETags and no events. What goes wrong on the server is
// written to the log.
func NewHandler(st store.Reader, feed *live.Feed, log *slog.Logger, o Options) *transport.Handler {
	schema := Schema(st, feed, o)
	exec := executor.New(schema)
	exec.SetQueryCache(newDocuments())
	exec.SetErrorPresenter(presenter(log))
	exec.SetRecoverFunc(recovered)
	limit.Use(exec, o.Limits)
	// An event of a subscription is a response of its own.
	exec.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		ctx, end := st.Snapshot(ctx)
		defer end()
		transport.AnsweredFrom(ctx, func() (string, bool) {
			corpus, err := st.Corpus(ctx)
			return live.StateOf(corpus), err == nil
		})
		return next(plain.NewContext(batch.NewContext(ctx), schema.Schema()))
	})
	if feed != nil {
		o.State = feed.State
	}
	return transport.New(exec, o.Config)
}
