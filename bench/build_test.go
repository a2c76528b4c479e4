//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"viewline/bench/corpus"
)

// builtPosts are the sizes of the sites that are built, in posts.
var builtPosts = []int{1000, 10_000}

// BenchmarkBuild writes the site of generated posts, which are imported before, as files, and then
// writes it again, where nothing has changed. Where Hugo is installed, Hugo writes the same posts
// as files for comparison: a page for each post, and nothing else.
func BenchmarkBuild(b *testing.B) {
	for _, posts := range builtPosts {
		b.Run(fmt.Sprintf("posts=%d", posts), func(b *testing.B) {
			content := b.TempDir()
			if _, err := corpus.Write(content, posts, corpus.Ordinary); err != nil {
				b.Fatal(err)
			}
			viewline, site := program(b, "viewline"), b.TempDir()
			build := []string{"build", site, "--data", data(b, posts), "--content", "", "--public-url", "https://example.org/"}
			built(b, "whole", posts, site, true, " 0 removed", viewline, build...)
			built(b, "again", posts, site, false, " 0 written", viewline, build...)
			hugo, err := exec.LookPath("hugo")
			if err != nil {
				b.Log("hugo is not there: nothing to compare with")
				return
			}
			pages := b.TempDir()
			built(b, "hugo", posts, pages, true, fmt.Sprint(posts), hugo, "--source", hugoSite(b, content), "--destination", pages)
		})
	}
}

// built runs a program that fills a folder, which is emptied before each run where fresh is set, and
// reports what the program took, and how many files there are.
func built(b *testing.B, name string, posts int, folder string, fresh bool, want, program string, args ...string) {
	b.Helper()
	b.Run(name, func(b *testing.B) {
		var peak int64
		var cpu float64
		for b.Loop() {
			if fresh {
				b.StopTimer()
				if err := os.RemoveAll(folder); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			cmd := exec.Command(program, args...)
			out, err := cmd.CombinedOutput()
			if err != nil || !bytes.Contains(out, []byte(want)) {
				b.Fatalf("%v, want %q in:\n%s", err, want, out)
			}
			cpu += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
			if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
				peak = max(peak, peakBytes(usage))
			}
		}
		files := 0
		err := filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() {
				files++
			}
			return err
		})
		if err != nil || files < posts {
			b.Fatalf("%d files of %d posts, error %v", files, posts, err)
		}
		seconds := b.Elapsed().Seconds() / float64(b.N)
		b.ReportMetric(float64(posts)/seconds, "posts/s")
		b.ReportMetric(float64(files)/seconds, "files/s")
		b.ReportMetric(float64(files), "files")
		b.ReportMetric(cpu/float64(b.N), "cpu-s")
		b.ReportMetric(float64(peak)/1e6, "peak-MB")
	})
}
