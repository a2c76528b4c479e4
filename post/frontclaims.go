package post

import (
	"slices"
	"strings"

	"viewline/diagnostic"
	"viewline/post/front"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// frontMatter is the head of a post, with what its keys claim.
type frontMatter struct {
	*front.Matter
	titled    bool       // whether there is a title
	who       []frontWho // whom keys other than person name
	summary   string     // stands for a missing title
	kindWord  string     // what the front matter calls the post
	event     string     // the occasion
	addresses []string   // of the recording or the source
	sessions  []front.Session
	listed    bool // whether the day of the post is that of a list at its head
}

// frontWho is somebody whom a key of the front matter names.
type frontWho struct {
	key, value string
	at         diagnostic.Position
	role       people.Role
}

// post is the post as its front matter describes it.
func (f *frontMatter) post() *timeline.Post {
	p := f.Post
	return &p
}

// readFrontMatter cuts the front matter off and decodes it.
func (r *reader) readFrontMatter() {
	matter, diags := front.Read(r.path, r.src)
	r.diags = append(r.diags, diags...)
	r.start = matter.Start
	r.front = frontMatter{Matter: matter, titled: strings.TrimSpace(matter.Title) != ""}
	r.front.claim()
}

// claim takes what the keys claim of people, title, kind and occasion.
func (f *frontMatter) claim() {
	fields := f.Fields
	for _, e := range f.Fields {
		if key := front.Same(e.Key); e.Form == front.Map && (key == "extra" || key == "params") {
			fields = slices.Concat(fields, e.Entries) // where Zola and Hugo have the keys of one site
		}
	}
	f.sessions = front.Sessions(fields)
	for _, e := range fields {
		key := front.Same(e.Key)
		if key == "person" || key == "author" {
			continue
		}
		role, is := partOf(key)
		if m := composedKey.FindStringSubmatch(strings.ToLower(e.Key)); !is && m != nil {
			role, is = partOf(m[1])
		}
		if is && role != people.Writer {
			for _, w := range front.WhoIn(e) {
				f.who = append(f.who, frontWho{e.Key, w.Value, w.At, role})
			}
		}
		if key == "category" {
			f.kindWord += " " + e.Text
		}
	}
	for _, s := range f.Kind {
		f.kindWord += " " + s.Value
	}
	for _, s := range f.Recording {
		f.addresses = append(f.addresses, s.Value)
	}
	for _, s := range f.Occasion {
		f.event = s.Value
	}
	for _, s := range f.Summary {
		if front.Same(s.Key) != "name" {
			f.summary = s.Value
			break
		}
	}
	f.claimAuthors(fields)
}

// claimAuthors takes the authors of a talk for those who gave it, where the front matter
// calls the post a talk, names the occasion, and says nothing else of who spoke. A single
// author: may have taken the notes.
func (f *frontMatter) claimAuthors(fields []front.Entry) {
	if f.event == "" || !talkKind.MatchString(f.kindWord) || len(f.who) > 0 {
		return
	}
	for _, e := range fields {
		if front.Same(e.Key) == "authors" {
			for _, w := range front.WhoIn(e) {
				f.who = append(f.who, frontWho{e.Key, w.Value, w.At, people.Speaker})
			}
		}
	}
}

var talkKind = pattern.MustCompile(`(?i)\b(?:talk|keynote|lecture|presentation)\b`)

// composedKey captures the word for who speaks in a key of several words: source_guest,
// speaker_name.
var composedKey = pattern.MustCompile(`^(?:[a-z]+[_-])?((?:guest|speaker|interviewee|presenter|panelist)s?)(?:[_-]?names?)?$`)

// aboutText is what the front matter says in sentences of a post that has a title.
func (r *reader) aboutText() string {
	var b strings.Builder
	for _, s := range r.front.Summary {
		if r.front.titled && front.Same(s.Key) != "name" {
			b.WriteString(s.Value + "\n")
		}
	}
	return b.String() + string(r.front.Description)
}

// isShow reports whether the front matter names a show or a channel so, which is
// called by who asks in it.
func (f *frontMatter) isShow(name string) bool {
	for _, s := range f.Show {
		if timeline.Fold(s.Value) == timeline.Fold(name) {
			return true
		}
	}
	return false
}

// occasion reports whether the front matter names an event or a recording.
func (f *frontMatter) occasion() bool { return f.event != "" || len(f.who) > 0 }
