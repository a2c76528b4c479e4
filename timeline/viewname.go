package timeline

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A viewpoint is known by what it says and never by where it stands, so that what was
// handed out of one does not become another's when an author inserts or moves others.
//
// The name is made of the label where no other viewpoint of the owner has the same
// one, else of label and text; of several with the same label and text the second one
// ends in ~2, and so on. It begins with words for the reader. What tells it from all
// others is the hash behind them: of the exact label or text, and of the occasion, since
// the key of an appearance is an address that may go over to another one.

const (
	// longestWords is how many bytes of a name are words for the reader.
	longestWords = 40
	// nameHash and idHash are how many characters of a hash, of 5 bits each, names and
	// identifiers hold. A name has its words beside them.
	nameHash = 8
	idHash   = 16
	// nameMark stands ahead of the hash. No slug has it (see [Kebab]), and in addresses
	// it needs no escape (RFC 3986, section 2.3).
	nameMark = "~"
)

// Name tells the viewpoint from all others of its owner.
func (v *Viewpoint) Name() string { return strings.TrimPrefix(v.Key, v.Owner+"#") }

// name makes the name, of what the owner goes by in names.
func (v *Viewpoint) name(origin string) string {
	if !v.Shared {
		return v.nameOfLabel(origin)
	}
	return v.nameOfText(origin)
}

// ID is the viewpoint's global object identifier: <ident of its appearance>#<mark>, or
// /<path of its post>#<mark>. The mark holds both label and text, so that it finds the
// viewpoint by its text once another one has the same label.
func (v *Viewpoint) ID() string {
	owner := "/" + v.Section.PostPath
	if v.Appearance != nil {
		owner = v.Appearance.Ident().String()
	}
	return NodeID{"Viewpoint", owner + "#" + v.mark()}.String()
}

// mark is what the identifier has behind the owner: <hash of the label>.<hash of the
// text>.<twin>. Without a label the first hash is empty.
func (v *Viewpoint) mark() string {
	return v.labelMark() + "." + hashOf(v.Said())[:idHash] + "." + strconv.Itoa(v.Twin)
}

func (v *Viewpoint) labelMark() string {
	if v.Label == "" {
		return ""
	}
	return hashOf(string(v.Label))[:idHash]
}

// nameOfLabel is the name of one whose label nobody else has.
func (v *Viewpoint) nameOfLabel(origin string) string {
	label := string(v.Label)
	return slugOf(label) + nameMark + hashOf("label", origin, label)[:nameHash]
}

// nameOfText is the name of one that shares its label, or has none.
func (v *Viewpoint) nameOfText(origin string) string {
	label, text := string(v.Label), v.Said()
	words := slugOf(label)
	if label == "" {
		words = slugOf(text)
	}
	name := words + nameMark + hashOf("text", origin, label, text)[:nameHash]
	if v.Twin > 1 {
		name += nameMark + strconv.Itoa(v.Twin)
	}
	return name
}

// origin names the occasion, or the post of a viewpoint that belongs to no appearance.
func (v *Viewpoint) origin() string {
	if v.Appearance != nil {
		return v.Appearance.Occasion()
	}
	return v.Section.PostPath
}

// Said is the text that the viewpoint is known by beside its label: its own, without
// markup; where that is empty, all that stands below it.
func (v *Viewpoint) Said() string {
	if v.Text.Plain != "" {
		return v.Text.Plain
	}
	var b strings.Builder
	for _, text := range v.Texts() {
		b.WriteString(text + "\n")
	}
	for _, p := range v.Points {
		b.WriteString(string(p.Label) + "\n" + p.Said() + "\n")
	}
	return b.String()
}

// namesake knows the viewpoints of an owner so far.
type namesake struct {
	labels map[Text]*Viewpoint // the first one of each label
	twins  map[said]int
}

// said is what twins have in common.
type said struct {
	label Text
	text  string
}

// meet tells the next viewpoint, and the first one of its label, what they share.
func (n *namesake) meet(v *Viewpoint) {
	is := said{v.Label, v.Said()}
	n.twins[is]++
	v.Twin, v.Shared = n.twins[is], v.Label == ""
	if v.Shared {
		return
	}
	if first := n.labels[v.Label]; first != nil {
		first.Shared, v.Shared = true, true
		return
	}
	n.labels[v.Label] = v
}

// slugOf is the beginning of a text in kebab case.
func slugOf(text string) string { return KebabUpTo(text, longestWords) }

// KebabUpTo is the beginning of a text in kebab case, of at most so many bytes. It is
// cut behind a whole word if there are several.
func KebabUpTo(text string, most int) string {
	const enough = 4 // of so many bytes there is one in the slug, as a rule
	slug := Kebab(cut(text, enough*most))
	if len(slug) <= most {
		return slug
	}
	slug = cut(slug, most+1)
	if end := strings.LastIndexByte(slug, '-'); end > 0 {
		return slug[:end]
	}
	return cut(slug, most)
}

// cut is a text without what stands behind so many bytes; no character is cut.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

// hashOf is a hash of texts, in lower-case letters and digits.
func hashOf(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return base32Lower.EncodeToString(sum[:10])
}

// base32Lower has RFC 4648's alphabet in lower case.
var base32Lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)
