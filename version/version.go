// Package version knows which program this is. Two programs that may answer the same
// question differently have different versions. [String] is its entry point.
package version

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
)

// linked is set at link time, for a release:
//
//	go build -ldflags "-X viewline/version.linked=1.4.0"
var linked string

// String is the program's version: what was set at link time; else the version or the
// commit that Go noted while it built the program; else, where Go could note neither,
// as in a build without .git, or where the commit does not say all, as in one from a
// changed work tree, a hash of the executable. The hash takes a tenth of a second, once.
var String = sync.OnceValue(func() string {
	if linked != "" {
		return linked
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := built(info); v != "" {
			return v
		}
	}
	return "sha256-" + hash()
})

// Line is what --version prints.
func Line(program string) string {
	return fmt.Sprintf("%s %s (%s, %s/%s)\n", program, String(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// built is the version that the information of the build tells; empty where it tells
// none, or none that is this program's alone.
func built(info *debug.BuildInfo) string {
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	switch commit := settings["vcs.revision"]; {
	case settings["vcs.modified"] == "true":
		return ""
	case commit != "":
		return commit[:min(len(commit), 12)]
	case info.Main.Version == "(devel)":
		return ""
	}
	return info.Main.Version // of a module that was fetched, as by go install
}

// hash is that of the executable. Where it cannot be read, each process is a version
// of its own: its answers are never taken for those of another program.
func hash() string {
	sum := sha256.New()
	if path, err := os.Executable(); err == nil {
		if f, err := os.Open(path); err == nil { //nolint:gosec // the program itself
			_, err = io.Copy(sum, f)
			_ = f.Close()
			if err == nil {
				return hex.EncodeToString(sum.Sum(nil)[:8])
			}
		}
	}
	return rand.Text()
}
