package propose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"viewline/post/names"
	"viewline/recurring"
	"viewline/timeline"
)

// person is an entry of people.yaml.
type person struct {
	slug, name string
	aliases    []alias
	posts      []string // paths, in the order of the posts
	occasions  int
	spellings  map[string]int // in how many posts each spelling stands
}

// alias is a further spelling of a name, with the reason why it belongs to the person.
type alias struct{ name, reason string }

// suggestPeople lists the people of all posts, those of the most posts first.
func suggestPeople(all []known) []*person {
	bySlug := map[string]*person{}
	var people []*person
	for _, k := range all {
		for _, p := range k.people {
			q := bySlug[p.Slug]
			if q == nil {
				q = &person{slug: p.Slug, spellings: map[string]int{}}
				bySlug[p.Slug] = q
				people = append(people, q)
			}
			q.take(p, k.path)
		}
		for _, a := range k.appearances {
			if q := bySlug[a.PersonSlug]; q != nil {
				q.occasions++
			}
		}
	}
	for _, p := range people {
		p.settleName()
	}
	people = joinShort(people, all)
	slices.SortStableFunc(people, func(a, b *person) int {
		return cmp.Or(cmp.Compare(len(b.posts), len(a.posts)), cmp.Compare(a.slug, b.slug))
	})
	return people
}

// take adds the spellings of a person in one post.
func (p *person) take(q *timeline.Person, path string) {
	p.posts = append(p.posts, path)
	p.spellings[q.Name]++
	for _, other := range q.Aliases {
		p.addAlias(other, "beside the name in "+path)
	}
}

// addAlias adds a spelling, unless the person has it already.
func (p *person) addAlias(name, reason string) {
	if name == "" || name == p.name || slices.ContainsFunc(p.aliases, func(a alias) bool { return timeline.Fold(a.name) == timeline.Fold(name) }) {
		return
	}
	p.aliases = append(p.aliases, alias{name, reason})
}

// settleName names the person by the most frequent spelling, the first of several
// in the order of their letters; the others become aliases.
func (p *person) settleName() {
	var spelled []string
	for name := range p.spellings {
		spelled = append(spelled, name)
	}
	slices.SortFunc(spelled, func(a, b string) int {
		return cmp.Or(cmp.Compare(p.spellings[b], p.spellings[a]), cmp.Compare(a, b))
	})
	p.name = spelled[0]
	p.aliases = slices.DeleteFunc(p.aliases, func(a alias) bool { return a.name == p.name })
	for _, name := range spelled[1:] {
		why := "the same name in another spelling"
		if names.FoldScript(name) == names.FoldScript(p.name) {
			why = "Traditional and Simplified"
		}
		p.addAlias(name, fmt.Sprintf("%s, in %s", why, count(p.spellings[name], "post")))
	}
}

// joinShort joins two people where the name of one is a short form of the other's name, and
// of nobody else's, and a post of the other has the short form by itself.
func joinShort(people []*person, all []known) []*person {
	text := map[string]string{}
	for _, k := range all {
		text[k.path] = string(k.src)
	}
	byWord := map[string][]*person{}
	for _, p := range people {
		for _, word := range recurring.Words(p.name) {
			byWord[timeline.Fold(word)] = append(byWord[timeline.Fold(word)], p)
		}
	}
	joined := map[*person]bool{}
	for _, short := range people {
		full := fullNameOf(short, byWord)
		if full == nil || joined[full] {
			continue
		}
		if path := full.calls(short.name, text); path != "" {
			full.addAlias(short.name, "full and short name in "+path)
			for _, a := range short.aliases {
				full.addAlias(a.name, a.reason)
			}
			full.addPosts(short.posts)
			full.occasions += short.occasions
			joined[short] = true
		}
	}
	return slices.DeleteFunc(people, func(p *person) bool { return joined[p] })
}

// mostNamesakes is how many people may share a word of their names. A word that more people
// share is passed over: it tells nobody apart.
const mostNamesakes = 20

// fullNameOf is the only person whose name has the short name as its short form; nil where
// there is none, and where there are several.
func fullNameOf(short *person, byWord map[string][]*person) *person {
	var full *person
	for _, word := range recurring.Words(short.name) {
		sharing := byWord[timeline.Fold(word)]
		if len(sharing) > mostNamesakes {
			return nil
		}
		for _, p := range sharing {
			if p == short || p == full || len(p.name) <= len(short.name) || names.Same(p.name, short.name) != names.Short {
				continue
			}
			if full != nil {
				return nil
			}
			full = p
		}
	}
	return full
}

// addPosts adds the posts that are not listed yet.
func (p *person) addPosts(paths []string) {
	for _, path := range paths {
		if !slices.Contains(p.posts, path) {
			p.posts = append(p.posts, path)
		}
	}
	slices.Sort(p.posts)
}

// calls is the first post of a person whose text has a short form of the name outside of
// the full name; empty where there is none.
func (p *person) calls(short string, text map[string]string) string {
	for _, path := range p.posts {
		if hasWord(strings.ReplaceAll(text[path], p.name, "\n"), short) {
			return path
		}
	}
	return ""
}

// hasWord reports whether a text has a name as a whole word: not as a part of a longer
// Latin word.
func hasWord(text, name string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(name)
		if (start == 0 || !isLetter(text[start-1])) && (end == len(text) || !isLetter(text[end])) {
			return true
		}
		from = end
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// writePeople writes people.yaml. The comment at its head says how many posts were read.
func writePeople(people []*person, posts int) []byte {
	var b strings.Builder
	b.WriteString(comment("The people whose views the posts report, and the spellings of their names."))
	b.WriteString(comment("Suggested from %s by loader --propose. A slug is part of addresses: settle it before you publish.", count(posts, "post")))
	if len(people) == 0 {
		b.WriteString(comment("Nobody was found. As an example:"))
		b.WriteString("# - slug: marta-vogel\n#   name: Marta Vogel\n#   aliases: [Marta]\n")
	}
	for _, p := range people {
		b.WriteString("\n" + comment("%s, %s: %s", count(len(p.posts), "post"), count(p.occasions, "occasion"), some(p.posts)))
		fmt.Fprintf(&b, "- slug: %s\n  name: %s\n", scalar(p.slug), scalar(p.name))
		if len(p.aliases) > 0 {
			b.WriteString("  aliases:\n")
		}
		for _, a := range p.aliases {
			fmt.Fprintf(&b, "    - %s %s", scalar(a.name), comment("%s", a.reason))
		}
	}
	return []byte(b.String())
}
