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
	// PublicURL is the origin of the addresses of pages, such as
	// https://example.org; without it they start at the root.
	PublicURL string
	// SourceURL is the address of a line of a post, with {path} and {line} in place
	// of the post's path, percent-encoded, and the line; empty where there is none.
	SourceURL string
	// Limits are those of a request's text, and of the answer's cost.
	Limits limit.Options
}

// Schema is the schema with its resolvers, for gqlgen to execute.
func Schema(st store.Reader, feed *live.Feed, o Options) graphql.ExecutableSchema {
	return schemaOf(newResolver(st, feed, o))
}

func newResolver(st store.Reader, feed *live.Feed, o Options) *resolver {
	return &resolver{store: st, feed: feed, pageSize: o.PageSize, publicURL: o.PublicURL, sourceTemplate: o.SourceURL}
}

func schemaOf(r *resolver) graphql.ExecutableSchema {
	return gengql.NewExecutableSchema(gengql.Config{Resolvers: r})
}

// NewHandler answers GraphQL over HTTP. Feed tells of changes, and may be nil:
// then there are no ETags and no events. What goes wrong on the server is
// written to the log.
func NewHandler(st store.Reader, feed *live.Feed, log *slog.Logger, o Options) *transport.Handler {
	r := newResolver(st, feed, o)
	schema := schemaOf(r)
	exec := executor.New(schema)
	exec.SetQueryCache(newDocuments())
	exec.SetErrorPresenter(presenter(log))
	exec.SetRecoverFunc(recovered)
	limit.Use(exec, o.Limits)
	// An event of a subscription is a response of its own.
	snapshots, _ := st.(store.Snapshotter)
	exec.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		if snapshots != nil {
			var end func()
			ctx, end = snapshots.Snapshot(ctx)
			defer end()
		}
		response, err := r.respond(plain.NewContext(batch.NewContext(ctx), schema.Schema()), next)
		if err != nil {
			response.Errors = append(response.Errors, presenter(log)(ctx, err))
		}
		return response
	})
	if feed != nil {
		o.Revision = feed.Revision
	}
	return transport.New(exec, o.Config)
}
