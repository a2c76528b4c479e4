package main

import (
	"strings"
	"testing"
)

// The server takes the flags that docs/deploy.md has for it.
func TestDeployFlags(t *testing.T) {
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	line := strings.TrimSpace(block(t, "sh"))
	args, ok := strings.CutPrefix(line, `ARGS="`)
	args, closed := strings.CutSuffix(args, `"`)
	if !ok || !closed {
		t.Fatalf("the settings are %s; want ARGS=", line)
	}
	s, _, err := parse(strings.Fields(strings.Replace(args, "/srv/posts", content, 1)), noEnv)
	if err != nil || s.site.publicURL != "https://views.example" || s.rate != 2000 || len(s.proxies) != 1 || s.log.format != "json" || s.debugAddr == "" {
		t.Errorf("%v, %+v", err, s)
	}
}
