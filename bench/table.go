package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// results has the figures of benchmarks by name and unit, with one figure for each time
// that the benchmark ran.
type results map[string]map[string][]float64

// read reads what `go test -bench` prints.
func read(out string) results {
	r := results{}
	for line := range strings.Lines(out) {
		f := strings.Fields(line)
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		name := strings.TrimPrefix(f[0], "Benchmark")
		if i := strings.LastIndexByte(name, '-'); i > 0 { // the end of the name is the number of processors
			name = name[:i]
		}
		if r[name] == nil {
			r[name] = map[string][]float64{}
		}
		for i := 2; i+1 < len(f); i += 2 {
			if value, err := strconv.ParseFloat(f[i], 64); err == nil {
				r[name][f[i+1]] = append(r[name][f[i+1]], value)
			}
		}
	}
	return r
}

// median is the median of the figures; 0 where there are none.
func (r results) median(name, unit string) float64 {
	all := slices.Sorted(slices.Values(r[name][unit]))
	if len(all) == 0 {
		return 0
	}
	return all[len(all)/2]
}

// row prints a row of a Markdown table.
func row(w io.Writer, cells ...string) {
	_, _ = fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | "))
}

func head(w io.Writer, cells ...string) {
	row(w, cells...)
	lines := make([]string, len(cells))
	for i := range lines {
		lines[i] = "---:"
	}
	lines[0] = "---"
	row(w, lines...)
}

func number(f float64) string {
	switch {
	case f >= 1000:
		return strconv.FormatFloat(f, 'f', 0, 64)
	case f >= 10:
		return strconv.FormatFloat(f, 'f', 1, 64)
	}
	return strconv.FormatFloat(f, 'f', 2, 64)
}

func tableOfAnswers(w io.Writer, r results) {
	head(w, "answer", "bytes", "floor/s", "repeated/s", "share of floor", "never asked before/s", "plain gqlgen/s",
		"CPU, floor", "CPU, repeated", "CPU, never asked before", "CPU, plain gqlgen")
	for _, size := range []string{"0.3kB", "6kB", "900kB"} {
		floor, repeated, fresh := "Repeated/"+size+"/floor", "Repeated/"+size+"/viewline", "New/"+size+"/viewline"
		gqlgen := "New/" + size + "/gqlgen"
		cpu := func(name string) string { return number(r.median(name, "cpu-µs/answer")) + " µs" }
		row(w, size, number(r.median(repeated, "bytes")), number(r.median(floor, "answers/s")), number(r.median(repeated, "answers/s")),
			number(r.median(repeated, "answers/s")/r.median(floor, "answers/s")), number(r.median(fresh, "answers/s")), number(r.median(gqlgen, "answers/s")),
			cpu(floor), cpu(repeated), cpu(fresh), cpu(gqlgen))
	}
}

func tableOfSubscribers(w io.Writer, r results) {
	head(w, "subscribers", "query, p50, ms", "query, p99, ms", "event, p50, ms", "event, p99, ms", "kB for each")
	for _, n := range []string{"0", "1000"} {
		name := "Subscribers/subscribers=" + n
		cells := []string{n, number(r.median(name, "p50-query-ms")), number(r.median(name, "p99-query-ms")), "", "", ""}
		if n != "0" {
			cells = append(cells[:3], number(r.median(name, "p50-arrival-ms")), number(r.median(name, "p99-arrival-ms")), number(r.median(name, "bytes/subscriber")/1000))
		}
		row(w, cells...)
	}
}

func tableOfChanging(w io.Writer, r results) {
	head(w, "a hundredth of the posts changes every 2 s", "answers/s", "query, p50, ms", "query, p99, ms")
	for _, changing := range []string{"false", "true"} {
		name := "Changing/changing=" + changing
		says := map[string]string{"false": "no", "true": "yes"}[changing]
		row(w, says, number(r.median(name, "answers/s")), number(r.median(name, "p50-query-ms")), number(r.median(name, "p99-query-ms")))
	}
}

