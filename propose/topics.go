package propose

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"viewline/post/names"
	"viewline/search"
	"viewline/timeline"
)

const (
	leastOccasions = 3  // on which a suggested topic was spoken of, at least
	mostTopics     = 40 // that are suggested, at most
	longestHan     = 6  // characters of a Chinese topic, at most
)

// topic is a word, or a phrase, that labels of viewpoints have on several occasions.
type topic struct {
	key, slug string
	spellings map[string]int
	occasions map[string]bool
	aliases   []string
}

// topicsDraft suggests topics.yaml: the words and phrases that labels have again and again.
func topicsDraft(all []known, people []*person) draft {
	topics := suggestTopics(all, people)
	return draft{"topics.yaml", len(topics), writeTopics(topics)}
}

func suggestTopics(all []known, people []*person) []*topic {
	found := map[string]*topic{}
	for _, k := range all {
		for _, a := range k.appearances {
			occasion := fmt.Sprintf("%s:%d", k.path, a.Line)
			for _, v := range a.Viewpoints() {
				collect(found, string(v.Label), occasion)
				for _, p := range v.Points {
					collect(found, string(p.Label), occasion)
				}
			}
		}
	}
	joinPlurals(found)
	maps.DeleteFunc(found, func(_ string, t *topic) bool { return len(t.occasions) < leastOccasions })
	named := map[string]bool{}
	for _, p := range people {
		for _, word := range append(wordsOf(p.name), p.name) {
			named[fold(word)] = true
		}
	}
	maps.DeleteFunc(found, func(key string, _ *topic) bool { return named[key] })
	return keyed(longest(found))
}

// keyed gives the topics their slugs, and drops a topic whose slug an earlier one has.
func keyed(topics []*topic) []*topic {
	slugs := map[string]bool{}
	return slices.DeleteFunc(topics, func(t *topic) bool {
		t.slug = names.Key(t.name())
		twice := t.slug == "" || t.slug != timeline.Kebab(t.slug) || slugs[t.slug]
		slugs[t.slug] = true
		return twice
	})
}

// collect adds the words of a label to found, and the phrases of two Latin words or of two
// to six Chinese characters.
func collect(found map[string]*topic, label, occasion string) {
	before := "" // the Latin word ahead of this one; empty for none
	for _, word := range wordsOf(label) {
		if hasHan(word) {
			before = ""
			collectHan(found, word, occasion)
			continue
		}
		if stops[fold(word)] || len(word) < 3 {
			before = ""
			continue
		}
		add(found, word, occasion)
		if before != "" {
			add(found, before+" "+word, occasion)
		}
		before = word
	}
}

func collectHan(found map[string]*topic, run, occasion string) {
	chars := []rune(run)
	for i := range chars {
		for n := 2; n <= longestHan && i+n <= len(chars); n++ {
			part := string(chars[i : i+n])
			if !strings.ContainsRune(hanStops, chars[i]) && !strings.ContainsRune(hanStops, chars[i+n-1]) && !stops[part] {
				add(found, part, occasion)
			}
		}
	}
}

func add(found map[string]*topic, text, occasion string) {
	key := fold(text)
	t := found[key]
	if t == nil {
		t = &topic{key: key, spellings: map[string]int{}, occasions: map[string]bool{}}
		found[key] = t
	}
	t.spellings[text]++
	t.occasions[occasion] = true
}

// fold is a text in the spelling by which package search finds it, and in Simplified
// characters.
func fold(s string) string {
	if hasHan(s) {
		return names.FoldScript(s)
	}
	return strings.Join(search.Phrase(s), " ")
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Han, c) })
}

