// This program writes gengql/generated.go: it has gqlgen do so, and then lets
// lists of the types that are whole in memory go through package plain. Run it
// with `go generate ./graph`.
package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

// whole are the types whose lists are in memory with all that they hold.
const whole = `Appearance|Content|Section|Viewpoint`

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run() error {
	cfg, err := config.LoadConfigFromDefaultLocations()
	if err != nil {
		return err
	}
	if err := api.Generate(cfg); err != nil {
		return err
	}
	path := cfg.Exec.Filename
	code, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if code, err = shorten(code); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, code, 0o644)
}

var (
	lists   = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) marshalN(` + whole + `)2ᚕ\S*\(ctx context\.Context, sel ast\.SelectionSet, v \[\]\*?timeline\.\w+\) graphql\.Marshaler \{$`)
	imports = []byte("\t\"viewline/graph/model\"\n")
	childs  = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) childFields_(\w+)\(`)
)

// shorten gives lists to package plain first.
func shorten(code []byte) ([]byte, error) {
	if n := len(lists.FindAll(code, -1)); n != strings.Count(whole, "|")+1 {
		return nil, fmt.Errorf("%d functions that marshal lists of %s; want one for each", n, whole)
	}
	code = lists.ReplaceAll(code, []byte("$0\n\tif ret := plain.List(ctx, sel, v, ec.children); ret != nil {\n\t\treturn ret\n\t}"))
	if bytes.Count(code, imports) != 1 {
		return nil, fmt.Errorf("no import of graph/model to put another one beside")
	}
	code = bytes.Replace(code, imports, append(imports, "\t\"viewline/graph/plain\"\n"...), 1)
	return append(code, children(code)...), nil
}

// children is a method that finds how the fields of a type are resolved, by the
// type's name.
func children(code []byte) []byte {
	var method bytes.Buffer
	method.WriteString("\nfunc (ec *executionContext) children(typeName string) plain.Child {\n\tswitch typeName {\n")
	for _, found := range childs.FindAllSubmatch(code, -1) {
		fmt.Fprintf(&method, "\tcase %q:\n\t\treturn ec.childFields_%s\n", found[1], found[1])
	}
	method.WriteString("\t}\n\treturn nil\n}\n")
	return method.Bytes()
}
