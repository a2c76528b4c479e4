package post

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/timeline"
)

// findPerson finds out whose views the post reports. In the order of trust:
// person: in the front matter; the title's start, as in “X在各个场合的观点” or
// “X：…”; a metadata line such as 演讲者 or speaker; a name within the title, by
// the words around it (创始人X, 访谈X, X演讲); a tag that the title or a heading
// repeats; a name that a heading starts with; a name in the title, a heading or
// the file's name that people.yaml knows; the file's name where the text spells
// it as a name. Never the author, and never who asks the questions.
func (r *reader) findPerson(o outline) *timeline.Person {
	if r.front.person != "" {
		return r.personNamed(r.front.person)
	}
	for _, find := range []func(outline) *timeline.Person{
		r.personInTitle, r.personInMetadata, r.personWithin, r.personInTags, r.personInHeadings, r.knownPerson, r.personOfFile,
	} {
		if p := find(o); p != nil {
			return p
		}
	}
	return nil
}

// beforeColon captures what a title puts before a colon or a dash: a name, or a
// word such as Introduction.
var beforeColon = regexp.MustCompile(`^([^：:]+?)\s*(?:[：:]|\s[-–—]\s)`)

// beforeVerb captures what a title says somebody does something somewhere of.
var beforeVerb = regexp.MustCompile(`^(.+?)\s*(?:在|谈|论|：|:)`)

// soundsLikePerson reports whether a possible name has two words or a middle
// dot, or stands in the tags as well; before a colon, in the text will do.
func (r *reader) soundsLikePerson(name string, pattern *regexp.Regexp) bool {
	name = strings.TrimSpace(inBrackets.ReplaceAllString(name, ""))
	return len(strings.Fields(name)) > 1 || strings.ContainsAny(name, "·・") || slices.Contains(r.front.Tags, name) ||
		pattern == beforeColon && bytes.Contains(r.body, []byte(name))
}

// titlePatterns capture the name a title starts with.
var titlePatterns = []*regexp.Regexp{
	regexp.MustCompile(`^(.+?)\s*(?:博士|教授|先生|女士|院士)?\s*在?\s*(?:各个|各种|不同|多个)场合`),
	regexp.MustCompile(`^(.+?)\s*(?:博士|教授|先生|女士|院士)?\s*(?:的)?(?:生平|洞见|观点|思想|语录|名言|演讲|访谈|推荐)`),
	beforeColon,
	beforeVerb,
	regexp.MustCompile(`(?i)^(.+?)(?:['’]s)?\s+(?:views|on|in interviews|talks)\b`),
}

var (
	// Whom somebody talks with stands behind the verb: 访谈X.
	latinName = `\p{Lu}[\p{Latin}.'’-]+(?:\s+(?:de|van|von|der|la|da|\p{Lu}[\p{Latin}.'’-]*)){1,3}`
	asked     = regexp.MustCompile(`(?:访谈|采访|专访|对话|对谈)\s*(` + latinName + `|[\p{Han}]{1,6}[·・][\p{Han}·・]{1,10})`)
	// Who speaks stands before it, perhaps behind an office: Groq创始人X访谈.
	speaking = regexp.MustCompile(`(` + latinName + `|[\p{Han}]{1,6}[·・][\p{Han}·・]{1,10})\s*(?:的)?\s*(?:最新|深度|独家|万字)?(?:访谈|专访|演讲|采访|对话|对谈|播客|主题演讲|讲座|谈|论|推荐)`)
	office   = regexp.MustCompile(`(?:创始人|联合创始人|首席执行官|首席科学家|首席技术官|总裁|董事长|院士|博士|教授|CEO|CTO|作者|之父)(?:兼\p{Han}{2,8})?\s*(` + latinName + `)`)
)

// personWithin finds a name inside a title by the words around it.
func (r *reader) personWithin(o outline) *timeline.Person {
	for _, title := range []string{r.front.Title, o.title} {
		for _, pattern := range []*regexp.Regexp{office, asked, speaking} {
			if m := pattern.FindStringSubmatch(title); m != nil {
				if p := r.personIfName(m[1]); p != nil {
					return p
				}
			}
		}
	}
	return nil
}

