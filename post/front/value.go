package front

import (
	"strings"

	"viewline/diagnostic"
)

// Form is what a value is, whatever the format that it is written in.
type Form int

// The forms of a value.
const (
	Null   Form = iota // nothing stands behind the key
	Bool               // true or false, without quotation marks
	Number             // a number, without quotation marks
	Text               // anything else that is one value
	List
	Map
)

var formNames = [...]string{"nothing", "true or false", "a number", "a text", "a list", "a mapping"}

func (f Form) String() string { return formNames[f] }

// Value is a value of YAML, TOML or JSON.
type Value struct {
	Form Form
	// Text is a single value's text. Of a list or a mapping right below a key
	// of front matter it is what the file says, as written; else empty.
	Text string
	// At is where the value starts; a mapping starts with its first key.
	At diagnostic.Position
	// Entries are the items of a list, without keys, or the entries of a
	// mapping.
	Entries []Entry
}

// Entry is a key with its value, or an item of a list.
type Entry struct {
	Key   string
	KeyAt diagnostic.Position
	Value
}

// Single tells whether the value is neither a list nor a mapping nor nothing.
func (v Value) Single() bool { return v.Form == Bool || v.Form == Number || v.Form == Text }

// Get is the entry of a mapping under a key, which is compared as [Same] does.
func (v Value) Get(key string) (Value, bool) {
	if v.Form == Map {
		for _, e := range v.Entries {
			if Same(e.Key) == Same(key) {
				return e.Value, true
			}
		}
	}
	return Value{}, false
}

// first is the entry under the first of the keys that the mapping has.
func (v Value) first(keys ...string) (Value, bool) {
	for _, key := range keys {
		if found, ok := v.Get(key); ok && found.Form != Null {
			return found, true
		}
	}
	return Value{}, false
}

// Strings are the texts of a list of single values, or of one single value. It
// is false where an item is a list or a mapping.
func (v Value) Strings() ([]string, bool) {
	switch v.Form {
	case Null:
		return nil, true
	case List:
		texts := make([]string, 0, len(v.Entries))
		for _, e := range v.Entries {
			if !e.Single() {
				return nil, false
			}
			texts = append(texts, e.Text)
		}
		return texts, true
	case Map:
		return nil, false
	}
	return []string{v.Text}, true
}

// shown is a value for a message.
func (v Value) shown() string {
	if v.Single() {
		return v.Text
	}
	return v.Form.String()
}

// keyJoints are what words of a key are joined by.
var keyJoints = strings.NewReplacer("_", "", "-", "", " ", "")

// Same is a key in the spelling by which keys are compared: publishedAt,
// published_at and Published-At are one key.
func Same(key string) string {
	if isPlainKey(key) {
		return key
	}
	return keyJoints.Replace(strings.ToLower(key))
}

func isPlainKey(key string) bool {
	for i := range len(key) {
		if c := key[i]; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}
