package front

import (
	"errors"
	"fmt"
	"strings"

	"viewline/timeline"
)

// takePerson takes the one whose views the post reports, or several of them.
func (r *reader) takePerson(e Entry) error {
	if placeholder(e.Text) {
		return errPlaceholder
	}
	before := len(r.matter.People)
	if err := r.takeWho(e, &r.matter.People); err != nil {
		return explicit(err)
	}
	named := r.matter.People[before:]
	for i := range named {
		named[i].Explicit = true
		if !hasLetters(named[i].Value) {
			r.matter.People = r.matter.People[:before]
			return explicit(fmt.Errorf("found %q; want a name with letters", named[i].Value))
		}
	}
	return nil
}

// onePerson sets Person where one name alone is given outright.
func (r *reader) onePerson() {
	for _, who := range r.matter.People {
		switch {
		case !who.Explicit || who.Value == r.matter.Person:
		case r.matter.Person != "":
			r.matter.Person = ""
			return
		default:
			r.matter.Person = who.Value
		}
	}
}

// takeWho takes the names in a value, in their order: texts, lists, and
// mappings with a name or with one.
func (r *reader) takeWho(e Entry, to *[]Who) error {
	if placeholder(e.Text) {
		return errPlaceholder
	}
	before := len(*to)
	collectWho(e.Key, e.Value, to)
	if len(*to) == before {
		return found(e.Value, "a name")
	}
	return nil
}

// WhoIn lists those whom an entry names, whatever its key.
func WhoIn(e Entry) []Who {
	var all []Who
	collectWho(e.Key, e.Value, &all)
	return all
}

func collectWho(key string, v Value, to *[]Who) {
	switch v.Form {
	case List:
		for _, e := range v.Entries {
			collectWho(key, e.Value, to)
		}
	case Map:
		name, ok := v.first("name", "title", "full_name", "姓名", "名字", "名前")
		if !ok || !name.Single() {
			collectKeys(key, v, to)
			return
		}
		*to = append(*to, Who{Key: key, Value: unlink(name.Text), Note: noteOf(v, name), At: name.At})
	case Null:
	default:
		if name := unlink(strings.TrimSpace(v.Text)); name != "" {
			*to = append(*to, Who{Key: key, Value: name, At: v.At})
		}
	}
}

// collectKeys takes the keys of a mapping of people: Marta Vogel: {company: …}, or
// Marta Vogel: https://….
func collectKeys(key string, v Value, to *[]Who) {
	for _, e := range v.Entries {
		if e.Form == Map || e.Single() && strings.Contains(e.Text, "://") {
			*to = append(*to, Who{Key: key, Value: e.Key, Note: noteOf(e.Value, Value{}), At: e.KeyAt})
		}
	}
}

// noteOf is what a mapping says of somebody beside the name.
func noteOf(v, name Value) string {
	var notes []string
	for _, key := range [...]string{"title", "role", "position", "job", "company", "organization", "affiliation", "职位", "公司"} {
		if note, ok := v.Get(key); ok && note.Single() && note.At != name.At {
			notes = append(notes, note.Text)
		}
	}
	return strings.Join(notes, ", ")
}

// unlink is what a text names: [[people/Marta Vogel|Marta]] and [Marta
// Vogel](https://…) name Marta Vogel.
func unlink(text string) string {
	if rest, ok := strings.CutPrefix(text, "[["); ok {
		if inner, found := strings.CutSuffix(rest, "]]"); found && !strings.Contains(inner, "[[") {
			inner, _, _ = strings.Cut(inner, "|")
			inner, _, _ = strings.Cut(inner, "#")
			return strings.TrimSpace(strings.TrimSuffix(inner[strings.LastIndexByte(inner, '/')+1:], ".md"))
		}
	}
	if rest, ok := strings.CutPrefix(text, "["); ok && strings.HasSuffix(rest, ")") {
		if inner, _, found := strings.Cut(rest, "]("); found && inner != "" && strings.Count(rest, "](") == 1 {
			return strings.TrimSpace(inner)
		}
	}
	return text
}

const wantKind = "interview, podcast, speech, talk, essay, reading-list or other"

// takeAppearance takes what the author says outright of the occasion.
func (r *reader) takeAppearance(e Entry) error {
	if e.Form != Map {
		return explicit(found(e.Value, "title, date and kind"))
	}
	text := func(key string) string {
		if v, ok := e.first(key); ok && v.Single() {
			return v.Text
		}
		return "" // a list or a map is no text
	}
	kind := KindOf(text("kind"))
	r.matter.Appearance = &Appearance{Title: text("title"), Kind: kind}
	var err error
	if kind != "" && !kind.Valid() {
		err = fmt.Errorf("kind %q; want %s", text("kind"), wantKind)
	}
	if date := text("date"); date != "" {
		var wrong error
		if r.matter.Appearance.Date, wrong = timeline.ParsePartialDate(date); wrong != nil {
			if day, _, ok := readDate(date); ok {
				r.matter.Appearance.Date, wrong = day, nil
			}
		}
		err = errors.Join(err, wrong)
	}
	return explicit(err)
}

// kindJoints join the words of a kind.
var kindJoints = strings.NewReplacer("-", "_", " ", "_")

// KindOf is the kind of an occasion by its word: reading-list is READING_LIST.
// What is no kind is not valid.
func KindOf(word string) timeline.AppearanceKind {
	return timeline.AppearanceKind(strings.ToUpper(kindJoints.Replace(strings.TrimSpace(word))))
}
