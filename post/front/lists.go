package front

import (
	"strings"

	"viewline/timeline"
)

// takeList takes a list of texts, lists within it included, or a single text,
// whose items stand between commas. Of a mapping it takes the names.
func takeList(e Entry, to *[]string) error {
	var items []string
	switch {
	case placeholder(e.Text):
		return errPlaceholder
	case e.Single():
		items = splitTags(e.Text)
	default:
		items = names(e.Value, nil)
	}
	*to = nil
	for _, item := range items {
		if item = cleanTag(item); item != "" {
			*to = append(*to, item)
		}
	}
	if len(*to) == 0 && len(e.Entries) > 0 {
		return found(e.Value, "a list of texts")
	}
	return nil
}

// splitTags splits a text at its commas, or, where each word has a hash, at its
// blanks.
func splitTags(text string) []string {
	words := strings.Fields(text)
	hashes := len(words) > 0
	for _, w := range words {
		hashes = hashes && len(w) > 1 && w[0] == '#'
	}
	if hashes {
		return words
	}
	return strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == '，' || c == '、' })
}

func cleanTag(tag string) string {
	tag = strings.TrimSpace(tag)
	if len(tag) > 1 && tag[0] == '#' {
		tag = tag[1:]
	}
	return unlink(tag)
}

// names lists the texts in a value at any depth; of a mapping its name, or else
// its keys and what they hold.
func names(v Value, to []string) []string {
	switch v.Form {
	case List:
		for _, e := range v.Entries {
			to = names(e.Value, to)
		}
	case Map:
		if name, ok := v.first("name", "title", "label"); ok && name.Single() {
			return append(to, name.Text)
		}
		for _, e := range v.Entries {
			to = append(to, e.Key)
			if e.Form == List {
				to = names(e.Value, to)
			}
		}
	case Null:
	default:
		to = append(to, v.Text)
	}
	return to
}

// Names lists the names in a value as they are read under the keys for tags and
// people: texts at any depth of lists, the names of mappings, links as what
// they lead to.
func Names(v Value) []string {
	var clean []string
	for _, name := range names(v, nil) {
		if name = unlink(strings.TrimSpace(name)); name != "" {
			clean = append(clean, name)
		}
	}
	return clean
}

// takeAuthor takes a name, or several.
func (r *reader) takeAuthor(e Entry) error {
	if placeholder(e.Text) {
		return errPlaceholder
	}
	all := Names(e.Value)
	if len(all) == 0 {
		return found(e.Value, "a name")
	}
	r.matter.Author = timeline.Text(strings.Join(all, ", "))
	return nil
}
