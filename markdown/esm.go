package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// moduleLine recognises the first line of MDX's imports and exports (https://mdxjs.com/docs/what-is-mdx/#esm), and no
// sentence that begins with one of these words.
var moduleLine = regexp.MustCompile(`^(?:` +
	`import\s+(?:[\w*{},\s$]+\s+from\s+)?(?:'[^']+'|"[^"]+")\s*;?\s*$` +
	`|import\s+(?:\w+\s*,\s*)?\{[\w\s,$]*$` +
	`|export\s+(?:const|let|var)\s+[\w${}\[\], ]+=` +
	`|export\s+(?:default\s+)?(?:async\s+)?(?:function\b\s*\w*\s*\(|class\s+\w+\s*(?:extends\s+[\w.]+\s*)?\{)` +
	`|export\s+default\s+(?:[({]|[\w.]+\s*;?\s*$|[\w.]+\()` +
	`|export\s+(?:\*|\{[^}]*\})\s*(?:from\s+['"][^'"]+['"])?\s*;?\s*$)`)

// moduleLines is the scan of a hiddenParser: imports and exports of MDX, up to a blank line.
func moduleLines(_ *state, src []byte, at int) (int, []text.Segment) {
	end := lineEnd(src, at)
	line := src[at:end]
	if !bytes.HasPrefix(line, []byte("import ")) && !bytes.HasPrefix(line, []byte("export ")) || !moduleLine.Match(line) {
		return 0, nil
	}
	for end < len(src) && !util.IsBlank(src[end+1:lineEnd(src, end+1)]) {
		end = lineEnd(src, end+1)
	}
	return end, nil
}
