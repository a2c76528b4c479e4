package studio

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"viewline/ingest"
)

// mostLines is how many lines of a post are shown at most, and mostBytes how many bytes.
const (
	mostLines = 5000
	mostBytes = 2 << 20
)

// line is a line of a post's text.
type line struct {
	N      int // from 1
	Pieces []piece
	// In is what the line is part of: view or paper; empty for neither. First says that the
	// view or the paper starts there.
	In    string
	First bool
	// Occasions are the occasions that start at the line.
	Occasions []ingest.AppearanceReport
}

// piece is a piece of a line. Kind says what the place was taken for: person, date, unread, or
// wrong for the place of a diagnostic; empty for the text between.
type piece struct{ Text, Kind string }

// mark is a place of a line, by characters.
type mark struct {
	from, to int
	kind     string
}

// read reads the text of a post from the folder. No link leads out of the folder.
func (s *Studio) read(path string) (text string, whole bool, err error) {
	root, err := os.OpenRoot(s.Folder)
	if err != nil {
		return "", false, err
	}
	defer func() { _ = root.Close() }()
	info, err := root.Stat(filepath.FromSlash(path))
	if err != nil {
		return "", false, err
	}
	if !info.Mode().IsRegular() { // to open a pipe may wait for ever
		return "", false, fmt.Errorf("%s is no regular file", path)
	}
	file, err := root.Open(filepath.FromSlash(path))
	if err != nil {
		return "", false, err
	}
	defer func() { _ = file.Close() }()
	src, err := io.ReadAll(io.LimitReader(file, mostBytes+1))
	whole = len(src) <= mostBytes
	return strings.ToValidUTF8(string(src[:min(len(src), mostBytes)]), "\uFFFD"), whole, err
}

// linesOf are the lines of a post's text, with the places marked that something was understood
// of, or that were not taken. Whole is false where lines are left out.
func linesOf(e *entry, text string) (lines []line, whole bool) {
	all := strings.Split(strings.TrimSuffix(strings.TrimPrefix(text, "\ufeff"), "\n"), "\n")
	whole = len(all) <= mostLines
	all = all[:min(len(all), mostLines)]
	marks := marksOf(e, all)
	for i, text := range all {
		lines = append(lines, line{N: i + 1, Pieces: cut([]rune(strings.TrimSuffix(text, "\r")), marks[i+1])})
	}
	for _, r := range e.Ranges {
		for n := max(r.From, 1); n <= min(r.To, len(lines)); n++ {
			if l := &lines[n-1]; l.In == "" {
				l.In, l.First = "view", n == r.From
				if r.Paper {
					l.In = "paper"
				}
			}
		}
	}
	for _, a := range e.Occasions() {
		if 1 <= a.Line && a.Line <= len(lines) {
			l := &lines[a.Line-1]
			l.Occasions = append(l.Occasions, a)
		}
	}
	return lines, whole
}

// marksOf are the marks of a post, by the number of the line. Those that tell more stand first.
func marksOf(e *entry, lines []string) map[int][]mark {
	marks := map[int][]mark{}
	add := func(n, column int, what, kind string) {
		if n < 1 || n > len(lines) {
			return
		}
		from, to := find([]rune(strings.TrimSuffix(lines[n-1], "\r")), column-1, []rune(what))
		marks[n] = append(marks[n], mark{from, to, kind})
	}
	for _, person := range e.People {
		for _, evidence := range person.Evidence {
			if n, column, ok := place(evidence.Where); ok {
				add(n, column, evidence.What, "person")
			}
		}
	}
	for _, a := range e.Appearances {
		if a.Evidence == nil {
			continue
		}
		if n, column, ok := place(a.Evidence.Where); ok {
			add(n, column, a.Evidence.What, "date")
		}
	}
	for _, u := range e.Unread {
		add(u.Line, u.Column, u.What, "unread")
	}
	for _, d := range e.Diagnostics {
		add(d.Line, d.Column, "", "wrong")
	}
	return marks
}

// place is the line and the column of a piece of evidence; false for one that is the path of
// the post.
func place(where string) (line, column int, ok bool) {
	before, after, found := strings.Cut(where, ":")
	line, err := strconv.Atoi(before)
	column, other := strconv.Atoi(after)
	return line, column, found && err == nil && other == nil
}

// find is where something stands in a line, from a column on; from the column to the end of the
// line where it does not stand there as it is.
func find(text []rune, column int, what []rune) (from, to int) {
	column = max(0, min(column, len(text)))
	for i := column; len(what) > 0 && i+len(what) <= len(text); i++ {
		if slices.Equal(text[i:i+len(what)], what) {
			return i, i + len(what)
		}
	}
	return column, len(text)
}

// cut cuts a line into pieces. Of marks that overlap, the first in the list is kept whole.
func cut(text []rune, marks []mark) []piece {
	var kept []mark
	for _, m := range marks {
		if m.from < m.to && !slices.ContainsFunc(kept, func(k mark) bool { return m.from < k.to && k.from < m.to }) {
			kept = append(kept, m)
		}
	}
	slices.SortFunc(kept, func(a, b mark) int { return cmp.Compare(a.from, b.from) })
	var pieces []piece
	at := 0
	for _, m := range kept {
		if m.from > at {
			pieces = append(pieces, piece{string(text[at:m.from]), ""})
		}
		pieces = append(pieces, piece{string(text[m.from:m.to]), m.kind})
		at = m.to
	}
	if at < len(text) {
		pieces = append(pieces, piece{string(text[at:]), ""})
	}
	return pieces
}
