package mongodb_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"viewline/store"
	"viewline/store/mongodb"
)

// closedPort is an address at which nothing listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return l.Addr().String()
}

func TestOpenUnreachable(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	address := closedPort(t)
	_, err := mongodb.Open(ctx, "mongodb://ada:s3cret@"+address+"/?serverSelectionTimeoutMS=300", "viewline")
	if !errors.Is(err, store.ErrUnavailable) {
		t.Fatalf("error %v; want ErrUnavailable", err)
	}
	if ctx.Err() != nil {
		t.Error("waited for the context; want the URI's 300 ms")
	}
	text := err.Error()
	wantText(t, text, "database unavailable: MongoDB at "+address+": check that it runs there and that the URI is right", "connection refused")
	wantOneLineWithoutCredentials(t, text)
}

func TestOpenBoundedByContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := mongodb.Open(ctx, "mongodb://"+closedPort(t), "viewline"); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("error %v; want ErrUnavailable", err)
	}
}

func TestOpenCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := mongodb.Open(ctx, "mongodb://"+closedPort(t), "viewline")
	if !errors.Is(err, context.Canceled) || errors.Is(err, store.ErrUnavailable) {
		t.Errorf("error %v; want one that says canceled, and not ErrUnavailable", err)
	}
}

func TestOpenBadURI(t *testing.T) {
	for uri, want := range map[string]string{
		"ftp://localhost":                                        "MongoDB URI: error parsing uri",
		"mongodb://ada:s3cret@localhost/?w=-1":                   "MongoDB URI: error parsing uri",
		"mongodb://ada:s3cret@localhost:99999999":                "MongoDB URI: error parsing uri",
		"mongodb://ada:s3cret%zz@localhost":                      "percent-encode",
		"mongodb://ada:s3c/cret@localhost":                       "percent-encode",
		"mongodb://ada:s3c@cret@localhost":                       "percent-encode",
		"mongodb://ada:s3c@cret/x@localhost":                     "percent-encode",
		"mongodb://ada:s3cret@":                                  "MongoDB URI: error parsing uri",
		"mongodb://localhost/?readPreference=secondaryPreferred": "readPreference other than primary",
		"mongodb://localhost/?w=1":                               "w other than majority",
	} {
		_, err := mongodb.Open(t.Context(), uri, "viewline")
		if err == nil {
			t.Errorf("%s: no error", uri)
			continue
		}
		if errors.Is(err, store.ErrUnavailable) {
			t.Errorf("%s: error %v; want a wrong use, not ErrUnavailable", uri, err)
		}
		wantText(t, err.Error(), want)
		wantOneLineWithoutCredentials(t, err.Error())
	}
}

func TestCanceledReadIsNotUnavailable(t *testing.T) {
	s, _ := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Papers(ctx, []string{"a-paper"})
	if !errors.Is(err, context.Canceled) || errors.Is(err, store.ErrUnavailable) {
		t.Errorf("error %v; want one that says canceled, and not ErrUnavailable", err)
	}
	wantText(t, err.Error(), "read corpus")
}

func TestExpiredReadIsUnavailable(t *testing.T) {
	s, _ := open(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	if _, err := s.Corpus(ctx); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("error %v; want ErrUnavailable", err)
	}
}

func wantText(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("error %q; want it to say %q", text, part)
		}
	}
}

func wantOneLineWithoutCredentials(t *testing.T, text string) {
	t.Helper()
	for _, secret := range []string{"ada", "s3c", "cret", "%zz", "\n"} {
		if strings.Contains(strings.ReplaceAll(text, "database", ""), secret) {
			t.Errorf("error %q; want it without %q", text, secret)
		}
	}
}
