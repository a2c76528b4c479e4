package preview

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"

	"github.com/rivo/uniseg"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// Width and Height are how many pixels each picture has: what the sites that show previews ask
// for.
const (
	Width  = 1200
	Height = 630
)

// The measures of a picture, in pixels.
const (
	margin      = 72
	bar         = 16 // the band at the left
	nameSize    = 44
	saidSize    = 56
	smallSize   = 30
	saidLeading = 80
	mostLines   = 4
)

// longest is how many characters of a text are looked at: more than a picture can show.
const longest = 300

var (
	paper  = color.RGBA{0xfb, 0xfa, 0xf7, 0xff}
	ink    = color.RGBA{0x1c, 0x1b, 0x1a, 0xff}
	grey   = color.RGBA{0x5f, 0x5b, 0x56, 0xff}
	accent = color.RGBA{0x2b, 0x5d, 0x8a, 0xff}
)

// card is what a picture shows. Each of its texts may be empty.
type card struct{ who, sentence, when, what, site string }

// draw draws a picture, as PNG.
func (c *card) draw(f *Font) ([]byte, error) {
	picture := image.NewRGBA(image.Rect(0, 0, Width, Height))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	draw.Draw(picture, image.Rect(0, 0, bar, Height), image.NewUniform(accent), image.Point{}, draw.Src)
	p := &pen{font: f, to: picture}
	p.write(c.who, margin+nameSize, nameSize, 1, accent)
	p.write(c.sentence, margin+nameSize+saidLeading+10, saidSize, mostLines, ink)
	p.write(strings.Trim(c.when+" · "+c.what, " ·"), Height-margin-smallSize-22, smallSize, 1, grey)
	p.write(c.site, Height-margin, smallSize, 1, accent)
	if p.err != nil {
		return nil, p.err
	}
	var text bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&text, picture)
	return text.Bytes(), err
}

// pen draws lines of text. After its first error it draws nothing more.
type pen struct {
	font *Font
	to   draw.Image
	err  error
}

// faced calls do with the letters of a size.
func (p *pen) faced(size float64, do func(font.Face)) {
	if p.err != nil {
		return
	}
	face, err := p.font.face(size)
	if err != nil {
		p.err = err
		return
	}
	defer face.Close() //nolint:errcheck // it holds nothing
	do(face)
}

// write draws a text in at most so many lines, the first of which stands on the line y.
func (p *pen) write(text string, y int, size float64, most int, in color.Color) {
	lines := p.broken(text, size, most)
	p.faced(size, func(face font.Face) {
		for i, line := range lines {
			d := font.Drawer{Dst: p.to, Src: image.NewUniform(in), Face: face, Dot: fixed.P(margin, y+i*saidLeading)}
			d.DrawString(line)
		}
	})
}

// broken breaks a text into at most so many lines, where Unicode allows a line to break (UAX
// #14). The last one ends in an ellipsis where not all has room.
func (p *pen) broken(text string, size float64, most int) (lines []string) {
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest]) + "…"
	}
	text = p.font.drawable(text)
	p.faced(size, func(face font.Face) {
		b := breaker{face: face}
		for rest, state := text, -1; rest != ""; {
			var part string
			part, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
			if b.add(part) {
				continue
			}
			if b.line == "" { // a word that is wider than a line
				word := b.cut(part)
				part, b.line = part[len(word):], word
			}
			rest, state = part+rest, -1
			if len(b.lines) == most-1 {
				b.lines = append(b.lines, b.cut(b.line+"…")+"…")
				b.line = ""
				break
			}
			b.end()
		}
		b.end()
		lines = b.lines
	})
	return lines
}

// breaker gathers lines.
type breaker struct {
	face  font.Face
	lines []string
	line  string // that has not ended
	width fixed.Int26_6
}

// room is how wide a line may be.
var room = fixed.I(Width - 2*margin)

// add adds a part to the line. It is false where there is no room for the part, but for the
// blanks at its end.
func (b *breaker) add(part string) bool {
	shown := strings.TrimRight(part, " ")
	width := b.width + font.MeasureString(b.face, shown)
	if width > room {
		return false
	}
	b.line += part
	b.width = width + font.MeasureString(b.face, part[len(shown):])
	return true
}

// end ends the line.
func (b *breaker) end() {
	if line := strings.TrimSpace(b.line); line != "" {
		b.lines = append(b.lines, line)
	}
	b.line, b.width = "", 0
}

// cut is the beginning of a text for which a line has room, and for an ellipsis if the text ends
// in one: one character at least, without the ellipsis.
func (b *breaker) cut(text string) string {
	text, ended := strings.CutSuffix(text, "…")
	left := room
	if ended {
		left -= font.MeasureString(b.face, "…")
	}
	for i, r := range text {
		advance, _ := b.face.GlyphAdvance(r)
		if left -= advance; left < 0 && i > 0 {
			text = text[:i]
			break
		}
	}
	if ended {
		return strings.TrimRight(text, " ，,、")
	}
	return text
}
