package people

import (
	"strings"
	"unicode/utf8"
)

// besideCompany are the words right ahead of the name of a company.
var besideCompany = []string{"来自", "來自", "加入", "加盟", "from", "at", "joined", "with the company", "株式会社"}

// companyWords follow on the name of a company: within the same clause, or in the
// next one where that says what the company is.
var companyWords = []string{
	"公司", "一家", "一间", "一間", "平台", "团队", "團隊", "是家", "社は",
	"inc", "company", "startup", "start-up", "platform", "team", "app", "product",
}

// farCompany is how many bytes behind a name are looked at.
const farCompany = 60

// IsCompany reports whether a text calls a name that of a company, a product or a show:
// 来自X, “X，一家…公司”, "X is a startup", 《X》.
func IsCompany(text, name string) bool {
	company := false
	eachOf(text, name, func(end int) {
		before := strings.TrimRight(text[:end-len(name)], " ")
		for _, word := range besideCompany {
			if head, ok := strings.CutSuffix(before, word); ok {
				last, _ := utf8.DecodeLastRuneInString(head)
				company = company || !latinLetter(last) || word[0] >= utf8.RuneSelf
			}
		}
		if strings.HasSuffix(before, "《") && strings.HasPrefix(text[end:], "》") {
			company = true // a show
		}
		after := strings.ToLower(clip(text[end:], farCompany))
		if i := strings.IndexAny(after, ".!?。！？\n"); i >= 0 {
			after = after[:i]
		}
		after = strings.TrimLeft(after, " ,，(（:：")
		for _, start := range []string{"is a", "is an", "is the", "的", "是", "a ", "an ", "the "} {
			after = strings.TrimLeft(strings.TrimPrefix(after, start), " ")
		}
		for _, word := range companyWords {
			if word[0] >= utf8.RuneSelf && strings.HasPrefix(after, word) || word[0] < utf8.RuneSelf && hasWord(after, word) {
				company = true
			}
		}
	})
	return company
}

// hasWord reports whether one of the first three words of a text is a word.
func hasWord(text, word string) bool {
	for i, w := range strings.Fields(text) {
		if i == 3 {
			return false
		}
		if strings.Trim(w, ",.;") == word {
			return true
		}
	}
	return false
}
