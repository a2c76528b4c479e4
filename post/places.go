package post

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// claimsOfPlaces takes tags and the words of the path.
func (r *reader) claimsOfPlaces(c *cast, o outline) {
	for _, tag := range r.front.Tags {
		if n := strings.Join(strings.FieldsFunc(strings.TrimPrefix(tag, "#"), func(c rune) bool { return c == '_' || unicode.IsSpace(c) }), " "); names.FormOf(n) >= names.Likely {
			c.add(r, names.Name{Text: n}, claim{weight: ofTag, what: "a tag", pos: r.inFront("tags")})
		}
	}
	for _, show := range r.shows() {
		for _, found := range people.InTitle(show) {
			if found.Role == people.Host {
				c.add(r, found.Name, claim{role: people.Host, sure: true, what: "a show of that name", pos: -1})
			}
		}
	}
	for _, folder := range r.folders() {
		if names.FormOf(folder) >= names.Likely && people.Known(folder) && !r.front.isShow(folder) {
			c.add(r, names.Name{Text: folder}, claim{weight: ofPath, role: people.Speaker, what: "the name of a folder", pos: -1})
		}
	}
	words := pathWords(r.path)
	for _, m := range c.members {
		if spelledIn(words, m.name) {
			m.claims = append(m.claims, claim{weight: ofPath, what: "the path", pos: -1})
		}
	}
	if n, ok := r.nameOfFile(); ok && c.find(n) == nil {
		c.add(r, n, claim{weight: ofPath, what: "the file's name", pos: -1})
	}
}

// shows are the names of folders, tags and categories, which may be those of a
// show: stephan-host-podcast.
func (r *reader) shows() []string {
	return slices.Concat(r.folders(), r.front.Tags, r.front.Categories)
}

// folders are the names of the folders that the post lies in, as words.
func (r *reader) folders() []string {
	var all []string
	for _, folder := range strings.Split(path.Dir(r.path), "/") {
		words := strings.FieldsFunc(folder, func(c rune) bool { return c == '-' || c == '_' || unicode.IsSpace(c) })
		for i, w := range words {
			first, size := utf8.DecodeRuneInString(w)
			words[i] = string(unicode.ToUpper(first)) + w[size:]
		}
		all = append(all, strings.Join(words, " "))
	}
	return all
}

// context is the kind of occasion that the folders, tags and categories of a
// post tell of: podcasts/, tags: [interview].
func (r *reader) context() timeline.AppearanceKind {
	if r.memo.context == "" {
		r.memo.context = r.findContext()
	}
	return r.memo.context
}

func (r *reader) findContext() timeline.AppearanceKind {
	for _, s := range append(r.shows(), r.front.kindWord) {
		if workshops.MatchString(s) {
			continue // what a tag is about: who teaches one puts no views forward
		}
		switch kind := kindOf(s); kind {
		case timeline.KindInterview, timeline.KindPodcast, timeline.KindSpeech, timeline.KindTalk:
			return kind
		}
	}
	return timeline.KindOther
}

var workshops = pattern.MustCompile(`(?i)\bworkshops?\b`)

// pathWords are the words of a path, in lower case, joined by single hyphens.
func pathWords(p string) string {
	p = strings.TrimSuffix(p, path.Ext(p))
	return "-" + timeline.Kebab(strings.Map(func(c rune) rune {
		if c == '/' || c == '_' {
			return ' '
		}
		return c
	}, p)) + "-"
}

// spelledIn reports whether the words of a path have a name, whichever way
// round.
func spelledIn(words string, n names.Name) bool {
	for _, spelling := range append([]string{n.Text}, n.Other...) {
		slug := names.Slug(spelling)
		parts := strings.Split(slug, "-")
		if len(parts) < 2 {
			continue
		}
		turned := strings.Join(append(slices.Clone(parts[1:]), parts[0]), "-")
		last := strings.Join(append([]string{parts[len(parts)-1]}, parts[:len(parts)-1]...), "-")
		for _, s := range []string{slug, turned, last} {
			if strings.Contains(words, "-"+s+"-") {
				return true
			}
		}
	}
	return false
}

// nameOfFile finds the words of the file's name in the text, spelled as a name.
func (r *reader) nameOfFile() (names.Name, bool) {
	name := strings.TrimSuffix(path.Base(r.path), path.Ext(r.path))
	if !fileWords.MatchString(name) {
		return names.Name{}, false
	}
	words := strings.FieldsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) })
	spelled := regexp.MustCompile(`(?i)\b` + strings.Join(words, `[\s·-]+`) + `\b`)
	found := strings.Join(strings.Fields(string(spelled.Find(r.body))), " ")
	return names.Name{Text: found}, names.FormOf(found) >= names.Likely
}

// fileWords are a file's name of two Latin words or more, as in yann_lecun.md.
var fileWords = pattern.MustCompile(`^[A-Za-z]+(?:[-_ .][A-Za-z]+){1,3}$`)
