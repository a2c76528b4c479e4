package front

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"viewline/diagnostic"
)

// fits tells whether a head has no more bytes than it may; else it is an error.
func (r *reader) fits(from, to int) bool {
	if to-from <= maxHead {
		return true
	}
	r.fail(r.at(from), "front matter of %d bytes; want at most %d", to-from, maxHead)
	return false
}

// yamlEntries reads YAML, after some mending where it is none. Text alone is no
// head: it stands between two lines that are drawn across the page.
func (r *reader) yamlEntries(from, to, before int) ([]Entry, bool) {
	if !r.fits(from, to) {
		return nil, true
	}
	block := hashTags(r.src[from:to])
	values, problems, err := parseYAML(block, before)
	first, _, _ := bytes.Cut(bytes.TrimLeft(block, "\r\n"), []byte("\n"))
	noKeys := err == nil && len(values) == 1 && values[0].Single() && isKeyLine(first)
	if noKeys || err != nil && !isTooMuch(err) {
		if mended := mend(block); mended != nil {
			if v, p, stillWrong := parseYAML(mended, before); stillWrong == nil {
				values, problems, err = v, p, nil
			}
		}
	}
	if err != nil {
		at, message := explain(err)
		at.Column = min(at.Column, widthOf(block, at.Line)+1) // the YAML library counts a tab more than once
		at.Line += before
		r.fail(at, "front matter: %s; want YAML, a key: value on each line", message)
		return nil, true
	}
	var entries []Entry
	for _, v := range values {
		switch {
		case v.Form == Map:
			entries = append(entries, v.Entries...)
		case v.Single() && len(values) == 1:
			return nil, false
		case v.Form != Null:
			r.fail(v.At, "front matter: found %s; want a key: value on each line", v.Form)
		}
	}
	for _, p := range problems {
		r.warn(p.at, "front matter: %s; %s", p.message, p.remedy)
	}
	return entries, true
}

// widthOf is how many characters a line of a block has, whose lines count from 1.
func widthOf(block []byte, line int) int {
	for text := range bytes.Lines(block) {
		if line--; line == 0 {
			return utf8.RuneCount(bytes.TrimRight(text, "\r\n"))
		}
	}
	return 0
}

// tomlEntries reads TOML.
func (r *reader) tomlEntries(from, to, before int) ([]Entry, bool) {
	if !r.fits(from, to) {
		return nil, true
	}
	block := r.src[from:to]
	var values map[string]any
	if much := boundTOML(block); much != nil {
		at := much.at
		at.Line += before
		r.fail(at, "front matter: %s", much.message)
		return nil, true
	}
	if err := toml.Unmarshal(block, &values); err != nil {
		at := diagnostic.Position{Line: before + 1, Column: 1}
		var wrong *toml.DecodeError
		if errors.As(err, &wrong) {
			row, column := wrong.Position()
			at = diagnostic.Position{Line: before + row, Column: column}
		}
		r.fail(at, "front matter: %v; want TOML, a key = value on each line", err)
		return nil, true
	}
	var entries []Entry
	seen := map[string]bool{}
	lines := positions{src: block, lines: before}
	var p unstable.Parser
	p.Reset(block)
	for p.NextExpression() {
		keys := p.Expression().Key()
		if !keys.Next() || seen[string(keys.Node().Data)] {
			continue
		}
		key := string(keys.Node().Data)
		value, top := values[key]
		if !top {
			continue // a key of the table above it
		}
		seen[key] = true
		at := lines.at(int(keys.Node().Raw.Offset))
		e := Entry{Key: key, KeyAt: at, Value: valueOf(value, at)}
		if !e.Single() {
			e.Text = fmt.Sprint(plain(value))
		}
		entries = append(entries, e)
	}
	return entries, true
}

// maxEntries is how many keys and tables TOML may have in all. The TOML library takes
// time that grows with the square of them.
const maxEntries = 2 * maxKeys

var tooManyEntries = fmt.Sprintf("more than %d keys and tables", maxEntries)

// boundTOML is an error of what is larger than a bound; nil where nothing is. It counts
// signs of equality and lines that begin with a bracket, those in texts included.
func boundTOML(block []byte) *tooMuch {
	if deep := nested(block); deep >= 0 {
		return &tooMuch{diagnostic.At(block, deep), tooDeep}
	}
	entries, fresh := 0, true // fresh: nothing but blanks in the line so far
	for i, c := range block {
		if c == '=' || c == '[' && fresh {
			entries++
		}
		if entries > maxEntries {
			return &tooMuch{diagnostic.At(block, i), tooManyEntries}
		}
		fresh = c == '\n' || fresh && (c == ' ' || c == '\t')
	}
	return nil
}

