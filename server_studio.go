package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/spf13/pflag"

	"viewline/studio"
)

// studioSettings say where the studio is served.
type studioSettings struct {
	addr string // empty means that there is no studio
}

func (s *studioSettings) flags(f *pflag.FlagSet) {
	f.StringVar(&s.addr, "studio", "", "`host:port` on this machine for pages that show what is understood\nof the posts below --content; none if absent")
}

// check returns an error for a studio that others might reach, and for one without a folder
// of posts.
func (s *studioSettings) check(content string) error {
	switch {
	case s.addr == "":
		return nil
	case content == "":
		return errors.New("--studio without --content; name a folder of posts")
	}
	if err := checkLocalAddr("studio", s.addr); err != nil {
		return err
	}
	if err := folder(content); err != nil {
		return fmt.Errorf("--studio: %w; name a folder of posts with --content", err)
	}
	return nil
}

// beginStudio serves the studio, if that is asked for. The function end waits until the studio
// follows its folder no more, which ctx ends.
func beginStudio(ctx context.Context, at *localListener, o studio.Options, log *slog.Logger) (end func()) {
	if at == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	st := studio.New(ctx, log, o)
	at.begin(st, "the studio is", log)
	return func() { cancel(); st.Wait() }
}
