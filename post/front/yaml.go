package front

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"viewline/diagnostic"
)

// lineBreaks writes line breaks as lines are counted here: a carriage return
// ends none by itself, so it is a blank, where YAML has it for a break (YAML
// 1.2.2, section 5.4) and would count on.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", " ")

// problem is what is wrong at a place of a file.
type problem struct {
	at      diagnostic.Position
	message string
	remedy  string // what was done about it in front matter
}

// ReadYAML reads a file of YAML that stands beside posts, a value for each of
// its documents. What cannot be read, or stands twice, is an error; want says
// what the file is to hold.
func ReadYAML(path string, src []byte, want string) ([]Value, diagnostic.List) {
	var diags diagnostic.List
	values, problems, err := parseYAML(bytes.TrimPrefix(src, []byte("\ufeff")), 0)
	if err != nil {
		at, message := explain(err)
		diags.Add(path, at, diagnostic.Error, "%s; want %s", message, want)
		return nil, diags
	}
	for _, p := range problems {
		diags.Add(path, p.at, diagnostic.Error, "%s; want %s", p.message, want)
	}
	return values, diags
}

// parseYAML reads YAML that stands behind a number of lines, as far as it stays
// within the bounds. Whatever the YAML library panics about is an error. The
// position of an error does not count the lines before.
func parseYAML(src []byte, before int) (values []Value, problems []problem, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the YAML cannot be parsed (%v)", r)
		}
	}()
	text := string(src)
	if strings.IndexByte(text, '\r') >= 0 {
		text = lineBreaks.Replace(text)
	}
	if err := checkBytes(text); err != nil {
		return nil, nil, err
	}
	tokens := lexer.Tokenize(text)
	if err := check(tokens); err != nil {
		return nil, nil, err
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, nil, err
	}
	for _, doc := range file.Docs {
		switch doc.Body.(type) {
		case nil, *ast.CommentGroupNode:
		default:
			c := converter{text: text, before: before, anchors: map[string]*Value{}}
			values = append(values, c.value(doc.Body))
			problems = append(problems, c.problems...)
			if c.err != nil {
				return nil, nil, c.err
			}
		}
	}
	return values, problems, nil
}

// explain is where a YAML error lies, and what it says.
func explain(err error) (diagnostic.Position, string) {
	var much *tooMuch
	if errors.As(err, &much) {
		return much.at, much.message
	}
	at := diagnostic.Position{Line: 1, Column: 1}
	var e yaml.Error
	if !errors.As(err, &e) {
		return at, err.Error()
	}
	if t := e.GetToken(); t != nil {
		at = diagnostic.Position{Line: max(1, t.Position.Line), Column: max(1, t.Position.Column)}
	}
	message, _, _ := strings.Cut(e.GetMessage(), "\n")
	return at, message
}

// converter turns the library's syntax tree into values. Aliases repeat what
// their anchors hold, wherever in the document these stand.
type converter struct {
	text       string
	before     int                 // lines of the file before the text
	starts     []int               // the offset at which each line of text starts; made when first asked for
	last       diagnostic.Position // that was asked for, with its offset
	lastOffset int
	depth      int // of the mapping that is being read: 1 is the outermost
	anchors    map[string]*Value
	nodes      int
	problems   []problem
	err        error // what is larger than a bound
}

func (c *converter) report(at diagnostic.Position, remedy, format string, args ...any) {
	c.problems = append(c.problems, problem{at, fmt.Sprintf(format, args...), remedy})
}

func (c *converter) place(t *token.Token) diagnostic.Position {
	at := place(t)
	at.Line += c.before
	return at
}

