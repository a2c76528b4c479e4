package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// dialect is a goldmark extension with the syntax of site generators, of Obsidian and of formulas, and with emphasis by
// cjkEmphasis.
type dialect struct{}

// Extend implements [goldmark.Extender].
func (dialect) Extend(m goldmark.Markdown) {
	cjkEmphasis{}.Extend(m)
	hiding{}.Extend(m)
	formulas{}.Extend(m)
	m.Parser().AddOptions(
		parser.WithBlockParsers(
			util.Prioritized(codeTagParser{}, 80),
			util.Prioritized(&hiddenParser{trigger: "{", interrupts: true, scan: templateLine}, 90),
			util.Prioritized(&hiddenParser{trigger: ":", interrupts: true, scan: containerLine}, 90),
			util.Prioritized(&hiddenParser{trigger: "%", interrupts: true, scan: commentLines}, 90),
			util.Prioritized(&hiddenParser{trigger: "<", interrupts: true, scan: componentLine}, 890),
			util.Prioritized(&hiddenParser{trigger: "ie", scan: moduleLines}, 890),
		),
		parser.WithParagraphTransformers(util.Prioritized(callouts{}, 50)),
		parser.WithInlineParsers(
			util.Prioritized(templateParser{}, 80),
			util.Prioritized(wikiParser{}, 90), // before bracketLimit and links
			util.Prioritized(fieldParser{}, 90),
			util.Prioritized(commentParser{}, 90),
			util.Prioritized(blockIDParser{}, 90),
		),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(marks{}, 500)))
}
