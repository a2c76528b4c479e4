package front

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"viewline/diagnostic"
)

// jsonError is what is wrong with JSON at an offset of the file.
type jsonError struct {
	offset int
	cause  error
}

// objectEntries reads the JSON object that starts at an offset, and tells where
// it ends. With an error it answers with the entries ahead of the fault.
func objectEntries(src []byte, start int) (entries []Entry, end int, _ *jsonError) {
	text := src[start:min(len(src), start+maxHead)]
	if deep := deepJSON(text); deep >= 0 {
		return nil, 0, &jsonError{start + deep, errors.New(tooDeep)}
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	_, _ = dec.Token() // the brace
	lines := positions{src: src}
	seen := map[string]int{}
	for dec.More() {
		token, err := dec.Token()
		key, isKey := token.(string)
		at := start + int(dec.InputOffset())
		var raw json.RawMessage
		if err == nil && isKey {
			err = dec.Decode(&raw)
		}
		var value any
		if err == nil {
			err = decodeJSON(raw, &value)
		}
		if err != nil {
			return entries, 0, &jsonError{at, err}
		}
		where := lines.at(at)
		e := Entry{Key: key, KeyAt: where, Value: valueOf(value, where)}
		if !e.Single() {
			e.Text = string(raw)
		}
		if i, twice := seen[key]; twice {
			entries[i] = e // as JavaScript has it
			continue
		}
		seen[key] = len(entries)
		entries = append(entries, e)
	}
	if _, err := dec.Token(); err != nil {
		if len(text) == maxHead {
			err = fmt.Errorf("more than %d bytes", maxHead)
		}
		return entries, 0, &jsonError{start, err}
	}
	return entries, start + int(dec.InputOffset()), nil
}

func decodeJSON(raw []byte, to any) error {
	if len(raw) == 0 {
		return errors.New("no value")
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	return dec.Decode(to)
}

// deepJSON is where lists and objects are nested deeper than they may be within
// the object that the text starts with; -1 where they are not.
func deepJSON(text []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			if depth++; depth > maxDepth {
				return i
			}
		case c == ']' || c == '}':
			if depth--; depth == 0 {
				return -1
			}
		}
	}
	return -1
}

// positions are the positions of offsets that rise.
type positions struct {
	src    []byte
	offset int // the last one
	lines  int // before its line
	column int // code points before it in its line
}

func (p *positions) at(offset int) diagnostic.Position {
	passed := p.src[p.offset:max(p.offset, offset)]
	if n := bytes.Count(passed, []byte("\n")); n > 0 {
		p.lines, p.column = p.lines+n, 0
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	p.column += utf8.RuneCount(bytes.TrimPrefix(passed, []byte("\ufeff")))
	p.offset = max(p.offset, offset)
	return diagnostic.Position{Line: 1 + p.lines, Column: 1 + p.column}
}
