package post

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"viewline/source"
)

// lineBreaks writes line breaks as lines are counted here: a carriage return
// ends none by itself, so it is a blank, where YAML has it for a break (YAML
// 1.2.2, section 5.4) and would count on.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", " ")

// parseYAML reads YAML whose positions are those of the file.
func parseYAML(src []byte) (*ast.File, error) {
	return parser.ParseBytes([]byte(lineBreaks.Replace(string(src))), 0)
}

// yamlPosition is where a YAML error lies.
func yamlPosition(err error) source.Position {
	var e yaml.Error
	if !errors.As(err, &e) || e.GetToken() == nil {
		return source.Position{Line: 1, Column: 1}
	}
	at := e.GetToken().Position
	return source.Position{Line: at.Line, Column: at.Column}
}

// yamlMessage is a YAML error without its position and excerpt.
func yamlMessage(err error) string {
	var e yaml.Error
	if errors.As(err, &e) {
		message, _, _ := strings.Cut(e.GetMessage(), "\n")
		return message
	}
	return err.Error()
}

func nodePosition(n ast.Node) source.Position {
	token := n.GetToken()
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		token = m.Values[0].Key.GetToken() // a mapping's own token is its first colon
	}
	at := token.Position
	return source.Position{Line: at.Line, Column: at.Column}
}

// yamlEntries lists the entries of a file that is one list.
func yamlEntries(path string, file *ast.File, diags *source.List) []ast.Node {
	var entries []ast.Node
	for _, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case *ast.SequenceNode:
			entries = append(entries, body.Values...)
		case nil, *ast.NullNode, *ast.CommentGroupNode:
		default:
			diags.Add(path, nodePosition(body), source.Error, "found a %s; want a list", strings.ToLower(body.Type().String()))
		}
	}
	return entries
}

// jsonPosition is where a JSON error lies.
func jsonPosition(src []byte, err error) source.Position {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return source.At(src, int(syntax.Offset)-1)
	case errors.As(err, &typ):
		return source.At(src, int(typ.Offset)-1)
	}
	return source.At(src, 0)
}

// itemPositions lists where the items of a JSON array start.
func itemPositions(src []byte) []source.Position {
	dec := json.NewDecoder(strings.NewReader(string(src)))
	_, _ = dec.Token() // the bracket: the array was decoded before
	var at []source.Position
	for dec.More() {
		offset := int(dec.InputOffset())
		for offset < len(src) && strings.IndexByte(" \t\r\n,", src[offset]) >= 0 {
			offset++
		}
		at = append(at, source.At(src, offset))
		var skip json.RawMessage
		if dec.Decode(&skip) != nil {
			break
		}
	}
	return at
}
