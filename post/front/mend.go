package front

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// blanks are what people indent lines with: YAML knows the first one.
const blanks = " \t\u00a0\u3000"

// mend makes YAML of what people write in front matter and YAML does not take,
// a line at a time: values that YAML would read as something else are put in
// quotation marks, tabs become blanks, a blank is set behind a colon. Lines stay lines, and a value starts in the column where it did. It
// is nil where nothing is to be mended.
func mend(block []byte) []byte {
	var out bytes.Buffer
	mended := false
	inside := -1 // the indentation of the key whose block scalar goes on; -1 outside
	for line := range bytes.Lines(block) {
		text := strings.TrimRight(string(line), "\r\n")
		ending := string(line[len(text):])
		indent := len(text) - len(strings.TrimLeft(text, blanks))
		if inside >= 0 && (indent > inside || strings.TrimSpace(text) == "") {
			out.Write(line)
			continue
		}
		inside = -1
		better := mendLine(text, indent)
		if opensBlock(better) {
			inside = indent
		}
		mended = mended || better != text
		out.WriteString(better)
		out.WriteString(ending)
	}
	if !mended {
		return nil
	}
	return out.Bytes()
}

// opensBlock tells whether a line ends with the header of a block scalar (YAML
// 1.2.2, section 8.1.1), whose lines are text.
func opensBlock(line string) bool {
	_, value, found := cutKey(line)
	return found && isBlockHeader(strings.TrimSpace(value))
}

func isBlockHeader(value string) bool {
	if value == "" || value[0] != '|' && value[0] != '>' {
		return false
	}
	header, _, _ := strings.Cut(value[1:], " #")
	return strings.Trim(header, "+-123456789 \t") == "" && len(strings.TrimSpace(header)) <= 2
}

func mendLine(text string, indent int) string {
	lead := strings.Repeat(" ", utf8.RuneCountInString(text[:indent]))
	rest := strings.ReplaceAll(text[indent:], "\t", " ") // the YAML library refuses one in a quoted value
	for strings.HasPrefix(rest, "- ") {
		lead, rest = lead+"- ", rest[2:]
	}
	if rest == "" || rest[0] == '#' {
		return lead + rest
	}
	head, value, found := cutKey(rest)
	if !found {
		if strings.HasSuffix(lead, "- ") {
			return lead + mendValue(rest)
		}
		return lead + rest
	}
	return lead + head + mendValue(value)
}

// cutKey cuts a line behind its key, the colon and the blanks behind it. A key
// that the colon or a full-width colon follows without a blank is a key as well
// where it is a known one.
func cutKey(line string) (head, value string, found bool) {
	trimmed := strings.TrimLeft(line, " \t-")
	if trimmed == "" || strings.IndexByte("\"'[{#&*!|>@`%", trimmed[0]) >= 0 {
		return "", "", false
	}
	skipped := len(line) - len(trimmed)
	i := strings.IndexByte(trimmed, ':')
	wide := strings.Index(trimmed, "：")
	if wide >= 0 && (i < 0 || wide < i) {
		key := trimmed[:wide]
		if !known(key) {
			return "", "", false
		}
		return line[:skipped+wide] + ": ", strings.TrimLeft(trimmed[wide+len("："):], " \t"), true
	}
	if i <= 0 {
		return "", "", false
	}
	value = trimmed[i+1:]
	switch {
	case value == "":
		return line, "", true
	case value[0] != ' ' && value[0] != '\t':
		if !known(trimmed[:i]) {
			return "", "", false
		}
		return line[:skipped+i+1] + " ", value, true
	}
	text := strings.TrimLeft(value, " \t")
	return line[:len(line)-len(text)], text, true
}

// mendValue puts a value in quotation marks where YAML would take it for
// something else, or for nothing that it knows.
func mendValue(value string) string {
	text := strings.TrimRight(value, " \t")
	if text == "" || !misread(text) {
		return value
	}
	return quote(text)
}

