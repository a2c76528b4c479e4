package post

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// muchBorneOut is what somebody has to reach whom a post without an occasion
// only mentions, or whose name starts with no common one: such a post is news, a
// portrait or about something else altogether.
const muchBorneOut = 10

// settle drops the speakers of a post without an occasion who are not certain.
func (r *reader) settle() {
	r.main = slices.DeleteFunc(r.main, func(m *member) bool {
		points, sure := m.score(false)
		known := people.Known(m.name.Text) || !isLatin(m.name.Text) && m.form >= names.Likely
		if sure || known && m.said.Acts >= manyActs && m.claimed(ofHalf, fileName+": a half") && strings.Contains(r.path, " ") || known && !m.isKana() && (points >= muchBorneOut && m.namedApart() || m.said.Acts > 0 && m.claimed(ofHalf, "the title") || m.said.Acts > 2 && m.claimed(ofHalf, "the heading") ||
			m.claimed(ofHalf, "the title") && m.claimed(ofPath, "the path") && thoughts.MatchString(r.front.Title)) {
			return false
		}
		r.overlookMember(m)
		return true
	})
}

// namedApart reports whether a place other than the first paragraphs, and the words of a
// title, claims somebody for a speaker.
func (m *member) namedApart() bool {
	return m.turns > 0 || slices.ContainsFunc(m.claims, func(c claim) bool {
		return c.role == people.Speaker && c.weight >= ofHalf && !strings.HasPrefix(c.what, "the first ")
	})
}

// thoughts are what a title says that it has of somebody: "Ana Ruiz - ideas". The file is
// called by the title, so that a name in both is in one place.
var thoughts = pattern.MustCompile(`(?i)\b(?:ideas|notes|thoughts|quotes|wisdom|lessons|principles|philosophy|teachings|insights|advice|learnings)\b|思想|笔记|筆記|语录|語錄|心得`)

// bornOut decides on somebody whom no claim proves by itself. Two capitalised
// words that start with no common name have to speak in the text; other names
// need two places that agree, or a title that tells of a talk.
func (m *member) bornOut(r *reader, points int, talk bool) bool {
	speaks := m.said.Acts > 0 || m.turns > 1 || m.saidInProse()
	if !speaks && m.said.Mentions == 0 && m.onlyInPath() {
		return false // Marta-Vogel-Keynote.md may be anything
	}
	known := people.Known(m.name.Text) || m.person != nil
	if r.isOfThings() && m.turns == 0 && m.person == nil {
		return false
	}
	if m.onlyTagged() || m.onlyInOpening() && !talk && m.person == nil && m.said.Acts < manyActs {
		return false
	}
	switch {
	case !isLatin(m.name.Text) && m.form < names.Likely && m.company:
		return false
	case !isLatin(m.name.Text):
		return points >= enough-1 && (speaks || m.said.Mentions > 0 && (talk || m.places() > 1))
	case m.form < names.Likely && strings.Contains(m.name.Text, " "): // made of ordinary words: Sun Yizheng
		return points >= enough && m.said.Mentions > 0 && (m.byGrammar() || m.places() > 2 && m.saidOutsideTitle() || m.turns > 1 && m.byLabel())
	case m.form < names.Likely && m.company:
		return false
	case m.form < names.Likely:
		return points >= enough && (speaks || m.byGrammar() && (m.said.Mentions > 0 || talk && known)) && (known || m.byLabel())
	case !known:
		return points >= enough && speaks && (talk || m.turns > 1 || m.saidInProse() || m.said.Acts >= manyActs)
	}
	if m.only(ofMention) && m.said.Mentions == 0 {
		return false // Ana of "Ana Moves Away" says something
	}
	return points >= enough-1 && (speaks || (talk || m.places() > 1) && !m.only(ofMention))
}

// saidOutsideTitle reports whether the summary, or a first paragraph, claims somebody for a speaker.
func (m *member) saidOutsideTitle() bool {
	return m.claimed(ofHalf, "the summary") || m.saidInProse()
}

// onlyInPath reports whether nothing but the path claims somebody for a speaker.
func (m *member) onlyInPath() bool {
	return !slices.ContainsFunc(m.claims, func(c claim) bool { return c.role == people.Speaker && c.pos >= 0 })
}

// manyActs is how often a text has somebody speak whose name starts with no common
// one, where no title tells of a talk: Quick Maps may answer and believe as well.
const manyActs = 3

// onlyInOpening reports whether nothing but the first paragraphs claims somebody for a
// speaker: a diary tells of talks and of lunches, too, and then of something else.
func (m *member) onlyInOpening() bool {
	return m.turns == 0 && !slices.ContainsFunc(m.claims, func(c claim) bool {
		return c.role == people.Speaker && !strings.HasPrefix(c.what, "the first words") && !strings.HasPrefix(c.what, "the first paragraphs")
	})
}

// onlyWrote reports whether nothing but "by" in a title claims somebody: so do the
// titles of books.
func (m *member) onlyWrote() bool {
	return m.places() == 1 && slices.ContainsFunc(m.claims, func(c claim) bool { return strings.HasSuffix(c.what, people.ByInTitle) })
}

// onlyTagged reports whether nothing but a tag claims somebody for a speaker.
func (m *member) onlyTagged() bool {
	return m.places() == 1 && m.claimed(ofTag, "a tag") && m.turns == 0
}

// isOfBooks reports whether the folders, tags or categories of the post are of books.
func (r *reader) isOfBooks() bool {
	return slices.ContainsFunc(r.shows(), booksWord.MatchString)
}

var booksWord = pattern.MustCompile(`(?i)\bbooks?\b|读书|讀書|书评|書評|阅读笔记|読書`)

// only reports whether no place of more than some weight claims somebody for a speaker.
func (m *member) only(weight int) bool {
	return !slices.ContainsFunc(m.claims, func(c claim) bool { return c.role == people.Speaker && c.weight > weight })
}

// isOfThings reports whether the folder of the post holds what is told of companies,
// products or notions: a half of its title is one of those.
func (r *reader) isOfThings() bool {
	return thingsFolder.MatchString(path.Base(path.Dir(r.path)))
}

var thingsFolder = pattern.MustCompile(`(?i)^(?:compan(?:y|ies)|orgs|organi[sz]ations|products?|tools?|concepts?|公司|企业|企業|产品|產品|工具|概念)$`)

// isKana reports whether the name is in katakana and nothing else, as a foreign word is.
func (m *member) isKana() bool {
	return strings.IndexFunc(m.name.Text, func(c rune) bool { return !unicode.Is(unicode.Katakana, c) && !strings.ContainsRune("ー・＝ ", c) }) < 0
}
