package graph

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/graph/gengql"
	"viewline/graph/transport"
)

// ReadOperations reads the documents of a folder, which are its files that end in .graphql,
// and holds each to the schema. A document is listed by the name of its file without the
// ending, and by that of its operation where it has one alone. Errors name file, line and
// column.
func ReadOperations(folder string) (*transport.Listed, error) {
	files, err := filepath.Glob(filepath.Join(strings.NewReplacer("[", `\[`, "*", `\*`, "?", `\?`, `\`, `\\`).Replace(folder), "*.graphql"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s has no file that ends in .graphql", folder)
	}
	withoutDefer()
	listed, schema := new(transport.Listed), gengql.NewExecutableSchema(gengql.Config{}).Schema()
	var errs []error
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if strings.TrimSpace(string(text)) == "" {
			errs = append(errs, fmt.Errorf("%s: the file is empty; want a GraphQL document", file))
			continue
		}
		document, invalid := gqlparser.LoadQueryWithRules(schema, string(text), nil)
		if invalid != nil {
			errs = append(errs, located(file, invalid))
			continue
		}
		names := []string{strings.TrimSuffix(filepath.Base(file), ".graphql")}
		if len(document.Operations) == 1 && document.Operations[0].Name != "" {
			names = append(names, document.Operations[0].Name)
		}
		if err := listed.Add(string(text), names...); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", file, err))
		}
	}
	return listed, errors.Join(errs...)
}

// located has the errors of a file, with line and column, as compilers write them.
func located(file string, invalid gqlerror.List) error {
	var errs []error
	for _, err := range invalid {
		at := gqlerror.Location{Line: 1, Column: 1}
		if len(err.Locations) > 0 {
			at = err.Locations[0]
		}
		errs = append(errs, fmt.Errorf("%s:%s: %s", file, at, err.Message))
	}
	return errors.Join(errs...)
}
