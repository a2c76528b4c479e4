package main

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
	"viewline/store/mongodb/mongotest"
)

// expectUnready waits until the server is not ready for a reason, and expects that it
// answers nothing as if it were current.
func (r *running) expectUnready(t *testing.T, reason string) {
	t.Helper()
	var status int
	var body string
	for deadline := time.Now().Add(patience); status != http.StatusServiceUnavailable; time.Sleep(5 * time.Millisecond) {
		if status, body = get(t, r.url+"/readyz"); time.Now().After(deadline) {
			t.Fatalf("/readyz is %d %q; want 503", status, body)
		}
	}
	if !strings.HasPrefix(body, "not ready: ") || !strings.Contains(body, reason) {
		t.Errorf("/readyz says %q; want %q", body, reason)
	}
	for query, want := range map[string]string{
		"{ corpus { appearances } }":         `{"data":{"corpus":{"appearances":1}}}`, // which is kept
		"{ people(first:1) { totalCount } }": "",
	} {
		var answer *http.Response
		var text string
		for deadline := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
			answer, text = r.ask(t, query)
			if want == "" || answer.Header.Get("Warning") != "" || time.Now().After(deadline) {
				break
			}
		}
		switch {
		case want == "" && !strings.Contains(text, `"errors"`):
			t.Errorf("%s is answered by %s; want an error", query, text)
		case want != "" && (text != want || answer.Header.Get("Warning") != `110 - "Response is Stale"`):
			t.Errorf("%s is answered by %s, with the warning %q; want %s, said to be stale", query, text, answer.Header.Get("Warning"), want)
		}
	}
}

// ask asks by GET, so that answers are kept.
func (r *running) ask(t *testing.T, query string) (*http.Response, string) {
	t.Helper()
	answer, err := http.Get(r.url + "/query?query=" + url.QueryEscape(query))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(text)
}

// serving is a server with one post, which has been asked and is ready.
func serving(t *testing.T, args ...string) *running {
	t.Helper()
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := begin(t, append(args, "--content", content)...)
	if _, text := r.ask(t, "{ corpus { appearances } }"); text != `{"data":{"corpus":{"appearances":1}}}` {
		t.Fatalf("the corpus is %s", text)
	}
	if status, body := get(t, r.url+"/readyz"); status != http.StatusOK {
		t.Fatalf("/readyz is %d %q", status, body)
	}
	return r
}

// expectReady waits until the server is ready again, and answers as ever.
func (r *running) expectReady(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		status, body := get(t, r.url+"/readyz")
		answer, text := r.ask(t, "{ people(first:1) { totalCount } }")
		if status == http.StatusOK && answer.Header.Get("Warning") == "" && text == `{"data":{"people":{"totalCount":1}}}` {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("/readyz is %d %q, and people are %s", status, body, text)
		}
	}
}

// TestNewerFormat: a newer program writes the database anew in its own format, beside a
// server that does not know the format.
func TestNewerFormat(t *testing.T) {
	data := t.TempDir()
	r := serving(t, "--data", data)
	db, err := sql.Open("sqlite", filepath.Join(data, "viewline.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // nothing depends on it any more
	become := func(format int) {
		t.Helper()
		if _, err := db.Exec(fmt.Sprint("PRAGMA user_version = ", format)); err != nil {
			t.Fatal(err)
		}
	}
	become(store.Format + 1)
	r.expectUnready(t, fmt.Sprintf("viewline.db: schema %d is newer than this program's, which is %d; use a newer program", store.Format+1, store.Format))
	become(store.Format)
	r.expectReady(t)
}

func TestNewerFormatOnMongoDB(t *testing.T) {
	uri, database := mongotest.Start(t), mongotest.Database(t)
	r := serving(t, "--mongodb-uri", uri, "--database", database)
	client, err := mongo.Connect(options.Client().ApplyURI(uri))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Disconnect(t.Context()) //nolint:errcheck // nothing depends on it any more
	become := func(format int) {
		t.Helper()
		if _, err := client.Database(database).Collection("meta").UpdateOne(t.Context(), bson.M{}, bson.M{"$set": bson.M{"format": format}}); err != nil {
			t.Fatal(err)
		}
	}
	become(store.Format + 1)
	r.expectUnready(t, fmt.Sprintf("format %d, want %d: the database was written by a newer Viewline", store.Format+1, store.Format))
	become(store.Format)
	r.expectReady(t)
}

// TestLostFile: the file of a server loses its bytes, or is taken away.
func TestLostFile(t *testing.T) {
	for name, c := range map[string]struct {
		lose   func(file string) error
		reason string
	}{
		"emptied": {func(file string) error { return os.Truncate(file, 0) }, "viewline.db: it was emptied while it was open; restore it from a backup"},
		"removed": {os.Remove, "viewline.db: it was removed or replaced while it was open; start again"},
		"replaced": {func(file string) error {
			return errors.Join(os.Rename(file, file+"~"), os.WriteFile(file, []byte("?"), 0o600))
		}, "removed or replaced"},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			r := serving(t, "--data", data)
			if err := c.lose(filepath.Join(data, "viewline.db")); err != nil {
				t.Skip("an open file cannot be lost here: ", err)
			}
			r.expectUnready(t, c.reason)
		})
	}
}
