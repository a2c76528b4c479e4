package limit

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"viewline/relay"
)

// most is the largest cost; a larger one counts as this. It is the largest integer that
// every reader of JSON gets right.
const most = 1<<53 - 1

// plus adds two costs.
func plus(a, b int64) int64 { return min(a+b, most) }

// times multiplies two costs.
func times(a, b int64) int64 {
	if b > 0 && a > most/b {
		return most
	}
	return a * b
}

// isConnection reports whether a type is a connection, by its name (GraphQL Cursor
// Connections Specification, section 2).
func isConnection(name string) bool { return strings.HasSuffix(name, "Connection") }

// trees are the types that nest: those that have a list of their own kind, and the
// unions and interfaces of which a member has a list.
func trees(schema *ast.Schema) map[string]bool {
	nest := map[string]bool{}
	for _, def := range schema.Types {
		for _, f := range def.Fields {
			if def.Kind != ast.Object || def.BuiltIn || f.Type.Elem == nil {
				continue
			}
			if of := f.Type.Name(); slices.Contains(schema.PossibleTypes[of], def) {
				nest[of] = true
			}
		}
	}
	return nest
}

// argument is the value of an argument; nil where the argument is absent or null, and an
// error where it is a number that is out of range.
func (c *counter) argument(list ast.ArgumentList, name string) any {
	a := list.ForName(name)
	if a == nil {
		return nil
	}
	value, err := a.Value.Value(c.variables)
	if err != nil {
		return err
	}
	return value
}

// pageSize is how many items a page of a connection can have.
func (c *counter) pageSize(f *ast.Field) int64 {
	size := max(c.number(f, "first"), c.number(f, "last"))
	if size > 0 {
		return size
	}
	if first := f.Definition.Arguments.ForName("first"); first != nil && first.DefaultValue != nil {
		if n, err := strconv.ParseInt(first.DefaultValue.Raw, 10, 64); err == nil {
			return n
		}
	}
	return relay.DefaultSize
}

// number is a page size within its bounds, and 0 where none is given.
func (c *counter) number(f *ast.Field, name string) int64 {
	value := c.argument(f.Arguments, name)
	if value == nil {
		return 0
	}
	return min(max(integer(value), 1), relay.MaxSize)
}

// integer is a value that gqlgen accepts as an Int. The field itself refuses any other
// value, which counts as the largest integer.
func integer(value any) int64 {
	switch n := value.(type) {
	case int64:
		return n
	case int:
		return int64(n)
	case float64:
		if math.Abs(n) < most {
			return int64(n)
		}
	case json.Number:
		return parsed(n.String())
	case string:
		return parsed(n)
	}
	return most
}

func parsed(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return most
	}
	return n
}

// ids is the number of values of the argument ids; a single value counts as a list of one.
func (c *counter) ids(f *ast.Field) int64 {
	if list, ok := c.argument(f.Arguments, "ids").([]any); ok {
		return int64(min(len(list), relay.MaxSize))
	}
	return 1
}

// included reports whether @skip and @include keep a selection.
func (c *counter) included(list ast.DirectiveList) bool {
	for _, d := range list {
		switch on := c.argument(d.Arguments, "if"); {
		case d.Name == "skip" && on == true, d.Name == "include" && on == false:
			return false
		}
	}
	return true
}
