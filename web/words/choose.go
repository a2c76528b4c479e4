package words

import (
	"net/http"
	"strings"

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
	wanted, _, err := language.ParseAcceptLanguage(strings.Join(r.Header.Values("Accept-Language"), ","))
	if err != nil || len(wanted) == 0 {
		return English, false
	}
	_, index, _ := matcher.Match(wanted...)
	return matched[index], false
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
