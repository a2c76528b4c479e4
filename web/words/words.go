// Package words has all words of the interface, in English and in Chinese: catalogue.json
// holds every message in both languages, for the pages and for their scripts. [Choose] tells
// in which language a request is answered, and [Language.Say] says a message.
package words

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

//go:embed catalogue.json
var file []byte

// Forms are a message in one language, by the categories of CLDR's plural rules ("one",
// "other"), which the message's first number chooses from. A message without plural forms
// has "other" alone. Values stand in the text as in [fmt.Printf]: %s, %d, or %[2]s for the
// second one. The text may have the elements b, code, kbd and an a without attributes.
type Forms map[string]string

// UnmarshalJSON takes a text, or an object of forms.
func (f *Forms) UnmarshalJSON(text []byte) error {
	var one string
	if err := json.Unmarshal(text, &one); err == nil {
		*f = Forms{"other": one}
		return nil
	}
	return json.Unmarshal(text, (*map[string]string)(f))
}

// MarshalJSON writes a text where that is the only form.
func (f Forms) MarshalJSON() ([]byte, error) {
	if len(f) == 1 {
		return json.Marshal(f["other"])
	}
	return json.Marshal(map[string]string(f))
}

// Catalogue is every message by its key, then by the language's code. It is only read.
var Catalogue = load()

func load() map[string]map[string]Forms {
	var all map[string]map[string]Forms
	if err := json.Unmarshal(file, &all); err != nil {
		panic(fmt.Errorf("read catalogue.json: %w", err)) // cannot happen: the file is part of the program
	}
	return all
}

// Language is one of the interface's languages. It may be used by several goroutines.
type Language struct {
	// Code is what addresses and the command line call the language: "en" or "zh".
	Code string
	// Tag is what HTML calls it (BCP 47): "en" or "zh-Hans".
	Tag string
	// Locale is what the Open Graph protocol calls it: "en_US" or "zh_CN".
	Locale  string
	printer *message.Printer
}

// The languages of the interface.
var (
	English = newLanguage("en", "en_US", language.English)
	Chinese = newLanguage("zh", "zh_CN", language.SimplifiedChinese)
)

// All are the languages of the interface, the first being that of readers who want neither.
var All = []*Language{English, Chinese}

func newLanguage(code, locale string, tag language.Tag) *Language {
	messages := catalog.NewBuilder(catalog.Fallback(tag))
	for key, in := range Catalogue {
		var err error
		if forms := in[code]; len(forms) == 1 {
			err = messages.SetString(tag, key, forms["other"])
		} else {
			err = messages.Set(tag, key, plural.Selectf(1, "%d", forms.cases()...))
		}
		if err != nil {
			panic(fmt.Errorf("message %q: %w", key, err)) // cannot happen: a test sets them all
		}
	}
	return &Language{code, tag.String(), locale, message.NewPrinter(tag, message.Catalog(messages))}
}

// cases are the forms as plural.Selectf takes them, "other" at the end.
func (f Forms) cases() []any {
	var all []any
	for category, text := range f {
		if category != "other" {
			all = append(all, category, text)
		}
	}
	return append(all, "other", f["other"])
}

// Named is the language with a code; nil where there is none.
func Named(code string) *Language {
	for _, l := range All {
		if strings.EqualFold(l.Code, code) {
			return l
		}
	}
	return nil
}

// Other is the language that a reader of this one can switch to.
func (l *Language) Other() *Language {
	if l == Chinese {
		return English
	}
	return Chinese
}

// Say is a message with its values. A whole number is written with separators, as 1,234, and
// chooses the plural form where it comes first. Of a key that the catalogue lacks it is the
// key.
func (l *Language) Say(key string, values ...any) string { return l.printer.Sprintf(key, values...) }

// Number is a whole number with separators.
func (l *Language) Number(n int) string { return l.printer.Sprintf("%d", n) }

// Groups are the messages of some groups, by their keys, in this language: a group is what
// stands ahead of the first full stop of a key. Scripts have their words of them.
func (l *Language) Groups(groups ...string) map[string]Forms {
	some := map[string]Forms{}
	for key, in := range Catalogue {
		of, _, _ := strings.Cut(key, ".")
		for _, group := range groups {
			if of == group {
				some[key] = in[l.Code]
			}
		}
	}
	return some
}
