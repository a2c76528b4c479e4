package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// BenchmarkResident runs the loads of answers one after the other on one server as it comes,
// and reports the memory that the system had given it at most: each question with 16
// connections, asked before and as a new operation each time.
func BenchmarkResident(b *testing.B) {
	p := server(b, data(b, smallCorpus))
	if _, ok := p.status("VmHWM"); !ok {
		b.Skip("the system does not tell what a process has")
	}
	rested, _ := p.status("VmRSS")
	for _, q := range questions {
		for _, name := range []string{"repeated", "new"} {
			b.Run(q.name+"/"+name, func(b *testing.B) {
				want := first(b, p, request(strings.ReplaceAll(q.query, "NAME", "Q")))
				load(b, p, func(n int64) []byte {
					if name == "repeated" {
						n = 0
					}
					return request(strings.ReplaceAll(q.query, "NAME", fmt.Sprintf("Q%d_%d", b.N, n)))
				}, func(answer []byte) bool { return bytes.Equal(answer, want) })
				b.ReportMetric(float64(rested)/1e6, "idle-MB")
				most, _ := p.status("VmHWM")
				b.ReportMetric(float64(most)/1e6, "peak-MB")
			})
		}
	}
}

// status is a figure of the process in bytes (proc_pid_status(5)); false where the system has
// none.
func (p *process) status(name string) (int64, bool) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok && err == nil {
			n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return n * 1024, err == nil
		}
	}
	return 0, false
}
