package main

import (
	"errors"
	"fmt"

	"github.com/spf13/pflag"

	"viewline/edge"
	"viewline/edge/rate"
	"viewline/graph"
	"viewline/graph/limit"
	"viewline/graph/transport"
	"viewline/relay"
	"viewline/web"
)

// How many bytes of documents and of finished answers are kept, unless told otherwise.
const (
	defaultDocuments = 256 << 20
	defaultAnswers   = 24 << 20
)

// defaultAnswer is how many bytes one answer may have, unless told otherwise, and inFlight how
// many such answers may be in flight at once: built, or not yet read by their clients.
const (
	defaultAnswer = 16 << 20
	inFlight      = 8
)

// limits are the settings that bound what requests may cost and what is kept in memory, and
// that say whose pages may ask.
type limits struct {
	graph     graph.Options
	origins   []string
	listed    string // the folder of the only operations that are answered; empty means any
	documents int    // bytes of documents to keep
	answers   int    // bytes of finished answers to keep

	rate       int // units of cost of one address for each second; 0 for any
	proxyTexts []string
	proxies    rate.Proxies
}

// flags declares the flags of the limits.
func (s *limits) flags(f *pflag.FlagSet) {
	g := &s.graph
	f.StringSliceVar(&s.origins, "allow-origin", nil, "`origins` of other sites' pages that may ask, such as\nhttps://example.org; several with commas")
	f.StringVar(&s.listed, "operations", "", "`folder` of .graphql files: the only operations that are answered,\nby their names or hashes; any if absent")
	f.IntVar(&s.documents, "document-cache", defaultDocuments, "`bytes` of documents to keep once they were read; 0 for none")
	f.IntVar(&s.answers, "answer-cache", defaultAnswers, "`bytes` of finished answers to keep; 0 for none")
	f.DurationVar(&g.MaxAge, "max-age", 0, "how long caches may answer a GET without asking")
	f.BoolVar(&g.Limits.Production, "production", false, "no introspection, and no names suggested in errors")
	f.Int64Var(&g.Body, "max-body", transport.DefaultBody, "`bytes` of a request or of a WebSocket message")
	l := limit.Defaults()
	f.IntVar(&g.Limits.Bytes, "max-query", l.Bytes, "`bytes` of a query's text")
	f.IntVar(&g.Limits.Tokens, "max-tokens", l.Tokens, "`number` of tokens in a query")
	f.IntVar(&g.Limits.Depth, "max-depth", l.Depth, "`levels` of fields in fields")
	f.IntVar(&g.Limits.Aliases, "max-aliases", l.Aliases, "`number` of aliases in a query")
	f.IntVar(&g.Limits.Directives, "max-directives", l.Directives, "`number` of directives in a query")
	f.IntVar(&g.Limits.Cost, "max-cost", l.Cost, "`number` of objects that an answer may hold, and of units of\nwork beside")
	f.IntVar(&g.Answer, "max-answer", defaultAnswer, "`bytes` of one answer; of all answers in flight, eight times as many")
	f.DurationVar(&g.Timeout, "timeout", transport.DefaultTimeout, "how long an operation may take")
	f.IntVar(&g.Operations, "max-operations", transport.DefaultOperations, "`number` of operations at once; four times as many may wait")
	f.IntVar(&g.Connections, "max-streams", transport.DefaultConnections, "`number` of WebSockets and event streams at once")
	f.IntVar(&g.PerAddress, "max-streams-per-address", 0, "`number` of streams of one address; 0 for a quarter of\n--max-streams, and for all of them on this machine, where a\nproxy may stand")
	f.IntVar(&s.rate, "rate", 0, "`cost` that one address may ask for each second, those of ten\nseconds at once; 0 for any. A page costs what it asks for,\nand 1")
	f.StringSliceVar(&s.proxyTexts, "trusted-proxies", nil, "`addresses` and networks of proxies, such as 127.0.0.1,10.0.0.0/8,\nwhose X-Forwarded-For tells who asks")
	f.IntVar(&g.Errors, "max-errors", transport.DefaultErrors, "`number` of errors that an answer lists")
	f.IntVar(&g.PageSize, "max-page", relay.MaxSize, "`number` of items on a page")
	f.DurationVar(&g.Idle, "idle", transport.DefaultIdle, "how long a WebSocket may stay without an operation")
}

// check returns an error for a limit that is out of its range, and for an origin that is
// none.
func (s *limits) check() error {
	for flag, ok := range map[string]bool{
		"max-body": s.graph.Body > 0, "timeout": s.graph.Timeout > 0, "max-operations": s.graph.Operations > 0,
		"max-streams": s.graph.Connections > 0, "max-answer": s.graph.Answer > 0, "max-errors": s.graph.Errors > 0, "max-page": s.graph.PageSize > 0,
		"max-query": s.graph.Limits.Bytes > 0, "max-tokens": s.graph.Limits.Tokens > 0, "max-depth": s.graph.Limits.Depth > 0,
		"max-aliases": s.graph.Limits.Aliases > 0, "max-directives": s.graph.Limits.Directives > 0, "max-cost": s.graph.Limits.Cost > 0,
		"idle": s.graph.Idle > 0,
	} {
		if !ok {
			return fmt.Errorf("--%s is not above zero", flag)
		}
	}
	for flag, ok := range map[string]bool{
		"max-age": s.graph.MaxAge >= 0, "answer-cache": s.answers >= 0, "document-cache": s.documents >= 0,
	} {
		if !ok {
			return fmt.Errorf("--%s is below zero; want 0 for none, or more", flag)
		}
	}
	if s.graph.PerAddress < 0 {
		return errors.New("--max-streams-per-address is below zero; want 0 for a quarter of --max-streams, or more")
	}
	if s.rate < 0 {
		return errors.New("--rate is below zero; want 0 for no limit, or more")
	}
	var err error
	if s.proxies, err = rate.ParseProxies(s.proxyTexts); err != nil {
		return fmt.Errorf("--trusted-proxies: %w", err)
	}
	s.graph.Origins = s.origins
	if _, err := edge.CORS(s.origins); err != nil {
		return fmt.Errorf("--allow-origin: %w", err)
	}
	return nil
}

// readOperations reads the only operations that are answered, where there are such, and adds
// those that the scripts of the pages ask.
func (s *limits) readOperations() error {
	if s.listed == "" {
		return nil
	}
	if err := folder(s.listed); err != nil {
		return fmt.Errorf("--operations: %w", err)
	}
	listed, err := graph.ReadOperations(s.listed)
	if err != nil {
		return fmt.Errorf("--operations: %w", err)
	}
	for _, text := range web.Operations() {
		if err := listed.Add(text); err != nil {
			return err
		}
	}
	s.graph.Listed = listed
	return nil
}
