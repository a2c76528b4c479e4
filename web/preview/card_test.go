package preview

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
)

// latin is a font without Chinese.
func latin(t testing.TB) *Font {
	t.Helper()
	file := filepath.Join(t.TempDir(), "go.ttf")
	if err := os.WriteFile(file, goregular.TTF, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := ReadFont(file)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// chinese is Debian's font, if it is installed.
func chinese(t testing.TB) *Font {
	t.Helper()
	f, err := ReadFont("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
	if err != nil {
		t.Skip("fonts-noto-cjk is not installed")
	}
	return f
}

// holdLines holds lines to the room that there is.
func holdLines(t *testing.T, f *Font, lines []string, size float64) {
	t.Helper()
	face, err := f.face(size)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if width := font.MeasureString(face, line).Ceil(); width > Width-2*margin || line == "" || strings.TrimSpace(line) != line {
			t.Errorf("%q has %d pixels; want %d at most, and no blanks around it", line, width, Width-2*margin)
		}
	}
}

func TestLines(t *testing.T) {
	p := &pen{font: latin(t)}
	for text, want := range map[string][]string{
		"":                        nil,
		"  one\n two ":            {"one two"},
		"emoji 🎉 and 机器 are gone": {"emoji and are gone"},
	} {
		if got := p.broken(p.font.drawable(text), saidSize, mostLines); !slices.Equal(got, want) && strings.Join(strings.Fields(strings.Join(got, " ")), " ") != strings.Join(want, " ") {
			t.Errorf("%q: %q; want %q", text, got, want)
		}
	}
	words := strings.TrimSpace(strings.Repeat("learning machines ", 12))
	lines := p.broken(words, saidSize, 20)
	if strings.Join(lines, " ") != words || len(lines) < 3 {
		t.Errorf("%q; want all words, in several lines", lines)
	}
	holdLines(t, p.font, lines, saidSize)
	for name, text := range map[string]string{"words": strings.Repeat("learning ", 100), "one word": strings.Repeat("m", 1000), "wide": strings.Repeat("W", 90)} {
		lines := p.broken(text, saidSize, mostLines)
		if len(lines) == 0 || len(lines) > mostLines || !strings.HasSuffix(lines[len(lines)-1], "…") || strings.HasSuffix(lines[len(lines)-1], "……") {
			t.Errorf("%s: %q; want at most four lines, the last with an ellipsis", name, lines)
		}
		holdLines(t, p.font, lines, saidSize)
	}
	if p.err != nil {
		t.Error(p.err)
	}
}

// No line of Chinese begins with what may not stand there.
func TestLinesOfChinese(t *testing.T) {
	p := &pen{font: chinese(t)}
	lines := p.broken(strings.Repeat("机器，会学习。", 30), saidSize, mostLines)
	if len(lines) != mostLines || !strings.HasSuffix(lines[3], "…") {
		t.Errorf("%q; want four lines, the last with an ellipsis", lines)
	}
	for _, line := range lines {
		if strings.ContainsAny(string([]rune(line)[:1]), "，。") {
			t.Errorf("%q begins with a mark", line)
		}
	}
	holdLines(t, p.font, lines, saidSize)
}

func TestFontErrors(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none.ttf")
	if err := os.WriteFile(none, []byte("no font"), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{none: "is no font", t.TempDir(): "is no regular file", none + "x": "no such file"} {
		if _, err := ReadFont(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", file, err, want)
		}
	}
}

// The same card is the same bytes.
func TestDraw(t *testing.T) {
	f := latin(t)
	c := &card{"Ada Lovelace", strings.Repeat("Machines learn. ", 30), "1843", "Notes", "Viewline"}
	one, err := c.draw(f)
	if err != nil {
		t.Fatal(err)
	}
	if other, err := c.draw(f); err != nil || !bytes.Equal(one, other) {
		t.Errorf("drawn twice it is another picture, %v", err)
	}
	if picture, err := png.Decode(bytes.NewReader(one)); err != nil || picture.Bounds().Dx() != Width || picture.Bounds().Dy() != Height || len(one) > 200_000 {
		t.Errorf("%d bytes, %v; want a picture of %d by %d in at most 200,000", len(one), err, Width, Height)
	}
	if empty, err := new(card).draw(f); err != nil || len(empty) == 0 {
		t.Errorf("an empty card: %d bytes, %v", len(empty), err)
	}
}

func BenchmarkDraw(b *testing.B) {
	f := chinese(b)
	c := &card{"Ada Lovelace", strings.Repeat("机器，会学习。", 30), "1843", "笔记", "Viewline"}
	for b.Loop() {
		if _, err := c.draw(f); err != nil {
			b.Fatal(err)
		}
	}
}
