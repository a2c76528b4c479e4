package ingest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"

	"viewline/store/mongodb/mongotest"
)

// What a run of the property test takes; make torture asks for more seeds by the
// variable. On MongoDB whoever comes after a loader that was killed waits for seconds, and
// the test endpoint writes slowly.
const (
	partitionSeeds     = 10
	partitionsOnServer = 2
	partitionVariable  = "TEST_SEEDS"
	mostPosts          = 30
	mostOnServer       = 12
)

// TestFunctionOfThePosts loads random sets of posts, with pictures, by one to four processes at once,
// some of which are killed, and edits and removes posts between: in the end all
// documents are as one clean import of the posts makes them, and nothing is wrong with
// what they are found by.
func TestFunctionOfThePosts(t *testing.T) {
	eachSeed(t, partitionSeeds, func(t *testing.T, rng *rand.Rand) {
		functionOfThePosts(t, rng, errand{Data: t.TempDir()}, mostPosts)
	})
}

// TestFunctionOfThePostsOnMongoDB does the same there, and the clean import with the
// embedded engine.
func TestFunctionOfThePostsOnMongoDB(t *testing.T) {
	uri := mongotest.Start(t)
	eachSeed(t, partitionsOnServer, func(t *testing.T, rng *rand.Rand) {
		functionOfThePosts(t, rng, errand{URI: uri, Data: mongotest.Database(t)}, mostOnServer)
	})
}

// torture tells whether make torture runs these tests, which takes more than their share of
// time in .ci/run: more seeds, and batches of more sizes.
func torture() bool { return os.Getenv(partitionVariable) != "" }

// eachSeed runs a test for so many seeds, or for as many as the variable says.
func eachSeed(t *testing.T, seeds int, test func(t *testing.T, rng *rand.Rand)) {
	if given := os.Getenv(partitionVariable); given != "" {
		var err error
		if seeds, err = strconv.Atoi(given); err != nil {
			t.Fatalf("%s is %q; want a number", partitionVariable, given)
		}
	}
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			test(t, rand.New(rand.NewPCG(seed, 11)))
		})
	}
}

func functionOfThePosts(t *testing.T, rng *rand.Rand, on errand, most int) {
	dir := t.TempDir()
	parts, files := []string{"p", "q", "r", "s"}[:1+rng.IntN(4)], map[string]string{}
	for range 2 + rng.IntN(3) {
		change(t, rng, dir, parts, files, most)
		var loaders sync.WaitGroup
		for _, part := range parts {
			e := on
			e.Paths, e.Prune, e.Batch = []string{filepath.Join(dir, part)}, true, 1+rng.IntN(5)
			if rng.IntN(3) == 0 {
				e.KillAt = 1 + rng.Int64N(150)
			}
			loaders.Go(func() { process(t, e) })
		}
		loaders.Wait()
	}
	var paths []string
	var loaders sync.WaitGroup
	for _, part := range parts { // once more, for processes that were killed
		path := filepath.Join(dir, part)
		paths = append(paths, path)
		e := on
		e.Paths, e.Prune = []string{path}, true
		loaders.Go(func() { process(t, e) })
	}
	loaders.Wait()
	clean := open(t)
	load(t, clean, Options{}, paths...)
	st := openFor(t, on)
	if all := findings(t, st, dir, Options{Paths: paths}); len(all) > 0 {
		t.Errorf("findings %q; want none", all)
	}
	expect(t, "store", dump(t, st), dump(t, clean))
	expect(t, "pictures", fmt.Sprint(pictureNames(t, st)), fmt.Sprint(pictureNames(t, clean)))
	expectCounted(t, clean)
}

// change adds, edits and removes posts in the folders of the parts.
func change(t *testing.T, rng *rand.Rand, dir string, parts []string, files map[string]string, most int) {
	t.Helper()
	for _, part := range parts {
		write(t, dir, map[string]string{part + "/topics.yaml": []string{
			"- slug: content\n  name: 内容\n", "- slug: content\n  name: Contents\n  aliases: [内容, 要点]\n- slug: two\n  name: 内容2\n",
		}[rng.IntN(2)]})
	}
	for range 3 + rng.IntN(most/3) {
		part := parts[rng.IntN(len(parts))]
		path := fmt.Sprintf("%s/%s%02d.md", part, part, rng.IntN(most)) // across runs one path is one post
		switch {
		case files[path] != "" && rng.IntN(4) == 0:
			delete(files, path)
			write(t, dir, map[string]string{path: ""})
		case files[path] != "" || len(files) < most:
			files[path] = randomPost(rng)
			write(t, dir, map[string]string{path: files[path]})
		}
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if rng.IntN(8) == 0 {
			files[path] = randomPost(rng)
			write(t, dir, map[string]string{path: files[path]})
		}
	}
	for _, part := range parts {
		n := rng.IntN(6)
		write(t, dir, map[string]string{fmt.Sprintf("%s/%d.png", part, n%3): drawn(t, 1+n, 1, byte(n))})
	}
}

// randomPost is of one of three people, with dates and papers that others share.
func randomPost(rng *rand.Rand) string {
	who := []string{"Ada", "Bob", "李白"}[rng.IntN(3)]
	dates := []string{"2020年", "2021年5月", "2021年5月6日", "无日期"}
	of := make([]string, rng.IntN(4))
	for i := range of {
		of[i] = dates[rng.IntN(len(dates))]
	}
	post := text(who, of...)
	for range rng.IntN(3) {
		post += fmt.Sprintf("\n![图](%d.png)\n", rng.IntN(4))
	}
	if rng.IntN(3) == 0 {
		post += "\n## " + who + " - 书单 - 2020年\n\n推荐论文：\n\n1. Attention Is All You Need\n" +
			fmt.Sprintf("2. On the Number %d\n", rng.IntN(5))
	}
	return post
}
