package front

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"viewline/diagnostic"
	"viewline/timeline"
)

// takers take the value of a key into the matter, by the key's role. What a
// taker cannot read is its error.
var takers map[role]func(r *reader, e Entry) error

func init() { // they refer to each other
	takers = map[role]func(r *reader, e Entry) error{
		roleTitle:       (*reader).takeTitle,
		roleSummary:     func(r *reader, e Entry) error { return r.said(e, &r.matter.Summary) },
		roleDate:        (*reader).takeDate,
		roleLastmod:     (*reader).takeDate,
		roleDraft:       func(r *reader, e Entry) error { return r.takeDraft(e, true) },
		rolePublished:   (*reader).takePublished,
		roleTags:        func(r *reader, e Entry) error { return takeList(e, &r.matter.Tags) },
		roleCategories:  func(r *reader, e Entry) error { return takeList(e, &r.matter.Categories) },
		roleDescription: func(r *reader, e Entry) error { return takeText(e, &r.matter.Description) },
		roleWordCount:   func(r *reader, e Entry) error { return takeInt(e, &r.matter.WordCount) },
		roleReadingTime: func(r *reader, e Entry) error { return takeInt(e, &r.matter.ReadingTime) },
		roleAuthor:      (*reader).takeAuthor,
		roleAICover:     func(r *reader, e Entry) error { return takeText(e, &r.matter.AICover) },
		roleCover:       (*reader).takeCover,
		rolePerson:      (*reader).takePerson,
		roleAppearance:  (*reader).takeAppearance,
		rolePeople:      func(r *reader, e Entry) error { return r.takeWho(e, &r.matter.People) },
		roleHosts:       func(r *reader, e Entry) error { return r.takeWho(e, &r.matter.Hosts) },
		roleOccasion:    func(r *reader, e Entry) error { return r.said(e, &r.matter.Occasion) },
		roleShow:        func(r *reader, e Entry) error { return r.said(e, &r.matter.Show) },
		roleRecording:   func(r *reader, e Entry) error { return r.said(e, &r.matter.Recording) },
		roleKind:        func(r *reader, e Entry) error { return r.said(e, &r.matter.Kind) },
	}
}

// explicitError is what is wrong with something that the author says outright.
// It refuses the post.
type explicitError struct{ error }

func explicit(err error) error {
	if err == nil {
		return nil
	}
	return explicitError{err}
}

// take gives each entry to what takes it. What has no field of its own in a
// post, or cannot be read, is kept in Extra as it is.
func (r *reader) take(entries []Entry) {
	r.matter.Fields = entries
	r.taken = map[role]int{}
	for _, e := range entries {
		m := roles[Same(e.Key)]
		if m.role == roleNone {
			r.keep(e)
			continue
		}
		if e.Form == Null || e.Form == Text && strings.TrimSpace(e.Text) == "" {
			if !m.own {
				r.keep(e)
			}
			continue
		}
		var err error
		if was := r.taken[m.role]; was == 0 || m.rank < was || !single[m.role] {
			err = takers[m.role](r, e)
			if err == nil && m.role != roleDate && m.role != roleLastmod { // which see to it themselves
				r.taken[m.role] = m.rank + 1
			}
		}
		r.report(e, err)
		if err != nil || !m.own {
			r.keep(e)
		}
	}
	if r.matter.Person == "" {
		r.onePerson()
	}
}

// single are the roles that one key alone fills.
var single = map[role]bool{roleDate: true, roleLastmod: true, roleTags: true, roleCategories: true, roleAuthor: true}

func (r *reader) keep(e Entry) {
	r.matter.Extra = append(r.matter.Extra, &timeline.Detail{Label: e.Key, Value: strings.TrimSpace(e.Text)})
}

func (r *reader) report(e Entry, err error) {
	severity := diagnostic.Warning
	var outright explicitError
	if errors.As(err, &outright) {
		severity = diagnostic.Error
	}
	if err != nil {
		r.diags.Add(r.path, e.At, severity, "%s: %v", e.Key, err)
	}
}

func found(v Value, want string) error { return fmt.Errorf("found %s; want %s", v.shown(), want) }

