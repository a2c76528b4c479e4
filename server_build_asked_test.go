package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"testing"
)

// An answer is given again to who asks the same, unless the answer has errors.
func TestAskedOnce(t *testing.T) {
	asked := map[string]int{}
	execute := askedOnce(func(_ context.Context, query string, variables any) ([]byte, error) {
		values, err := json.Marshal(variables)
		key := query + " " + string(values)
		asked[key]++
		switch query {
		case "wrong":
			return []byte(`{"errors":[{"message":"no"}],"data":null}`), nil
		case "lost":
			return nil, io.ErrUnexpectedEOF
		}
		return []byte(`{"data":` + strconv.Quote(key) + `}`), err
	}, 1<<20)
	for range 2 {
		for _, query := range []string{"right", "wrong", "lost"} {
			for n := range 2 {
				got, err := execute(t.Context(), query, struct{ N int }{n})
				if want := fmt.Sprintf(`{"data":%q}`, fmt.Sprintf(`%s {"N":%d}`, query, n)); query == "right" && (err != nil || string(got) != want) {
					t.Errorf("got %s, %v; want %s", got, err, want)
				}
			}
		}
	}
	for key, want := range map[string]int{`right {"N":0}`: 1, `right {"N":1}`: 1, `wrong {"N":0}`: 2, `lost {"N":1}`: 2} {
		if asked[key] != want {
			t.Errorf("%s was asked %d times; want %d", key, asked[key], want)
		}
	}
}
