package propose

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// plainScalar matches texts that YAML reads as themselves without quotation marks, wherever
// they stand.
var plainScalar = regexp.MustCompile(`^\pL[\pL\pN_.·'-]*(?: [\pL\pN(][\pL\pN_.·'()-]*)*$`)

// wordsOfYAML matches texts that YAML reads as a value of another type, such as true.
var wordsOfYAML = regexp.MustCompile(`(?i)^(?:true|false|yes|no|on|off|y|n|null)$`)

// scalar is a text as YAML: as it is, or in double quotation marks, which YAML reads as
// JSON does.
func scalar(s string) string {
	if plainScalar.MatchString(s) && !wordsOfYAML.MatchString(s) {
		return s
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // cannot fail for a string
	return strings.TrimSuffix(b.String(), "\n")
}

// comment is a line of a YAML comment.
func comment(format string, args ...any) string {
	return "# " + strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " ") + "\n"
}

// some lists at most three texts, and says how many more there are.
func some(all []string) string {
	const most = 3
	if len(all) <= most {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(all[:most], ", "), len(all)-most)
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
