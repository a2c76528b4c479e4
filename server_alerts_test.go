package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/VictoriaMetrics/metricsql"
	"github.com/goccy/go-yaml"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"viewline/store/mongodb/mongotest"
)

// series are the metrics of a server, by name; each sample as its labels. The value is under
// the label "" of each.
type series map[string][]map[string]string

// metricsOf reads the metrics of a server as Prometheus does. The parts of a histogram have
// names of their own.
func metricsOf(t *testing.T, r *running) series {
	t.Helper()
	_, text := get(t, r.url+"/metrics")
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	all := series{}
	for name, family := range families {
		for _, m := range family.GetMetric() {
			labels := map[string]string{"": fmt.Sprint(m.GetCounter().GetValue() + m.GetGauge().GetValue())}
			for _, l := range m.GetLabel() {
				labels[l.GetName()] = l.GetValue()
			}
			if m.GetHistogram() == nil {
				all[name] = append(all[name], labels)
				continue
			}
			labels[""] = fmt.Sprint(m.GetHistogram().GetSampleCount())
			all[name+"_count"] = append(all[name+"_count"], labels)
			all[name+"_sum"] = append(all[name+"_sum"], labels)
			bucket := map[string]string{"le": "+Inf"}
			for label, value := range labels {
				bucket[label] = value
			}
			all[name+"_bucket"] = append(all[name+"_bucket"], bucket)
		}
	}
	return all
}

// value is the value of the sample with some labels; empty where there is none.
func (s series) value(name string, labels map[string]string) string {
	for _, sample := range s[name] {
		if !slices.ContainsFunc(keysOf(labels), func(l string) bool { return sample[l] != labels[l] }) {
			return sample[""]
		}
	}
	return ""
}

func keysOf(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

// visited has all kinds of things happen that metrics tell of: answers that are kept, refused,
// and that fail since the database is gone.
func visited(t *testing.T, data string, r *running) series {
	t.Helper()
	ask := func(query string) {
		t.Helper()
		get(t, r.url+"/query?query="+url.QueryEscape(query))
	}
	ask("query Named { people { nodes { name } } }")
	ask("query Named { people { nodes { name } } }")
	ask("{ nonsense }")
	for range 2 {
		get(t, r.url+"/people/ada")
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.url+"/query?query="+url.QueryEscape("subscription { corpusChanged { revision } }"), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "text/event-stream")
	stream, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = stream.Body.Close() })
	if got := metricsOf(t, r).value("viewline_streams_open", nil); got != "1" { // where the database is gone, the stream ends
		t.Errorf("%s streams are open; want 1", got)
	}
	if err := os.Remove(filepath.Join(data, "viewline.db")); err != nil {
		t.Fatal(err)
	}
	ask("query Lost { posts { nodes { title } } }")
	return metricsOf(t, r)
}

// The metrics tell what happened.
func TestMetricsTell(t *testing.T) {
	content, data := t.TempDir(), t.TempDir()
	write(t, content, "ada.md", adaPost)
	m := visited(t, data, begin(t, "--content", content, "--data", data, "--watch=false"))
	for _, want := range []struct {
		value, name string
		labels      map[string]string
	}{
		{"1", "viewline_operations_total", map[string]string{"type": "", "outcome": "refused", "code": "GRAPHQL_VALIDATION_FAILED"}},
		{"1", "viewline_operations_total", map[string]string{"type": "query", "outcome": "failed", "code": "INTERNAL_SERVER_ERROR"}},
		{"0", "viewline_operations_total", map[string]string{"type": "query", "outcome": "partial", "code": ""}},
		{"1", "viewline_cache_requests_total", map[string]string{"cache": "answers", "result": "hit"}},
		{"3", "viewline_cache_requests_total", map[string]string{"cache": "answers", "result": "miss"}},
		{"1", "viewline_cache_requests_total", map[string]string{"cache": "pages", "result": "hit"}},
		{"1", "viewline_cache_requests_total", map[string]string{"cache": "pages", "result": "miss"}},
		{"1", "viewline_read_seconds_count", map[string]string{"read": "ListPeople"}},
		{"1000", "viewline_streams_max", nil},
		{"0", "viewline_streams_refused_total", nil},
		{"256", "viewline_operations_running_max", nil},
		{"0", "viewline_operations_waiting", nil},
		{"1", "viewline_imports_total", map[string]string{"outcome": "done"}},
		{"0", "viewline_imports_total", map[string]string{"outcome": "failed"}},
		{"1", "viewline_import_posts", map[string]string{"outcome": "read"}},
		{"0", "viewline_import_posts", map[string]string{"outcome": "failed"}},
		{"0", "viewline_ready", nil},
	} {
		if got := m.value(want.name, want.labels); got != want.value {
			t.Errorf("%s%v is %q; want %s of %v", want.name, want.labels, got, want.value, m[want.name])
		}
	}
	for _, name := range []string{"viewline_operation_seconds_count", "viewline_operation_cost_count", "viewline_driver_command_seconds_count", "viewline_pool_connections_open", "viewline_import_timestamp_seconds", "viewline_revision"} {
		if got := m.value(name, nil); got == "" || got == "0" {
			t.Errorf("%s is %q; want more than 0", name, got)
		}
	}
	if got := m.value("viewline_cache_requests_total", map[string]string{"cache": "documents", "result": "hit"}); got == "" || got == "0" {
		t.Errorf("%q documents were decoded before; want some", got)
	}
	if got := m.value("viewline_driver_command_seconds_count", map[string]string{"system": "sqlite", "command": "SELECT"}); got == "" {
		t.Errorf("no statement of SQLite: %v", m["viewline_driver_command_seconds_count"])
	}
}

