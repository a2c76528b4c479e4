package input

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/echo"
)

// mismatch says that a value does not have its type, and at which path below the variable
// the value stands: ".from" or "[2]".
type mismatch struct{ path, code, text string }

func (m *mismatch) below(path string) *mismatch { return &mismatch{path + m.path, m.code, m.text} }

// unlike is the mismatch of a value that has another type than t.
func (e *Extension) unlike(t *ast.Type, value any) *mismatch {
	return &mismatch{code: errcode.ValidationFailed, text: fmt.Sprintf("found %s; want %s", found(value), e.wanted(t))}
}

// coerce makes a value of the type t of a value that was decoded from JSON.
func (e *Extension) coerce(t *ast.Type, value any) (any, *mismatch) {
	if value == nil {
		if t.NonNull {
			return nil, e.unlike(t, nil)
		}
		return nil, nil
	}
	if t.Elem != nil {
		return e.list(t, value)
	}
	def := e.schema.Types[t.NamedType]
	if def == nil {
		return value, nil // gqlgen reports a type that does not exist
	}
	switch def.Kind {
	case ast.Enum:
		if name, ok := value.(string); ok && def.EnumValues.ForName(name) != nil {
			return name, nil
		}
		return nil, e.unlike(t, value)
	case ast.InputObject:
		return e.object(t, def, value)
	case ast.Scalar:
		return e.scalar(t, value)
	}
	return value, nil
}

// list coerces a list. A value that is no list stands for a list of this one value (section
// 3.11).
func (e *Extension) list(t *ast.Type, value any) (any, *mismatch) {
	items, ok := value.([]any)
	if !ok {
		item, bad := e.coerce(t.Elem, value)
		return []any{item}, bad
	}
	coerced := make([]any, len(items))
	for i, item := range items {
		var bad *mismatch
		if coerced[i], bad = e.coerce(t.Elem, item); bad != nil {
			return nil, bad.below("[" + strconv.Itoa(i) + "]")
		}
	}
	return coerced, nil
}

// object coerces an input object (section 3.10).
func (e *Extension) object(t *ast.Type, def *ast.Definition, value any) (any, *mismatch) {
	fields, ok := value.(map[string]any)
	if !ok {
		return nil, e.unlike(t, value)
	}
	for name := range fields {
		if def.Fields.ForName(name) == nil {
			return nil, &mismatch{"." + name, errcode.ValidationFailed, "found a field that " + def.Name + " does not have"}
		}
	}
	coerced := make(map[string]any, len(fields))
	for _, f := range def.Fields {
		value, given := fields[f.Name]
		if !given {
			if f.Type.NonNull && f.DefaultValue == nil {
				return nil, &mismatch{"." + f.Name, errcode.ValidationFailed, "found nothing; want " + e.wanted(f.Type)}
			}
			continue
		}
		var bad *mismatch
		if coerced[f.Name], bad = e.coerce(f.Type, value); bad != nil {
			return nil, bad.below("." + f.Name)
		}
	}
	return coerced, nil
}

// scalar coerces a scalar: GraphQL's own scalars by section 3.5, the schema's by their
// [Scalar].
func (e *Extension) scalar(t *ast.Type, value any) (any, *mismatch) {
	switch t.NamedType {
	case "String":
		if s, ok := value.(string); ok {
			return s, nil
		}
	case "Boolean":
		if b, ok := value.(bool); ok {
			return b, nil
		}
	case "Int":
		if n, ok := whole(value); ok && n >= math.MinInt32 && n <= math.MaxInt32 {
			return int64(n), nil
		}
	case "Float":
		if n, ok := number(value); ok {
			return n, nil
		}
	case "ID":
		if s, ok := value.(string); ok {
			return s, nil
		}
		if text, ok := value.(json.Number); ok {
			if _, err := strconv.ParseInt(text.String(), 10, 64); err == nil {
				return text.String(), nil
			}
		}
	default:
		if check := e.scalars[t.NamedType]; check != nil {
			if err := check(value); err != nil {
				return nil, &mismatch{code: codeBadInput, text: err.Error()}
			}
		}
		return value, nil
	}
	return nil, e.unlike(t, value)
}

// number is the value of a JSON number; false where the value is no number, or not finite.
func number(value any) (float64, bool) {
	text, ok := value.(json.Number)
	if !ok {
		return 0, false
	}
	n, err := text.Float64()
	return n, err == nil
}

// whole is the value of a number without a fraction, in any spelling: 5, 5.0 or 5e0.
func whole(value any) (float64, bool) {
	n, ok := number(value)
	return n, ok && n == math.Trunc(n)
}

// found describes a value that was sent, for a message.
func found(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return "the text " + echo.Quote(v)
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return "the number " + echo.Cut(v.String())
	case []any:
		return "a list"
	}
	return "an object"
}

// names are the words for GraphQL's own scalars in messages.
var names = map[string]string{
	"Int": "a whole number from -2147483648 to 2147483647", "Float": "a number", "String": "a text",
	"Boolean": "true or false", "ID": "a text or a whole number",
}

// wanted describes the values that a type allows, for a message.
func (e *Extension) wanted(t *ast.Type) string {
	if t.Elem != nil {
		return "a list (" + echo.Cut(t.String()) + ")"
	}
	if name := names[t.NamedType]; name != "" {
		return name + " (" + t.String() + ")"
	}
	def := e.schema.Types[t.NamedType]
	switch {
	case def != nil && def.Kind == ast.Enum && !e.quiet:
		text := "one of"
		for i, v := range def.EnumValues {
			if i > 0 {
				text += ","
			}
			text += " " + v.Name
		}
		return text + " (" + t.String() + ")"
	case def != nil && def.Kind == ast.InputObject:
		return "an object (" + t.String() + ")"
	}
	return "a value of " + echo.Cut(t.String())
}
