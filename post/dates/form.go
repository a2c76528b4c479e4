package dates

import (
	"slices"
	"strings"
)

// slot is a number that a form reads.
type slot int

const (
	year slot = iota
	month
	day
	year2 // those with a 2 are of the last day of a range
	month2
	day2
	number1 // 3 and 9 of 3/9/2021
	number2
	short   // a year of two digits
	quarter // 1 to 4
	half    // 1 or 2
	century
	decade
	slots
)

// values are the numbers that a form read. Slots that it does not have are 0.
type values struct {
	n   [slots]int
	has [slots]bool
	han bool // whether Chinese numbers are numbers
}

func (v *values) set(s slot, n int) {
	v.n[s], v.has[s] = n, true
}

// form is a way to write a date. Its pattern has one sign for each element,
// see elements; other signs stand for themselves. With 年, 月 or 世 in the
// pattern any element may have blanks ahead of it, and numbers may be Chinese.
type form struct {
	pattern string
	soft    bool // with numbers that are impossible the form is no date, not a wrong one
	apart   bool // counts only where signs set it apart from the text around it

	steps  []step
	han    bool
	second rune // what follows the first number, 0 where that is no fixed sign
}

var forms = []form{
	{pattern: "y-m-d"},
	{pattern: "y/m/d"},
	{pattern: "y.m.d"},
	{pattern: "y - m - d"},
	{pattern: "y / m / d"},
	{pattern: "y. m. d"},
	{pattern: "y-m-d~Y-M-D"},
	{pattern: "y/m/d~Y/M/D"},
	{pattern: "y.m.d~Y.M.D"},
	{pattern: "y-m-d≃M-D", soft: true},
	{pattern: "y/m/d≈M/D", soft: true},
	{pattern: "y.m.d≈M.D", soft: true},
	{pattern: "y-m-d≃D", soft: true},
	{pattern: "y/m/d≈D", soft: true},
	{pattern: "y.m.d≈D", soft: true},
	{pattern: "y-m"},
	{pattern: "y/m"},
	{pattern: "y.m", soft: true, apart: true},
	{pattern: "y-m~Y-M", soft: true},
	{pattern: "y/m~Y/M", soft: true},
	{pattern: "y.m~Y.M", soft: true, apart: true},
	{pattern: "y-b-d"},
	{pattern: "y b d*"},
	{pattern: "y"},
	{pattern: "y~Y", soft: true},
	{pattern: "y≈t", soft: true}, // 2024-25, two years in a row
	{pattern: "y/t", soft: true},
	{pattern: "y/Y", soft: true},
	{pattern: "yS"},
	{pattern: "yQq", soft: true},
	{pattern: "y Qq", soft: true},
	{pattern: "y-Qq", soft: true},
	{pattern: "yHh", soft: true},
	{pattern: "y Hh", soft: true},
	{pattern: "8", soft: true, apart: true},

	{pattern: "y年"},
	{pattern: "y年m月"},
	{pattern: "y年m月dj"},
	{pattern: "y年m月e"},
	{pattern: "y年m月d&Dj"},
	{pattern: "y年m月dj&Dj"},
	{pattern: "y年m月dj~M月Dj"},
	{pattern: "y年m月dj~M月e2", soft: true},
	{pattern: "y年m~M月"},
	{pattern: "y年m月~M月"},
	{pattern: "y~Y年"},
	{pattern: "y年~Y", soft: true},
	{pattern: "y年~Y年"},
	{pattern: "y年代"},
	{pattern: "y年第q季度", soft: true},
	{pattern: "y年第q季", soft: true},
	{pattern: "y年q季度", soft: true},
	{pattern: "y年Qq", soft: true},
	{pattern: "y第q季度", soft: true},
	{pattern: "y年u半年"},
	{pattern: "y年u半"},
	{pattern: "yu半年"},
	{pattern: "y年Hh", soft: true},
	{pattern: "y년"},
	{pattern: "y년m월"},
	{pattern: "y년m월d일"},
	{pattern: "m月dj", soft: true},
	{pattern: "c世纪"},
	{pattern: "c世紀"},
	{pattern: "c世纪x年代", soft: true},
	{pattern: "c世紀x年代", soft: true},

	{pattern: "b_d*;y"},
	{pattern: "b;y"},
	{pattern: "b fy"},
	{pattern: "b d*&D*;y"},
	{pattern: "b d*~B D*;y"},
	{pattern: "b~B;y"},
	{pattern: "b-d-y"},
	{pattern: "b-y"},
	{pattern: "b d*", soft: true},
	{pattern: "b d*&D*", soft: true},
	{pattern: "b d*~B D*", soft: true},
	{pattern: "d* b;y"},
	{pattern: "d* fb;y"},
	{pattern: "d-b-y"},
	{pattern: "d*&D* b;y"},
	{pattern: "d* b~D* B;y"},
	{pattern: "d* b;y~D* B;Y"},
	{pattern: "d* b", soft: true},
	{pattern: "d* fb", soft: true},
	{pattern: "d*&D* b", soft: true},
	{pattern: "Qq;y", soft: true},
	{pattern: "Qq fy", soft: true},
	{pattern: "Hh;y", soft: true},
	{pattern: "Hh fy", soft: true},
	{pattern: "c*C", soft: true},

	{pattern: "n/k/y"},
	{pattern: "n-k-y"},
	{pattern: "n.k.y", soft: true},
	{pattern: "n/k/t", soft: true},
	{pattern: "m/y", soft: true},
}

// opening is what the text of a form begins with.
type opening int

const (
	opensWithYear opening = iota
	opensWithNumber
	opensWithMonth
	opensWithPart // Q3, H1
	opensWithEight
	openings
)

var openingOf = map[byte]opening{'y': opensWithYear, 'b': opensWithMonth, 'Q': opensWithPart, 'H': opensWithPart, '8': opensWithEight}

// byOpening are the forms, sorted out by what they begin with.
var byOpening = func() (sorted [openings][]*form) {
	for i := range forms {
		f := &forms[i]
		f.han = strings.ContainsAny(f.pattern, "年月世년半季")
		for _, sign := range strings.ReplaceAll(f.pattern, "e2", "E") {
			f.steps = append(f.steps, stepOf(sign))
		}
		if signs := []rune(f.pattern); len(signs) > 1 {
			if _, is := elements[signs[1]]; !is {
				f.second = signs[1]
			}
		}
		o, ok := openingOf[f.pattern[0]]
		if !ok {
			o = opensWithNumber
		}
		sorted[o] = append(sorted[o], f)
	}
	return sorted
}()

// match reads the form at i, and returns the offset behind it.
func (f *form) match(t text, i int, v *values) (int, bool) {
	*v = values{han: f.han}
	for n, s := range f.steps {
		if f.han && n > 0 && !s.tight {
			i = t.blanks(i)
		}
		var ok bool
		if i, ok = s.read(t, i, v); !ok {
			return i, false
		}
	}
	return i, true
}

// ends reports whether the pattern ends in one of the signs.
func (f *form) ends(signs ...string) bool {
	return slices.ContainsFunc(signs, func(s string) bool { return strings.HasSuffix(f.pattern, s) })
}

// isLone reports whether the form is a year alone, or two of them.
func (f *form) isLone() bool {
	switch f.pattern {
	case "y", "y~Y":
		return true
	}
	return false
}
