package propose

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"viewline/post/front"
	"viewline/post/mapping"
)

// candidate is a rule of viewline.yaml that may fit the posts of the folder.
type candidate struct {
	text  string
	place string // where the rule looks, in words, for the reason
	paths bool
}

// notThem are parts of keys and labels that name people other than those whose views are
// reported; notThen are parts of keys and labels whose dates are not the occasion's.
var (
	notThem = regexp.MustCompile(`(?i)translat|edit|review|author|writ|writer|post|submit|photo|illustr|contact|maintain|publish|host|interviewer|moderat|editor|owner|company|event|venue|place|location|book|album|film|movie|译|譯|编|編|校|作者|记者|記者|主持|整理|来源|來源|出版|公司|地点|地點|书名|書名`)
	notThen = regexp.MustCompile(`(?i)updat|modif|creat|writ|publish|post|edit|review|read|visit|access|expir|deadline|due|birth|born|died|archiv|build|import|更新|修改|创建|創建|发布|發布|生日|出生|阅读|閱讀|访问日期`)
	isTitle = regexp.MustCompile(`(?i)title|subject|题目|題目|标题|標題|演题|演題`)
)

// patterns are the patterns of headings and of paths that are tried, the preferred ones
// first.
var patterns = map[mapping.Part][]candidate{
	mapping.Person: {
		{`{path: 1}`, "the first folder", true},
		{`{path: -1}`, "the last folder", true},
		{`{path: 0}`, "the file's name", true},
		{`{path: '([^/]+?)[-_. ](?:1[89]|20)\d\d[^/]*$'}`, "the file's name, ahead of the year", true},
		{`{path: '\d{4}-\d\d-\d\d[-_ ]([^/]+)\.\w+$'}`, "the file's name, behind the date", true},
		{`{heading: '^(.+?) on '}`, "a heading, ahead of “on”", false},
		{`{heading: '^(.+?) at '}`, "a heading, ahead of “at”", false},
		{`{heading: '^(.+?) @ '}`, "a heading, ahead of “@”", false},
		{`{heading: '^(.+?)\s*[:：]'}`, "a heading, ahead of a colon", false},
		{`{heading: '^(.+?)\s*[|｜]'}`, "a heading, ahead of a bar", false},
		{`{heading: '^(.+?) [-–—] '}`, "a heading, ahead of a dash", false},
		{`{heading: ' [-–—] ([^-–—]+)$'}`, "a heading, behind a dash", false},
		{`{heading: '[|｜]\s*([^|｜]+)$'}`, "a heading, behind a bar", false},
		{`{heading: ' by (.+)$'}`, "a heading, behind “by”", false},
		{`{heading: ' \((.+)\)$'}`, "a heading, in brackets", false},
	},
	mapping.Date: {
		{`{path: '` + occasions + `.*?/(\d{4})[-/](\d\d)[-/](\d\d)\b'}`, "the path", true},
		{`{path: '` + occasions + `.*?/(\d{4})[-/](\d\d)\b'}`, "the path", true},
		{`{path: '` + occasions + `.*?/(\d{4})/'}`, "the path", true},
	},
}

// occasions are folders in which the date in a path is that of an occasion, not the day of
// writing.
const occasions = `(?i)(?:^|/)(?:speech|talk|interview|podcast|lecture|keynote|演讲|演講|访谈|訪談|采访|讲话)[^/]*`

// candidates are the rules for a part that are tried: those for keys of front matter and
// labels that the ordinary reading does not know, and the patterns.
func candidates(part mapping.Part, shapes []*shape) []candidate {
	var all []candidate
	for _, key := range frequent(shapes, keysOf) {
		if wanted(part, key) && !front.Known(key) {
			all = append(all, candidate{"{front: " + scalar(key) + "}", key + ": of the front matter", false})
		}
	}
	for _, label := range frequent(shapes, labelsOf) {
		if part != mapping.Kind && wanted(part, label) {
			all = append(all, candidate{"{label: " + scalar(label) + "}", "the line " + strconv.Quote(label), false})
		}
	}
	return append(all, patterns[part]...)
}

// wanted reports whether the value of a key or a label can be that part of a post.
func wanted(part mapping.Part, key string) bool {
	switch part {
	case mapping.Person:
		return !notThem.MatchString(key)
	case mapping.Date:
		return !notThen.MatchString(key)
	case mapping.Title:
		return isTitle.MatchString(key)
	}
	return true
}

func keysOf(s *shape) (keys []string) {
	for _, e := range s.about.Fields {
		keys = append(keys, strings.TrimSpace(e.Key))
	}
	return keys
}

func labelsOf(s *shape) (labels []string) {
	for _, l := range s.about.Labels {
		labels = append(labels, strings.TrimSpace(l.Name))
	}
	return labels
}

// mostTried is how many keys, and how many labels, are tried at most.
const mostTried = 200

// frequent are the texts that stand in at least [leastPosts] posts, the most frequent
// first.
func frequent(shapes []*shape, of func(*shape) []string) []string {
	counts := map[string]int{}
	for _, s := range shapes {
		seen := map[string]bool{}
		for _, text := range of(s) {
			if text != "" && !seen[text] {
				seen[text] = true
				counts[text]++
			}
		}
	}
	maps.DeleteFunc(counts, func(_ string, n int) bool { return n < leastPosts })
	texts := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(texts, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	return texts[:min(len(texts), mostTried)]
}
