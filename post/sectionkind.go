package post

import (
	_ "embed"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/diagnostic"
	"viewline/post/front"
	"viewline/timeline"
)

// SectionRule says by which words a heading tells what its section is for. The
// words are in lower case.
type SectionRule struct {
	Kind timeline.SectionKind
	// Starts are words that a heading starts with, Holds those it holds
	// anywhere.
	Starts, Holds []string
}

//go:embed sections.yaml
var sectionsYAML []byte

// sectionRules are those of every library.
var sectionRules, _ = ReadSections("sections.yaml", sectionsYAML)

// ReadSections reads sections.yaml: a list of entries with kind, starts and
// holds. An entry of an unknown kind, or without words, is an error.
func ReadSections(path string, src []byte) ([]SectionRule, diagnostic.List) {
	docs, diags := front.ReadYAML(path, src, "a list of kinds of section")
	var rules []SectionRule
	for _, entry := range listed(path, docs, &diags) {
		var rule SectionRule
		var kind string
		err := errors.Join(textIn(entry, "kind", &kind), textsIn(entry, "starts", &rule.Starts), textsIn(entry, "holds", &rule.Holds))
		rule.Kind = timeline.SectionKind(kind)
		switch {
		case err != nil:
			diags.Add(path, entry.At, diagnostic.Error, "%s; want kind, starts and holds", firstLine(err))
		case !rule.Kind.Valid():
			diags.Add(path, entry.At, diagnostic.Error, "kind %q; want VIEWPOINTS, SUMMARY, READING_LIST, REFERENCES, BIOGRAPHY, COMMENTARY or OTHER", rule.Kind)
		case len(rule.Starts)+len(rule.Holds) == 0:
			diags.Add(path, entry.At, diagnostic.Error, "kind %s without words; want starts: or holds:", rule.Kind)
		default:
			rules = append(rules, rule.lower())
		}
	}
	return rules, diags
}

func (s SectionRule) lower() SectionRule {
	for _, words := range [][]string{s.Starts, s.Holds} {
		for i, w := range words {
			words[i] = strings.ToLower(w)
		}
	}
	return s
}

// matches tells whether a heading in lower case has one of the words.
func (s SectionRule) matches(heading string) bool {
	for _, w := range s.Starts {
		if rest, ok := strings.CutPrefix(heading, w); ok && !goesOn(w, rest) {
			return true
		}
	}
	for _, w := range s.Holds {
		if strings.Contains(heading, w) {
			return true
		}
	}
	return false
}

// goesOn tells whether a Latin word goes on behind its start, as source does in
// sourcery.
func goesOn(word, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	return last < utf8.RuneSelf && rest != "" && isLatinLetter(rest[0])
}

// withoutSigns is a heading without the emoji and marks before its words.
func withoutSigns(heading string) string {
	return strings.TrimLeftFunc(heading, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) })
}

// sectionKind tells what a heading says its section is for; empty where it
// says nothing known.
func (l *Library) sectionKind(heading string) timeline.SectionKind {
	_, heading = splitNumber(heading)
	heading = strings.ToLower(strings.TrimSpace(withoutSigns(heading)))
	rules := sectionRules
	if l != nil {
		rules = l.sections
	}
	for _, rule := range rules {
		if rule.matches(heading) {
			return rule.Kind
		}
	}
	return ""
}
