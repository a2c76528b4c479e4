package text

import (
	"fmt"
	"slices"
	"strings"
)

// writer writes Markdown (CommonMark).
type writer struct {
	strings.Builder
	origin string
}

// line writes a paragraph of one line, or nothing where the text is empty.
func (w *writer) line(text string) {
	if text = strings.TrimSpace(text); text != "" {
		w.WriteString(text + "\n\n")
	}
}

// heading writes a heading of a level from 1 to 6.
func (w *writer) heading(level int, text string) {
	w.line(strings.Repeat("#", min(level, 6)) + " " + text)
}

// item writes an item of a list, whose further lines stand below the first one.
func (w *writer) item(mark, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	w.WriteString(mark + " " + indented(text, strings.Repeat(" ", len(mark)+1)) + "\n")
}

func indented(text, by string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := 1; i < len(lines); i++ {
		if lines[i] != "" {
			lines[i] = by + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

// end ends a list.
func (w *writer) end() { w.WriteString("\n") }

// whole is an address with the origin of the site, where it begins at the root.
func (w *writer) whole(address string) string {
	if strings.HasPrefix(address, "/") {
		return w.origin + address
	}
	return address
}

// signs are those that Markdown takes for more than themselves.
var signs = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `*`, `\*`, `_`, `\_`, "`", "\\`", `<`, `\<`, "\n", " ", "\r", " ")

// plain is a text without markup as Markdown.
func plain(text string) string { return signs.Replace(text) }

// linked is a link to an address; the text alone where there is none.
func linked(text, address string) string {
	if address == "" {
		return plain(text)
	}
	return "[" + plain(text) + "](" + strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29").Replace(address) + ")"
}

// joined are the parts that are not empty, with a point between them.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
