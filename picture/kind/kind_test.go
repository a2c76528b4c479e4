package kind_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"viewline/picture/kind"
)

func encoded(t *testing.T, encode func(*bytes.Buffer, image.Image) error, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(b *bytes.Buffer, m image.Image) error  { return png.Encode(b, m) }
func asJPEG(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) }
func asGIF(b *bytes.Buffer, m image.Image) error  { return gif.Encode(b, m, nil) }

// oriented puts an orientation into a JPEG, as Exif 2.32 has it: one entry in the first
// directory of a TIFF.
func oriented(photo []byte, orientation byte) []byte {
	exif := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00")
	exif[len(exif)-7] = orientation
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return append(append(append([]byte{}, photo[:2]...), append(segment, exif...)...), photo[2:]...)
}

// webp is the head of an extended WebP (RFC 9649, section 2.7).
func webp(width, height int) []byte {
	head := []byte("RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00")
	for _, n := range []int{width - 1, height - 1} {
		head = append(head, byte(n), byte(n>>8), byte(n>>16))
	}
	return head
}

// box is a box of ISO/IEC 14496-12, section 4.2.
func box(name string, parts ...[]byte) []byte {
	content := bytes.Join(parts, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(content))), name...), content...)
}

// avif has the boxes of an AVIF that tell how large it is.
func avif(width, height uint32) []byte {
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(make([]byte, 4), width), height)
	return bytes.Join([][]byte{
		box("ftyp", []byte("avif\x00\x00\x00\x00avifmif1")),
		box("meta", make([]byte, 4),
			box("hdlr", make([]byte, 8), []byte("pict"), make([]byte, 13)),
			box("pitm", make([]byte, 4), []byte{0, 1}),
			box("iinf", make([]byte, 4), []byte{0, 1}, box("infe", []byte{2, 0, 0, 0, 0, 1, 0, 0}, []byte("av01\x00"))),
			box("iprp", box("ipco", box("ispe", size)), box("ipma", make([]byte, 4), []byte{0, 0, 0, 1, 0, 1, 1, 0x81}))),
	}, nil)
}

func TestOf(t *testing.T) {
	photo := encoded(t, asJPEG, 40, 30)
	for name, c := range map[string]struct {
		data []byte
		want kind.Kind
	}{
		"PNG":            {encoded(t, asPNG, 3, 2), kind.Kind{Ending: "png", Width: 3, Height: 2}},
		"GIF":            {encoded(t, asGIF, 5, 4), kind.Kind{Ending: "gif", Width: 5, Height: 4}},
		"JPEG":           {photo, kind.Kind{Ending: "jpg", Width: 40, Height: 30}},
		"upright photo":  {oriented(photo, 6), kind.Kind{Ending: "jpg", Width: 30, Height: 40}},
		"mirrored photo": {oriented(photo, 2), kind.Kind{Ending: "jpg", Width: 40, Height: 30}},
		"no orientation": {oriented(photo, 9), kind.Kind{Ending: "jpg", Width: 40, Height: 30}},
		"WebP":           {webp(640, 4096), kind.Kind{Ending: "webp", Width: 640, Height: 4096}},
		"AVIF":           {avif(1200, 800), kind.Kind{Ending: "avif", Width: 1200, Height: 800}},
	} {
		if got, err := kind.Of(c.data); err != nil || got != c.want {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, c.want)
		}
	}
}

func TestRefused(t *testing.T) {
	huge := encoded(t, asPNG, 1, 1)
	binary.BigEndian.PutUint32(huge[16:], 20_000) // the width, behind the signature and the head of IHDR
	binary.BigEndian.PutUint32(huge[20:], 20_000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	for name, c := range map[string]struct {
		data string
		want string
	}{
		"empty":      {"", "it is empty"},
		"text":       {"text", "it is text/plain; charset=utf-8"},
		"SVG":        {"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is SVG, which can hold scripts"},
		"SVG in XML": {"\ufeff<?xml version='1.0'?>\n<!-- a -->\n<SVG/>", "it is SVG, which can hold scripts"},
		"HTML":       {"<html>", "it is text/html; charset=utf-8"},
		"BMP":        {"BM\x00\x00\x00\x00", "it is image/bmp"},
		"no pixels":  {"GIF89a\x00\x00\x00\x00\x00\x00\x00", "it is 0 by 0 pixels large"},
		"cut off":    {"\x89PNG\x0d\x0a\x1a\x0a\x00\x00", "it is damaged: unexpected EOF"},
		"cut WebP":   {"RIFF\x16\x00\x00\x00WEBPVP8X", "it is damaged"},
		"huge":       {string(huge), "it is 20000 by 20000 pixels large, more than 100000000 in all"},
		"cut AVIF":   {"\x00\x00\x00\x10ftypavif\x00\x00\x00\x00", "it is 0 by 0 pixels large"},
	} {
		if got, err := kind.Of([]byte(c.data)); err == nil || err.Error() != c.want {
			t.Errorf("%s: %+v, %v; want %q", name, got, err, c.want)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add(webp(3, 4))
	f.Add(avif(3, 4))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if k, err := kind.Of(data); err == nil && (k.Width <= 0 || k.Height <= 0 || k.Width*k.Height > kind.MostPixels || k.Ending == "") {
			t.Errorf("%q is %+v", data, k)
		}
	})
}
