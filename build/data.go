package build

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
)

// values is a JSON text whose strings a function has changed. The function gets the key of each
// string, which is empty in a list. Keys are sorted. The text is read value by value: that of an
// export can be as large as the whole site.
func (s *site) values(text []byte, change func(key, text string) string) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(text) + len(text)/8)
	if err := rewrite(&out, "", bytes.TrimSpace(text), change); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// rewrite writes a value, which has no space around it, with the strings that change gives.
func rewrite(out *bytes.Buffer, key string, value json.RawMessage, change func(key, text string) string) error {
	switch {
	case bytes.HasPrefix(value, []byte("{")):
		var all map[string]json.RawMessage
		if err := json.Unmarshal(value, &all); err != nil {
			return err
		}
		between := byte('{')
		for _, key := range slices.Sorted(maps.Keys(all)) {
			out.WriteByte(between)
			between = ','
			if err := writeText(out, key); err != nil {
				return err
			}
			out.WriteByte(':')
			if err := rewrite(out, key, all[key], change); err != nil {
				return err
			}
		}
		if len(all) == 0 {
			out.WriteByte('{')
		}
		out.WriteByte('}')
	case bytes.HasPrefix(value, []byte("[")):
		var all []json.RawMessage
		if err := json.Unmarshal(value, &all); err != nil {
			return err
		}
		out.WriteByte('[')
		for i, one := range all {
			if i > 0 {
				out.WriteByte(',')
			}
			if err := rewrite(out, "", one, change); err != nil {
				return err
			}
		}
		out.WriteByte(']')
	case bytes.HasPrefix(value, []byte(`"`)):
		var text string
		if err := json.Unmarshal(value, &text); err != nil {
			return err
		}
		return writeText(out, change(key, text))
	default:
		return json.Compact(out, value) // a number, true, false or null
	}
	return nil
}

// writeText writes a text as JSON.
func writeText(out *bytes.Buffer, text string) error {
	line, err := written(text)
	out.Write(bytes.TrimSuffix(line, []byte("\n")))
	return err
}

// written is a value as JSON, in one line.
func written(of any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false) // which makes Chinese no longer, and texts readable
	err := encoder.Encode(of)
	return out.Bytes(), err
}

//go:embed queries
var queryFiles embed.FS

// datum is what is written as JSON beside the pages of one kind.
type datum struct {
	field, argument string // the query's field, and the variable that names what is asked for
	list            string // the connection that may have several pages; empty for none
}

var (
	person     = datum{"person", "slug", "appearances"}
	topic      = datum{"topic", "slug", "viewpoints"}
	appearance = datum{"appearance", "key", ""}
)

// writeData writes the JSON of the person, the topic or the appearance whose page a place is.
func (s *site) writeData(ctx context.Context, p place) error {
	if p.address.RawQuery != "" { // another language, a filter, or not the first page of a list
		return nil
	}
	parts := strings.Split(p.address.Path[1:], "/")
	var of datum
	switch {
	case parts[0] == "people" && len(parts) == 2:
		of = person
	case parts[0] == "people" && len(parts) == 3:
		of = appearance
	case parts[0] == "topics" && len(parts) == 2:
		of = topic
	default:
		return nil
	}
	found, err := s.read(ctx, of, strings.Join(parts[1:], "/"))
	if err != nil || found == nil {
		return err
	}
	file := path.Join(path.Dir(p.file), "index.json")
	data, err := s.leading(place{address: p.address, file: file, number: 1}, found)
	if err != nil {
		return err
	}
	return s.files.put(file, data)
}

// leading is a value as JSON whose addresses of pages lead from a file to others.
func (s *site) leading(from place, of any) ([]byte, error) {
	text, err := written(of)
	if err != nil {
		return nil, err
	}
	return s.values(text, func(key, text string) string {
		if key != "pageUrl" {
			return text
		}
		return s.link(from, text)
	})
}

// read is one thing, with the whole of its list; nil where it is not there. The items stay texts,
// which take much less room than what is made of them.
func (s *site) read(ctx context.Context, of datum, name string) (map[string]json.RawMessage, error) {
	variables := map[string]any{of.argument: name}
	found, err := s.query(ctx, of, variables)
	if err != nil || found == nil || of.list == "" {
		return found, err
	}
	nodes, more, err := openedIn(found, of.list)
	for err == nil && more != "" {
		variables["after"] = more
		next, err := s.query(ctx, of, variables)
		if err != nil || next == nil {
			return nil, err
		}
		var further []json.RawMessage
		if further, more, err = openedIn(next, of.list); err != nil {
			return nil, err
		}
		nodes = append(nodes, further...)
	}
	if err != nil {
		return nil, err
	}
	found[of.list], err = written(nodes)
	return found, err
}

// opened are the items of a connection, and the cursor of its next page; empty where there is
// none.
func opened(connection map[string]json.RawMessage) (nodes []json.RawMessage, after string, err error) {
	var page struct {
		HasNextPage bool
		EndCursor   string
	}
	err = errors.Join(json.Unmarshal(connection["nodes"], &nodes), json.Unmarshal(connection["pageInfo"], &page))
	if page.HasNextPage {
		after = page.EndCursor
	}
	return nodes, after, err
}

// openedIn is the same of a connection in an object.
func openedIn(object map[string]json.RawMessage, list string) (nodes []json.RawMessage, after string, err error) {
	var connection map[string]json.RawMessage
	if err := json.Unmarshal(object[list], &connection); err != nil {
		return nil, "", err
	}
	return opened(connection)
}

// query asks the endpoint one of the queries.
func (s *site) query(ctx context.Context, of datum, variables map[string]any) (map[string]json.RawMessage, error) {
	text, err := queryFiles.ReadFile("queries/" + of.field + ".graphql")
	if err != nil {
		return nil, err
	}
	values, err := json.Marshal(variables)
	if err != nil {
		return nil, err
	}
	address := s.at("/query")
	address.RawQuery = url.Values{"query": {string(text)}, "variables": {string(values)}}.Encode()
	a, err := s.ask(ctx, address)
	if err != nil {
		return nil, err
	}
	var answer struct {
		Data   map[string]map[string]json.RawMessage
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal(a.body.Bytes(), &answer); err != nil {
		return nil, fmt.Errorf("%s %s: %w", of.field, values, err)
	}
	if a.status != http.StatusOK || len(answer.Errors) > 0 {
		return nil, fmt.Errorf("%s %s: status %d, %v", of.field, values, a.status, answer.Errors)
	}
	return answer.Data[of.field], nil
}
