package picture

import (
	"html"
	"regexp"
	"strings"
)

// Tag is the tag of a picture in sanitised HTML.
type Tag struct {
	// Linked says that the picture stands in a link.
	Linked     bool
	attributes []attribute
	raw        string // the tag as it stands in the HTML; empty once it was changed
}

type attribute struct{ name, value string }

// Get is the value of an attribute; empty where the tag does not have it.
func (t *Tag) Get(name string) string {
	for _, a := range t.attributes {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// Set gives an attribute another value, and adds one that the tag does not have.
func (t *Tag) Set(name, value string) {
	t.raw = ""
	for i := range t.attributes {
		if t.attributes[i].name == name {
			t.attributes[i].value = value
			return
		}
	}
	t.attributes = append(t.attributes, attribute{name, value})
}

// String is the tag as HTML. The address comes first in a tag that was changed.
func (t *Tag) String() string {
	if t.raw != "" {
		return t.raw
	}
	var b strings.Builder
	b.WriteString("<img")
	write := func(a attribute) { b.WriteString(" " + a.name + `="` + html.EscapeString(a.value) + `"`) }
	for _, a := range t.attributes {
		if a.name == "src" {
			write(a)
		}
	}
	for _, a := range t.attributes {
		if a.name != "src" {
			write(a)
		}
	}
	b.WriteByte('>')
	return b.String()
}

var (
	// tags are those of pictures and links. In sanitised HTML no value of an attribute has
	// an angle bracket, and each stands in double quotes.
	tags       = regexp.MustCompile(`<img\b[^>]*>|<a\b[^>]*>|</a>`)
	attributes = regexp.MustCompile(` ([a-z-]+)="([^"]*)"`)
)

// Replace puts other HTML in the place of each picture in sanitised HTML.
func Replace(text string, by func(*Tag) string) string {
	if !strings.Contains(text, "<img") {
		return text
	}
	linked := false
	return tags.ReplaceAllStringFunc(text, func(found string) string {
		if !strings.HasPrefix(found, "<img") {
			linked = found != "</a>"
			return found
		}
		t := &Tag{Linked: linked, raw: found}
		for _, a := range attributes.FindAllStringSubmatch(found, -1) {
			t.attributes = append(t.attributes, attribute{a[1], html.UnescapeString(a[2])})
		}
		return by(t)
	})
}
