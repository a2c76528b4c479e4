package post

import (
	"cmp"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"viewline/search"
	"viewline/source"
	"viewline/timeline"
)

// named is an entry of people.yaml or topics.yaml.
type named struct {
	slug, name string
	aliases    []string
	node       ast.Node
}

// noun is what the entries of a file are, for messages.
type noun struct{ one, many string }

// readNamed reads a list of entries with slug, name and aliases. An entry
// without a name, or with a slug that another has, is an error.
func readNamed(path string, src []byte, what noun) ([]named, source.List) {
	var diags source.List
	file, err := parseYAML(src)
	if err != nil {
		diags.Add(path, yamlPosition(err), source.Error, "%s; want a list of %s", yamlMessage(err), what.many)
		return nil, diags
	}
	var entries []named
	seen := map[string]bool{}
	for _, node := range yamlEntries(path, file, &diags) {
		at := nodePosition(node)
		var e struct {
			Slug, Name string
			Aliases    []string
		}
		if err := yaml.NodeToValue(node, &e); err != nil {
			diags.Add(path, at, source.Error, "%s; want slug, name and aliases", yamlMessage(err))
			continue
		}
		if e.Name == "" {
			diags.Add(path, at, source.Error, "a %s without a name; want name: and, if it is to differ from the name, slug:", what.one)
			continue
		}
		e.Slug = cmp.Or(e.Slug, slugOf(e.Name))
		if e.Slug != timeline.Kebab(e.Slug) || e.Slug == "" || seen[e.Slug] {
			diags.Add(path, at, source.Error, "slug %q; want letters, digits and hyphens, and no other %s's slug", e.Slug, what.one)
			continue
		}
		seen[e.Slug] = true
		entries = append(entries, named{e.Slug, e.Name, e.Aliases, node})
	}
	return entries, diags
}

// ReadPeople reads people.yaml: a list of entries with slug, name and aliases.
// An entry without a name, or with a slug that another has, is an error.
func ReadPeople(path string, src []byte) ([]*timeline.Person, source.List) {
	entries, diags := readNamed(path, src, noun{"person", "people"})
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
func ReadTopics(path string, src []byte) ([]*timeline.Topic, source.List) {
	entries, diags := readNamed(path, src, noun{"topic", "topics"})
	var topics []*timeline.Topic
	for _, e := range entries {
		t := &timeline.Topic{Slug: e.slug, Name: e.name}
		if !hasWord(e.name) {
			diags.Add(path, nodePosition(e.node), source.Warning, "name %q marks no viewpoint; want a word in it", e.name)
		}
		for i, alias := range e.aliases {
			if hasWord(alias) {
				t.Aliases = append(t.Aliases, alias)
			} else {
				diags.Add(path, e.aliasPosition(i), source.Warning, "alias %q marks no viewpoint; want a word in it", alias)
			}
		}
		topics = append(topics, t)
	}
	diags.Sort()
	return topics, diags
}

func hasWord(s string) bool { return len(search.Phrase(s)) > 0 }

// aliasPosition is where an alias stands in the file.
func (e named) aliasPosition(i int) source.Position {
	if mapping, ok := e.node.(*ast.MappingNode); ok {
		for _, v := range mapping.Values {
			if list, ok := v.Value.(*ast.SequenceNode); ok && v.Key.String() == "aliases" && i < len(list.Values) {
				return nodePosition(list.Values[i])
			}
		}
	}
	return nodePosition(e.node)
}
