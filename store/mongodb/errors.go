package mongodb

import (
	"context"
	"errors"
	"fmt"
	"net"
	"regexp"
	"slices"
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

// outageCodes are the server's answers by which it cannot serve for now: it is shutting down, stepping down, no primary
// or not yet one, or a router does not reach a shard. They are the codes of "not writable primary", "node is recovering"
// and "node is shutting down" in the drivers' specification Server Discovery and Monitoring, and those after which the
// specification Retryable Reads tries again.
var outageCodes = []int{
	6,     // HostUnreachable
	7,     // HostNotFound
	89,    // NetworkTimeout
	91,    // ShutdownInProgress
	133,   // FailedToSatisfyReadPreference
	134,   // ReadConcernMajorityNotAvailableYet
	189,   // PrimarySteppedDown
	262,   // ExceededTimeLimit
	9001,  // SocketException
	10058, // LegacyNotPrimary
	10107, // NotWritablePrimary
	11600, // InterruptedAtShutdown
	11602, // InterruptedDueToReplStateChange
	13435, // NotPrimaryNoSecondaryOk
	13436, // NotPrimaryOrSecondary
}

// poolCleared is the label that the driver gives an error of a connection pool that another operation's failure has
// cleared. The server gives the same label only within transactions, which this package has none of.
const poolCleared = "TransientTransactionError"

// unavailable tells a failed selection, connection or deadline, and a server that cannot serve for now, from any other
// answer of the server and from a caller who gave up.
func unavailable(err error) bool {
	if errors.Is(err, context.Canceled) {
		return false
	}
	if _, ok := errors.AsType[net.Error](err); ok || mongo.IsNetworkError(err) || mongo.IsTimeout(err) {
		return true
	}
	answer, ok := errors.AsType[mongo.ServerError](err)
	return ok && (answer.HasErrorLabel(poolCleared) || slices.ContainsFunc(outageCodes, answer.HasErrorCode))
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
