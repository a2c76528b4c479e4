package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"

	"viewline/store"
	"viewline/store/sqlite/fts5"
)

// clause is what an entry must have: all terms of one of several alternatives. A term is a
// token as the index has it.
type clause [][]string

// matcher finds all entries that match, by the lists of ids that the index has. FTS5 takes
// about a quarter of a microsecond for each entry that it gives to a statement; a list is read
// in a hundredth of that.
type matcher struct {
	store *Store
	parts []fts5.Part
	pages map[string]int // about how many pages a term takes
}

// matching finds the ids of all entries that have every token and one token of each of the
// choices, in their order. It is not ok where FTS5 has to find them: where the index has
// removed rows, or very many words have a beginning. All reads have to be of one state.
func (s *Store) matching(ctx context.Context, tokens []store.Token, choices [][]store.Token) (ids []int64, ok bool, err error) {
	m := matcher{store: s}
	if m.parts, ok, err = s.indexParts(ctx); !ok || err != nil {
		return nil, false, err
	}
	clauses, ok, err := s.clauses(ctx, tokens, choices)
	if !ok || err != nil {
		return nil, false, err
	}
	if m.pages, err = s.pagesOf(ctx, clauses); err != nil {
		return nil, false, err
	}
	slices.SortStableFunc(clauses, func(a, b clause) int { return cmp.Compare(m.size(a), m.size(b)) })
	for i, c := range clauses {
		if i == 0 {
			ids, err = m.first(ctx, c)
		} else {
			ids, err = m.keep(ctx, ids, c)
		}
		if err != nil || len(ids) == 0 {
			break
		}
	}
	return ids, err == nil, err
}

// indexParts are the segments of the index; not ok where rows of them were removed.
func (s *Store) indexParts(ctx context.Context) (parts []fts5.Part, ok bool, err error) {
	err = each(ctx, s.query, "SELECT block FROM token_data WHERE id = ?", []any{fts5.StructureID}, func(scan scanFunc) error {
		var block sql.RawBytes
		if err := scan(&block); err != nil {
			return err
		}
		structure, err := fts5.ParseStructure(block)
		if err == nil {
			parts, ok = structure.Parts()
		}
		return err
	})
	return parts, ok && err == nil, err
}

// clauses are those of tokens and choices. It is not ok for a beginning of very many words.
func (s *Store) clauses(ctx context.Context, tokens []store.Token, choices [][]store.Token) (all []clause, ok bool, err error) {
	for _, t := range tokens {
		var c clause
		if t.Prefix {
			words, err := s.wordsOf(ctx, escape(t.String()))
			if err != nil || len(words) > mostWords {
				return nil, false, err
			}
			for _, word := range words {
				c = append(c, []string{word})
			}
		} else {
			c = append(c, []string{escape(t.String())})
		}
		for _, other := range t.Others() {
			c = append(c, []string{escape(other)})
		}
		all = append(all, c)
	}
	for _, choice := range choices {
		var c clause
		for _, t := range choice {
			var terms []string
			for _, one := range t.All() {
				terms = append(terms, escape(one.String()))
			}
			c = append(c, terms)
		}
		all = append(all, c)
	}
	return all, len(all) > 0, nil
}

// wordsOf are the tokens that begin with a text: all of them, or more than mostWords.
func (s *Store) wordsOf(ctx context.Context, text string) (words []string, err error) {
	err = each(ctx, s.query, wordsOf, []any{list([]string{text}), mostWords}, func(scan scanFunc) error {
		var begun, word string
		err := scan(&begun, &word)
		words = append(words, word)
		return err
	})
	return words, err
}

func (s *Store) pagesOf(ctx context.Context, clauses []clause) (map[string]int, error) {
	var terms []string
	for _, c := range clauses {
		terms = append(terms, slices.Concat(c...)...)
	}
	return s.pagesOfTerms(ctx, distinct(terms))
}

// size is about how many pages are to be read for the entries that have a clause.
func (m *matcher) size(c clause) (pages int) {
	for _, terms := range c {
		pages += m.pages[m.rarest(terms)[0]]
	}
	return pages
}

// rarest sorts terms by the size of their lists.
func (m *matcher) rarest(terms []string) []string {
	return slices.SortedStableFunc(slices.Values(terms), func(a, b string) int { return cmp.Compare(m.pages[a], m.pages[b]) })
}

// first are all entries that have a clause.
func (m *matcher) first(ctx context.Context, c clause) (ids []int64, err error) {
	for _, terms := range c {
		var found []int64
		for i, term := range m.rarest(terms) {
			if i > 0 {
				found, err = m.keep(ctx, found, clause{{term}})
			} else {
				err = m.read(ctx, term, func(ids []int64) { found = append(found, ids...) })
			}
			if err != nil {
				return nil, err
			}
		}
		ids = append(ids, found...)
	}
	if len(c) > 1 || len(m.parts) > 1 {
		slices.Sort(ids)
	}
	return slices.Compact(ids), nil
}

// pageOfOne is how many pages of a list take as long to read as one id to be looked up in it.
const pageOfOne = 4

// keep keeps the ids that have a clause.
func (m *matcher) keep(ctx context.Context, ids []int64, c clause) ([]int64, error) {
	have := make([]bool, len(ids))
	for _, terms := range c {
		if len(terms) > 1 {
			some, err := m.keepAll(ctx, ids, m.rarest(terms))
			if err != nil {
				return nil, err
			}
			mark(have, ids, some)
			continue
		}
		look := func(found []int64) { mark(have, ids, found) }
		var err error
		if len(ids)*pageOfOne < m.pages[terms[0]] {
			err = m.lookUp(ctx, ids, terms[0], look)
		} else {
			err = m.read(ctx, terms[0], look)
		}
		if err != nil {
			return nil, err
		}
	}
	kept := ids[:0:0]
	for i, id := range ids {
		if have[i] {
			kept = append(kept, id)
		}
	}
	return kept, nil
}

