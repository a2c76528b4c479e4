// Package recurring finds the topics of a corpus that nobody has named: the words and phrases
// that labels of viewpoints have on several occasions. What it finds depends on the labels
// alone, not on their order.
package recurring

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"viewline/reading"
	"viewline/script"
	"viewline/search"
	"viewline/timeline"
)

const (
	// LeastOccasions is on how many occasions a topic was spoken of, at least.
	LeastOccasions = 3
	mostTopics     = 40 // that are found, at most
	longestHan     = 6  // characters of a Chinese topic, at most
)

// Label is a label of a viewpoint.
type Label struct {
	Text string
	// Occasion tells occasions apart; it is empty for a label of no occasion, of which nothing
	// is counted.
	Occasion string
}

// Topic is a word, or a phrase, that labels have on several occasions.
type Topic struct {
	Slug string
	Name string // the most frequent spelling
	// Aliases are the other forms of the word.
	Aliases []string
	// Occasions counts the occasions.
	Occasions int
}

// Topics lists what labels have on [LeastOccasions] or more, the most frequent first. Names of
// the people are left out.
func Topics(labels []Label, people []string) []Topic {
	found := map[string]*topic{}
	often := frequent(labels)
	for _, l := range labels {
		if l.Occasion != "" {
			pieces(l.Text, func(text string) {
				if key := fold(text); !hasHan(key) || often[key] >= LeastOccasions {
					add(found, key, text, l.Occasion)
				}
			})
		}
	}
	joinPlurals(found)
	maps.DeleteFunc(found, func(_ string, t *topic) bool { return len(t.occasions) < LeastOccasions })
	named := map[string]bool{}
	for _, name := range people {
		for _, word := range append(Words(name), name) {
			named[fold(word)] = true
		}
	}
	maps.DeleteFunc(found, func(key string, _ *topic) bool { return named[key] })
	var topics []Topic
	for _, t := range keyed(longest(found)) {
		topics = append(topics, Topic{t.slug, t.name(), t.others(), len(t.occasions)})
	}
	return topics
}

// frequent counts the occasions of each Chinese piece of the labels. Most pieces come once, and
// a number takes less memory than a topic.
func frequent(labels []Label) map[string]int {
	sorted := slices.SortedFunc(slices.Values(labels), func(a, b Label) int { return strings.Compare(a.Occasion, b.Occasion) })
	type seen struct{ last, occasions int }
	all := map[string]seen{}
	number := 0
	for i, l := range sorted {
		if l.Occasion == "" {
			continue
		}
		if i == 0 || sorted[i-1].Occasion != l.Occasion {
			number++
		}
		pieces(l.Text, func(text string) {
			key := fold(text)
			if s := all[key]; hasHan(key) && s.last != number {
				all[key] = seen{number, s.occasions + 1}
			}
		})
	}
	counts := map[string]int{}
	for key, s := range all {
		if s.occasions >= LeastOccasions {
			counts[key] = s.occasions
		}
	}
	return counts
}

// topic is a word, or a phrase, that labels have.
type topic struct {
	key, slug string
	spellings map[string]int
	occasions map[string]bool
	aliases   []string
}

// keyed gives the topics their slugs, and drops a topic whose slug an earlier one has.
func keyed(topics []*topic) []*topic {
	slugs := map[string]bool{}
	return slices.DeleteFunc(topics, func(t *topic) bool {
		t.slug = reading.Title(t.name())
		twice := t.slug == "" || t.slug != timeline.Kebab(t.slug) || slugs[t.slug]
		slugs[t.slug] = true
		return twice
	})
}

// pieces gives found the words of a label, and the phrases of two Latin words or of two to
// six Chinese characters.
func pieces(label string, found func(text string)) {
	before := "" // the Latin word ahead of this one; empty for none
	for _, word := range Words(label) {
		if hasHan(word) {
			before = ""
			piecesHan(word, found)
			continue
		}
		if stops[fold(word)] || len(word) < 3 {
			before = ""
			continue
		}
		found(word)
		if before != "" {
			found(before + " " + word)
		}
		before = word
	}
}

func piecesHan(run string, found func(text string)) {
	chars := []rune(run)
	for i := range chars {
		for n := 2; n <= longestHan && i+n <= len(chars); n++ {
			part := chars[i : i+n]
			if !isStop(part[0]) && !isStop(part[n-1]) && isWhole(part) && !stops[string(part)] {
				found(string(part))
			}
		}
	}
}

func isStop(c rune) bool { return strings.ContainsRune(hanStops, c) }

func isDoubtful(c rune) bool { return strings.ContainsRune(hanDoubtful, c) }

// isWhole reports whether the doubtful characters at the ends of a Chinese piece belong to a word
// at that end.
func isWhole(chars []rune) bool {
	starts, ends := !isDoubtful(chars[0]), !isDoubtful(chars[len(chars)-1])
	for n := 2; n <= min(3, len(chars)); n++ {
		starts = starts || doubtfulWords[string(chars[:n])]
		ends = ends || doubtfulWords[string(chars[len(chars)-n:])]
	}
	return starts && ends
}

func add(found map[string]*topic, key, text, occasion string) {
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
		return strings.Map(script.Simplified, s)
	}
	return strings.Join(search.Phrase(s), " ")
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Han, c) })
}

// Words cuts a text into words, and runs of Chinese characters.
func Words(s string) []string {
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

// others are the other forms of the word, each once.
func (t *topic) others() []string {
	aliases := slices.Clone(t.aliases)
	for _, s := range t.spelled()[1:] {
		if timeline.Fold(s) != timeline.Fold(t.name()) {
			aliases = append(aliases, s)
		}
	}
	return aliases
}
