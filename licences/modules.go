package licences

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Module is a module that the programs contain code of, and where its files are.
type Module struct{ Path, Version, Dir string }

// Modules lists the modules that the programs of this repository contain, sorted by
// path. The go command has to be there.
func Modules(ctx context.Context) ([]Module, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-deps", "-json=Module", "viewline", "viewline/loader")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("list modules: %w", err)
	}
	all := map[string]Module{}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			Module *struct {
				Module
				Main bool
			}
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if p.Module != nil && !p.Module.Main {
			all[p.Module.Path] = p.Module.Module
		}
	}
	var sorted []Module
	for _, m := range all {
		sorted = append(sorted, m)
	}
	slices.SortFunc(sorted, func(a, b Module) int { return strings.Compare(a.Path, b.Path) })
	return sorted, nil
}

// legal are the files that hold licences and notices.
var legal = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)`)

// Text is all that a module has of licences and notices, one file after the other; an
// error where it has none.
func (m Module) Text() (string, error) {
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		return "", fmt.Errorf("licence of %s: %w", m.Path, err)
	}
	var b strings.Builder
	for _, e := range entries {
		if e.IsDir() || !legal.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(m.Dir, e.Name())) //nolint:gosec // of the module cache
		if err != nil {
			return "", fmt.Errorf("licence of %s: %w", m.Path, err)
		}
		b.Write(text)
		b.WriteString("\n")
	}
	if b.Len() == 0 {
		return "", fmt.Errorf("licence of %s: no file in %s; want LICENSE", m.Path, m.Dir)
	}
	return b.String(), nil
}
