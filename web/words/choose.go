package words

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/text/language"
)

// Parameter is the parameter of an address that says in which language its page is: a
// language's code.
const Parameter = "lang"

// matcher finds the language for what readers prefer. Readers of Traditional Chinese get the
// Chinese that there is.
var (
	matcher = language.NewMatcher([]language.Tag{language.English, language.SimplifiedChinese, language.TraditionalChinese})
	matched = []*Language{English, Chinese, Chinese}
)

// Choose is the language in which a request is answered: the one that the address names,
// else the site's own, which is nil where it has none, else the one of the two that the
// reader's Accept-Language prefers (RFC 9110, section 12.5.4), else English. Chosen says that
// the address names it.
func Choose(r *http.Request, site *Language) (l *Language, chosen bool) {
	if strings.Contains(r.URL.RawQuery, Parameter) {
		if l := Named(r.URL.Query().Get(Parameter)); l != nil {
			return l, true
		}
	}
	if site != nil {
		return site, false
	}
	return preferred(strings.Join(r.Header.Values("Accept-Language"), ",")), false
}

// How many values of Accept-Language are remembered, and how long they may be, in bytes.
// Readers send few different ones: to look one up takes 0.1 µs, to read it 10 µs, and each
// request for a page asks.
const (
	mostRemembered    = 1000
	longestRemembered = 200
)

var (
	remembered sync.Map // from a value of Accept-Language to a *Language
	known      atomic.Int64
)

// preferred is the language that a value of Accept-Language prefers.
func preferred(accept string) *Language {
	if l, ok := remembered.Load(accept); ok {
		return l.(*Language)
	}
	l := English
	if wanted, _, err := language.ParseAcceptLanguage(accept); err == nil && len(wanted) > 0 {
		_, index, _ := matcher.Match(wanted...)
		l = matched[index]
	}
	if len(accept) <= longestRemembered && known.Add(1) <= mostRemembered {
		remembered.Store(strings.Clone(accept), l) // a copy, so that the request's header is not held in memory
	}
	return l
}

// At is an address on this site, in this language: with the parameter, ahead of a fragment.
// The address does not have the parameter yet.
func (l *Language) At(address string) string {
	address, fragment, fragmented := strings.Cut(address, "#")
	mark := "?"
	if strings.Contains(address, "?") {
		mark = "&"
	}
	address += mark + Parameter + "=" + l.Code
	if fragmented {
		address += "#" + fragment
	}
	return address
}
