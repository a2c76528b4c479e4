package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"viewline/web/preview"
)

// previewSettings say what the pictures are drawn with that other sites show beside links.
type previewSettings struct {
	file string        // of a font; empty means that none are drawn
	font *preview.Font // what is in it
}

func (s *previewSettings) flags(f *pflag.FlagSet) {
	f.StringVar(&s.file, "preview-font", "", "`file` of a font, such as Debian's NotoSansCJK-Regular.ttc, with which\npictures of people and appearances are drawn that other sites show\nbeside links; none are drawn if absent")
}

// check reads the font where the command line names one.
func (s *previewSettings) check() error {
	if s.file == "" {
		return nil
	}
	var err error
	if s.font, err = preview.ReadFont(s.file); err != nil {
		return fmt.Errorf("--preview-font: %w", err)
	}
	return nil
}
