package ingest

import (
	"strings"

	"viewline/timeline"
)

// sharing has the sources of many posts share what they say alike: the folder,
// whom they are about, and topics.
type sharing struct {
	roots  map[string]string
	people map[string]*timeline.Person
	topics map[string]*timeline.Topic
}

func newSharing() sharing {
	return sharing{map[string]string{}, map[string]*timeline.Person{}, map[string]*timeline.Topic{}}
}

func (s sharing) source(of *timeline.Source) {
	of.Root = shared(s.roots, of.Root, of.Root)
	if p := of.Person; p != nil {
		of.Person = shared(s.people, named(p.Slug, p.Name, p.Aliases), p)
	}
	for i, t := range of.Topics {
		of.Topics[i] = shared(s.topics, named(t.Slug, t.Name, t.Aliases), t)
	}
}

func named(slug, name string, aliases []string) string {
	return slug + "\x00" + name + "\x00" + strings.Join(aliases, "\x00")
}

// shared is the first value that came with the key.
func shared[T any](known map[string]T, key string, value T) T {
	first, ok := known[key]
	if !ok {
		first, known[key] = value, value
	}
	return first
}
