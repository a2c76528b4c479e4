package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"

	"viewline/studio"
)

// checkStudio returns an error for a studio that others might reach, and for one without a
// folder.
func (s *settings) checkStudio() error {
	switch {
	case s.studioAddr == "":
		return nil
	case s.content == "":
		return errors.New("--studio without --content; name a folder of posts")
	}
	if err := checkLocalAddr("studio", s.studioAddr); err != nil {
		return err
	}
	if err := folder(s.content); err != nil {
		return fmt.Errorf("--studio: %w; name a folder of posts with --content", err)
	}
	return nil
}

// beginStudio serves the studio, if that is asked for, beside the pages at an address. The
// function end waits until the studio follows its folder no more, which ctx ends.
func beginStudio(ctx context.Context, at *localListener, s settings, pages net.Addr, log *slog.Logger) (end func()) {
	if at == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	st := studio.New(ctx, log, studio.Options{
		Folder: s.content, Language: s.site.language.own, Timeline: cmp.Or(s.site.publicURL, "http://"+hostOf(pages)),
	})
	at.begin(st, "the studio is", log)
	return func() { cancel(); st.Wait() }
}
