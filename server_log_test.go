package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// logLine is what a line of the log has of a request.
type logLine struct {
	Msg, Method, Path, Request string
	Status, Bytes              int
}

// accesses are the lines of the access log so far. Every line of the log has to be JSON; what
// stands ahead of the log is what the import says.
func accesses(t *testing.T, stderr string) (all []logLine) {
	t.Helper()
	for lines := bufio.NewScanner(strings.NewReader(stderr)); lines.Scan(); {
		if !strings.HasPrefix(lines.Text(), "{") {
			continue
		}
		var line logLine
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		if line.Msg == "access" {
			all = append(all, line)
		}
	}
	return all
}

// Each request has an id, and with --access-log a line, those that the edge refuses too. The
// server takes the id that a proxy gives it.
func TestAccessLog(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--content=", "--log-format=json", "--access-log")
	ask := func(target, host string) string {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.url+target, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Host = host
		request.Header.Set("X-Request-Id", "id-of"+target[:3])
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		return answer.Header.Get("X-Request-Id")
	}
	for range 2 { // the second one is kept
		if got := ask("/people/nobody?topic=secret", ""); got != "id-of/pe" {
			t.Errorf("the id of the answer is %q", got)
		}
	}
	ask("/healthz", "rebound.example")
	var lines []logLine
	for deadline := time.Now().Add(patience); len(lines) < 3 && time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		lines = accesses(t, r.stderr.String())
	}
	if len(lines) != 3 || lines[0].Bytes == 0 {
		t.Fatalf("the lines are %+v; want 3", lines)
	}
	lines[1].Bytes, lines[2].Bytes = lines[0].Bytes, 0
	page := logLine{"access", "GET", "/people/nobody", "id-of/pe", 404, lines[0].Bytes}
	for i, want := range []logLine{page, page, {"access", "GET", "/healthz", "id-of/he", 421, 0}} {
		if lines[i] != want {
			t.Errorf("line %d is %+v; want %+v", i+1, lines[i], want)
		}
	}
	if strings.Contains(r.stderr.String(), "secret") {
		t.Error("the log has what was asked")
	}
}

// Without the flag there is no line, and the answer has an id all the same, another one each
// time, also where it was kept.
func TestRequestIDs(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--content=")
	seen := map[string]bool{}
	for range 3 {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.url+"/people", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if ids := answer.Header.Values("X-Request-Id"); len(ids) != 1 || ids[0] == "" || seen[ids[0]] {
			t.Errorf("the ids of the answer are %q, after %v", ids, seen)
		} else {
			seen[ids[0]] = true
		}
	}
	r.stop()
	if strings.Contains(r.stderr.String(), "msg=access") {
		t.Errorf("an access log that nobody wanted: %s", r.stderr)
	}
}

// faulty is a store whose lists of people fail.
type faulty struct{ store.Store }

func (faulty) ListPeople(context.Context, store.PersonFilter, store.PersonOrder, relay.Query) (relay.Page[*timeline.Person], error) {
	return relay.Page[*timeline.Person]{}, errors.New("torn page")
}

// What goes wrong for a request is logged with its id, whether a page or a query asks, and
// also where the work on an answer is not that of one request alone.
func TestErrorsHaveRequestIDs(t *testing.T) {
	data := t.TempDir()
	db, err := sqlite.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	for name, args := range map[string][]string{"kept answers": nil, "none": {"--answer-cache=0"}} {
		t.Run(name, func(t *testing.T) {
			s, _, err := parse(append(args, "--data", data, "--log-format=json"), noEnv)
			if err != nil {
				t.Fatal(err)
			}
			var log output
			server, _, _, err := newServer(t.Context(), faulty{db}, s, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, s.log.logger(&log))
			if err != nil {
				t.Fatal(err)
			}
			listening := httptest.NewServer(server.Handler)
			t.Cleanup(listening.Close)
			for _, target := range []string{"/people", "/query?query=%7Bpeople%7BtotalCount%20nodes%7Bname%7D%7D%7D"} {
				before := len(log.String())
				request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, listening.URL+target, nil)
				if err != nil {
					t.Fatal(err)
				}
				request.Header.Set("X-Request-Id", "seven")
				answer, err := http.DefaultClient.Do(request)
				if err != nil {
					t.Fatal(err)
				}
				_ = answer.Body.Close()
				lines := log.String()[before:]
				if !strings.Contains(lines, "torn page") || strings.Count(lines, `"request":"seven"`) != strings.Count(lines, "\n") {
					t.Errorf("%s: the log is %s", target, lines)
				}
			}
		})
	}
}
