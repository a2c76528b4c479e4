package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"viewline/source"
)

const barInterval = 100 * time.Millisecond

// screen shows diagnostics, and on a terminal how far the run has come.
type screen struct {
	out      io.Writer
	terminal bool
	bar      *progressbar.ProgressBar // nil before the first progress
}

func newScreen(out io.Writer) *screen {
	file, ok := out.(*os.File)
	return &screen{out: out, terminal: ok && term.IsTerminal(int(file.Fd()))}
}

func (s *screen) diagnose(d source.Diagnostic) {
	s.clear()
	_, _ = fmt.Fprintln(s.out, d)
}

func (s *screen) progress(done, total int) {
	if !s.terminal {
		return
	}
	if s.bar == nil {
		s.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(s.out), progressbar.OptionSetDescription("loading"), progressbar.OptionShowCount(),
			progressbar.OptionThrottle(barInterval), progressbar.OptionClearOnFinish())
	}
	_ = s.bar.Set(done) // a bar that cannot be drawn stops nothing
}

// clear takes the bar from the line it stands in.
func (s *screen) clear() {
	if s.bar != nil {
		_ = s.bar.Clear()
	}
}