func (r *reader) personInTitle(o outline) *timeline.Person {
	for _, title := range []string{r.front.Title, o.title} {
		for _, pattern := range titlePatterns {
			if m := pattern.FindStringSubmatch(title); m != nil && (pattern != beforeColon && pattern != beforeVerb || r.soundsLikePerson(m[1], pattern)) {
				if p := r.personIfName(m[1]); p != nil {
					return p
				}
			}
		}
		if p := r.personIfName(title); p != nil {
			return p
		}
	}
	return nil
}

func (r *reader) personInMetadata(o outline) *timeline.Person {
	for _, c := range append([]chunk{{blocks: o.intro}}, o.chunks...) {
		if len(c.blocks) == 0 {
			continue
		}
		for _, p := range r.metadataIn(c.blocks[0]) {
			for _, line := range inlineLines(p) {
				label, value := r.colonLine(line)
				if metadataRole(label) != roleSpeaker {
					continue
				}
				if p := r.personIfName(inBrackets.ReplaceAllString(value, "")); p != nil {
					return p
				}
			}
		}
	}
	return nil
}

func cutColon(line string) (before, after string, found bool) {
	i := strings.IndexAny(line, ":：")
	if i < 0 {
		return line, "", false
	}
	_, size := utf8.DecodeRuneInString(line[i:])
	return strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+size:]), true
}

func (r *reader) personInTags(o outline) *timeline.Person {
	named := r.front.Title + "\n" + o.headings()
	for _, tag := range r.front.Tags {
		if strings.Contains(timeline.Fold(named), timeline.Fold(tag)) {
			if p := r.personIfName(tag); p != nil {
				return p
			}
		}
	}
	return nil
}

// startsHeading captures what a heading starts with before a mark or a verb.
var startsHeading = regexp.MustCompile(`^(.+?)\s*(?:[：:]|\s[-–—]\s|在|的)`)

func (r *reader) personInHeadings(o outline) *timeline.Person {
	for _, c := range o.chunks {
		if m := startsHeading.FindStringSubmatch(c.text); m != nil && r.soundsLikePerson(m[1], startsHeading) {
			if p := r.personIfName(m[1]); p != nil {
				return p
			}
		}
	}
	return nil
}

func (o outline) headings() string {
	var b strings.Builder
	for _, c := range o.chunks {
		b.WriteString(c.text + "\n")
	}
	return b.String()
}

// knownPerson finds a name that people.yaml knows.
func (r *reader) knownPerson(o outline) *timeline.Person {
	if r.lib == nil {
		return nil
	}
	if p := r.lib.person(strings.TrimSuffix(path.Base(r.path), path.Ext(r.path))); p != nil {
		return p
	}
	for _, text := range []string{r.front.Title, o.headings()} {
		if p := r.lib.personIn(text); p != nil {
			return p
		}
	}
	return nil
}

// fileWords are a file's name of two Latin words or more, as in yann_lecun.md.
var fileWords = regexp.MustCompile(`^[A-Za-z]+(?:[-_ .][A-Za-z]+)+$`)

// personOfFile finds the words of the file's name in the text, spelled as a
// name.
func (r *reader) personOfFile(outline) *timeline.Person {
	name := strings.TrimSuffix(path.Base(r.path), path.Ext(r.path))
	if !fileWords.MatchString(name) {
		return nil
	}
	words := strings.FieldsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) })
	spelled := regexp.MustCompile(`(?i)\b` + strings.Join(words, `[\s·-]+`) + `\b`)
	return r.personIfName(string(spelled.Find(r.body)))
}

// personIfName is the person of a name; nil for what does not read as a name
// and is not known as one.
func (r *reader) personIfName(s string) *timeline.Person {
	s = strings.Join(strings.Fields(s), " ")
	name, other := splitSpellings(s)
	if p := r.lib.person(name); p != nil {
		return p
	}
	if p := r.lib.person(other); p != nil {
		return p
	}
	if !isName(name) {
		return nil
	}
	return r.personNamed(s)
}

// personNamed is the person of a name that is certain, known or not.
func (r *reader) personNamed(s string) *timeline.Person {
	name, other := splitSpellings(strings.TrimSpace(s))
	for _, spelling := range []string{name, other} {
		if p := r.lib.person(spelling); p != nil {
			return p
		}
	}
	p := &timeline.Person{Slug: slugOf(name), Name: name}
	if other != "" {
		p.Aliases = []string{other}
		if !hasLatin(name) && hasLatin(other) {
			p.Slug = slugOf(other)
		}
	}
	return p
}