func (c *converter) value(n ast.Node) Value {
	if n == nil {
		return Value{}
	}
	c.nodes++
	v := Value{At: c.place(n.GetToken())}
	switch n := n.(type) {
	case *ast.MappingNode:
		c.mapping(&v, n.Values)
	case *ast.MappingValueNode:
		c.mapping(&v, []*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		v.Form = List
		for _, item := range n.Values {
			v.Entries = append(v.Entries, Entry{Value: c.value(item)})
		}
	case *ast.AnchorNode:
		at := v.At
		v = c.value(n.Value)
		v.At = at
		kept := v
		c.anchors[n.Name.GetToken().Value] = &kept
	case *ast.AliasNode:
		c.alias(&v, n.Value.GetToken().Value)
	case *ast.TagNode:
		c.tag(&v, n)
	default:
		scalar(&v, n)
	}
	return v
}

// scalar takes a single value.
func scalar(v *Value, n ast.Node) {
	v.Form, v.Text = Text, n.GetToken().Value
	switch n := n.(type) {
	case *ast.NullNode:
		v.Form, v.Text = Null, ""
	case *ast.BoolNode:
		v.Form = Bool
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		v.Form = Number
	case *ast.StringNode:
		v.Text = n.Value
	case *ast.LiteralNode:
		v.Text = n.Value.Value
	}
}

// mapping takes the entries of a mapping. Of a key that stands twice the last
// one is taken, as Jekyll does.
func (c *converter) mapping(v *Value, values []*ast.MappingValueNode) {
	v.Form = Map
	c.depth++
	defer func() { c.depth-- }()
	if len(values) > 0 {
		v.At = c.place(keyToken(values[0].Key)) // a mapping's own token is its first colon or its brace
	}
	seen := make(map[string]int, len(values))
	var merged []Entry
	for i, n := range values {
		key := keyToken(n.Key)
		e := Entry{Key: c.key(n.Key, key), KeyAt: c.place(key), Value: c.value(n.Value)}
		if e.Form == Null {
			e.At = e.KeyAt // what is not there has no place of its own
		}
		if c.depth == 1 && (e.Form == List || e.Form == Map) {
			e.Text = c.written(e.Value, values, i)
		}
		if n.Key.IsMergeKey() {
			merged = append(merged, mergedEntries(e.Value)...)
			continue
		}
		if at, twice := seen[e.Key]; twice {
			was := v.Entries[at].KeyAt
			c.report(e.KeyAt, "the last one is taken", "key %q stands in line %d already", e.Key, was.Line)
			v.Entries[at] = e
			continue
		}
		seen[e.Key] = len(v.Entries)
		v.Entries = append(v.Entries, e)
	}
	for _, e := range merged { // https://yaml.org/type/merge.html: keys of the mapping itself go first
		if _, has := seen[e.Key]; !has {
			seen[e.Key] = len(v.Entries)
			v.Entries = append(v.Entries, e)
		}
	}
}

// keyToken is the token of a key; one behind a question mark counts itself.
func keyToken(key ast.MapKeyNode) *token.Token {
	if marked, ok := key.(*ast.MappingKeyNode); ok && marked.Value != nil {
		return marked.Value.GetToken()
	}
	return key.GetToken()
}

// key is the text of a key, which may have an anchor or be an alias, like a value.
func (c *converter) key(n ast.MapKeyNode, at *token.Token) string {
	if marked, ok := n.(*ast.MappingKeyNode); ok {
		if inner, ok := marked.Value.(ast.MapKeyNode); ok {
			n = inner
		}
	}
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode:
		if v := c.value(n); v.Single() {
			return v.Text
		}
	}
	return at.Value
}

func mergedEntries(v Value) []Entry {
	if v.Form == Map {
		return v.Entries
	}
	var all []Entry
	for _, e := range v.Entries {
		if e.Form == Map {
			all = append(all, e.Entries...)
		}
	}
	return all
}

// alias takes what an anchor holds, as long as all that is repeated so stays
// within bounds.
func (c *converter) alias(v *Value, name string) {
	at := v.At
	anchor := c.anchors[name]
	if anchor == nil {
		v.Form, v.Text = Text, "*"+name
		c.report(at, "it is kept as it is", "alias *%s has no anchor &%s before it", name, name)
		return
	}
	if c.nodes += size(*anchor, maxNodes); c.nodes > maxNodes {
		if c.err == nil {
			c.err = &tooMuch{at, fmt.Sprintf("aliases make more than %d values of it", maxNodes)}
		}
		return
	}
	*v = *anchor
	v.At = at
}

// size counts the values in a value, but not much further than a bound.
func size(v Value, bound int) int {
	n := 1
	for _, e := range v.Entries {
		if n > bound {
			break
		}
		n += size(e.Value, bound-n)
	}
	return n
}

// tag takes a value with a tag. !!str makes a text of it; a mark of exclamation
// before a text that YAML does not know is the author's own.
func (c *converter) tag(v *Value, n *ast.TagNode) {
	at, tag := v.At, n.GetToken().Value
	if n.Value == nil {
		v.Form, v.Text = Text, tag
		return
	}
	*v = c.value(n.Value)
	v.At = at
	if tag == "!!str" && v.Single() {
		v.Form = Text
	}
	if !strings.HasPrefix(tag, "!!") && v.Single() {
		v.Form, v.Text = Text, tag+" "+v.Text
	}
}
