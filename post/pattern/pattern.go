// Package pattern makes regular expressions cheap on the texts that they do not
// match. Package regexp tries an expression such as
// (?:interview|talk)\s+with\s*$ at each byte of a text. A [Pattern] first looks,
// in one quick pass, for the words without which the expression matches nothing
// ("interview", "talk"), and runs the expression only where the text has one of
// them. The words are found in the expression itself, so a Pattern always gives
// what package regexp gives.
package pattern

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression with a sieve ahead of it. Its methods give what
// those of [regexp.Regexp] give; others of these run without the sieve.
type Pattern struct {
	*regexp.Regexp
	sieve func() *sieve // made when a text is first looked at
}

// MustCompile makes a pattern of a regular expression; one that does not parse is
// a panic.
func MustCompile(expr string) *Pattern {
	return &Pattern{Regexp: regexp.MustCompile(expr), sieve: sync.OnceValue(func() *sieve { return sieveOf(expr) })}
}

// MatchString is that of [regexp.Regexp].
func (p *Pattern) MatchString(s string) bool {
	maybe, sure := look(p.sieve(), s)
	return sure || maybe && p.Regexp.MatchString(s)
}

// Match is that of [regexp.Regexp].
func (p *Pattern) Match(b []byte) bool { return may(p.sieve(), b) && p.Regexp.Match(b) }

// FindString is that of [regexp.Regexp].
func (p *Pattern) FindString(s string) string {
	if !may(p.sieve(), s) {
		return ""
	}
	return p.Regexp.FindString(s)
}

// FindStringIndex is that of [regexp.Regexp].
func (p *Pattern) FindStringIndex(s string) []int {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.Regexp.FindStringIndex(s)
}

// FindStringSubmatch is that of [regexp.Regexp].
func (p *Pattern) FindStringSubmatch(s string) []string {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.Regexp.FindStringSubmatch(s)
}

// FindStringSubmatchIndex is that of [regexp.Regexp].
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.Regexp.FindStringSubmatchIndex(s)
}

// FindSubmatchIndex is that of [regexp.Regexp].
func (p *Pattern) FindSubmatchIndex(b []byte) []int {
	if !may(p.sieve(), b) {
		return nil
	}
	return p.Regexp.FindSubmatchIndex(b)
}

// FindAllStringIndex is that of [regexp.Regexp].
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.Regexp.FindAllStringIndex(s, n)
}

// FindAllStringSubmatchIndex is that of [regexp.Regexp].
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.Regexp.FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString is that of [regexp.Regexp].
func (p *Pattern) ReplaceAllString(s, with string) string {
	if !may(p.sieve(), s) {
		return s
	}
	return p.Regexp.ReplaceAllString(s, with)
}
