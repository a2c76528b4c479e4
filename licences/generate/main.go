// This program gathers the licence texts of all modules in use, from the module cache,
// into one file that programs are built with. Run it with `go generate ./licences`.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"viewline/licences"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%d arguments; want the file to write", len(args))
	}
	modules, err := licences.Modules(ctx)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, m := range modules {
		text, err := m.Text()
		if err != nil {
			return err
		}
		_, _ = fmt.Fprintf(&b, "%s\n%s %s\n\n%s\n", strings.Repeat("=", 72), m.Path, m.Version, text)
	}
	return os.WriteFile(args[0], []byte(b.String()), 0o644) //nolint:gosec // everybody may read licences
}
