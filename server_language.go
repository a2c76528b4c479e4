package main

import (
	"fmt"
	"net/http"

	"github.com/spf13/pflag"

	"viewline/web/words"
)

// siteLanguage is the language of pages for readers who did not choose one by the switch. It
// is a flag's value.
type siteLanguage struct {
	own *words.Language // nil means the language that each reader's browser asks for
}

func (s *siteLanguage) flag(f *pflag.FlagSet) {
	f.Var(s, "site-language", "`language` of pages, en or zh, for readers who did not choose one;\nthe one that each reader's browser asks for if absent")
}

// Set takes the code of a language.
func (s *siteLanguage) Set(code string) error {
	if s.own = words.Named(code); s.own == nil {
		return fmt.Errorf("want en or zh")
	}
	return nil
}

func (s *siteLanguage) String() string {
	if s.own == nil {
		return ""
	}
	return s.own.Code
}

// Type is for the list of flags.
func (s *siteLanguage) Type() string { return "language" }

// of is the code of the language in which a request for a page is answered.
func (s *siteLanguage) of(r *http.Request) string {
	l, _ := words.Choose(r, s.own)
	return l.Code
}
