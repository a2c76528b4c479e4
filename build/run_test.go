package build_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"viewline/build"
)

// fake is a server with many people, of whom one has another address. Its answers are those of
// paths; all others are not there.
func fake(answers map[string]string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch text, ok := answers[r.URL.Path]; {
		case strings.HasPrefix(text, "-> "):
			http.Redirect(w, r, text[3:], http.StatusFound)
		case text == "fails":
			http.Error(w, "it failed", http.StatusInternalServerError)
		case ok:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(text))
		case r.URL.Path == "/query":
			_, _ = w.Write([]byte(`{"data": {"person": null}}`))
		default:
			http.NotFound(w, r)
		}
	})
}

func answersOf(people int) map[string]string {
	var list strings.Builder
	answers := map[string]string{
		"/sitemap.xml": `<urlset><url><loc>http://viewline.invalid/</loc></url></urlset>`, "/icon": "", "/manifest.webmanifest": `{"start_url": "/"}`,
		"/people/ada-l": "-> /people/ada-1",
	}
	for i := range people {
		fmt.Fprintf(&list, `<a href="/people/ada-%d">Ada</a>`, i)
		answers[fmt.Sprintf("/people/ada-%d", i)] = fmt.Sprintf(`<a href="/">%d</a><a href="/people/ada-%d?lang=zh">next</a>`, i, (i+1)%people)
	}
	answers["/"] = list.String() + `<a href="/people/ada-l">once</a><a href="/people/gone">gone</a>`
	return answers
}

func TestRun(t *testing.T) {
	dir, answers := t.TempDir(), answersOf(100)
	var warnings []string
	o := build.Options{Folder: dir, Languages: []string{"en", "zh"}, Warn: func(text string) { warnings = append(warnings, text) }}
	result, err := build.Run(t.Context(), fake(answers), o)
	const files = 1 + 2*100 + 4 // the start page, the people in both languages, one redirect, icon, manifest and script
	if want := (build.Result{Files: files, Written: files}); err != nil || result != want {
		t.Errorf("%+v, %v; want %+v", result, err, want)
	}
	if want := []string{"/ links to /people/gone, which is not there"}; !slices.Equal(warnings, want) {
		t.Errorf("%q; want %q", warnings, want)
	}
	for name, want := range map[string]string{
		"people/ada-l/index.html":    `content="0; url=../ada-1/"`,
		"zh/people/ada-3/index.html": `<a href="../../../">3</a><a href="../ada-4/">next</a>`,
		"people/ada-99/index.html":   `<a href="../../">99</a><a href="../../zh/people/ada-0/">next</a>`,
		"manifest.webmanifest":       `{"start_url":"./"}`,
		".viewline-build":            "\nzh/people/ada-99/index.html\n",
	} {
		if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s is %q, %v; want %q", name, text, err, want)
		}
	}
}

// After a failure nothing is removed, and the next build knows the files that were written.
func TestRunFails(t *testing.T) {
	dir := t.TempDir()
	o := build.Options{Folder: dir, Languages: []string{"en"}}
	if _, err := build.Run(t.Context(), fake(answersOf(5)), o); err != nil {
		t.Fatal(err)
	}
	answers := answersOf(7)
	delete(answers, "/people/ada-3")
	answers["/people/ada-2"] = "fails"
	if _, err := build.Run(t.Context(), fake(answers), o); err == nil || !strings.Contains(err.Error(), "/people/ada-2: status 500: it failed") {
		t.Errorf("%v; want the failure", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "people", "ada-3", "index.html")); err != nil {
		t.Error("a build that failed removed a file")
	}
	if result, err := build.Run(t.Context(), fake(answersOf(2)), o); err != nil || result.Files != 7 {
		t.Errorf("%+v, %v; want 7 files", result, err)
	}
	found, err := filepath.Glob(filepath.Join(dir, "people", "*"))
	if want := []string{"ada-0", "ada-1", "ada-l"}; err != nil || len(found) != len(want) {
		t.Errorf("%q, %v; want %q", found, err, want)
	}
}

// Each page is asked for once, though a page in another language is written right behind the first
// one that names it.
func TestRunLanguages(t *testing.T) {
	answers := answersOf(50)
	for path, text := range answers {
		if strings.HasPrefix(path, "/people/ada-") && !strings.HasPrefix(text, "-> ") {
			answers[path] = text + `<a href="` + path + `?lang=zh" hreflang="zh">zh</a><a href="` + path + `">en</a>`
		}
	}
	var mu sync.Mutex
	asked := map[string]int{}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.URL.RequestURI()]++
		mu.Unlock()
		fake(answers).ServeHTTP(w, r)
	})
	result, err := build.Run(t.Context(), handler, build.Options{Folder: t.TempDir(), Languages: []string{"en", "zh"}})
	if want := 1 + 2*50 + 4; err != nil || result.Files != want {
		t.Errorf("%+v, %v; want %d files", result, err, want)
	}
	for address, times := range asked {
		if strings.HasPrefix(address, "/people/") && times != 1 {
			t.Errorf("%s was asked for %d times", address, times)
		}
	}
}

// Where the index of the search fails, so does the build, and nothing is removed.
func TestRunIndexFails(t *testing.T) {
	dir := t.TempDir()
	o := build.Options{Folder: dir, Languages: []string{"en"}}
	if _, err := build.Run(t.Context(), fake(answersOf(5)), o); err != nil {
		t.Fatal(err)
	}
	failed := errors.New("it failed")
	o.Index = func(_ context.Context, put func(string, []byte) error) error {
		return errors.Join(put("search/index.json", []byte("{}")), failed)
	}
	if _, err := build.Run(t.Context(), fake(answersOf(2)), o); !errors.Is(err, failed) {
		t.Errorf("%v; want the failure", err)
	}
	for _, name := range []string{"people/ada-3/index.html", "search/index.json"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}

// A build that is interrupted removes nothing.
func TestRunInterrupted(t *testing.T) {
	dir := t.TempDir()
	o := build.Options{Folder: dir, Languages: []string{"en"}}
	if _, err := build.Run(t.Context(), fake(answersOf(5)), o); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	answers := fake(answersOf(2))
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/people/ada-0" {
			cancel()
		}
		answers.ServeHTTP(w, r)
	})
	if _, err := build.Run(ctx, handler, o); !errors.Is(err, context.Canceled) || !strings.HasPrefix(err.Error(), "interrupted") {
		t.Errorf("%v; want that the build was interrupted", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "people", "ada-3", "index.html")); err != nil {
		t.Error(err)
	}
}
