package sqlite

import (
	"context"
	"regexp"
)

// parameters are those of a statement; a number is that of one used again.
var parameters = regexp.MustCompile(`\?[0-9]*`)

// Explain tells how SQLite goes about a statement, such as [WithTrace] is given,
// step by step (https://sqlite.org/eqp.html).
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
