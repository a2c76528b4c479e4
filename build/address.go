package build

import (
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// place is what is at an address of the server, and the file that it goes into.
type place struct {
	address *url.URL
	file    string // its name in the folder, with slashes
	number  int    // of the page of a list, from 1
	from    string // a page that links to it; empty where none does
	perhaps bool   // whether it may be that nothing is there
}

// index is the file that web servers give for a folder.
const index = "index.html"

// Addresses of the server: pages, files that are the same below each address, exports, and what
// needs a server.
var (
	pagePath   = regexp.MustCompile(`^/(people(/[^/]+){0,2}|(topics|papers|posts)(/[^/]+)?)?$`)
	plainPath  = regexp.MustCompile(`^/(static/[^/]+|pictures/.+|manifest\.webmanifest)$`)
	exportPath = regexp.MustCompile(`^/(.+/)?(feed\.atom|timeline\.json|timeline\.ics|papers\.bib|papers\.json|sitemap\.xml)$`)
	servedPath = regexp.MustCompile(`^/(playground|search|embed|oembed|query|mcp|metrics|schema\.graphql|llms\.txt|robots\.txt)(/|$)|\.md$`)
)

// seeds are the addresses that the build begins with, beside those of the sitemap.
var seeds = []string{"/", "/timeline.json", "/timeline.ics", "/manifest.webmanifest"}

// searchPath is the page of the search, and seekModules are what its script imports.
const searchPath = "/search"

var seekModules = []string{"/static/page.js", "/static/time.js", "/static/words.js"}

// plain matches values of parameters that can be names of folders.
var plain = regexp.MustCompile(`^[\pL\pN][\pL\pN~_-]{0,99}$`)

// locate finds the place of an address that a page links to; relation is the rel of the link.
// It reports false for an address that has no file.
func (s *site) locate(address *url.URL, from *place, relation string) (place, bool) {
	at := address.Path
	if at == "" {
		at = "/"
	}
	parameters := address.Query()
	language := parameters.Get("lang")
	parameters.Del("lang")
	p := place{number: 1}
	if from != nil {
		p.from = from.address.RequestURI()
	}
	switch {
	case at == s.icon.from:
		p.file, parameters, language = s.icon.file, nil, ""
	case at == searchPath && s.Index != nil: // whose script reads the parameters
		parameters = nil
		if language == s.Languages[0] || !slices.Contains(s.Languages, language) {
			language = ""
		}
		p.file = path.Join(language, at[1:], index)
	case plainPath.MatchString(at):
		p.file, parameters, language = at[1:], nil, ""
	case exportPath.MatchString(at):
		if s.public == nil {
			return place{}, false
		}
		language = ""
		p.file = path.Join(path.Dir(at), folders(parameters), path.Base(at))[1:]
		if part := parameters.Get("part"); part != "" { // of a sitemap, which has addresses of its own folder alone
			p.file = "sitemap-" + part + ".xml"
		}
	case pagePath.MatchString(at):
		own := maps.Clone(parameters)
		p.number = numberOf(own, from, relation)
		if p.number > 0 {
			delete(own, "after")
			delete(own, "before")
		}
		p.file = path.Join(at, folders(own))[1:]
		if p.number > 1 {
			p.file = path.Join(p.file, "page", strconv.Itoa(p.number))
		}
		if language == s.Languages[0] || !slices.Contains(s.Languages, language) {
			language = ""
		}
		p.file = path.Join(language, p.file, index)
	default:
		return place{}, false
	}
	if language != "" {
		if parameters == nil {
			parameters = url.Values{}
		}
		parameters.Set("lang", language)
	}
	there := &url.URL{Scheme: "http", Host: host, Path: at, RawPath: address.RawPath, RawQuery: parameters.Encode()}
	p.address = there
	return p, true
}

// numberOf is the number of the page of a list that an address with a cursor asks for; 0 where
// that is not known.
func numberOf(parameters url.Values, from *place, relation string) int {
	cursor := parameters.Get("after") + " " + parameters.Get("before")
	switch {
	case cursor == " ":
		return 1
	case from == nil:
		return 0
	case relation == "next":
		return from.number + 1
	case relation == "prev":
		return from.number - 1
	}
	if own := from.address.Query(); own.Get("after")+" "+own.Get("before") == cursor {
		return from.number // the same page in the other language
	}
	return 0
}

// folders are the folders that stand for the parameters of an address.
func folders(parameters url.Values) string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(parameters)) {
		value := strings.Join(parameters[name], " ")
		if !plain.MatchString(value) {
			sum := sha256.Sum256([]byte(value))
			value = "~" + base64.RawURLEncoding.EncodeToString(sum[:9])
		}
		names = append(names, name, value)
	}
	return path.Join(names...)
}

// relative is the address of a file as a file in the folder links to it, see [Options.NameIndex].
func (s *site) relative(from, to string) string {
	at := relative(from, to)
	if s.NameIndex && path.Base(to) == index {
		at += index
	}
	return at
}

// relative is the address of a file as a file in the folder links to it.
func relative(from, to string) string {
	here, there := strings.Split(from, "/"), strings.Split(to, "/")
	for len(here) > 1 && len(there) > 1 && here[0] == there[0] {
		here, there = here[1:], there[1:]
	}
	up := strings.Repeat("../", len(here)-1)
	if up == "" {
		up = "./"
	}
	return up + escaped(strings.Join(there, "/"))
}

// escaped is the address of a file below the root, which is that of its folder for a page.
func escaped(file string) string {
	if path.Base(file) == index {
		file = strings.TrimSuffix(file, index)
	}
	return (&url.URL{Path: file}).EscapedPath()
}

// longer matches the path of an appearance whose key is longer than its date, as others share
// the date, and then the date; see package ingest/naming.
var longer = regexp.MustCompile(`^(/people/[^/]+/(?:undated|\d{4}(?:-\d\d){0,2}))(?:-\D|~)`)

// wantShared has the page of a shorter address written, which several appearances or posts
// share, when a page of a longer one is written: no page links to such a page, but those did who
// linked to the address while it was of one alone.
func (s *site) wantShared(p place) {
	if m := longer.FindStringSubmatch(p.address.Path); m != nil {
		s.wantPerhaps(p, m[1])
	}
	if slug, ok := strings.CutPrefix(p.address.Path, "/posts/"); ok && strings.Contains(slug, "~") {
		parts := strings.Split(slug, "~")
		for _, name := range parts[max(1, len(parts)-2):] { // the last part may be a mark behind the name
			s.wantPerhaps(p, "/posts/"+name)
		}
	}
}

// wantPerhaps has the page of a path written, where there is one, in the language of another
// page.
func (s *site) wantPerhaps(of place, path string) {
	address := s.at("/")
	address.Path = path
	if language := of.address.Query().Get("lang"); language != "" {
		address.RawQuery = url.Values{"lang": {language}}.Encode()
	}
	p, ok := s.locate(address, &of, "")
	if !ok {
		return
	}
	p.perhaps = true
	s.enqueue(p)
}
