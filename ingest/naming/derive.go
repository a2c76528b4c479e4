package naming

import (
	"path"
	"strconv"
	"strings"

	"viewline/timeline"
)

// Keys and slugs are addresses. One is the plain name where nothing else goes by it;
// else each that does gets a longer one, and nobody the plain one. So they follow from
// the set of posts, and a name that passes on has led nowhere for a time.

// longestSuffix is how many bytes of a title stand in a key.
const longestSuffix = 80

// member is an appearance among others whose names could be the same.
type member struct {
	*Appearance
	post *Post
	n    int // how many of the same base, occasion and content stand before it in its post
}

// keysOf are the keys of all appearances of one base, in the order of the members.
func keysOf(group []member) []string {
	if len(group) == 1 {
		return []string{group[0].Base}
	}
	return distinct(group, member.byOccasion, member.byPost, member.byHash)
}

// distinct gives each item the first of its names that no other item has; the last one
// is taken as it is. An empty name is none.
func distinct[T any](items []T, names ...func(T) string) []string {
	given, taken := make([]string, len(items)), map[string]bool{}
	for i, name := range names {
		times := map[string]int{}
		all := make([]string, len(items))
		for j, item := range items {
			if given[j] == "" {
				all[j] = name(item)
				times[all[j]]++
			}
		}
		for j, name := range all {
			if given[j] == "" && (i == len(names)-1 || name != "" && times[name] == 1 && !taken[name]) {
				given[j] = name
			}
		}
		for _, name := range given {
			taken[name] = true
		}
	}
	return given
}

// byOccasion is the key that ends in the name of the occasion; empty where there is none.
func (m member) byOccasion() string {
	occasion := timeline.KebabUpTo(m.Title, longestSuffix)
	if occasion == "" {
		return ""
	}
	return suffixed(m.Base, occasion)
}

// byPost is the key that ends in the slug of the post.
func (m member) byPost() string {
	if key := m.byOccasion(); key != "" {
		return key + "-" + m.post.Slug
	}
	return suffixed(m.Base, m.post.Slug)
}

// byHash is a key that no other appearance has, whatever it is called.
func (m member) byHash() string { return m.byPost() + "~" + m.mark() }

// aside is a key that no appearance has in the end.
func (m member) aside() string { return m.Base + "~" + m.mark() }

// mark is a hash of the post, the base, the occasion and the content; and of the number
// of the appearance among those that share all of these.
func (m member) mark() string {
	return timeline.PostMark(strings.Join([]string{
		m.post.Path, m.Base, m.Occasion, strconv.FormatUint(m.Content, 36), strconv.Itoa(m.n),
	}, "\x00"))
}

// suffixed is a base with what follows its date. What begins with a digit could be read
// as a part of the date: 2020-05 is May.
func suffixed(base, suffix string) string {
	if suffix[0] >= '0' && suffix[0] <= '9' {
		return base + "~" + suffix
	}
	return base + "-" + suffix
}

// toldOf is, for all appearances of one occasion, what tells them apart within their
// years; see [timeline.Appearance.Told].
func toldOf(group []member) []string {
	years, dates, inPost := map[string]int{}, map[string]int{}, map[string]int{}
	onDate := func(m member) string { return m.post.Path + "\x00" + m.Base }
	for _, m := range group {
		years[m.year()]++
		dates[m.date()]++
		inPost[onDate(m)]++
	}
	told := make([]string, len(group))
	for i, m := range group {
		switch year := m.year(); {
		case years[year] > 1 && (year == "" || dates[m.date()] > 1):
			told[i] = timeline.PostMark(m.post.Path)
			if inPost[onDate(m)] > 1 {
				told[i] += "-" + m.mark()
			}
		case years[year] > 1:
			told[i] = m.date()
		case year == "" && len(group) > 1:
			told[i] = timeline.ToldUndated
		}
	}
	return told
}

// date is that of the appearance; empty where there is none.
func (a *Appearance) date() string {
	date := a.Base[strings.LastIndexByte(a.Base, '/')+1:]
	if _, err := timeline.ParsePartialDate(date); err != nil {
		return ""
	}
	return date
}

func (a *Appearance) year() string {
	year, _, _ := strings.Cut(a.date(), "-")
	return year
}

// slugsOf are the slugs of all posts of one name: with as many of the folders above as
// it takes. One that has no folder begins with the mark alone.
func slugsOf(group []*Post) []string {
	if len(group) == 1 {
		return []string{slugBase(group[0].Path)}
	}
	deepest := 1
	for _, p := range group {
		deepest = max(deepest, strings.Count(p.Path, "/"))
	}
	var names []func(*Post) string
	for depth := 1; depth <= deepest; depth++ {
		names = append(names, func(p *Post) string { return slugBelow(p.Path, depth) })
	}
	names = append(names, func(p *Post) string { return slugBelow(p.Path, deepest) + "~" + timeline.PostMark(p.Path) })
	return distinct(group, names...)
}

// slugBase is the name of a post in kebab case.
func slugBase(postPath string) string {
	if slug := timeline.Kebab(nameOf(postPath)); slug != "" {
		return slug
	}
	return "post"
}

// slugBelow is the slug with so many of the folders above ahead of it.
func slugBelow(postPath string, depth int) string {
	folder := path.Dir(postPath)
	if IsIndex(postPath) { // the folder is its name
		folder = path.Dir(folder)
	}
	slug := slugBase(postPath)
	for ; depth > 0 && folder != "." && folder != "/"; depth-- {
		slug, folder = timeline.Kebab(path.Base(folder))+"~"+slug, path.Dir(folder)
	}
	if !strings.Contains(slug, "~") {
		slug = "~" + slug
	}
	return slug
}