// grown are the questions of the table of growth, in its order.
var grown = []string{
	"person", "page-2", "page-500", "backward", "topic", "search", "ideograph", "beginning", "four-words", "node",
	"years", "years-person", "topics", "years-text", "text-counts", "totals", "totals-dates", "totals-topic",
	"positions", "who-on-topic", "two-on-topic", "filters", "theme-text-topic", "kind", "kind-without", "people-text",
	"papers", "papers-latest", "papers-ranked", "suggest", "suggest-pinyin", "quote", "quote-near",
	"start-page", "search-page", "timeline.json_per_kB",
}

func tableOfGrowth(w io.Writer, r results) {
	growth(w, r, []string{"cold", "warm"}, []string{"1000", "10000", "100000", "300000"})
	_, _ = fmt.Fprint(w, "\nCorpora of bare years and without dates, warm:\n\n")
	growth(w, r, []string{"years", "undated"}, []string{"1000", "30000"})
}

// growth prints the time of each question for growing corpora, and by which factor it and the
// processor's time grow.
func growth(w io.Writer, r results, modes, sizes []string) {
	cells := []string{"question", ""}
	for _, size := range sizes {
		cells = append(cells, size[:len(size)-3]+","+size[len(size)-3:])
	}
	head(w, append(cells, "last / first", "CPU, last / first")...)
	for _, question := range grown {
		for _, mode := range modes {
			cells := []string{question, mode}
			of := func(size, unit string) float64 {
				return r.median("Growth/"+mode+"/appearances="+size+"/"+question, unit)
			}
			for _, size := range sizes {
				cells = append(cells, number(of(size, "p50-µs")/1000))
			}
			from, to := sizes[0], sizes[len(sizes)-1]
			row(w, append(cells, number(of(to, "p50-µs")/of(from, "p50-µs")), number(of(to, "cpu-µs/answer")/of(from, "cpu-µs/answer")))...)
		}
	}
}

func tableOfImports(w io.Writer, r results) {
	head(w, "", "seconds", "posts/s", "MB/s", "peak memory, MB")
	for _, c := range [][2]string{{"parse", "parse alone (loader --check)"}, {"whole", "import"}, {"again", "import again, unchanged"}, {"hugo", "Hugo renders the same to memory"}} {
		name := "Import/" + c[0]
		if len(r[name]) > 0 {
			row(w, c[1], number(r.median(name, "ns/op")/1e9), number(r.median(name, "posts/s")), number(r.median(name, "MB/s")), number(r.median(name, "peak-MB")))
		}
	}
}

func tableOfBuilds(w io.Writer, r results) {
	head(w, "posts", "", "files", "seconds", "files/s", "CPU, s", "peak memory, MB")
	for _, posts := range []string{"1000", "10000"} {
		for _, c := range [][2]string{{"whole", "viewline build"}, {"again", "again, nothing changed"}, {"hugo", "Hugo, a page for each post"}} {
			name := "Build/posts=" + posts + "/" + c[0]
			if len(r[name]) > 0 {
				row(w, posts, c[1], number(r.median(name, "files")), number(r.median(name, "ns/op")/1e9), number(r.median(name, "files/s")), number(r.median(name, "cpu-s")), number(r.median(name, "peak-MB")))
			}
		}
	}
}

func tableOfStarts(w io.Writer, r results) {
	head(w, "appearances", "ms")
	for _, size := range []string{"1000", "10000", "100000", "300000"} {
		row(w, size, number(r.median("Start/appearances="+size, "ms")))
	}
}

func tableOfResident(w io.Writer, r results) {
	head(w, "load", "peak so far, MB", "CPU")
	row(w, "none yet", number(r.median("Resident/0.3kB/repeated", "idle-MB")), "")
	for _, size := range []string{"0.3kB", "6kB", "900kB"} {
		for _, load := range []string{"repeated", "new"} {
			name := "Resident/" + size + "/" + load
			row(w, size+", "+load, number(r.median(name, "peak-MB")), number(r.median(name, "cpu-µs/answer"))+" µs")
		}
	}
}

func tableOfMemory(w io.Writer, r results) {
	head(w, "", "MB")
	row(w, "on disk, embedded engine", number(r.median("Memory", "disk-MB/million-viewpoints")))
	row(w, "in memory, decoded", number(r.median("Memory", "memory-MB/million-viewpoints")))
}