func quote(text string) string {
	if mark := text[0]; (mark == '"' || mark == '\'') && len(text) > 1 && text[len(text)-1] == mark && wraps(text[1:len(text)-1], mark) {
		text = text[1 : len(text)-1] // 'It's so' means It's so
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// wraps tells whether the quotation marks around a text belong together: there
// is none in it, or the first one in it opens, or stands within a word.
func wraps(inner string, mark byte) bool {
	i := strings.IndexByte(inner, mark)
	return i < 0 || i+1 < len(inner) && inner[i+1] != ' ' && inner[i+1] != ','
}

// misread tells whether YAML would refuse a value, or read it as something that
// its author did not mean.
func misread(text string) bool {
	switch text[0] {
	case '"', '\'':
		return !closes(text)
	case '[', '{':
		return strings.Contains(text, "{{") || strings.Contains(text, "{%") || goesOn(text)
	case '@', '`', '%', ']', '}', ',':
		return true
	case '|', '>':
		return !isBlockHeader(text)
	case '*':
		return strings.ContainsAny(text[1:], " \t*") || len(text) == 1
	case '-', '?', '&':
		if len(text) == 1 || text[1] == ' ' {
			return true
		}
	case '#':
		return false // a comment
	}
	return strings.Contains(text, ": ") || strings.HasSuffix(text, ":") || strings.Contains(text, ":\t")
}

// closes tells whether a quoted value ends with its closing quotation mark,
// with nothing but a comment behind it, and has only escapes that YAML knows
// (YAML 1.2.2, section 5.7).
func closes(text string) bool {
	mark := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case mark == '"' && text[i] == '\\':
			if i++; i >= len(text) || strings.IndexByte("0abtnvfre\"/\\N_LPxuU \t", text[i]) < 0 {
				return false
			}
		case text[i] != mark:
		case mark == '\'' && i+1 < len(text) && text[i+1] == mark:
			i++
		default:
			rest := strings.TrimLeft(text[i+1:], " \t")
			return rest == "" || rest[0] == '#'
		}
	}
	return false
}

// goesOn tells whether text follows the bracket that closes the first one: [x]
// and more. A bracket that is not closed in the line may be closed in another.
func goesOn(text string) bool {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				rest := strings.TrimLeft(text[i+1:], " \t")
				return rest != "" && rest[0] != '#'
			}
		}
	}
	return false
}

// hashTags has YAML see tags that are written with a hash, as Obsidian has them:
// #slow behind a blank is a comment to YAML. It is the block itself where there
// are none.
func hashTags(block []byte) []byte {
	if !bytes.Contains(block, []byte(" #")) && !bytes.Contains(block, []byte("[#")) {
		return block
	}
	var out bytes.Buffer
	tags := false // the lines belong to tags
	for line := range bytes.Lines(block) {
		text := strings.TrimRight(string(line), "\r\n")
		if head, value, found := cutKey(text); found && strings.TrimLeft(text, " \t-") == text {
			tags = roles[Same(strings.TrimRight(head, ": \t"))].role == roleTags
			if tags && strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "# ") {
				out.WriteString(head + quote(strings.TrimRight(value, " \t")))
				out.Write(line[len(text):])
				continue
			}
		}
		if tags {
			text = withoutHashes(text)
		}
		out.WriteString(text)
		out.Write(line[min(len(line), len(strings.TrimRight(string(line), "\r\n"))):])
	}
	return out.Bytes()
}

// withoutHashes writes the hash at the start of each tag in a line as a blank; a
// hash with a blank behind it begins a comment.
func withoutHashes(line string) string {
	b := []byte(line)
	last := byte(0) // that is no blank
	for i, c := range b {
		if c == '#' && strings.IndexByte("-[,", last) >= 0 && i+1 < len(b) && b[i+1] != ' ' && b[i+1] != '#' {
			b[i] = ' '
		}
		if c != ' ' && c != '\t' {
			last = c
		}
	}
	return string(b)
}
