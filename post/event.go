package post

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// eventWord tells that a title names an event at which several people speak.
var eventWord = pattern.MustCompile(`(?i)conf(?:erence)?\b|conf[ -]?\d|summit|meet-?up|camp\b|(?:\b|[^r])fest\b|symposium|dev ?day|tech ?day|\bted\b|\btedx|unconference|trip report|startup school|developer event|\bevent \d{4}|大会|峰会|论坛|沙龙|第[\d一二三四五六七八九十]{1,4}届\P{P}{0,20}?(?:会议|會議|年会|年會|研讨会|研討會)|技术日|开放日|カンファレンス|勉強会|\bYAPC\b|` +
	`(?-i:\b[A-Z][A-Za-z]+Con\b)|(?-i:\bConference\p{Lu})|(?-i:\b[A-Z][A-Za-z]{2,} ?Days \d{4})|\b(?:py|django|gopher|kube|rails|ruby|rust|scala|clojure|elixir|euro|word|drupal|droid|swift|def|black|comic|maker|game|tab|cpp)con\b`)

// isEvent reports whether the post is about talks of several people: its title,
// its path, its tags or its first paragraphs say so.
func (r *reader) isEvent(o outline) bool {
	if r.titleTellsTalk(o) || r.context() != timeline.KindOther {
		return !r.isReadingList(o)
	}
	if r.linksTalks(o) || r.linksAgenda() || r.datedMeeting() && r.regular(o).bylines > 1 {
		return true
	}
	if r.folderOfYear() {
		if all, _ := r.byline(rejoin(o.intro, o.chunks)); len(all) > 0 {
			return true
		}
	}
	for _, t := range append(r.titles(o), titled{text: strings.Join(r.shows(), " ")}, titled{text: strings.ReplaceAll(path.Base(r.path), "-", " ")}) {
		if r.isEventTitle(t.text) {
			return true
		}
	}
	return false
}

// linksAgenda reports whether a line at the start of the post is an address of the
// agenda of an event, or of one of its speakers.
func (r *reader) linksAgenda() bool {
	return agenda.Match(r.body[:min(len(r.body), firstBytes)])
}

const firstBytes = 500 // of a post, in which it leads to what it is about

var agenda = pattern.MustCompile(`(?m)^[\s>*<-]*https?://[^\s/]{4,80}/(?:[^\s/]{1,40}/){0,3}?(?:agenda|schedule|sessions?|speakers?)(?:[/?#]\S{0,80})?>?\s*$`)

// datedMeeting reports whether the file is called by words and a day behind them, as
// that of a meeting is: SlowTown-2014-04-09.md. The files of a blog start with the day.
func (r *reader) datedMeeting() bool {
	return meetingFile.MatchString(strings.TrimSuffix(path.Base(r.path), path.Ext(r.path)))
}

var meetingFile = pattern.MustCompile(`^\pL[^/]{2,60}?[-_ ](?:19|20)\d\d[-_]?(?:0[1-9]|1[0-2])[-_]?(?:0[1-9]|[12]\d|3[01])$`)

// folderOfYear reports whether the post's folder is called by words and a year, as
// that of a conference is: slow_maps_2016/.
func (r *reader) folderOfYear() bool {
	return conferenceFolder.MatchString(path.Base(path.Dir(r.path)))
}

var conferenceFolder = pattern.MustCompile(`^\pL[^/]{2,60}?[-_ ](?:19|20)\d\d$`)

// linksTalks reports whether several headings name somebody with "by", and the
// post leads to several recordings: it tells of talks.
func (r *reader) linksTalks(o outline) bool {
	if len(o.headings) < 3 {
		return false
	}
	videos := 0
	for _, host := range []string{"youtube.com/", "youtu.be/", "vimeo.com/", "bilibili.com/", "ted.com/talks", "infoq.com/presentations", "speakerdeck.com/", "slideshare.net/", "fortee.jp/"} {
		videos += bytes.Count(r.body, []byte(host))
	}
	return videos > 2 && r.regular(o).halves > 2 && 3*r.regular(o).halves >= len(o.headings) // days of a journey are no talks
}

// isSingleEvent reports whether the post is about one event with several talks.
func (r *reader) isSingleEvent(o outline) bool {
	if r.datedMeeting() || conferenceFolder.MatchString(strings.TrimSuffix(path.Base(r.path), path.Ext(r.path))) {
		return true
	}
	for _, t := range append(r.titles(o), titled{text: strings.ReplaceAll(path.Base(r.path), "-", " ")}) {
		if eventWord.MatchString(t.text) {
			return true
		}
	}
	return false
}

// byline is a line of its own below a title, such as "by Ana Ruiz", "Ana Ruiz,
// Slow Inc." or "> Ana Ruiz": who speaks, or who wrote.
func (r *reader) byline(blocks []ast.Node) (all []names.Name, pos int) {
	if len(blocks) > 1 && r.isDirective(blocks[0]) {
		blocks = blocks[1:]
	}
	for len(blocks) > 1 && r.isMotto(blocks[0]) {
		blocks = blocks[1:]
	}
	for i, b := range blocks[:min(2, len(blocks))] {
		if i > 0 && r.isPictureCredit(blocks[i-1], b) {
			return nil, 0
		}
		if h, ok := b.(*ast.Heading); ok && i == 0 {
			if text := r.headingText(h); names.FormOf(text) >= names.Likely && people.Known(text) {
				return []names.Name{{Text: text}}, r.start + max(0, b.Pos())
			}
			return nil, 0
		}
		if b.Kind() != ast.KindParagraph && b.Kind() != ast.KindBlockquote && b.Kind() != ast.KindList {
			return nil, 0
		}
		plain := markdown.Plain(r.body, b)
		if b.Kind() == ast.KindList && isLink(b.FirstChild()) && (b.ChildCount() > 1 || names.FormOf(plain) < names.Likely) {
			return nil, 0 // a link to what was spoken about
		}
		if b.Kind() == ast.KindList {
			if line, is := r.nameInList(b); is {
				plain = line
			} else if b.ChildCount() > 1 && r.isRoll(b) {
				return nil, 0
			}
		}
		if plain == "" {
			continue
		}
		line, _, _ := strings.Cut(plain, "\n")
		line = bylineStart.ReplaceAllString(strings.TrimSpace(line), "")
		if len(line) > longestByline || strings.HasSuffix(line, ".") || isSentence(line) || strings.Count(line, "，") > 1 {
			return nil, 0
		}
		for _, n := range names.List(line) {
			if names.FormOf(n.Text) < names.Likely || !strings.HasPrefix(line, n.Text) && len(all) == 0 {
				return nil, 0
			}
			all = append(all, n)
		}
		if r.wroteAll(all) {
			return nil, 0
		}
		return all, r.start + max(0, b.Pos())
	}
	return nil, 0
}