// On MongoDB the commands of the driver and its connections are told of.
func TestMetricsOfMongoDB(t *testing.T) {
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := begin(t, "--content", content, "--mongodb-uri", mongotest.Start(t), "--database", mongotest.Database(t), "--max-operations=123")
	get(t, r.url+"/people/ada")
	m := metricsOf(t, r)
	if got := m.value("viewline_driver_command_seconds_count", map[string]string{"system": "mongodb", "command": "find"}); got == "" || got == "0" {
		t.Errorf("no find: %v", m["viewline_driver_command_seconds_count"])
	}
	if open, most := m.value("viewline_pool_connections_open", nil), m.value("viewline_pool_connections_max", nil); open == "" || open == "0" || most != "123" {
		t.Errorf("%s connections, of %s; want some, of 123", open, most)
	}
}

// Each rule of docs/alerts.yaml is an expression about metrics, labels and values that a server
// has, and docs/operations.md says what to do about each.
func TestAlerts(t *testing.T) {
	text, err := os.ReadFile("docs/alerts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var rules struct {
		Groups []struct {
			Name  string
			Rules []struct {
				Alert, Expr, For    string
				Labels, Annotations map[string]string
			}
		}
	}
	if err := yaml.UnmarshalWithOptions(text, &rules, yaml.DisallowUnknownField()); err != nil {
		t.Fatal(err)
	}
	document, err := os.ReadFile("docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	content, data := t.TempDir(), t.TempDir()
	write(t, content, "ada.md", adaPost)
	m := visited(t, data, begin(t, "--content", content, "--data", data, "--watch=false"))
	n := 0
	for _, group := range rules.Groups {
		for _, rule := range group.Rules {
			n++
			if !strings.Contains(string(document), "`"+rule.Alert+"`") {
				t.Errorf("docs/operations.md says nothing of %s", rule.Alert)
			}
			if rule.Labels["severity"] == "" || rule.Annotations["summary"] == "" {
				t.Errorf("%s has no severity, or no summary", rule.Alert)
			}
			expr, err := metricsql.Parse(rule.Expr)
			if err != nil {
				t.Errorf("%s: %v", rule.Alert, err)
				continue
			}
			metricsql.VisitAll(expr, func(e metricsql.Expr) { hold(t, rule.Alert, m, e) })
		}
	}
	if n < 10 {
		t.Errorf("%d rules; want at least ten", n)
	}
}

// hold holds one part of a rule to the metrics of a server.
func hold(t *testing.T, rule string, m series, e metricsql.Expr) {
	t.Helper()
	switch e := e.(type) {
	case *metricsql.MetricExpr:
		for _, filters := range e.LabelFilterss {
			name := filters[0].Value
			if filters[0].Label != "__name__" || m[name] == nil {
				t.Errorf("%s: there is no metric %s", rule, name)
				continue
			}
			for _, f := range filters[1:] {
				holdFilter(t, rule, m[name], f)
			}
		}
	case *metricsql.AggrFuncExpr:
		for _, label := range e.Modifier.Args {
			if !slices.Contains([]string{"instance", "le"}, label) && !regexp.MustCompile(`^(route|code|system)$`).MatchString(label) {
				t.Errorf("%s: by %s, which no metric has", rule, label)
			}
		}
	}
}

// mayCome are the values that a server of the test has no reason for, with what they belong to.
var mayCome = map[string]bool{`code="OVERLOADED"`: true, `code=~"5.."`: true}

func holdFilter(t *testing.T, rule string, samples []map[string]string, f metricsql.LabelFilter) {
	t.Helper()
	if _, ok := samples[0][f.Label]; !ok {
		t.Errorf("%s: the metric has no label %s, but %v", rule, f.Label, samples[0])
		return
	}
	value := regexp.MustCompile("^(?:" + regexp.QuoteMeta(f.Value) + ")$")
	sign := "="
	if f.IsRegexp {
		value, sign = regexp.MustCompile("^(?:"+f.Value+")$"), "=~"
	}
	if f.IsNegative || mayCome[f.Label+sign+`"`+f.Value+`"`] {
		return
	}
	if !slices.ContainsFunc(samples, func(s map[string]string) bool { return value.MatchString(s[f.Label]) }) {
		t.Errorf("%s: no sample has %s%s%q", rule, f.Label, sign, f.Value)
	}
}
