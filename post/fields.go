package post

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"viewline/source"
	"viewline/timeline"
)

// field is an entry of front matter, in any of its formats: its value is a
// string, a bool, a number, a []any, a map[string]any or nil.
type field struct {
	key   string
	value any
	text  string // the value as written
	at    source.Position
}

// decoders take the front matter that has a place in a post.
var decoders = map[string]func(f *frontMatter, v any) error{
	"title":       func(f *frontMatter, v any) error { return decodeText(v, &f.Title) },
	"date":        func(f *frontMatter, v any) error { return f.decodeDate(v) },
	"lastmod":     func(f *frontMatter, v any) error { return decodeTime(v, &f.Lastmod) },
	"draft":       func(f *frontMatter, v any) error { return decodeBool(v, &f.Draft) },
	"tags":        func(f *frontMatter, v any) error { return decodeList(v, &f.Tags) },
	"categories":  func(f *frontMatter, v any) error { return decodeList(v, &f.Categories) },
	"description": func(f *frontMatter, v any) error { return decodeText(v, &f.Description) },
	"wordCount":   func(f *frontMatter, v any) error { return decodeInt(v, &f.WordCount) },
	"readingTime": func(f *frontMatter, v any) error { return decodeInt(v, &f.ReadingTime) },
	"author":      func(f *frontMatter, v any) error { return decodeJoined(v, &f.Author) },
	"ai_cover":    func(f *frontMatter, v any) error { return decodeText(v, &f.AICover) },
	"cover":       func(f *frontMatter, v any) error { return f.decodeCover(v) },
	"person":      func(f *frontMatter, v any) error { return f.decodePerson(v) },
	"appearance":  func(f *frontMatter, v any) error { return f.decodeAppearance(v) },
}

// take decodes the fields; what has no place in a post is kept as it is.
func (r *reader) take(fields []field) {
	for _, f := range fields {
		decode, known := decoders[f.key]
		if !known {
			r.front.Extra = append(r.front.Extra, &timeline.Detail{Label: f.key, Value: f.text})
			continue
		}
		if f.value == nil {
			continue
		}
		if err := decode(&r.front, f.value); err != nil {
			r.diags.Add(r.path, f.at, source.Error, "%s: %v", f.key, err)
		}
	}
}

func found(v any, want string) error { return fmt.Errorf("found %v; want %s", v, want) }

// decodeText takes a text; a number or a date without quotation marks is one
// as well.
func decodeText[T ~string](v any, to *T) error {
	switch v := v.(type) {
	case string:
		*to = T(v)
	case time.Time:
		*to = T(v.Format(time.RFC3339))
	case []any, map[string]any:
		return found(v, "text")
	default:
		*to = T(fmt.Sprint(v))
	}
	return nil
}

func decodeBool(v any, to *bool) error {
	b, ok := v.(bool)
	if !ok {
		return found(v, "true or false")
	}
	*to = b
	return nil
}

func decodeInt(v any, to *int) error {
	var n float64
	switch v := v.(type) {
	case int64:
		n = float64(v)
	case uint64:
		n = float64(v)
	case float64:
		n = v
	default:
		return found(v, "a whole number")
	}
	if n != math.Trunc(n) || n < 0 || n > math.MaxInt32 {
		return found(v, "a whole number")
	}
	*to = int(n)
	return nil
}

// decodeList takes a list of texts, or a single one.
func decodeList(v any, to *[]string) error {
	items, ok := v.([]any)
	if !ok {
		items = []any{v}
	}
	for _, item := range items {
		var s string
		if err := decodeText(item, &s); err != nil {
			return err
		}
		*to = append(*to, s)
	}
	return nil
}

// decodeJoined takes a text, or a list of texts.
func decodeJoined(v any, to *timeline.Text) error {
	var list []string
	err := decodeList(v, &list)
	*to = timeline.Text(strings.Join(list, ", "))
	return err
}

// decodeTime takes a date with or without a time and a zone. What has no zone
// is taken as UTC.
func decodeTime(v any, to *timeline.Text) error {
	var s string
	if err := decodeText(v, &s); err != nil {
		return err
	}
	for _, form := range frontDateForms {
		if t, err := time.Parse(form, strings.TrimSpace(s)); err == nil {
			*to = timeline.Text(t.Format(time.RFC3339))
			return nil
		}
	}
	return found(fmt.Sprintf("%q", s), "a date that exists, such as 2025-06-18 or 2025-06-18T23:03:00+08:00")
}

func (f *frontMatter) decodeDate(v any) error {
	if err := decodeTime(v, &f.Date); err != nil {
		return err
	}
	var err error
	f.day, err = timeline.ParsePartialDate(string(f.Date[:len("2006-01-02")]))
	return err
}

func (f *frontMatter) decodePerson(v any) error {
	err := decodeText(v, &f.person)
	if err == nil && f.person != "" && slugOf(f.person) == "" {
		return found(fmt.Sprintf("%q", f.person), "a name with letters")
	}
	return err
}

// decodeCover takes the parts of a cover, or the image alone.
func (f *frontMatter) decodeCover(v any) error {
	parts, ok := v.(map[string]any)
	if !ok {
		parts = map[string]any{"image": v}
	}
	c := &timeline.Cover{}
	for key, take := range map[string]func(any) error{
		"image":        func(v any) error { return decodeText(v, &c.Image) },
		"alt":          func(v any) error { return decodeText(v, &c.Alt) },
		"ai_generated": func(v any) error { return decodeBool(v, &c.AIGenerated) },
	} {
		if v := parts[key]; v != nil {
			if err := take(v); err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
		}
	}
	f.Cover = c
	return nil
}

func (f *frontMatter) decodeAppearance(v any) error {
	parts, ok := v.(map[string]any)
	if !ok {
		return found(v, "title, date and kind")
	}
	text := func(key string) (s string) {
		if parts[key] != nil {
			_ = decodeText(parts[key], &s) // a list or a map is no text: empty
		}
		return s
	}
	kind := timeline.AppearanceKind(strings.ToUpper(strings.ReplaceAll(text("kind"), "-", "_")))
	f.appearance = &explicitAppearance{title: text("title"), kind: kind}
	var err error
	if kind != "" && !kind.Valid() {
		err = fmt.Errorf("kind %q; want interview, podcast, speech, talk, essay, reading-list or other", text("kind"))
	}
	if date := text("date"); date != "" {
		var wrong error
		f.appearance.date, wrong = timeline.ParsePartialDate(date)
		err = errors.Join(err, wrong)
	}
	return err
}
