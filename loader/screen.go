package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"viewline/diagnostic"
)

const barInterval = 100 * time.Millisecond

// screen shows diagnostics, and on a terminal a bar of progress.
type screen struct {
	out      io.Writer
	format   format
	terminal bool                     // whether there is a bar
	bar      *progressbar.ProgressBar // nil before the first progress
}

// newScreen is a screen that writes in the named format. Only the format text has a bar.
func newScreen(out io.Writer, formatName string) *screen {
	file, ok := out.(*os.File)
	return &screen{out: out, format: formatOf(formatName), terminal: ok && formatName == "text" && term.IsTerminal(int(file.Fd()))}
}

func (s *screen) diagnose(d diagnostic.Diagnostic) {
	s.clear()
	s.format.diagnostic(s.out, d)
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
	_ = s.bar.Set(done) // where the bar cannot be drawn, the import goes on
}

// clear removes the bar from its line.
func (s *screen) clear() {
	if s.bar != nil {
		_ = s.bar.Clear()
	}
}
