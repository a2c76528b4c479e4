package ingest

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"
)

// TestLoadersAtOnce makes two processes load different posts of the same people, papers and
// topics into one empty database. The database ends as if one process had loaded all posts.
func TestLoadersAtOnce(t *testing.T) {
	given, family := []string{"Ada", "Bob", "Carl", "Dora", "Emil", "Grace"}, []string{"Smith", "Brown", "Hill", "Lake", "Young"}
	people := len(given) * len(family)
	files := map[string]string{}
	for i := range 4 * people {
		who := given[i%6] + " " + family[i%people/6]
		files[fmt.Sprintf("%s/%03d.md", []string{"x", "y"}[i/people%2], i)] = text(who, "2020年", fmt.Sprintf("%d年", 1950+i)) +
			fmt.Sprintf("\n## %s - 书单 - 2021年\n\n推荐论文：\n\n1. Attention Is All You Need\n2. On the Number %d\n", who, i%40)
	}
	files["x/topics.yaml"] = "- slug: content\n  name: 内容\n"
	files["y/topics.yaml"] = "- slug: content\n  name: Contents\n  aliases: [内容]\n"
	dir, data := folder(t, files), t.TempDir()
	x, y := filepath.Join(dir, "x"), filepath.Join(dir, "y")
	var loaders sync.WaitGroup
	for _, path := range []string{x, y} {
		loaders.Go(func() { process(t, errand{Data: data, Paths: []string{path}}) })
	}
	loaders.Wait()
	clean := open(t)
	load(t, clean, Options{}, x, y)
	st := openAt(t, data)
	expect(t, "store", dump(t, st), dump(t, clean))
	if c, err := st.Corpus(t.Context()); err != nil || c.People != people || c.Revision != 2 {
		t.Errorf("corpus %+v, %v; want %d people, revision 2", c, err, people)
	}
}
