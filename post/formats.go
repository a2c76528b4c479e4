package post

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"viewline/source"
)

// yamlFields decodes YAML that starts behind a number of lines. It is given to
// the decoder behind as many empty ones, so that all positions are those of
// the file.
func (r *reader) yamlFields(block []byte, linesBefore int) []field {
	block = append(bytes.Repeat([]byte("\n"), linesBefore), block...)
	file, err := parseYAML(block)
	if err != nil {
		if mended := quoteColons(block); mended != nil {
			if again, stillWrong := parseYAML(mended); stillWrong == nil {
				file, err = again, nil
			}
		}
	}
	if err != nil {
		r.diags.Add(r.path, yamlPosition(err), source.Error, "front matter: %s; want YAML, a key: value on each line", yamlMessage(err))
		return nil
	}
	var fields []field
	for _, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case *ast.MappingNode:
			for _, v := range body.Values {
				fields = append(fields, r.yamlField(v))
			}
		case nil, *ast.NullNode, *ast.CommentGroupNode:
		default:
			r.diags.Add(r.path, nodePosition(body), source.Error, "front matter: found a %s; want a key: value on each line", strings.ToLower(body.Type().String()))
		}
	}
	return fields
}

func (r *reader) yamlField(v *ast.MappingValueNode) field {
	f := field{key: v.Key.GetToken().Value, at: nodePosition(v.Value)}
	if err := yaml.NodeToValue(v.Value, &f.value); err != nil {
		r.diags.Add(r.path, f.at, source.Error, "%s: %s; want YAML", f.key, yamlMessage(err))
	}
	f.text = strings.TrimSpace(v.Value.String())
	if s, ok := f.value.(string); ok {
		f.text = s
	}
	return f
}

// colonValue is a line whose value holds a colon that YAML takes for another
// key: title: Groq: fast.
var colonValue = regexp.MustCompile(`(?m)^([A-Za-z_]+:[ \t]+)([^"'\[{|>&*!#%@\x60\s][^\n]*:[ \t][^\n]*?)[ \t\r]*$`)

// quoteColons puts such values in quotation marks; nil where there are none.
func quoteColons(block []byte) []byte {
	if !colonValue.Match(block) {
		return nil
	}
	return colonValue.ReplaceAllFunc(block, func(line []byte) []byte {
		m := colonValue.FindSubmatch(line)
		return append(bytes.Clone(m[1]), "'"+strings.ReplaceAll(string(m[2]), "'", "''")+"'"...)
	})
}

// tomlFields decodes TOML that starts behind a number of lines.
func (r *reader) tomlFields(block []byte, linesBefore int) []field {
	var values map[string]any
	if err := toml.Unmarshal(block, &values); err != nil {
		at := source.Position{Line: linesBefore + 1, Column: 1}
		var wrong *toml.DecodeError
		if errors.As(err, &wrong) {
			row, column := wrong.Position()
			at = source.Position{Line: linesBefore + row, Column: column}
		}
		r.diags.Add(r.path, at, source.Error, "front matter: %v; want TOML, a key = value on each line", err)
		return nil
	}
	var fields []field
	seen := map[string]bool{}
	var p unstable.Parser
	p.Reset(block)
	for p.NextExpression() {
		keys := p.Expression().Key()
		if !keys.Next() || seen[string(keys.Node().Data)] {
			continue
		}
		key := string(keys.Node().Data)
		if _, top := values[key]; !top {
			continue // a key of the table above it
		}
		seen[key] = true
		at := source.At(block, int(keys.Node().Raw.Offset))
		at.Line += linesBefore
		fields = append(fields, field{key: key, value: plainValue(values[key]), text: fmt.Sprint(plainValue(values[key])), at: at})
	}
	return fields
}

// plainValue writes TOML's local dates and times as text.
func plainValue(v any) any {
	switch v := v.(type) {
	case toml.LocalDate, toml.LocalDateTime, toml.LocalTime:
		return fmt.Sprint(v)
	case []any:
		for i := range v {
			v[i] = plainValue(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = plainValue(v[key])
		}
	}
	return v
}

// jsonFields decodes a JSON object at the start of the post. It tells where
// the object ends; 0 where the post starts with no JSON object.
func (r *reader) jsonFields(start int) (fields []field, end int) {
	dec := json.NewDecoder(bytes.NewReader(r.src[start:]))
	_, _ = dec.Token() // the brace
	for dec.More() {
		token, err := dec.Token()
		key, isKey := token.(string)
		at := start + int(dec.InputOffset())
		var raw json.RawMessage
		if err == nil && isKey {
			err = dec.Decode(&raw)
		}
		f := field{key: key, text: string(raw), at: r.position(at)}
		if err == nil {
			err = json.Unmarshal(raw, &f.value)
		}
		if err != nil {
			if len(fields) == 0 && !bytes.HasPrefix(bytes.TrimSpace(r.src[start+1:]), []byte(`"`)) {
				return nil, 0 // prose that starts with a brace
			}
			r.fail(at, "front matter: %v; want a JSON object", err)
			return nil, len(r.src)
		}
		if s, ok := f.value.(string); ok {
			f.text = s
		}
		fields = append(fields, f)
	}
	if _, err := dec.Token(); err != nil {
		r.fail(start, "front matter: %v; want a JSON object", err)
		return nil, len(r.src)
	}
	return fields, start + int(dec.InputOffset())
}