// isPictureCredit reports whether a block is the line below a picture that tells whose it is: a
// link to a page of pictures, or a line with attributes of its own.
func (r *reader) isPictureCredit(before, b ast.Node) bool {
	picture, ok := before.(*ast.Paragraph)
	if !ok || !onlyImages(picture) || b.Kind() != ast.KindParagraph {
		return false
	}
	lines := b.Lines()
	source := r.body[lines.At(0).Start:lines.At(lines.Len()-1).Stop]
	return pictures.Match(source)
}

// pictures are the sites that lend pictures, and the attributes of a caption.
var pictures = pattern.MustCompile(`(?i)\]\(https?://(?:[\w-]+\.)?(?:unsplash|flickr|pexels|pixabay|shutterstock|istockphoto|gettyimages|wikimedia|wikipedia|freepik|instagram|deviantart|500px)\.|\{:?\s*\.[\w-]*(?:credit|caption|photo|attribution)|\b(?:photo|picture|image|credit)s?\b`)

// wroteAll reports whether a byline names authors of the post and nobody else: "By Ana
// Ruiz" is who tells of the event.
func (r *reader) wroteAll(all []names.Name) bool {
	if r.front.Author == "" || len(all) == 0 {
		return false
	}
	return !slices.ContainsFunc(all, func(n names.Name) bool { return !strings.Contains(string(r.front.Author), n.Text) })
}

// isMotto reports whether a block is a quotation in quotation marks, or one item in
// brackets: both may stand between a title and who spoke.
func (r *reader) isMotto(b ast.Node) bool {
	switch b.Kind() {
	case ast.KindBlockquote:
		return strings.ContainsRune("\"“「『", firstRune(markdown.Plain(r.body, b)))
	case ast.KindList:
		return b.ChildCount() == 1 && strings.ContainsRune("(（", firstRune(markdown.Plain(r.body, b)))
	}
	return false
}

// listBylines is how many items a list below a title may have of which one is who spoke.
const listBylines = 5

// nameInList is the one item of a short list that is a name and nothing else.
func (r *reader) nameInList(list ast.Node) (name string, found bool) {
	if list.ChildCount() > listBylines {
		return "", false
	}
	for _, item := range children(list) {
		text := markdown.Plain(r.body, item)
		if names.FormOf(text) < names.Likely {
			continue
		}
		if found {
			return "", false // several: these took part
		}
		name, found = text, true
	}
	return name, found
}

// isRoll reports whether several items of a list start with a name.
func (r *reader) isRoll(list ast.Node) bool {
	n := 0
	for _, item := range children(list) {
		m := startsBio.FindStringSubmatch(clipText(markdown.Plain(r.body, item), longestByline))
		if m != nil && names.FormOf(m[1]) >= names.Likely {
			n++
		}
	}
	return n > 1
}

// isDirective reports whether a paragraph is a directive of a documentation compiler,
// as in “@Metadata { … }”.
func (r *reader) isDirective(b ast.Node) bool {
	if b.Kind() != ast.KindParagraph || b.Lines().Len() == 0 {
		return false
	}
	line := b.Lines().At(0)
	return directive.Match(r.body[line.Start:line.Stop])
}

var directive = pattern.MustCompile(`^\s*@\p{Lu}\pL{2,30}\s*[({]`)

// isLink reports whether the first line of an item is a link and nothing else.
func isLink(item ast.Node) bool {
	first := item.FirstChild()
	return first != nil && first.ChildCount() == 1 && first.FirstChild().Kind() == ast.KindLink
}

const longestByline = 120 // bytes

var bylineStart = pattern.MustCompile(`^(?i:(?:a talk |talk |presented |lead |led |given )?(?:by|from|with)\b:?\s*|[-–—]+\s*|@\S+\s+)`)

// portrait is the heading of a part of somebody's life.
var portrait = pattern.MustCompile(`(?i)^(?:early life|later life|birth|born|death|died|childhood|youth|marriage|personal life|legacy|biography)\b|^(?:生平|出生|去世|逝世|早年|童年|晚年|病逝)`)

// datesLife reports whether headings date a life ("Death - July 4, 1934"): whom such
// a post is about has to be named by a label or the title's grammar.
func (r *reader) datesLife(o outline) bool {
	return slices.ContainsFunc(o.headings, func(h heading) bool {
		_, dated := r.cutHeading(h.text)
		return dated && portrait.MatchString(h.text)
	})
}

// onlyCertain keeps those whom a claim proves by itself.
func (r *reader) onlyCertain(members []*member) []*member {
	return slices.DeleteFunc(members, func(m *member) bool {
		_, sure := m.score(false)
		if !sure {
			r.overlookMember(m)
		}
		return !sure
	})
}