// wordsOf cuts a text into words, and runs of Chinese characters.
func wordsOf(s string) []string {
	var words []string
	start, han := -1, false
	for i, c := range s + " " {
		is := unicode.Is(unicode.Han, c)
		inside := is || unicode.IsLetter(c) || unicode.IsDigit(c) || c == '-' && start >= 0
		if start >= 0 && (!inside || is != han) {
			words = append(words, strings.Trim(s[start:i], "-"))
			start = -1
		}
		if start < 0 && inside {
			start, han = i, is
		}
	}
	return slices.DeleteFunc(words, func(w string) bool { return !strings.ContainsFunc(w, unicode.IsLetter) })
}

// joinPlurals makes one topic of a word and its plural: gate and gates, memory and
// memories.
func joinPlurals(found map[string]*topic) {
	for _, key := range slices.Sorted(maps.Keys(found)) {
		plural := key + "s"
		if stem, ok := strings.CutSuffix(key, "y"); ok {
			plural = stem + "ies"
		}
		one, many := found[key], found[plural]
		if one == nil || many == nil {
			continue
		}
		one.aliases = append(one.aliases, many.spelled()...)
		maps.Copy(one.occasions, many.occasions)
		delete(found, plural)
	}
}

// longest drops a topic that is a part of a longer topic of the same occasions, and lists
// the others: the most frequent first.
func longest(found map[string]*topic) []*topic {
	all := make([]*topic, 0, len(found))
	for _, key := range slices.Sorted(maps.Keys(found)) {
		all = append(all, found[key])
	}
	parts := map[string]bool{}
	for _, t := range all {
		for part := range partsOf(t.key) {
			if p := found[part]; p != nil && len(p.occasions) == len(t.occasions) {
				parts[part] = true
			}
		}
	}
	all = slices.DeleteFunc(all, func(t *topic) bool { return parts[t.key] })
	slices.SortStableFunc(all, func(a, b *topic) int { return cmp.Compare(len(b.occasions), len(a.occasions)) })
	return all[:min(len(all), mostTopics)]
}

// partsOf yields the keys of the shorter topics that are parts of a topic with the key.
func partsOf(key string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if !hasHan(key) {
			for word := range strings.FieldsSeq(key) {
				if word != key && !yield(word) {
					return
				}
			}
			return
		}
		chars := []rune(key)
		for i := range chars {
			for end := i + 2; end <= len(chars); end++ {
				if end-i < len(chars) && !yield(string(chars[i:end])) {
					return
				}
			}
		}
	}
}

// name is the topic's most frequent spelling.
func (t *topic) name() string { return t.spelled()[0] }

// spelled are the topic's spellings, the most frequent first; of equally frequent ones,
// those in small letters first.
func (t *topic) spelled() []string {
	return slices.SortedFunc(maps.Keys(t.spellings), func(a, b string) int {
		return cmp.Or(cmp.Compare(t.spellings[b], t.spellings[a]), cmp.Compare(b, a))
	})
}

// writeTopics writes topics.yaml.
func writeTopics(topics []*topic) []byte {
	var b strings.Builder
	b.WriteString(comment("What viewpoints are about, by the words that mark them."))
	b.WriteString(comment("Suggested by loader --propose from words that labels have on %d occasions or more.", leastOccasions))
	if len(topics) == 0 {
		b.WriteString(comment("No word comes back as often. As an example:"))
		b.WriteString("# - slug: scaling\n#   name: Scaling\n#   aliases: [扩展, 规模]\n")
	}
	for _, t := range topics {
		b.WriteString("\n" + comment("in labels on %s", count(len(t.occasions), "occasion")))
		fmt.Fprintf(&b, "- slug: %s\n  name: %s\n", scalar(t.slug), scalar(t.name()))
		aliases := t.aliases
		for _, s := range t.spelled()[1:] {
			if timeline.Fold(s) != timeline.Fold(t.name()) {
				aliases = append(aliases, s)
			}
		}
		if len(aliases) > 0 {
			b.WriteString("  aliases:\n")
		}
		for _, a := range aliases {
			fmt.Fprintf(&b, "    - %s %s", scalar(a), comment("another form of the word"))
		}
	}
	return []byte(b.String())
}
