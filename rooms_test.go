package main_test

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rooms lists, for each package, the packages of this module that it may
// import. Imports run downwards only; what is not listed is not allowed.
var rooms = map[string][]string{
	"echo":                    {},
	"weburl":                  {},
	"version":                 {},
	"licences":                {},
	"licences/generate":       {"licences"},
	"picture":                 {},
	"picture/kind":            {},
	"timeline":                {"echo", "picture", "weburl"},
	"relay":                   {"echo"},
	"diagnostic":              {},
	"signals":                 {},
	"markdown":                {},
	"cli":                     {"diagnostic", "licences", "store/engine", "version"},
	"web":                     {"edge/etag", "picture", "web/site", "web/words"},
	"web/site":                {},
	"web/words":               {},
	"web/generate":            {},
	"web/export":              {"edge/etag", "picture", "version", "web/site"},
	"mcp":                     {"edge/budget", "version", "web/site"},
	"web/text":                {"edge/etag", "web/site"},
	"web/preview":             {"edge/etag", "web/site"},
	"e2e":                     {"search", "web/words"},
	"bench":                   {},
	"bench/corpus":            {},
	"quote":                   {"script"},
	"suggest":                 {"reading", "search"},
	"recurring":               {"reading", "script", "search", "timeline"},
	"ofstate":                 {"store", "timeline"},
	"proposed":                {"cachetag", "ofstate", "recurring", "relay", "search", "store", "timeline"},
	"script":                  {},
	"reading":                 {"timeline"},
	"search":                  {"script"},
	"cachetag":                {},
	"edge":                    {"cachetag", "echo", "signals", "edge/budget", "edge/etag", "picture", "recent", "version"},
	"edge/budget":             {},
	"edge/etag":               {},
	"edge/logged":             {},
	"edge/rate":               {},
	"edge/traced":             {"signals", "version"},
	"store":                   {"cachetag", "timeline", "reading", "relay", "search"},
	"recent":                  {},
	"store/decoded":           {"recent"},
	"store/sqlite":            {"cachetag", "signals", "timeline", "relay", "search", "store", "store/decoded", "store/sqlite/fts5"},
	"store/sqlite/fts5":       {},
	"store/mongodb":           {"cachetag", "signals", "timeline", "relay", "search", "store", "store/decoded"},
	"store/mongodb/mongotest": {},
	"store/storetest":         {"cachetag", "timeline", "relay", "search", "store"},
	"store/tagged":            {"cachetag", "relay", "store", "timeline"},
	"store/observed":          {"cachetag", "relay", "signals", "store", "timeline"},
	"store/engine":            {"signals", "timeline", "store", "store/sqlite", "store/mongodb"},
	"live":                    {"cachetag", "timeline", "store"},
	"post/citation":           {"post/pattern"},
	"post/moments":            {},
	"post/dates":              {"timeline"},
	"post/names":              {"post/pattern", "reading", "script", "timeline"},
	"post/people":             {"post/names", "post/pattern"},
	"post/pattern":            {},
	"post/front":              {"timeline", "diagnostic", "post/dates"},
	"post/mapping":            {"timeline", "diagnostic", "post/front"},
	"post":                    {"timeline", "diagnostic", "markdown", "search", "post/citation", "post/dates", "post/front", "post/mapping", "post/moments", "post/names", "post/pattern", "post/people", "picture", "weburl"},
	"ingest/naming":           {"timeline", "store"},
	"ingest/files":            {"timeline", "diagnostic", "store", "post", "post/mapping", "picture", "weburl", "ingest/naming"},
	"ingest":                  {"timeline", "diagnostic", "script", "store", "post", "post/names", "picture", "picture/kind", "ingest/files", "ingest/naming"},
	"ingest/watch":            {"ingest/naming", "picture"},
	"propose":                 {"timeline", "diagnostic", "search", "post", "post/dates", "post/front", "post/mapping", "post/names", "post/people", "ingest", "ingest/files", "recurring"},
	"graph": {
		"cachetag", "echo", "edge/budget", "timeline", "relay", "search", "store", "store/tagged", "live", "ofstate", "proposed", "quote", "suggest",
		"graph/batch", "graph/gengql", "graph/hint", "graph/input", "graph/limit", "graph/model", "graph/plain", "recent", "signals", "graph/scalar", "graph/transport",
	},
	"graph/hint":      {"echo", "timeline", "relay", "store"},
	"graph/plain":     {"edge/budget", "timeline", "graph/scalar"},
	"graph/input":     {"echo"},
	"graph/limit":     {"echo", "edge/rate", "recent", "relay"},
	"graph/transport": {"cachetag", "echo", "signals", "edge/budget", "edge/etag", "edge/rate", "recent", "version"},
	"graph/batch":     {},
	"graph/scalar":    {"echo", "picture", "timeline"},
	"graph/model":     {"timeline", "relay", "search", "store", "quote"},
	"graph/gengql":    {"timeline", "relay", "live", "quote", "graph/model", "graph/plain", "graph/scalar"},
	"build":           {"web/words"},
	"build/lookup":    {"relay", "script", "store", "timeline"},
	"studio":          {"timeline", "diagnostic", "ingest", "ingest/watch", "propose", "web/words"},
	"loader":          {"cli", "ingest", "ingest/files", "ingest/watch", "post", "propose", "diagnostic", "store", "store/engine"},
	"":                {"build", "build/lookup", "cli", "echo", "edge", "edge/budget", "edge/logged", "edge/rate", "edge/traced", "graph", "graph/limit", "graph/transport", "ingest", "ingest/watch", "live", "mcp", "relay", "diagnostic", "picture", "post", "proposed", "recent", "signals", "store", "store/engine", "store/observed", "studio", "web", "web/export", "web/preview", "web/site", "web/text", "web/words"},
}

