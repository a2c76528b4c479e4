package timeline_test

import (
	"encoding/base64"
	"testing"

	"viewline/timeline"
)

func TestNodeID(t *testing.T) {
	for _, tt := range []struct {
		node interface {
			ID() string
			IsNode()
		}
		want timeline.NodeID
	}{
		{&timeline.Person{Slug: "ada"}, timeline.NodeID{Type: "Person", Key: "ada"}},
		{&timeline.Paper{Slug: "注意力"}, timeline.NodeID{Type: "Paper", Key: "注意力"}},
		{&timeline.Post{Path: "a:b", Slug: "ab"}, timeline.NodeID{Type: "Post", Key: "a:b"}},
		{&timeline.Post{}, timeline.NodeID{Type: "Post"}},
	} {
		tt.node.IsNode()
		if got, err := timeline.ParseNodeID(tt.node.ID()); err != nil || got != tt.want {
			t.Errorf("got %v, %v; want %v", got, err, tt.want)
		}
	}
}

func TestParseNodeIDErrors(t *testing.T) {
	ada := timeline.NodeID{Type: "Person", Key: "ada"}.String()
	for text, want := range map[string]string{
		"":           `id "": want an id that this API has given out`,
		"Person:ada": `id "Person:ada": want an id that this API has given out`,
		"李":          `id "李": want an id that this API has given out`,
		ada + "=":    `id "` + ada + `=": want an id that this API has given out`,
		ada + "\n":   `id "` + ada + `\n": want an id that this API has given out`,
		"OjB":        `id "OjB": want an id that this API has given out`, // bits of no byte
		base64.RawURLEncoding.EncodeToString([]byte("ada")): `id "YWRh": want an id that this API has given out`,
	} {
		if got, err := timeline.ParseNodeID(text); err == nil || err.Error() != want || got != (timeline.NodeID{}) {
			t.Errorf("%q: got %v, %v; want %s", text, got, err, want)
		}
	}
}

// An object has one id only, so what is read must be what would be written.
func FuzzParseNodeID(f *testing.F) {
	f.Add(timeline.NodeID{Type: "Person", Key: "ada"}.String())
	f.Add("OjB")
	f.Fuzz(func(t *testing.T, s string) {
		if id, err := timeline.ParseNodeID(s); err == nil && id.String() != s {
			t.Errorf("%q: read as %v, which is written %q", s, id, id)
		}
	})
}
