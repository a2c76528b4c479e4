//go:build unix

package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"viewline/bench/corpus"
)

// importedPosts is how many posts are imported.
const importedPosts = 10_000

// BenchmarkImport runs the loader over generated posts: it only parses them, imports them,
// and imports them again. Where Hugo is installed, Hugo renders the same posts to memory
// for comparison.
func BenchmarkImport(b *testing.B) {
	content := b.TempDir()
	size, err := corpus.Write(content, importedPosts, corpus.Ordinary)
	if err != nil {
		b.Fatal(err)
	}
	data := b.TempDir()
	run := func(name string, want string, prepare func(*testing.B), program string, args ...string) {
		b.Run(name, func(b *testing.B) {
			peak := int64(0)
			for b.Loop() {
				b.StopTimer()
				prepare(b)
				b.StartTimer()
				cmd := exec.Command(program, args...)
				out, err := cmd.CombinedOutput()
				if err != nil || !bytes.Contains(out, []byte(want)) {
					b.Fatalf("%v, want %q in:\n%s", err, want, out)
				}
				if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
					peak = max(peak, peakBytes(usage))
				}
			}
			seconds := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric(importedPosts/seconds, "posts/s")
			b.ReportMetric(float64(size)/1e6/seconds, "MB/s")
			b.ReportMetric(float64(peak)/1e6, "peak-MB")
		})
	}
	loader := program(b, "loader")
	none := func(*testing.B) {}
	all := fmt.Sprintf("%d posts, %d appearances", importedPosts, importedPosts*corpus.AppearancesAPost)
	run("parse", all, none, loader, "--check", content)
	run("whole", all, func(b *testing.B) {
		if err := os.RemoveAll(data); err != nil {
			b.Fatal(err)
		}
	}, loader, "--data", data, content)
	run("again", fmt.Sprintf("%d unchanged", importedPosts*corpus.AppearancesAPost), none, loader, "--data", data, content)
	hugo, err := exec.LookPath("hugo")
	if err != nil {
		b.Log("hugo is not there: nothing to compare parsing with")
		return
	}
	site := hugoSite(b, content)
	run("hugo", fmt.Sprint(importedPosts), none, hugo, "--source", site, "--renderToMemory")
}

// peakBytes is the largest resident set of a process that has ended; systems
// count it in kB, and Darwin in bytes.
func peakBytes(usage *syscall.Rusage) int64 {
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss) //nolint:unconvert // 32 bits on some systems
	}
	return int64(usage.Maxrss) * 1024 //nolint:unconvert // as above
}

// hugoSite is a Hugo site that has only the posts, with the smallest possible layout.
func hugoSite(b *testing.B, content string) string {
	b.Helper()
	site := b.TempDir()
	for name, text := range map[string]string{
		"config.toml": "baseURL = \"https://example.org/\"\ntitle = \"Bench\"\ncontentDir = \"" + filepath.ToSlash(content) + "\"\n" +
			"disableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\", \"home\", \"section\", \"robotsTXT\", \"404\"]\n",
		"layouts/_default/single.html": "<h1>{{ .Title }}</h1>{{ .Content }}\n",
	} {
		path := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return site
}

// BenchmarkStart starts the server on a database, and asks one query: it measures the time
// until the answer.
func BenchmarkStart(b *testing.B) {
	viewline := program(b, "viewline")
	for _, size := range sizes {
		b.Run(fmt.Sprintf("appearances=%d", size), func(b *testing.B) {
			dir := data(b, postsOf(size))
			for b.Loop() {
				p := start(b, nil, viewline, "--addr", "127.0.0.1:0", "--data", dir, "--content", "")
				answer := first(b, p, request(`{ appearances(first: 20) { totalCount nodes { key date title person { name } } } }`))
				if want := fmt.Sprintf(`"totalCount":%d,`, postsOf(size)*corpus.AppearancesAPost); !strings.Contains(string(answer), want) {
					b.Fatalf("%.200s; want %s", answer, want)
				}
				b.StopTimer()
				p.stop()
				b.StartTimer()
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms")
		})
	}
}

// BenchmarkMemory reports how many bytes a corpus takes on disk, and the server in memory
// once every viewpoint was read.
func BenchmarkMemory(b *testing.B) {
	dir := data(b, postsOf(10_000))
	for b.Loop() {
		p := server(b, dir, "--answer-cache", "0", "--document-cache", "4000000000")
		var corpus struct {
			Corpus struct{ Viewpoints, Appearances int }
		}
		get(b, p, `{ corpus { viewpoints appearances } }`, &corpus)
		before := resident(b, p)
		cursor := "null"
		for next := true; next; {
			var page struct {
				Appearances struct {
					PageInfo struct {
						HasNextPage bool
						EndCursor   string
					}
				}
			}
			get(b, p, fmt.Sprintf(`{ appearances(first: 100, after: %s) { pageInfo { hasNextPage endCursor } nodes { key } } }`, cursor), &page)
			next, cursor = page.Appearances.PageInfo.HasNextPage, fmt.Sprintf("%q", page.Appearances.PageInfo.EndCursor)
		}
		time.Sleep(time.Second) // time for the garbage collector
		millions := float64(corpus.Corpus.Viewpoints) / 1e6
		info, err := os.Stat(filepath.Join(dir, "viewline.db"))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(info.Size())/1e6/millions, "disk-MB/million-viewpoints")
		b.ReportMetric(float64(resident(b, p)-before)/1e6/millions, "memory-MB/million-viewpoints")
		p.stop()
	}
}

// resident is the memory that a process uses after a garbage collection, by its own
// metrics.
func resident(b *testing.B, p *process) int64 {
	b.Helper()
	r, err := http.Get("http://" + p.addr + "/metrics")
	if err != nil {
		b.Fatal(err)
	}
	defer r.Body.Close() //nolint:errcheck // read to its end
	var text bytes.Buffer
	if _, err := text.ReadFrom(r.Body); err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		if rest, ok := strings.CutPrefix(line, "go_memstats_heap_alloc_bytes "); ok {
			var bytes float64
			if _, err := fmt.Sscan(rest, &bytes); err != nil {
				b.Fatal(err)
			}
			return int64(bytes)
		}
	}
	b.Fatal("no go_memstats_heap_alloc_bytes")
	return 0
}
