// Package kind tells what kind of picture some bytes are, and how large the picture is. It
// looks at the bytes alone, never at a name, and decodes no pixel. [Of] is its entry point.
package kind

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // for image.DecodeConfig
	_ "image/jpeg" // for image.DecodeConfig
	_ "image/png"  // for image.DecodeConfig
	"net/http"

	"github.com/bep/imagemeta"
)

// MostPixels is how many pixels a picture may have that is kept: browsers take 4 bytes for
// each.
const MostPixels = 100_000_000

// Kind is what is known of a picture.
type Kind struct {
	Ending string // of its name, such as "png"; see package picture
	// Width and Height are in pixels, as browsers show the picture: a photo may be turned.
	Width, Height int
}

// Of tells what kind of picture the bytes are. The error says what they are instead, for a
// message.
func Of(data []byte) (Kind, error) {
	if len(data) == 0 {
		return Kind{}, errors.New("it is empty")
	}
	k, err := read(data)
	switch {
	case err != nil:
		return Kind{}, err
	case k.Width <= 0 || k.Height <= 0:
		return Kind{}, fmt.Errorf("it is %d by %d pixels large", k.Width, k.Height)
	case k.Width > MostPixels/k.Height:
		return Kind{}, fmt.Errorf("it is %d by %d pixels large, more than %d in all", k.Width, k.Height, MostPixels)
	}
	return k, nil
}

func read(data []byte) (Kind, error) {
	switch detected := http.DetectContentType(data); {
	case detected == "image/png", detected == "image/gif":
		return byHeader(data, detected[len("image/"):])
	case detected == "image/jpeg":
		k, err := byHeader(data, "jpg")
		if err == nil && turned(data) {
			k.Width, k.Height = k.Height, k.Width
		}
		return k, err
	case detected == "image/webp":
		return byMetadata(data, "webp", imagemeta.WebP)
	case isAVIF(data):
		return byMetadata(data, "avif", imagemeta.AVIF)
	case isSVG(data):
		return Kind{}, errors.New("it is SVG, which can hold scripts")
	default:
		return Kind{}, fmt.Errorf("it is %s", detected)
	}
}

// byHeader reads the size that the header of a picture has.
func byHeader(data []byte, ending string) (Kind, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return Kind{}, fmt.Errorf("it is damaged: %w", err)
	}
	return Kind{ending, config.Width, config.Height}, nil
}

// byMetadata reads the size that the boxes of a picture tell.
func byMetadata(data []byte, ending string, format imagemeta.ImageFormat) (Kind, error) {
	found, err := imagemeta.Decode(imagemeta.Options{R: bytes.NewReader(data), ImageFormat: format, Sources: imagemeta.CONFIG})
	if err != nil {
		return Kind{}, errors.New("it is damaged")
	}
	return Kind{ending, found.ImageConfig.Width, found.ImageConfig.Height}, nil
}

// turned tells whether a JPEG says that it is to be shown turned by a quarter, as cameras
// write it that are held upright: orientations 5 to 8 of Exif 2.32, section 4.6.4.
func turned(data []byte) bool {
	is := false
	_, _ = imagemeta.Decode(imagemeta.Options{ // without an orientation, or where it cannot be read, the picture is not turned
		R: bytes.NewReader(data), ImageFormat: imagemeta.JPEG, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return tag.Namespace == "IFD0" && tag.Tag == "Orientation" },
		HandleTag: func(tag imagemeta.TagInfo) error {
			if n, ok := tag.Value.(uint16); ok {
				is = n >= 5 && n <= 8
			}
			return imagemeta.ErrStopWalking
		},
	})
	return is
}

// isAVIF looks for the brand of AVIF (https://aomediacodec.github.io/av1-avif/, section 6).
func isAVIF(data []byte) bool {
	return len(data) >= 12 && string(data[4:8]) == "ftyp" && (string(data[8:12]) == "avif" || string(data[8:12]) == "avis")
}

// looked is how many bytes are searched for the root of an SVG.
const looked = 4 << 10

func isSVG(data []byte) bool {
	return bytes.Contains(bytes.ToLower(data[:min(len(data), looked)]), []byte("<svg"))
}
