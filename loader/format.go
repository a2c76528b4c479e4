package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"viewline/cli"
	"viewline/diagnostic"
)

// format is the form of the lines that the loader writes to standard error.
type format struct {
	// diagnostic writes a problem of a post or of a file beside the posts.
	diagnostic func(w io.Writer, d diagnostic.Diagnostic)
	// notice writes the summary of a run.
	notice func(w io.Writer, text string)
	// complaint writes an error that ends the run.
	complaint func(w io.Writer, err error)
}

// formats are the values of --format.
var formats = map[string]format{
	"text": {
		diagnostic: func(w io.Writer, d diagnostic.Diagnostic) { _, _ = fmt.Fprintln(w, d) },
		notice:     func(w io.Writer, text string) { _, _ = fmt.Fprintln(w, text) },
		complaint:  func(w io.Writer, err error) { cli.Complain(w, program, err) },
	},
	"github": {
		diagnostic: func(w io.Writer, d diagnostic.Diagnostic) { _, _ = fmt.Fprintln(w, workflowCommand(d)) },
		notice:     func(w io.Writer, text string) { _, _ = fmt.Fprintln(w, text) },
		complaint: func(w io.Writer, err error) {
			_, _ = fmt.Fprintln(w, "::error::"+diagnostic.Printable(messageEscapes.Replace(program+": "+err.Error())))
		},
	},
	"json": {
		diagnostic: func(w io.Writer, d diagnostic.Diagnostic) { printLine(w, d) },
		notice:     func(w io.Writer, text string) { printLine(w, spoken{"notice", text}) },
		complaint:  func(w io.Writer, err error) { printLine(w, spoken{string(diagnostic.Error), err.Error()}) },
	},
}

// formatOf is the format with a name; the format text where no format has the name.
func formatOf(name string) format {
	if f, ok := formats[name]; ok {
		return f
	}
	return formats["text"]
}

// formatNames lists the names of the formats, for a message.
func formatNames() string {
	names := slices.Sorted(maps.Keys(formats))
	slices.Reverse(names)
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// spoken is a line of --format=json that is not about a file. Its severity is one of a
// diagnostic's, or "notice".
type spoken struct {
	Severity string `json:"severity"`
	Message  string `json:"message"`
}

func printLine(w io.Writer, v any) {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // where standard error cannot be written, nothing can be reported
}

// The escapes of workflow commands: https://github.com/actions/toolkit, file
// packages/core/src/command.ts, functions escapeData and escapeProperty.
var (
	messageEscapes  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// workflowCommand is a diagnostic as a workflow command, which GitHub Actions shows beside
// the line: ::warning file=a.md,line=3,col=1::message.
func workflowCommand(d diagnostic.Diagnostic) string {
	at := ""
	if d.Line > 0 {
		at = fmt.Sprintf(",line=%d,col=%d", d.Line, d.Column)
	}
	path, message := diagnostic.Printable(propertyEscapes.Replace(d.Path)), diagnostic.Printable(messageEscapes.Replace(d.Message))
	return fmt.Sprintf("::%s file=%s%s::%s", d.Severity, path, at, message)
}
