// This program measures Viewline on the machine that it runs on, and prints a table of the
// results. Beside each result is a bound that Viewline cannot beat. Run it from the root of
// the project with `go run ./bench`; README.md says what is measured.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

func main() {
	only := flag.String("only", "", "`part` to measure alone: "+strings.Join(names(), ", "))
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *only, os.Stdout, os.Stderr)
	stop()
	if err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// part is a part of the table, with the arguments of `go test` for it.
type part struct {
	name, title, bench, time string
	count                    int
	table                    func(io.Writer, results)
}

var parts = []part{
	{"answers", "Answers over HTTP, 16 connections", "Repeated|New", "2s", 5, tableOfAnswers},
	{"subscribers", "A thousand subscribers while posts are imported", "Subscribers", "10x", 1, tableOfSubscribers},
	{"changing", "Kept answers while posts are imported", "Changing", "10x", 1, tableOfChanging},
	{"growth", "Growth, p50 in ms over one connection", "Growth", "300x", 1, tableOfGrowth},
	{"imports", "Imports of 10,000 posts", "Import", "1x", 3, tableOfImports},
	{"build", "Sites as files", "Build", "1x", 1, tableOfBuilds},
	{"start", "Start-up to the first answer", "Start", "5x", 1, tableOfStarts},
	{"resident", "Memory of a server as it comes, under the loads of answers", "Resident", "400x", 1, tableOfResident},
	{"memory", "What a million viewpoints take", "Memory", "1x", 1, tableOfMemory},
}

func names() []string {
	all := []string{"plans"}
	for _, p := range parts {
		all = append(all, p.name)
	}
	return all
}

func run(ctx context.Context, only string, stdout, stderr io.Writer) error {
	known := only == "" || only == "plans"
	_, _ = fmt.Fprintf(stdout, "%s, commit %s\n`go run ./bench`, %s\n", machine(), commit(ctx), time.Now().Format(time.DateOnly))
	for _, p := range parts {
		if only != "" && only != p.name {
			continue
		}
		known = true
		out, err := p.measure(ctx, stderr)
		if err != nil {
			return err
		}
		_, _ = fmt.Fprintf(stdout, "\n## %s\n\n", p.title)
		p.table(stdout, out)
	}
	if !known {
		return fmt.Errorf("no part %q; want one of %s", only, strings.Join(names(), ", "))
	}
	if only != "" && only != "plans" {
		return nil
	}
	return printPlans(ctx, stdout, stderr)
}

// plansFile is the environment variable that tells TestPlans where to write.
const plansFile = "BENCH_PLANS"

// printPlans prints what TestPlans writes. The engines are asked by a test, as for all other parts,
// so that this program has none of them.
func printPlans(ctx context.Context, stdout, stderr io.Writer) error {
	dir, err := os.MkdirTemp("", "viewline-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	path := filepath.Join(dir, "plans.md")
	cmd := exec.CommandContext(ctx, "go", "test", "./bench", "-count", "1", "-run", "^TestPlans$")
	cmd.Env = append(os.Environ(), plansFile+"="+path)
	cmd.Stdout, cmd.Stderr = stderr, stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("plans: %w", err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("plans: go test wrote none; run it from the root of the project: %w", err)
	}
	_, err = stdout.Write(text)
	return err
}

// measure runs the benchmarks of a part.
func (p part) measure(ctx context.Context, stderr io.Writer) (results, error) {
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, "go", "test", "./bench", "-run", "^$", "-bench", "^Benchmark("+p.bench+")$", //nolint:gosec // the parts are constant
		"-benchtime", p.time, "-count", fmt.Sprint(p.count), "-timeout", "2h")
	cmd.Stdout, cmd.Stderr = io.MultiWriter(&out, stderr), stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("measure %s: %w", p.name, err)
	}
	r := read(out.String())
	if len(r) == 0 {
		return nil, errors.New("go test printed no results; run it from the root of the project")
	}
	return r, nil
}

// machine describes the processor and the system, on which the figures depend.
func machine() string {
	model := runtime.GOARCH
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	return fmt.Sprintf("%d × %s, %s, %s", runtime.NumCPU(), model, runtime.GOOS, runtime.Version())
}

func commit(ctx context.Context) string {
	out, err := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}