// keepers lists the only packages that may import a library.
var keepers = map[string][]string{
	"github.com/yuin/goldmark":             {"markdown", "post"},
	"github.com/microcosm-cc/bluemonday":   {"markdown"},
	"go.mongodb.org/mongo-driver/v2/mongo": {"store/mongodb", "store/mongodb/mongotest"},
	"modernc.org/sqlite":                   {"store/sqlite"},
	"github.com/99designs/gqlgen":          {"graph", "graph/batch", "graph/gengql", "graph/input", "graph/limit", "graph/model", "graph/plain", "graph/scalar", "graph/transport", ""},
	"github.com/goccy/go-yaml":             {"post/front"},
	"github.com/pelletier/go-toml/v2":      {"post/front"},
	"github.com/clipperhouse/uax29":        {"search"},
	"github.com/coder/websocket":           {"graph/transport"},
	"github.com/gofrs/flock":               {"store/sqlite"},
	"github.com/klauspost/compress":        {"edge", "store/sqlite"},
	"github.com/maypok86/otter":            {"recent"},
	"github.com/modelcontextprotocol":      {"mcp"},
	"golang.org/x/time":                    {"edge/rate"},
	"github.com/prometheus/client_golang":  {"edge"},
	"github.com/chromedp/chromedp":         {"e2e"},
	"github.com/arran4/golang-ical":        {"web/export"},
	"github.com/mozillazg/go-pinyin":       {"reading"},
	"github.com/google/uuid":               {"web/export"},
	"golang.org/x/text/message":            {"web/words"},
	"github.com/bep/imagemeta":             {"picture/kind"},
	"golang.org/x/net/html":                {"build", "markdown"},
	"golang.org/x/image":                   {"web/preview"},
	"github.com/rivo/uniseg":               {"web/preview"},
}

func TestImportsRunDownwards(t *testing.T) {
	for _, p := range packages(t) {
		room := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "viewline"), "/")
		allowed, known := rooms[room]
		if !known {
			t.Errorf("package %q has no room; add it to the table with what it may import", room)
			continue
		}
		for _, imported := range p.Imports {
			if inner, ok := strings.CutPrefix(imported, "viewline/"); ok && !slices.Contains(allowed, inner) {
				t.Errorf("%q imports %q; it may import %q", room, inner, allowed)
			}
			for library, rooms := range keepers {
				if (imported == library || strings.HasPrefix(imported, library+"/")) && !slices.Contains(rooms, room) {
					t.Errorf("%q imports %s; only %q may", room, imported, rooms)
				}
			}
		}
	}
}

// The domain, the two small rooms beside it, and the pages stand on the standard library
// alone, whatever they import in turn; the pages say their words with golang.org/x/text.
func TestGroundFloorIsStandardLibrary(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", "./timeline", "./relay", "./diagnostic", "./web", "./web/site").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dep := range strings.FieldsSeq(string(out)) {
		if !strings.HasPrefix(dep, "viewline/") && !strings.HasPrefix(dep, "golang.org/x/text/") {
			t.Errorf("the ground floor depends on %s", dep)
		}
	}
}

// The program that writes the generated code is a module of its own; its gqlgen is the one that the
// code is compiled with.
func TestOneGqlgen(t *testing.T) {
	var versions []string
	for _, module := range []string{".", "graph/generate"} {
		out, err := exec.CommandContext(t.Context(), "go", "-C", module, "list", "-m", "-f", "{{.Version}}", "github.com/99designs/gqlgen").Output()
		if err != nil {
			t.Fatal(err)
		}
		versions = append(versions, strings.TrimSpace(string(out)))
	}
	if versions[0] != versions[1] {
		t.Errorf("go.mod wants gqlgen %s, graph/generate/go.mod %s; want one version", versions[0], versions[1])
	}
}

type listed struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p listed
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}
