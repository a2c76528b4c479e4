package propose

import (
	"slices"
	"strings"
	"unicode"

	"viewline/post/dates"
	"viewline/post/front"
	"viewline/post/mapping"
	"viewline/post/names"
	"viewline/post/people"
	"viewline/timeline"
)

// verdict is how well a candidate fits the posts.
type verdict struct {
	candidate
	part    mapping.Part
	example string
	good    int      // posts in which the candidate finds what it should
	adds    int      // those of the good posts in which the ordinary reading found nothing
	fits    []*shape // the good posts
}

// judge applies a candidate to all posts. The verdict adds nothing where less than two
// thirds of the values that the candidate finds look right, or less than half of these are
// certain; see [looksRight].
func judge(part mapping.Part, c candidate, shapes []*shape) verdict {
	v := verdict{candidate: c, part: part}
	m, diags := mapping.Read(mapping.Name, []byte(string(part)+": "+c.text))
	if diags.HasErrors() {
		return v
	}
	found, sure := 0, 0
	for _, s := range shapes {
		value, ok := m.For(s.path).Find(part, s.about)
		if !ok {
			continue
		}
		found++
		good, certain := looksRight(part, value)
		if !good {
			continue
		}
		v.good++
		v.fits = append(v.fits, s)
		if certain {
			sure++
		}
		if v.example == "" {
			v.example = strings.Join(strings.Fields(value.Value), " ")
		}
		if s.lacks(part) {
			v.adds++
		}
	}
	if 3*v.good < 2*found || 2*sure < v.good {
		v.adds = 0
	}
	return v
}

// lacks reports whether the ordinary reading of a post did not find a part. A date, a title
// and a kind are lacking only where the post has a person.
func (s *shape) lacks(part mapping.Part) bool {
	switch part {
	case mapping.Person:
		return !s.people
	case mapping.Date:
		return s.people && !s.dated
	case mapping.Kind:
		return s.people && !s.kind
	}
	return s.people && !s.titled
}

// settle notes that the good posts have a person now, which the rules for other parts go
// by.
func (v verdict) settle(part mapping.Part, _ []*shape) {
	for _, s := range v.fits {
		s.people = s.people || part == mapping.Person
	}
}

// longestValue is how many bytes a name or a title may have that a rule finds.
const longestValue = 200

// looksRight reports whether the found values are what a rule for the part should find.
// They are certain where they can hardly be anything else.
func looksRight(part mapping.Part, found mapping.Found) (good, certain bool) {
	if len(found.Value) > longestValue {
		return false, false
	}
	switch part {
	case mapping.Person:
		return areNames(found)
	case mapping.Date:
		return isDate(found.Value), true
	case mapping.Kind:
		return front.KindOf(found.Value).Valid(), true
	}
	return strings.ContainsFunc(found.Value, unicode.IsLetter), true
}

// areNames reports whether all values have the form of a person's name. Two capitalised
// words may be anything, so a Latin name is certain only where it starts or ends in a
// common name; a name in another script is certain where the family name is a known one.
func areNames(found mapping.Found) (good, certain bool) {
	values := found.Several
	if len(values) == 0 {
		values = []string{found.Value}
	}
	certain = true
	for _, value := range values {
		list := names.List(names.Spelled(value))
		if len(list) == 0 || slices.ContainsFunc(list, func(n names.Name) bool { return names.FormOf(n.Text) < names.Likely }) {
			return false, false
		}
		for _, n := range list {
			certain = certain && (!isLatin(n.Text) || people.Known(n.Text))
		}
	}
	return true, certain
}

func isLatin(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c) })
}

// isDate reports whether a value is a date and little else.
func isDate(value string) bool {
	value = strings.TrimSpace(value)
	if _, err := timeline.ParsePartialDate(value); err == nil {
		return true
	}
	if _, _, ok := dates.Stamp(value, dates.Options{}); ok {
		return true
	}
	d, ok := dates.First(value, dates.Options{})
	return ok && d.Known() && !d.Lone && 2*(d.End-d.Start) > len(value)
}
