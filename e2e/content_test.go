package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const savedPost = "---\ntitle: Interview with Marta Vogel\n---\n\n## Slow interview - 2024-03-05\n\n* **Small steps:** Ship early.\n"

// keep writes a post into a folder, as an editor saves it: no reader sees half of it.
func keep(t *testing.T, folder, name, text string) {
	t.Helper()
	hidden := filepath.Join(folder, "."+name)
	err := os.WriteFile(hidden, []byte(text), 0o600)
	if err == nil {
		err = os.Rename(hidden, filepath.Join(folder, name))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// What a writer saves below --content is on the page that is open.
func TestSavedPostIsOnTheOpenPage(t *testing.T) {
	t.Parallel()
	content := t.TempDir()
	keep(t, content, "slow.md", savedPost)
	s := serve(t, "--content="+content)
	b := open(t, wide)
	b.visit(s.url + "/people/marta-vogel/2024-03-05")
	b.follows()
	began := time.Now()
	keep(t, content, "slow.md", strings.ReplaceAll(savedPost, "Ship early.", "Ship late."))
	b.until(`document.querySelector('main').innerText.includes('Ship late.')`)
	t.Logf("the saved post was on the page after %s", time.Since(began).Round(time.Millisecond))
}
