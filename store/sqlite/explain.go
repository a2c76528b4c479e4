package sqlite

import (
	"context"
	"regexp"
)

// parameters matches the parameters of a statement: ?, or ?1 for one that is used several
// times.
var parameters = regexp.MustCompile(`\?[0-9]*`)

// Explain returns the steps of SQLite's plan for a statement (https://sqlite.org/eqp.html),
// such as one that [WithTrace] has reported.
func (s *Store) Explain(ctx context.Context, statement string) (steps []string, err error) {
	err = each(ctx, s.reader.query, "EXPLAIN QUERY PLAN "+statement, make([]any, countParameters(statement)), func(scan scanFunc) error {
		var id, parent, unused int
		var step string
		err := scan(&id, &parent, &unused, &step)
		steps = append(steps, step)
		return err
	})
	return steps, s.wrap(err, "explain")
}

func countParameters(statement string) int {
	different := map[string]bool{}
	plain := 0
	for _, p := range parameters.FindAllString(statement, -1) {
		if p == "?" {
			plain++
		}
		different[p] = true
	}
	delete(different, "?")
	return plain + len(different)
}
