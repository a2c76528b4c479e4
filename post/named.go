package post

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"viewline/diagnostic"
	"viewline/post/front"
	"viewline/post/names"
	"viewline/search"
	"viewline/timeline"
)

// named is an entry of people.yaml or topics.yaml.
type named struct {
	slug, name string
	aliases    []string
	entry      front.Value
}

// noun is what the entries of a file are, for messages, and how a name becomes
// a key.
type noun struct {
	one, many string
	key       func(name string) string
}

// readNamed reads a list of entries with slug, name and aliases. An entry
// without a name, or with a slug that another has, is an error.
func readNamed(path string, src []byte, what noun) ([]named, diagnostic.List) {
	docs, diags := front.ReadYAML(path, src, "a list of "+what.many)
	var entries []named
	seen := map[string]bool{}
	for _, entry := range listed(path, docs, &diags) {
		at := entry.At
		var e struct {
			Slug, Name string
			Aliases    []string
		}
		if err := errors.Join(textIn(entry, "slug", &e.Slug), textIn(entry, "name", &e.Name), textsIn(entry, "aliases", &e.Aliases)); err != nil {
			diags.Add(path, at, diagnostic.Error, "%s; want slug, name and aliases", firstLine(err))
			continue
		}
		if e.Name == "" {
			diags.Add(path, at, diagnostic.Error, "a %s without a name; want name: and, if it is to differ from the name, slug:", what.one)
			continue
		}
		e.Slug = cmp.Or(e.Slug, what.key(e.Name))
		if e.Slug != timeline.Kebab(e.Slug) || e.Slug == "" || seen[e.Slug] {
			diags.Add(path, at, diagnostic.Error, "slug %q; want letters, digits and hyphens, and no other %s's slug", e.Slug, what.one)
			continue
		}
		seen[e.Slug] = true
		entries = append(entries, named{e.Slug, e.Name, e.Aliases, entry})
	}
	return entries, diags
}

// ReadPeople reads people.yaml: a list of entries with slug, name and aliases.
// An entry without a name, or with a slug that another has, is an error.
func ReadPeople(path string, src []byte) ([]*timeline.Person, diagnostic.List) {
	entries, diags := readNamed(path, src, noun{"person", "people", names.Slug})
	var people []*timeline.Person
	for _, e := range entries {
		people = append(people, &timeline.Person{Slug: e.slug, Name: e.name, Aliases: e.aliases})
	}
	return people, diags
}

// ReadTopics reads topics.yaml: a list of entries with slug, name and aliases.
// An entry without a name, or with a slug that another has, is an error. A name
// or an alias without a word marks nothing, which is a warning; such an alias is
// left out.
func ReadTopics(path string, src []byte) ([]*timeline.Topic, diagnostic.List) {
	entries, diags := readNamed(path, src, noun{"topic", "topics", names.Key})
	var topics []*timeline.Topic
	for _, e := range entries {
		t := &timeline.Topic{Slug: e.slug, Name: e.name}
		if !hasWord(e.name) {
			diags.Add(path, e.entry.At, diagnostic.Warning, "name %q marks no viewpoint; want a word in it", e.name)
		}
		for i, alias := range e.aliases {
			if hasWord(alias) {
				t.Aliases = append(t.Aliases, alias)
			} else {
				diags.Add(path, e.aliasPosition(i), diagnostic.Warning, "alias %q marks no viewpoint; want a word in it", alias)
			}
		}
		topics = append(topics, t)
	}
	diags.Sort()
	return topics, diags
}

func hasWord(s string) bool { return len(search.Phrase(s)) > 0 }

// aliasPosition is where an alias stands in the file.
func (e named) aliasPosition(i int) diagnostic.Position {
	if aliases, ok := e.entry.Get("aliases"); ok && i < len(aliases.Entries) {
		return aliases.Entries[i].At
	}
	return e.entry.At
}

// listed lists the entries of a file that is one list.
func listed(path string, docs []front.Value, diags *diagnostic.List) []front.Value {
	var entries []front.Value
	for _, doc := range docs {
		switch doc.Form {
		case front.List:
			for _, e := range doc.Entries {
				entries = append(entries, e.Value)
			}
		case front.Null:
		default:
			diags.Add(path, doc.At, diagnostic.Error, "found %s; want a list", doc.Form)
		}
	}
	return entries
}

// textIn takes the text under a key of an entry, if there is one.
func textIn(entry front.Value, key string, to *string) error {
	v, ok := entry.Get(key)
	switch {
	case entry.Form != front.Map:
		return fmt.Errorf("found %s", entry.Form)
	case ok && v.Form != front.Null && !v.Single():
		return fmt.Errorf("%s: found %s", key, v.Form)
	}
	*to = v.Text
	return nil
}

// textsIn takes the list of texts under a key of an entry, if there is one.
func textsIn(entry front.Value, key string, to *[]string) error {
	v, _ := entry.Get(key)
	texts, ok := v.Strings()
	if !ok || v.Single() {
		return fmt.Errorf("%s: found %s where a list of texts is expected", key, v.Form)
	}
	*to = texts
	return nil
}

// firstLine is the first of several errors.
func firstLine(err error) string {
	first, _, _ := strings.Cut(err.Error(), "\n")
	return first
}
