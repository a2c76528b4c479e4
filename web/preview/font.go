package preview

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// Font is a font with the letters that previews are drawn with. It is safe for concurrent use.
type Font struct{ font *sfnt.Font }

// largestFont is how many bytes the file of a font may have.
const largestFont = 64 << 20

// ReadFont reads a file in the format TrueType or OpenType, or a collection of such fonts. Of a
// collection it takes the font for simplified Chinese if one says that it is, else the first.
func ReadFont(file string) (*Font, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() || info.Size() > largestFont {
		return nil, fmt.Errorf("%s is no regular file of at most %d bytes; want a font", file, largestFont)
	}
	data, err := io.ReadAll(io.LimitReader(f, largestFont))
	if err != nil {
		return nil, err
	}
	all, err := opentype.ParseCollection(data)
	if err != nil {
		return nil, fmt.Errorf("%s is no font: %w; want one in the format TrueType or OpenType", file, err)
	}
	if all.NumFonts() == 0 {
		return nil, errors.New(file + " has no font in it")
	}
	var chosen *sfnt.Font
	for i := range all.NumFonts() {
		one, err := all.Font(i)
		if err != nil {
			return nil, fmt.Errorf("%s: font %d: %w", file, i+1, err)
		}
		name, _ := one.Name(nil, sfnt.NameIDFamily) // a font without a name is taken if it is the first
		if chosen == nil || strings.HasSuffix(name, " SC") {
			chosen = one
		}
		if strings.HasSuffix(name, " SC") {
			break
		}
	}
	return &Font{chosen}, nil
}

// face has the letters in a size, in pixels, for one goroutine.
func (f *Font) face(pixels float64) (font.Face, error) {
	return opentype.NewFace(f.font, &opentype.FaceOptions{Size: pixels, DPI: 72, Hinting: font.HintingNone})
}

// drawable is a text without the characters that the font lacks, such as many emoji.
func (f *Font) drawable(text string) string {
	var buffer sfnt.Buffer
	return strings.Map(func(r rune) rune {
		if glyph, err := f.font.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
			return -1
		}
		return r
	}, strings.Join(strings.Fields(text), " "))
}
