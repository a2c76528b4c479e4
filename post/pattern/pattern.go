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
// those of [regexp.Regexp] give.
type Pattern struct {
	sieve   func() *sieve         // made when a text is first looked at
	machine func() *regexp.Regexp // compiled when a text first gets through the sieve
}

// MustCompile makes a pattern of a regular expression; one that does not parse is
// a panic when it is first used.
func MustCompile(expr string) *Pattern {
	return &Pattern{
		sieve:   sync.OnceValue(func() *sieve { return sieveOf(expr) }),
		machine: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) }),
	}
}

// MatchString is that of [regexp.Regexp].
func (p *Pattern) MatchString(s string) bool {
	maybe, sure := look(p.sieve(), s)
	return sure || maybe && p.machine().MatchString(s)
}

// Match is that of [regexp.Regexp].
func (p *Pattern) Match(b []byte) bool { return may(p.sieve(), b) && p.machine().Match(b) }

// FindString is that of [regexp.Regexp].
func (p *Pattern) FindString(s string) string {
	if !may(p.sieve(), s) {
		return ""
	}
	return p.machine().FindString(s)
}

// FindStringIndex is that of [regexp.Regexp].
func (p *Pattern) FindStringIndex(s string) []int {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.machine().FindStringIndex(s)
}

// FindStringSubmatch is that of [regexp.Regexp].
func (p *Pattern) FindStringSubmatch(s string) []string {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.machine().FindStringSubmatch(s)
}

// FindStringSubmatchIndex is that of [regexp.Regexp].
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.machine().FindStringSubmatchIndex(s)
}

// FindSubmatchIndex is that of [regexp.Regexp].
func (p *Pattern) FindSubmatchIndex(b []byte) []int {
	if !may(p.sieve(), b) {
		return nil
	}
	return p.machine().FindSubmatchIndex(b)
}

// FindAllStringIndex is that of [regexp.Regexp].
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.machine().FindAllStringIndex(s, n)
}

// FindAllStringSubmatchIndex is that of [regexp.Regexp].
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.machine().FindAllStringSubmatchIndex(s, n)
}

// FindAllString is that of [regexp.Regexp].
func (p *Pattern) FindAllString(s string, n int) []string {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.machine().FindAllString(s, n)
}

// FindAllStringSubmatch is that of [regexp.Regexp].
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	if !may(p.sieve(), s) {
		return nil
	}
	return p.machine().FindAllStringSubmatch(s, n)
}

// ReplaceAllString is that of [regexp.Regexp].
func (p *Pattern) ReplaceAllString(s, with string) string {
	if !may(p.sieve(), s) {
		return s
	}
	return p.machine().ReplaceAllString(s, with)
}

// ReplaceAllStringFunc is that of [regexp.Regexp].
func (p *Pattern) ReplaceAllStringFunc(s string, with func(string) string) string {
	if !may(p.sieve(), s) {
		return s
	}
	return p.machine().ReplaceAllStringFunc(s, with)
}
