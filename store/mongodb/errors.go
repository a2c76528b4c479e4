package mongodb

import (
	"context"
	"errors"
	"fmt"
	"net"
	"regexp"
	"strings"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
)

// wrap says what was being done when err, if any, came up, and marks an error
// that lies in reaching the server.
func wrap(err error, doing string, args ...any) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf(doing+": %w", append(args, err)...)
	if unavailable(err) && !errors.Is(err, store.ErrUnavailable) {
		return store.Unavailable(err)
	}
	return err
}

// unavailable tells a failed selection, connection or deadline from an answer
// of the server and from a caller who gave up.
func unavailable(err error) bool {
	if errors.Is(err, context.Canceled) {
		return false
	}
	var netErr net.Error
	return mongo.IsNetworkError(err) || mongo.IsTimeout(err) || errors.As(err, &netErr)
}

// unreachable is the error of a first ping. Hosts carry no credentials.
func unreachable(hosts []string, err error) error {
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("connect to MongoDB: %w", err)
	}
	return store.Unavailable(fmt.Errorf("MongoDB at %s: check that it runs there and that the URI is right: %w",
		strings.Join(hosts, ","), err))
}

var (
	userinfo = regexp.MustCompile(`//.*@`) // greedy: the password may hold an @
	// misread is a password that holds both @ and /: the driver takes what
	// stands between them for a host.
	misread = regexp.MustCompile(`//[^?]*/[^?]*@`)
)

var errCredentials = errors.New("MongoDB URI: percent-encode what is neither letter nor digit in user name and password")

// badURI is the error of a URI that the driver cannot read. The driver's own
// may quote credentials, so what is told is the error of the URI without them.
func badURI(uri string) error {
	bare := userinfo.ReplaceAllString(uri, "//")
	if err := options.Client().ApplyURI(bare).Validate(); err != nil {
		return fmt.Errorf("MongoDB URI: %w", err)
	}
	return errCredentials
}
