package mongodb

import (
	"errors"
	"time"

	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/mongo/readpref"
	"go.mongodb.org/mongo-driver/v2/mongo/writeconcern"

	"viewline/signals"
)

// The defaults of the client, for what the URI does not say.
const (
	selectionTimeout = 5 * time.Second
	poolSize         = 100 // connections to each member; the same as the driver's default, with which WithPool compares
)

var (
	errReadPreference = errors.New("MongoDB URI: readPreference other than primary: a member that lags would answer with parts of two imports; leave it out")
	errWriteConcern   = errors.New("MongoDB URI: w other than majority: an import has to be written before it is made visible, also after an election; leave w out")
)

// Option adjusts the client of a [Store].
type Option func(*options.ClientOptions)

// WithObserver tells an observer of every command; that the health sends is not among them.
func WithObserver(o signals.Observer) Option {
	c := &commands{observer: o}
	return WithMonitor(&event.CommandMonitor{Started: c.started, Succeeded: c.succeeded, Failed: c.failed})
}

// WithMonitor reports every command to m.
func WithMonitor(m *event.CommandMonitor) Option {
	return func(o *options.ClientOptions) { o.SetMonitor(m) }
}

// WithPool lets so many reads run at once, where the URI sets no maxPoolSize: each read
// needs a connection, and waits for one if there are too few. 0 means the default, 100.
func WithPool(reads int) Option {
	return func(o *options.ClientOptions) {
		if o.MaxPoolSize == nil {
			o.SetMaxPoolSize(uint64(max(reads, poolSize)))
		}
	}
}

// clientOptions are the options of the URI, with defaults for those that the URI leaves
// out. Reads go to the primary: an operation reads the number of the last import and then
// that import's documents, which a member that lags may not have yet. Writes are
// acknowledged by a majority, so that no election undoes what an import has made visible.
// The Stable API is not requested, as other servers of the protocol refuse it.
func clientOptions(uri string, opts []Option) (*options.ClientOptions, error) {
	if misread.MatchString(uri) {
		return nil, errCredentials
	}
	o := options.Client().SetAppName("viewline").SetServerSelectionTimeout(selectionTimeout).ApplyURI(uri)
	for _, opt := range append(opts, WithPool(0)) {
		opt(o)
	}
	if o.Validate() != nil {
		return nil, badURI(uri)
	}
	if o.ReadPreference != nil && o.ReadPreference.Mode() != readpref.PrimaryMode {
		return nil, errReadPreference
	}
	if w := o.WriteConcern; w != nil && w.W != nil && w.W != "majority" {
		return nil, errWriteConcern
	}
	majority := writeconcern.Majority()
	if o.WriteConcern != nil {
		majority.Journal = o.WriteConcern.Journal
	}
	o.SetWriteConcern(majority)
	return o, nil
}