// keepAll keeps the ids that have all terms.
func (m *matcher) keepAll(ctx context.Context, ids []int64, terms []string) (_ []int64, err error) {
	for _, term := range terms {
		if ids, err = m.keep(ctx, ids, clause{{term}}); err != nil || len(ids) == 0 {
			break
		}
	}
	return ids, err
}

// mark marks the ids that are among the found ones. Both are in order.
func mark(have []bool, ids, found []int64) {
	if len(found) == 0 {
		return
	}
	i, _ := slices.BinarySearch(ids, found[0])
	for _, id := range found {
		for i < len(ids) && ids[i] < id {
			i++
		}
		if i == len(ids) {
			return
		}
		if ids[i] == id {
			have[i] = true
		}
	}
}

const lookUp = `SELECT wanted.value FROM json_each(?1) AS wanted
	WHERE EXISTS (SELECT 1 FROM token WHERE token MATCH ?2 AND token.rowid = wanted.value)`

// lookUp looks for those of the ids that have a term.
func (m *matcher) lookUp(ctx context.Context, ids []int64, term string, found func([]int64)) error {
	return each(ctx, m.store.query, lookUp, []any{list(ids), `"` + term + `"`}, func(scan scanFunc) error {
		var id [1]int64
		err := scan(&id[0])
		found(id[:])
		return err
	})
}

const (
	leafOfTerm = "SELECT pgno >> 1 FROM token_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1"
	leaves     = "SELECT block FROM token_data WHERE id BETWEEN ? AND ? ORDER BY id"
)

// read reads all ids of a term, some at a time, those of each segment in their order. They are
// valid only during the call.
func (m *matcher) read(ctx context.Context, term string, found func([]int64)) error {
	text := fts5.Term(term)
	var ids []int64
	for _, part := range m.parts {
		from := part.First
		err := each(ctx, m.store.query, leafOfTerm, []any{part.Segment, text}, func(scan scanFunc) error { return scan(&from) })
		if err != nil {
			return err
		}
		doclist := fts5.NewDoclist(text)
		for more := true; more && from <= part.Last; from += leavesAtOnce {
			to := min(from+leavesAtOnce-1, part.Last)
			err := each(ctx, m.store.query, leaves, []any{part.Page(from), part.Page(to)}, func(scan scanFunc) error {
				var leaf sql.RawBytes
				if err := scan(&leaf); err != nil || !more {
					return err
				}
				var err error
				ids, more, err = doclist.Read(leaf, ids[:0])
				found(ids)
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// leavesAtOnce is how many leaves a statement reads.
const leavesAtOnce = 64

// countMatches counts the entries that have every token and one token of each of the choices.
func (s *Store) countMatches(ctx context.Context, tokens []store.Token, choices [][]store.Token, within span) (int, error) {
	ctx, end := s.pinned(ctx)
	defer end()
	if within.isZero() {
		if ids, ok, err := s.matching(ctx, tokens, choices); ok || err != nil {
			return len(ids), err
		}
	}
	counts, err := s.countEntries(ctx, []string{all(tokens, choices...)}, within)
	return first(counts), err
}

// headsOfRows are the first rows of the appearances that have some rows, each once.
const headsOfRows = "SELECT DISTINCT head FROM entries WHERE id IN (SELECT value FROM json_each(?)) AND source = 'appearance'"

// countOwners counts the appearances that pass a filter with words or topics.
func (s *Store) countOwners(ctx context.Context, f store.AppearanceFilter) (int, error) {
	ctx, end := s.pinned(ctx)
	defer end()
	if f.Bounds() == store.Unbounded && !f.Recommends {
		ids, ok, err := s.matching(ctx, f.Tokens(), f.Choices())
		if err != nil {
			return 0, err
		}
		if ok {
			return s.ownersOf(ctx, ids)
		}
	}
	counts, err := s.countFound(ctx, []store.AppearanceFilter{f})
	return first(counts).Appearances, err
}

// ownersOf counts the appearances that have some entries. The first row of an appearance has
// its own entry first, so that the list of these entries tells of nearly all rows whether they
// are an appearance's. The others are those of posts and papers, and further rows.
func (s *Store) ownersOf(ctx context.Context, ids []int64) (int, error) {
	rows := slices.Clone(ids)
	for i, id := range rows {
		rows[i] = id - id&(1<<dateShift-1)%entriesPerRow
	}
	rows = slices.Compact(rows)
	m := matcher{store: s}
	var ok bool
	var err error
	if m.parts, ok, err = s.indexParts(ctx); err != nil || !ok {
		return 0, cmp.Or(err, errRemoved)
	}
	is := make([]bool, len(rows))
	own := escape(string(store.ClassType) + store.TypeAppearance)
	if err := m.read(ctx, own, func(found []int64) { mark(is, rows, found) }); err != nil {
		return 0, err
	}
	var heads, others []int64
	for i, row := range rows {
		if is[i] {
			heads = append(heads, row)
		} else {
			others = append(others, row)
		}
	}
	n := len(heads)
	if len(others) == 0 {
		return n, nil
	}
	err = each(ctx, s.query, headsOfRows, []any{list(others)}, func(scan scanFunc) error {
		var head int64
		err := scan(&head)
		if _, found := slices.BinarySearch(heads, head); !found {
			n++
		}
		return err
	})
	return n, err
}

// errRemoved cannot happen within one state of the database.
var errRemoved = errors.New("the index has removed rows, and had none before")
