// Package signals is how those who do a piece of work tell those who measure and trace: what
// the piece was, how it ended and how long it took. [Observer] is its entry point.
package signals

import (
	"context"
	"time"
)

// Kind is what a piece of work is.
type Kind uint8

// The kinds of work. The pieces of one kind are parts of those of the kind before.
const (
	Operation Kind = iota // of GraphQL, whoever asks for it
	Read                  // of the store, by one of its methods
	Command               // that a read sends to the database
)

// Work is a piece of work that has ended.
type Work struct {
	Kind Kind
	// Name is the name of an operation, empty for none, of a read, or of a command.
	Name string
	// Of is the type of an operation, such as query, empty where it was not found out; and the
	// database system of a command.
	Of string
	// On is the collection of a command; empty where the command tells of none.
	On string
	// Outcome is how an operation ended; empty for other kinds of work.
	Outcome Outcome
	// Code is the code of the error with which the work ended; empty where there was none.
	Code string
	// Cost is what an operation costs; 0 where that was not found out.
	Cost int64
	// Began is when the work began, and Took how long it took.
	Began time.Time
	Took  time.Duration
}

// Outcome is how an operation ended.
type Outcome string

// The outcomes of operations.
const (
	Done      Outcome = "done"      // all data, and no error
	Unchanged Outcome = "unchanged" // the client has the answer already
	Partial   Outcome = "partial"   // data and errors
	Failed    Outcome = "failed"    // errors and no data
	Refused   Outcome = "refused"   // not executed
)

// Outcomes are all outcomes of operations.
var Outcomes = []Outcome{Done, Unchanged, Partial, Failed, Refused}

// Observer is told of work. Each Begin is followed by one End with the context that Begin
// returned. An Observer is safe for concurrent use.
type Observer interface {
	// Begin returns the context for the work; ctx itself where nothing has to be noted.
	Begin(ctx context.Context, k Kind) context.Context
	End(ctx context.Context, w Work)
}

// None is the observer that does nothing.
type None struct{}

// Begin implements [Observer].
func (None) Begin(ctx context.Context, _ Kind) context.Context { return ctx }

// End implements [Observer].
func (None) End(context.Context, Work) {}

// Both are two observers in place of one.
type Both struct{ First, Second Observer }

// Begin implements [Observer].
func (b Both) Begin(ctx context.Context, k Kind) context.Context {
	return b.Second.Begin(b.First.Begin(ctx, k), k)
}

// End implements [Observer].
func (b Both) End(ctx context.Context, w Work) {
	b.First.End(ctx, w)
	b.Second.End(ctx, w)
}

// Pool is the state of the connections to a database.
type Pool struct {
	Open, InUse, Max int
	// Waits is how often an operation had to wait for a connection, and Waited for how long in
	// all.
	Waits  int64
	Waited time.Duration
}

// Cache is what a cache was asked so far: how often it had the answer, and how often not.
type Cache struct{ Hits, Misses uint64 }

// Load is what an endpoint is busy with.
type Load struct {
	// Running is how many operations run, and Most how many may; Waiting is how many wait for
	// their turn. Those that wait because they are expensive count as running.
	Running, Most, Waiting int
	// Streams is how many streams are open, and MostStreams how many may be; RefusedStreams
	// is how many were refused so far, because too many were open.
	Streams, MostStreams int
	RefusedStreams       int64
}
