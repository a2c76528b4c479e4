package main

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"

	"github.com/spf13/pflag"

	"viewline/edge/logged"
)

// logSettings say how the server's log is written.
type logSettings struct {
	format string // "text" or "json"
	access bool   // whether there is a line about each request
}

func (s *logSettings) flags(f *pflag.FlagSet) {
	f.StringVar(&s.format, "log-format", "text", "`form` of the lines of the log, text or json; those that belong to a\nrequest have its id, which is X-Request-Id of the answer")
	f.BoolVar(&s.access, "access-log", false, "one line of the log about each request, without what it asks for")
}

func (s *logSettings) check() error {
	if s.format != "text" && s.format != "json" {
		return fmt.Errorf("--log-format %q; want text or json", s.format)
	}
	return nil
}

// logger is the log of the server.
func (s *logSettings) logger(to io.Writer) *slog.Logger {
	if s.format == "json" {
		return slog.New(logged.NewHandler(slog.NewJSONHandler(to, nil)))
	}
	return slog.New(logged.NewHandler(slog.NewTextHandler(to, nil)))
}

// requests gives each request its id, and its line in the log if that is wanted.
func (s *logSettings) requests(next http.Handler, log *slog.Logger) http.Handler {
	if !s.access {
		return logged.Requests(next, nil)
	}
	return logged.Requests(next, log)
}
