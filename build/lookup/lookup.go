// Package lookup writes the index by which the search of a site of files finds what the search
// of a server finds: the same words, cut by package search, in parts of which a page loads those
// of its query alone. [Write] is its entry point; seek.js reads what it writes.
package lookup

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"viewline/relay"
	"viewline/script"
	"viewline/store"
)

// folder is where the files of the index are, below the root of the site.
const folder = "search/"

// seek reads the index, on the page of the search.
//
//go:embed seek.js
var seek []byte

// perFile is how many items one file has.
const perFile = 50

// Put writes a file, by its path below the root of the site.
type Put func(file string, data []byte) error

// index is the index while it is made. Items are numbered in the order in which they are listed:
// by type, and among those of a type the newest first, as the lists of the store have them. Their
// files are written as they come, so that the index has no more of them in memory than one file has.
type index struct {
	store  store.Reader
	put    Put
	items  []item // of the file that is next
	before int    // how many items there are in the files that are written
	types  []count
	words  map[string]*numbers
	people map[string]string // names by slug
}

// numbers are those of the items that have a word, twice each, and one more where the word is
// strong. They ascend: each is kept by its distance from the one before, mostly in one byte, as
// there are many times as many as there are items.
type numbers struct {
	last  int
	steps []byte // in the form of [binary.AppendUvarint]
}

func (n *numbers) add(number int) {
	n.steps = binary.AppendUvarint(n.steps, uint64(number-n.last)) //nolint:gosec // they ascend
	n.last = number
}

func (n *numbers) all() []int {
	all, number := []int{}, 0
	for rest := n.steps; len(rest) > 0; {
		step, size := binary.Uvarint(rest)
		number += int(step) //nolint:gosec // it was an int
		all, rest = append(all, number), rest[size:]
	}
	return all
}

// count is how many items of a type there are.
type count struct {
	Type  string `json:"type"`
	Count int    `json:"count"`
}

// Write writes the index of all that is stored.
func Write(ctx context.Context, st store.Reader, put Put) error {
	ctx, end := st.Snapshot(ctx)
	defer end()
	x := &index{store: st, put: put, words: map[string]*numbers{}, people: map[string]string{}}
	if err := x.read(ctx); err != nil {
		return fmt.Errorf("index of the search: %w", err)
	}
	if err := x.writeItems(); err != nil {
		return err
	}
	if err := x.writeWords(); err != nil {
		return err
	}
	if err := put("static/seek.js", seek); err != nil {
		return err
	}
	return putJSON(put, "simplified.json", simplified())
}

// count is how many items there are so far.
func (x *index) count() int { return x.before + len(x.items) }

// writeItems writes the file of the items that are not written yet, if there are any.
func (x *index) writeItems() error {
	if len(x.items) == 0 {
		return nil
	}
	name := fmt.Sprintf("items/%d.json", x.before/perFile)
	err := putJSON(x.put, name, x.items)
	x.before += len(x.items)
	clear(x.items)
	x.items = x.items[:0]
	return err
}

// writeWords writes what there is, and the words, part by part.
func (x *index) writeWords() error {
	parts := map[string][]string{}
	for word := range x.words {
		name := part(word)
		parts[name] = append(parts[name], word)
	}
	names := slices.Sorted(maps.Keys(parts))
	if err := putJSON(x.put, "index.json", map[string]any{"types": x.types, "perFile": perFile, "parts": names}); err != nil {
		return err
	}
	for _, name := range names {
		found := make(map[string][]int, len(parts[name]))
		for _, word := range parts[name] {
			found[word] = x.words[word].all()
		}
		if err := putJSON(x.put, "words/"+name+".json", found); err != nil {
			return err
		}
	}
	return nil
}

func putJSON(put Put, name string, of any) error {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(of); err != nil {
		return err
	}
	return put(folder+name, out.Bytes())
}

// part is the name of the part of the index that has a word: words of one part begin alike. In
// seek.js is the same function.
func part(word string) string {
	r, _ := utf8.DecodeRuneInString(word)
	if r >= utf8.RuneSelf {
		return fmt.Sprintf("u%d", r%256)
	}
	if len(word) > 1 && word[1] < utf8.RuneSelf {
		return fmt.Sprintf("%d-%d", word[0], word[1])
	}
	return fmt.Sprint(r)
}

// simplified are the Traditional characters, and the Simplified ones for them, in the same order.
func simplified() [2]string {
	var from, to strings.Builder
	for r := rune(0x4e00); r <= 0x9fff; r++ {
		if s := script.Simplified(r); s != r {
			from.WriteRune(r)
			to.WriteRune(s)
		}
	}
	return [2]string{from.String(), to.String()}
}

// add adds an item, which is found by an entry of its document.
func (x *index) add(of item, by store.Entry) error {
	number := x.count()
	x.items = append(x.items, of)
	strong := map[string]bool{}
	for _, token := range by.Tokens {
		if token[0] == store.ClassStrong {
			strong[token[1:]] = true
		}
	}
	for _, token := range by.Tokens {
		if token[0] != store.ClassWord {
			continue
		}
		word, code := token[1:], number*2
		if strong[word] {
			code++
		}
		if x.words[word] == nil {
			x.words[strings.Clone(word)] = &numbers{}
		}
		x.words[word].add(code)
	}
	if len(x.items) < perFile {
		return nil
	}
	return x.writeItems()
}

// all calls found for each item of a list, the newest first.
func all[T any](list func(relay.Query) (relay.Page[T], error), cursor func(T) relay.Cursor, descending bool, found func(T) error) error {
	q := relay.Query{Limit: relay.MaxSize, Descending: descending}
	for {
		page, err := list(q)
		if err != nil {
			return err
		}
		for _, one := range page.Items {
			if err := found(one); err != nil {
				return err
			}
		}
		if !page.HasNext || len(page.Items) == 0 {
			return nil
		}
		q.After = cursor(page.Items[len(page.Items)-1])
	}
}
