package dates

// step reads one element of a form at i: the offset behind it, and whether the
// element is there.
type step struct {
	read  func(t text, i int, v *values) (int, bool)
	tight bool // no blanks ahead of it
}

// elements are the signs of patterns that do not stand for themselves.
var elements = map[rune]step{
	'y': {read: yearInto(year)},
	'Y': {read: yearInto(year2)},
	'm': {read: smallInto(month)},
	'M': {read: smallInto(month2)},
	'd': {read: smallInto(day)},
	'D': {read: smallInto(day2)},
	'n': {read: smallInto(number1)},
	'k': {read: smallInto(number2)},
	'q': {read: smallInto(quarter)},
	'h': {read: smallInto(half)},
	'c': {read: smallInto(century)},
	'x': {read: smallInto(decade)},
	'b': {read: nameInto(month)},
	'B': {read: nameInto(month2)},
	't': {read: shortYear},
	'8': {read: eightDigits},
	'e': {read: bareDay(day), tight: true}, // a day without 日
	'E': {read: bareDay(day2), tight: true},
	'j': {read: oneOf("日", "号", "號")},
	'u': {read: namedHalf},
	'Q': {read: letter("q")},
	'H': {read: letter("h")},
	'C': {read: centuryWord},
	'S': {read: pluralOfYear, tight: true},
	'f': {read: ofWord},
	'*': {read: ordinal}, // st, nd, rd, th or nothing
	' ': {read: someBlanks},
	'_': {read: func(t text, i int, _ *values) (int, bool) { return t.blanks(i), true }},
	';': {read: commaOrBlank},
	'~': {read: func(t text, i int, _ *values) (int, bool) { return t.rangeMark(i) }},
	'&': {read: rangeOrAnd},
	'≈': {read: closeRange, tight: true}, // a range mark without blanks, or one that is no dash
	'≃': {read: notHyphen, tight: true},  // the same, but no hyphen
}

func stepOf(sign rune) step {
	if s, ok := elements[sign]; ok {
		return s
	}
	return step{read: func(t text, i int, _ *values) (int, bool) {
		c, next := t.at(i)
		return next, c == sign
	}}
}

func yearInto(s slot) func(text, int, *values) (int, bool) {
	return func(t text, i int, v *values) (int, bool) {
		n, end, ok := t.year(i, v.han)
		v.set(s, n)
		return end, ok
	}
}

func smallInto(s slot) func(text, int, *values) (int, bool) {
	return func(t text, i int, v *values) (int, bool) {
		n, end, ok := t.small(i, v.han)
		v.set(s, n)
		return end, ok
	}
}

func nameInto(s slot) func(text, int, *values) (int, bool) {
	return func(t text, i int, v *values) (int, bool) {
		n, end, ok := t.month(i)
		v.set(s, n)
		return end, ok
	}
}

func shortYear(t text, i int, v *values) (int, bool) {
	n, end, ok := t.number(i, 2, 2)
	v.set(short, n)
	return end, ok
}

func eightDigits(t text, i int, v *values) (int, bool) {
	n, end, ok := t.number(i, 8, 8)
	v.set(year, n/10000)
	v.set(month, n/100%100)
	v.set(day, n%100)
	return end, ok
}

func bareDay(s slot) func(text, int, *values) (int, bool) {
	return func(t text, i int, v *values) (int, bool) {
		n, end, ok := t.number(i, 1, 2)
		c, _ := t.at(t.blanks(end))
		v.set(s, n)
		return end, ok && !isLetter(c)
	}
}

func oneOf(literals ...string) func(text, int, *values) (int, bool) {
	return func(t text, i int, _ *values) (int, bool) { return t.longest(i, literals) }
}

func letter(lower string) func(text, int, *values) (int, bool) {
	return func(t text, i int, _ *values) (int, bool) { return t.hasFold(i, lower) }
}

func namedHalf(t text, i int, v *values) (int, bool) {
	c, next := t.at(i)
	switch c {
	case '上', '前':
		v.set(half, 1)
	case '下', '后', '後':
		v.set(half, 2)
	}
	return next, v.has[half]
}

func centuryWord(t text, i int, _ *values) (int, bool) {
	c, next := t.at(i)
	if !isBlank(c) && c != '-' {
		return i, false
	}
	return t.hasFold(next, "century")
}

func pluralOfYear(t text, i int, v *values) (int, bool) {
	if c, next := t.at(i); c == '\'' || c == '’' {
		i = next
	}
	c, next := t.at(i)
	return next, c == 's' && v.n[year]%10 == 0
}

func ofWord(t text, i int, v *values) (int, bool) {
	if i, ok := t.hasFold(i, "of"); ok {
		return someBlanks(t, i, v)
	}
	return i, false
}

func ordinal(t text, i int, _ *values) (int, bool) {
	if c, _ := t.at(i); !isLatin(c) {
		return i, true
	}
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if end, ok := t.hasFold(i, suffix); ok {
			return end, true
		}
	}
	return i, true
}

func someBlanks(t text, i int, _ *values) (int, bool) {
	end := t.blanks(i)
	return end, end > i
}

func commaOrBlank(t text, i int, _ *values) (int, bool) {
	end := i
	if c, next := t.at(i); c == ',' {
		end = next
	}
	end = t.blanks(end)
	return end, end > i
}

// rangeMark reads what stands between the first and the last day, with the
// blanks around it: 至, ~, a dash, to. Words in Latin letters need blanks.
func (t text) rangeMark(i int) (int, bool) {
	at := t.blanks(i)
	for _, word := range []string{"to", "through", "until"} {
		if end, ok := t.hasFold(at, word); ok && at > i {
			next := t.blanks(end)
			return next, next > end
		}
	}
	if end, ok := t.longest(at, []string{"至", "到", "から"}); ok {
		return t.blanks(end), true
	}
	end := at
	for range 3 { // -- and --- are dashes as well
		c, next := t.at(end)
		if !isDash(c) && !isTilde(c) {
			break
		}
		end = next
	}
	if end == at || at > i && t.blanks(end) == end {
		return i, false // none, or a blank ahead of it only
	}
	return t.blanks(end), true
}

func isTilde(c rune) bool { return c == '~' || c == '〜' || c == '∼' }

func isDash(c rune) bool {
	switch c {
	case '-', '‐', '‑', '‒', '–', '—', '―', '−', 'ー':
		return true
	}
	return false
}

func rangeOrAnd(t text, i int, _ *values) (int, bool) {
	if end, ok := t.rangeMark(i); ok {
		return end, true
	}
	at := t.blanks(i)
	if end, ok := t.hasFold(at, "and"); ok && at > i {
		next := t.blanks(end)
		return next, next > end
	}
	if end, ok := t.longest(at, []string{"&", "和", "、", "及", "与"}); ok {
		return t.blanks(end), true
	}
	return i, false
}

func closeRange(t text, i int, _ *values) (int, bool) {
	end, ok := t.rangeMark(i)
	if !ok {
		return i, false
	}
	at := t.blanks(i)
	c, next := t.at(at)
	return end, !isDash(c) || at == i && next == end
}

func notHyphen(t text, i int, v *values) (int, bool) {
	if c, _ := t.at(i); c == '-' {
		return i, false
	}
	return closeRange(t, i, v)
}
