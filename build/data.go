package build

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"
)

// values is a JSON text whose strings a function has changed. The function gets the key of each
// string, which is empty in a list.
func (s *site) values(text []byte, change func(key, text string) string) ([]byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var all any
	if err := decoder.Decode(&all); err != nil {
		return nil, err
	}
	return written(changed("", all, change))
}

func changed(key string, of any, change func(key, text string) string) any {
	switch of := of.(type) {
	case string:
		return change(key, of)
	case []any:
		for i := range of {
			of[i] = changed("", of[i], change)
		}
	case map[string]any:
		for key, value := range of {
			of[key] = changed(key, value, change)
		}
	}
	return of
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
	data, err := written(changed("", found, func(key, text string) string {
		if key != "pageUrl" {
			return text
		}
		return s.link(place{address: p.address, file: file, number: 1}, text)
	}))
	if err != nil {
		return err
	}
	return s.files.put(file, data)
}

// read is one thing, with the whole of its list; nil where it is not there.
func (s *site) read(ctx context.Context, of datum, name string) (map[string]any, error) {
	variables := map[string]any{of.argument: name}
	found, err := s.query(ctx, of, variables)
	if err != nil || found == nil || of.list == "" {
		return found, err
	}
	nodes, more := opened(found, of.list)
	for more != "" {
		variables["after"] = more
		next, err := s.query(ctx, of, variables)
		if err != nil || next == nil {
			return nil, err
		}
		var further []any
		further, more = opened(next, of.list)
		nodes = append(nodes, further...)
	}
	found[of.list] = nodes
	return found, nil
}

// opened are the items of a connection, and the cursor of its next page; empty where there is
// none.
func opened(of map[string]any, list string) (nodes []any, after string) {
	connection, _ := of[list].(map[string]any)
	nodes, _ = connection["nodes"].([]any)
	if at, _ := connection["pageInfo"].(map[string]any); at["hasNextPage"] == true {
		after, _ = at["endCursor"].(string)
	}
	return nodes, after
}

// query asks the endpoint one of the queries.
func (s *site) query(ctx context.Context, of datum, variables map[string]any) (map[string]any, error) {
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
		Data   map[string]map[string]any
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
