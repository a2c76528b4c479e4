package graph

import (
	"context"
	"log/slog"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"viewline/cachetag"
	"viewline/edge/budget"
	"viewline/graph/batch"
	"viewline/graph/gengql"
	"viewline/graph/input"
	"viewline/graph/limit"
	"viewline/graph/plain"
	"viewline/graph/scalar"
	"viewline/graph/transport"
	"viewline/live"
	"viewline/ofstate"
	"viewline/proposed"
	"viewline/store"
	"viewline/store/tagged"
	"viewline/suggest"
)

// Options bound what the endpoint does for its clients. The zero value has the
// defaults.
type Options struct {
	transport.Config
	// PageSize is the largest page that may be asked for; 0 means
	// [relay.MaxSize].
	PageSize int
	// ItemByItem makes gqlgen write every list item by item: package plain is switched off.
	// The answers are the same, and take longer.
	ItemByItem bool
	// PublicURL is the origin of the addresses of pages and pictures, such as https://example.org; where it
	// is empty, the addresses start at the root, such as /people/ada.
	PublicURL string
	// SourceURL is the address of a line of a post, with {path} and {line} in place
	// of the post's path, percent-encoded, and the line; empty where there is none.
	SourceURL string
	// Answer is how many bytes the data of one answer may have; 0 means any number.
	Answer int
	// Limits bound a request's text and the cost of its answer.
	Limits limit.Options
}

// withoutDefer removes the directive defer, which gqlgen adds, from the schema, so that a
// query with @defer is refused. Here an answer is a single response, in which a deferred
// field would be null, even where the schema allows no null.
var withoutDefer = sync.OnceFunc(func() {
	delete(gengql.NewExecutableSchema(gengql.Config{}).Schema().Directives, "defer")
})

// Schema is the schema with its resolvers, for gqlgen to execute.
func Schema(st store.Reader, feed *live.Feed, o Options) graphql.ExecutableSchema {
	return schemaOf(newReader(st, feed, o))
}

func newReader(st store.Reader, feed *live.Feed, o Options) *reader {
	return &reader{
		store: proposed.New(tagged.New(st)), feed: feed, pageSize: o.PageSize, publicURL: o.PublicURL, sourceTemplate: o.SourceURL,
		suggestions: ofstate.Made[*suggest.Index]{Make: newIndex},
	}
}

func schemaOf(r *reader) graphql.ExecutableSchema {
	withoutDefer()
	return gengql.NewExecutableSchema(gengql.Config{Resolvers: &resolver{r}})
}

// NewHandler answers GraphQL over HTTP. The feed reports changes; where it is nil there are
// no ETags and no events. Errors of the server are written to the log.
func NewHandler(st store.Reader, feed *live.Feed, log *slog.Logger, o Options) *transport.Handler {
	r := newReader(st, feed, o)
	schema := schemaOf(r)
	exec := executor.New(schema)
	kept := newDocuments()
	o.Parsed = kept.asked
	exec.SetQueryCache(kept)
	exec.SetErrorPresenter(presenter(log))
	exec.SetRecoverFunc(recovered)
	exec.AroundResponses(tellOnce)
	limit.Use(exec, o.Limits, kept)
	exec.Use(input.New(kept, map[string]input.Scalar{"PartialDate": scalar.CheckPartialDate}, o.Limits.Production))
	// An event of a subscription is a response of its own.
	exec.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		ctx, answer := budget.Begin(ctx, int64(o.Answer))
		defer answer.End()
		weigh(ctx, answer)
		ctx, end := st.Snapshot(ctx)
		defer end()
		ctx, read := cachetag.Collect(ctx)
		transport.AnsweredFrom(ctx, func() (string, bool) {
			corpus, err := st.Corpus(ctx)
			return live.StateOf(corpus), err == nil
		})
		ctx = scalar.WithOrigin(batch.NewContext(ctx), r.publicURL)
		if !o.ItemByItem {
			ctx = plain.NewContext(ctx, schema.Schema())
		}
		response, err := r.respond(ctx, next)
		if response == nil {
			return nil
		}
		transport.RestsOn(ctx, read.Basis())
		if err := answer.Whole(len(response.Data)); err != nil {
			return unfinished(ctx, log, response, err)
		}
		if err != nil {
			response.Errors = append(response.Errors, presenter(log)(ctx, err))
		}
		return response
	})
	if feed != nil {
		o.State = feed.State
	}
	o.Settings = o.PublicURL + " " + o.SourceURL
	o.Dear = func(op *graphql.OperationContext) bool { return limit.IsDear(op) }
	o.Cost = limit.CostOf
	o.Share = true // what changed is the same for whoever asks
	return transport.New(exec, o.Config)
}
