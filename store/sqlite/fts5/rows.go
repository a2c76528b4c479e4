package fts5

// Rows gathers rows, in as little memory as may be, for an [Index] to write. A
// token is a class and a text; it is kept once, and in a row as a number.
type Rows struct {
	spell   func(token string) (term string)
	numbers map[string]uint32 // of terms, by token
	spelt   map[string]uint32 // the same by the term itself
	terms   []term
	rows    []row

	numbered []byte   // the numbers of the terms of each row
	row      []uint32 // those of the last row
	before   []uint32 // and of the one before, many of which return in their order
	token    []byte
}

type term struct {
	token string // the first that led to it
	text  string
	rows  int // that have it
	last  int // the number of the last one of them, from 1
}

// row is where the numbers of its terms are.
type row struct {
	id     int64
	start  uint32
	terms  uint32
	placed bool
}

// NewRows starts with none. Spell tells how a token is spelt in the index.
func NewRows(spell func(token string) (term string)) *Rows {
	return &Rows{spell: spell, numbers: map[string]uint32{}, spelt: map[string]uint32{}}
}

// Add adds a row without tokens and answers with its number, from 0. The row counts
// only once it was given an id; see [Rows.Place].
func (r *Rows) Add() int {
	r.rows = append(r.rows, row{start: uint32(len(r.numbered))})
	r.row, r.before = r.before[:0], r.row
	return len(r.rows) - 1
}

// Token gives the last row a token, unless it has that.
func (r *Rows) Token(class byte, text string) {
	r.token = append(append(r.token[:0], class), text...)
	var number uint32
	if i := len(r.row); i < len(r.before) && r.terms[r.before[i]].token == string(r.token) {
		number = r.before[i]
	} else {
		number = r.number()
	}
	t := &r.terms[number]
	if t.last == len(r.rows) {
		return
	}
	t.rows++
	t.last = len(r.rows)
	r.row = append(r.row, number)
	r.numbered = appendVarint(r.numbered, uint64(number))
	r.rows[len(r.rows)-1].terms++
}

// number is that of the term of the token.
func (r *Rows) number() uint32 {
	if number, ok := r.numbers[string(r.token)]; ok {
		return number
	}
	token := string(r.token)
	text := r.spell(token)
	number, ok := r.spelt[text]
	if !ok {
		number = uint32(len(r.terms))
		r.spelt[text] = number
		r.terms = append(r.terms, term{token: token, text: text})
	}
	r.numbers[token] = number
	return number
}

// Place gives a row its id, which no other row has.
func (r *Rows) Place(number int, id int64) { r.rows[number].id, r.rows[number].placed = id, true }