// placeholder tells whether a text was to be filled in by a template: {{title}}
// or <% tp.file.title %>.
func placeholder(text string) bool {
	for _, p := range [...][2]string{{"{{", "}}"}, {"<%", "%>"}, {"{%", "%}"}} {
		if _, rest, open := strings.Cut(text, p[0]); open && strings.Contains(rest, p[1]) {
			return true
		}
	}
	return false
}

var errPlaceholder = errors.New("a placeholder, which a template was to fill in; want a value")

// takeText takes a text. A list or a mapping within one line was meant as one,
// as in title: [draft].
func takeText[T ~string](e Entry, to *T) error {
	switch {
	case placeholder(e.Text):
		return errPlaceholder
	case e.Single(), e.Text != "" && !strings.Contains(e.Text, "\n"):
		*to = T(e.Text)
		return nil
	}
	return found(e.Value, "text")
}

func (r *reader) takeTitle(e Entry) error {
	err := takeText(e, &r.matter.Title)
	r.matter.Title = strings.TrimSpace(r.matter.Title)
	return err
}

// truths are the words for true and false that YAML 1.1 knows
// (https://yaml.org/type/bool.html), and numbers as some write them.
var truths = map[string]bool{
	"true": true, "yes": true, "on": true, "y": true, "1": true,
	"false": false, "no": false, "off": false, "n": false, "0": false,
}

func truth(v Value) (is, known bool) {
	if !v.Single() {
		return false, false
	}
	is, known = truths[strings.ToLower(strings.TrimSpace(v.Text))]
	return is, known
}

// takeDraft takes whether a post is a draft. One key that says so suffices.
func (r *reader) takeDraft(e Entry, when bool) error {
	is, known := truth(e.Value)
	if !known {
		return found(e.Value, "true or false")
	}
	r.matter.Draft = r.matter.Draft || is == when
	return nil
}

// digitGroups are what the digits of a large number are grouped by.
var digitGroups = strings.NewReplacer(",", "", "_", "")

// takeInt takes a whole number, also with its unit behind it: 5 min.
func takeInt(e Entry, to *int) error {
	const want = "a whole number"
	if !e.Single() {
		return found(e.Value, want)
	}
	text := digitGroups.Replace(strings.TrimSpace(e.Text))
	if digits := len(text) - len(strings.TrimLeft(text, "0123456789.")); e.Form == Text && digits > 0 {
		text = text[:digits]
	}
	n, err := strconv.ParseFloat(text, 64)
	if hex, wrong := strconv.ParseInt(text, 0, 64); wrong == nil && e.Form == Number && !strings.HasPrefix(text, "0") {
		n, err = float64(hex), nil
	}
	if err != nil || n != math.Trunc(n) || n < 0 || n > math.MaxInt32 {
		return found(e.Value, want)
	}
	*to = int(n)
	return nil
}

// takeCover takes the parts of a cover, or the image alone.
func (r *reader) takeCover(e Entry) error {
	c := &timeline.Cover{}
	switch {
	case e.Form == Map:
		if image, ok := e.first("image", "url", "src"); ok && image.Single() {
			c.Image = image.Text
		}
		if alt, ok := e.first("alt"); ok && alt.Single() {
			c.Alt = timeline.Text(alt.Text)
		}
		if made, ok := e.first("ai_generated"); ok {
			is, known := truth(made)
			if c.AIGenerated = is; !known {
				return fmt.Errorf("ai_generated: %w", found(made, "true or false"))
			}
		}
	case e.Form == Bool && e.Text == "false": // there is none
		return nil
	case e.Form == Text && !placeholder(e.Text):
		c.Image = e.Text
	default:
		return found(e.Value, "the address of an image, or image, alt and ai_generated")
	}
	r.matter.Cover = c
	return nil
}

// said takes values as they are.
func (r *reader) said(e Entry, to *[]Said) error {
	if placeholder(e.Text) {
		return errPlaceholder
	}
	switch e.Form {
	case List:
		for _, item := range e.Entries {
			item.Key = e.Key
			if err := r.said(item, to); err != nil {
				return err
			}
		}
	case Map:
		if v, ok := e.first("name", "title", "url", "link", "id"); ok && v.Single() {
			*to = append(*to, Said{e.Key, v.Text, v.At})
		}
	case Null, Bool: // a switch, as podcast: true
	default:
		*to = append(*to, Said{e.Key, strings.TrimSpace(e.Text), e.At})
	}
	return nil
}

func hasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }
