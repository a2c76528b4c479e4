package fts5

// Rows gathers rows for an [Index], in as little memory as possible. A token is a class and
// a text. The text is kept once, and a row has the number of the token's term.
type Rows struct {
	spell func(token string) (term string)
	short map[uint64]uint32 // the numbers of terms, by tokens that are short
	often [oftenSize]uint32 // the numbers of terms that were looked for lately, from 1; see [often]
	long  map[string]uint32 // the numbers of terms, by tokens that are not short
	spelt map[string]uint32 // the numbers of terms, by the terms themselves
	terms []term
	rows  []row

	numbered []byte   // the numbers of the terms of each row
	row      []uint32 // the numbers of the last row
	before   []uint32 // the numbers of the row before; many of them come again in the same order
	token    []byte
}

type term struct {
	short uint64 // the first token with the term, if the token is short
	rows  uint32 // how many rows have the term
	last  uint32 // the number of the last row with the term, from 1
	text  string
	long  string // the first token with the term, if the token is not short
}

// row has the position of the numbers of its terms.
type row struct {
	id     int64
	start  uint32
	terms  uint32
	placed bool
}

// NewRows makes empty Rows. The function spell returns the term of a token in the index.
func NewRows(spell func(token string) (term string)) *Rows {
	return &Rows{spell: spell, short: map[uint64]uint32{}, long: map[string]uint32{}, spelt: map[string]uint32{}}
}

// Add adds a row without tokens, and returns its number, from 0. The row counts only once
// it has an id; see [Rows.Place].
func (r *Rows) Add() int {
	r.rows = append(r.rows, row{start: uint32(len(r.numbered))})
	r.row, r.before = r.before[:0], r.row
	return len(r.rows) - 1
}

// Token adds a token to the last row, unless the row has it.
func (r *Rows) Token(class byte, text string) {
	number := r.number(class, text)
	t := &r.terms[number]
	if t.last == uint32(len(r.rows)) {
		return
	}
	t.rows++
	t.last = uint32(len(r.rows))
	r.row = append(r.row, number)
	r.numbered = appendVarint(r.numbered, uint64(number))
	r.rows[len(r.rows)-1].terms++
}

// number is the number of a token's term.
func (r *Rows) number(class byte, text string) uint32 {
	expected := &term{}
	if i := len(r.row); i < len(r.before) {
		expected = &r.terms[r.before[i]]
	}
	if short := short(class, text); short != 0 {
		if expected.short == short {
			return r.before[len(r.row)]
		}
		lately := &r.often[often(short)]
		if n := *lately; n > 0 && r.terms[n-1].short == short {
			return n - 1
		}
		number, ok := r.short[short]
		if !ok {
			number = r.newTerm(term{short: short}, string([]byte{class})+text)
			r.short[short] = number
		}
		*lately = number + 1
		return number
	}
	r.token = append(append(r.token[:0], class), text...)
	if expected.long == string(r.token) {
		return r.before[len(r.row)]
	}
	number, ok := r.long[string(r.token)]
	if !ok {
		token := string(r.token)
		number = r.newTerm(term{long: token}, token)
		r.long[token] = number
	}
	return number
}

// short is a token of at most eight bytes, none of them 0, as a number; 0 where it
// is longer. Most are short, and a map by numbers is twice as fast as one by texts.
func short(class byte, text string) uint64 {
	if len(text) > 7 {
		return 0
	}
	number := uint64(class)
	for i := range len(text) {
		if text[i] == 0 {
			return 0
		}
		number = number<<8 | uint64(text[i])
	}
	return number
}

// oftenSize is how many short tokens are found without a look into the map.
const oftenSize = 1 << 12

// often is the place of a short token among those that were looked for lately. Tokens of one
// place take turns.
func often(short uint64) uint64 { return short * 0x9e3779b97f4a7c15 >> (64 - 12) }

// newTerm adds the term of a token, unless another token has the same term.
func (r *Rows) newTerm(t term, token string) uint32 {
	t.text = r.spell(token)
	number, ok := r.spelt[t.text]
	if !ok {
		number = uint32(len(r.terms))
		r.spelt[t.text] = number
		r.terms = append(r.terms, t)
	}
	return number
}

// Place gives a row its id, which no other row has.
func (r *Rows) Place(number int, id int64) { r.rows[number].id, r.rows[number].placed = id, true }
