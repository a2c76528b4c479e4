// This program writes gengql/generated.go: gqlgen generates the file, and then
// this program lets every list of objects ask package plain first, and makes the
// code shorter to compile. Run the program with `go generate ./graph`. It is a
// module of its own, so that who builds Viewline does not compile gqlgen's generator.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

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
	// lists are the functions that marshal a list of objects without nulls. The pattern does
	// not match the types of introspection, which are of gqlgen's packages.
	lists   = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) marshalN\w+2ᚕ\S*ᚄ\(ctx context\.Context, sel ast\.SelectionSet, v \[\]\*?(?:timeline|relay|model|live)\..+\) graphql\.Marshaler \{$`)
	imports = []byte("\t\"viewline/graph/model\"\n")
	// objects are the functions that marshal one object, or a member of an interface or a
	// union. Their names and parameters tell which Go type a type of the schema is bound to.
	objects = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) _(\w+)\(ctx context\.Context, sel ast\.SelectionSet, obj (\*?(?:timeline|relay|model|live)\..+)\) graphql\.Marshaler \{$`)
	// methods are the functions that resolve a field by a method without arguments.
	methods = regexp.MustCompile(`(?ms)^func \(ec \*executionContext\) _([A-Za-z]+)_(\w+)\([^\n]*obj \*[^\n]*\{$.*?^\}$`)
	call    = regexp.MustCompile(`return obj\.(\w+)\(\), nil`)
	// small are the functions that the compiler would copy into many others, with their function
	// literals, which takes a fifth of the package's time to compile.
	small = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) (?:fieldContext_|marshal|unmarshal|_[A-Za-z]+_)`)
	// forwards are function literals that only call a method with what they were given. The method
	// itself does the same, and is compiled once for all fields that it is for.
	forwards = regexp.MustCompile(`func\(ctx context\.Context, (?:field graphql\.CollectedField\) \(\*graphql\.FieldContext, error\)|selections ast\.SelectionSet, v [^\n{]+\) graphql\.Marshaler) \{\s*return (ec\.\w+)\(ctx, (?:field|selections, v)\)\s*\}`)
	// buffers is where the whole answer is written.
	buffers = []byte("\t\t\tvar buf bytes.Buffer\n\t\t\tdata.MarshalGQL(&buf)\n")
	childs  = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) childFields_([A-Za-z]\w+)\(`)
)

// shorten adds to every function that marshals a list a call of package plain, ahead of
// gqlgen's own code, and to small functions a directive for the compiler; a function literal that
// only calls a method becomes the method. The answer of a query is written to a buffer that has
// room for it.
func shorten(code []byte) ([]byte, error) {
	if !lists.Match(code) || !objects.Match(code) || !childs.Match(code) || !forwards.Match(code) {
		return nil, errors.New("no function that marshals a list, or none for an object, for its fields, or that calls another; gqlgen writes them in another form now")
	}
	code = lists.ReplaceAll(code, []byte("$0\n\tif ret := plain.List(ctx, sel, v, objects, ec.children); ret != nil {\n\t\treturn ret\n\t}"))
	if bytes.Count(code, imports) != 1 {
		return nil, errors.New("no import of graph/model to put another one beside")
	}
	code = bytes.Replace(code, imports, append(imports, "\t\"viewline/graph/plain\"\n"...), 1)
	if bytes.Count(code, buffers) != 1 {
		return nil, errors.New("no single place where the answer of a query is written; gqlgen writes it in another form now")
	}
	code = bytes.Replace(code, buffers, []byte("\t\t\tbuf := plain.Buffer(ctx)\n\t\t\tdata.MarshalGQL(buf)\n"), 1)
	code = forwards.ReplaceAll(code, []byte("$1"))
	return format.Source(slices.Concat(small.ReplaceAll(code, []byte("//go:noinline\n$0")), table(code), children(code)))
}

// table is the code of a variable that has the Go types of all objects, interfaces and
// unions.
func table(code []byte) []byte {
	var text bytes.Buffer
	text.WriteString("\n// objects are the Go types that the schema's types are bound to.\nvar objects = plain.NewTypes(\n")
	for _, found := range objects.FindAllSubmatch(code, -1) {
		fmt.Fprintf(&text, "\tplain.Bind[%s](%q),\n", found[2], found[1])
	}
	for _, found := range methods.FindAllSubmatch(code, -1) {
		if method := call.FindSubmatch(found[0]); method != nil && !strings.EqualFold(string(method[1]), string(found[2])) {
			fmt.Fprintf(&text, "\tplain.Rename(%q, %q, %q),\n", found[1], found[2], method[1])
		}
	}
	text.WriteString(")\n")
	return text.Bytes()
}

// children is the code of a method that returns, for the name of a type, gqlgen's function
// that resolves the type's fields.
func children(code []byte) []byte {
	var method bytes.Buffer
	method.WriteString("\nfunc (ec *executionContext) children(typeName string) plain.Child {\n\tswitch typeName {\n")
	for _, found := range childs.FindAllSubmatch(code, -1) {
		fmt.Fprintf(&method, "\tcase %q:\n\t\treturn ec.childFields_%s\n", found[1], found[1])
	}
	method.WriteString("\t}\n\treturn nil\n}\n")
	return method.Bytes()
}
