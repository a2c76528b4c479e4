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

// wrap adds to an error what was being done, and marks an error of reaching the server. It
// returns nil for nil.
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

// outageCodes are the codes of a server that cannot serve for the moment: it is shutting
// down, stepping down, not or not yet a primary, or it is a router that cannot reach a
// shard. They are the codes of "not writable primary", "node is recovering" and "node is
// shutting down" in the drivers' specification Server Discovery and Monitoring, and those
// after which the specification Retryable Reads tries again.
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

// poolCleared is the label that the driver gives an error of a connection pool that another
// operation's failure has cleared. The server uses the same label only in transactions,
// which this package does not use.
const poolCleared = "TransientTransactionError"

// unavailable reports whether an error means that the server cannot be reached or cannot
// serve for the moment. It is false for any other answer of the server, and for a caller
// that gave up.
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

// unreachable is the error of the first ping. The hosts have no credentials in them.
func unreachable(hosts []string, err error) error {
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("connect to MongoDB: %w", err)
	}
	return store.Unavailable(fmt.Errorf("MongoDB at %s: check that it runs there and that the URI is right: %w",
		strings.Join(hosts, ","), err))
}

var (
	userinfo = regexp.MustCompile(`//.*@`) // greedy: the password may hold an @
	// misread matches a password that has both @ and /, of which the driver takes the part
	// between the two for a host.
	misread = regexp.MustCompile(`//[^?]*/[^?]*@`)
)

var errCredentials = errors.New("MongoDB URI: percent-encode what is neither letter nor digit in user name and password")

// badURI is the error for a URI that the driver cannot read. The driver's message may quote
// credentials, so badURI has the message for the URI without its credentials.
func badURI(uri string) error {
	bare := userinfo.ReplaceAllString(uri, "//")
	if err := options.Client().ApplyURI(bare).Validate(); err != nil {
		return fmt.Errorf("MongoDB URI: %w", err)
	}
	return errCredentials
}