// nested is where brackets, braces or the parts of a dotted key are nested
// deeper than they may be; -1 where they are not. Brackets in texts count as
// well, but not what closes in them, so that nothing slips through.
func nested(block []byte) int {
	depth, dots := 0, 0 // dots of a key, which stand before its sign of equality
	quote := byte(0)
	for i, c := range block {
		switch c {
		case '\n':
			dots, quote = 0, 0
		case '[', '{':
			depth++
		case ']', '}':
			if quote == 0 && depth > 0 {
				depth--
			}
		case '.':
			dots++
		case '"', '\'':
			switch quote {
			case 0:
				quote = c
			case c:
				quote = 0
			}
		}
		if depth > maxDepth || dots > maxDepth && (c == '=' || c == ']') {
			return i
		}
		if c == '=' {
			dots = -len(block)
		}
	}
	return -1
}

// plain writes TOML's local dates and times as text.
func plain(v any) any {
	switch v := v.(type) {
	case toml.LocalDate, toml.LocalDateTime, toml.LocalTime:
		return fmt.Sprint(v)
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = plain(v[key])
		}
	}
	return v
}

// valueOf is a decoded value; the entries of its mappings stand in the order of
// their keys, since decoding forgets theirs.
func valueOf(v any, at diagnostic.Position) Value {
	value := Value{At: at}
	switch v := v.(type) {
	case nil:
	case []any:
		value.Form = List
		for _, item := range v {
			value.Entries = append(value.Entries, Entry{Value: valueOf(item, at)})
		}
	case map[string]any:
		value.Form = Map
		for _, key := range slices.Sorted(maps.Keys(v)) {
			value.Entries = append(value.Entries, Entry{Key: key, KeyAt: at, Value: valueOf(v[key], at)})
		}
	case string:
		value.Form, value.Text = Text, v
	case bool:
		value.Form, value.Text = Bool, fmt.Sprint(v)
	case time.Time:
		value.Form, value.Text = Text, v.Format(time.RFC3339)
	case json.Number:
		value.Form, value.Text = Number, v.String()
	case int64, float64:
		value.Form, value.Text = Number, fmt.Sprint(v)
	default:
		value.Form, value.Text = Text, fmt.Sprint(v)
	}
	return value
}

// object reads a JSON object at the head of a post, as Hugo does.
func (r *reader) object(first line) bool {
	start := first.from
	if r.src[start] != '{' {
		return false
	}
	entries, end, err := objectEntries(r.src, start)
	if err == nil {
		r.matter.Start = end
		r.take(entries)
		return true
	}
	if len(entries) == 0 && !bytes.HasPrefix(bytes.TrimSpace(r.src[start+1:]), []byte(`"`)) {
		return false // prose that starts with a brace
	}
	r.matter.Start = len(r.src)
	r.failJSON(err)
	return true
}

func (r *reader) failJSON(err *jsonError) {
	r.fail(r.at(err.offset), "front matter: %v; want a JSON object", err.cause)
}

// jsonEntries reads a JSON object between fences.
func (r *reader) jsonEntries(from, to, _ int) ([]Entry, bool) {
	start := from + len(r.src[from:to]) - len(bytes.TrimLeft(r.src[from:to], " \t\r\n"))
	if start == to || r.src[start] != '{' {
		r.fail(r.at(from), "front matter: no brace; want a JSON object")
		return nil, true
	}
	entries, _, err := objectEntries(r.src[:to], start)
	if err != nil {
		r.failJSON(err)
	}
	return entries, true
}

// bareJSONEntries reads a JSON object, with or without its braces.
func (r *reader) bareJSONEntries(from, to, before int) ([]Entry, bool) {
	block := bytes.TrimSpace(r.src[from:to])
	if bytes.HasPrefix(block, []byte("{")) {
		return r.jsonEntries(from, to, before)
	}
	wrapped := append(append(bytes.Clone(r.src[:from]), '{'), bytes.TrimRight(block, ",")...)
	shift := bytes.Index(r.src[from:to], block) - 1 // blanks that were cut, less the brace
	entries, _, err := objectEntries(append(wrapped, '}'), from)
	if err != nil {
		err.offset = min(err.offset+shift, len(r.src))
		r.failJSON(err)
		return nil, true
	}
	return entries, true
}
