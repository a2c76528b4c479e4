package version

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestBuilt(t *testing.T) {
	const commit = "0123456789abcdef0123456789abcdef01234567"
	for _, c := range []struct {
		name, module, commit, modified, want string
	}{
		{"commit", "(devel)", commit, "false", "0123456789ab"},
		{"commit with a pseudo-version", "v0.0.0-20260101000000-0123456789ab", commit, "false", "0123456789ab"},
		{"changed work tree", "v0.0.0-20260101000000-0123456789ab+dirty", commit, "true", ""},
		{"no version control", "(devel)", "", "", ""},
		{"fetched", "v1.2.3", "", "", "v1.2.3"},
	} {
		info := &debug.BuildInfo{Main: debug.Module{Version: c.module}}
		if c.commit != "" {
			info.Settings = []debug.BuildSetting{{Key: "vcs.revision", Value: c.commit}, {Key: "vcs.modified", Value: c.modified}}
		}
		if got := built(info); got != c.want {
			t.Errorf("%s: got %q; want %q", c.name, got, c.want)
		}
	}
}

func TestHashStaysTheSame(t *testing.T) {
	if a, b := hash(), hash(); a != b || len(a) != 16 {
		t.Errorf("hashes %q and %q; want the same, of 16 characters", a, b)
	}
	if line := Line("viewline"); !strings.HasPrefix(line, "viewline "+String()+" (go") || !strings.HasSuffix(line, ")\n") {
		t.Errorf("line %q", line)
	}
}
