package naming

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"viewline/store"
	"viewline/timeline"
)

// hashes has the hash of each content.
var hashes = map[uint64]string{}

// saying is a post that tells of occasions, each written as <person>/<date> <title>, and
// behind a bar the hash of its content.
func saying(path string, occasions ...string) *Post {
	k := &Post{Path: path}
	for _, o := range occasions {
		o, hash, _ := strings.Cut(o, "|")
		hashes[ContentOf(hash)] = hash
		base, title, _ := strings.Cut(o, " ")
		person, _, _ := strings.Cut(base, "/")
		a := timeline.Appearance{PersonSlug: person, Title: title}
		k.Appearances = append(k.Appearances, Appearance{Base: base, Occasion: a.Occasion(), Title: title, Content: ContentOf(hash)})
	}
	return k
}

// settled tells the names of posts that are put together: "<path>(<slug>): <keys>".
func settled(posts ...*Post) []string {
	n := New()
	for _, p := range posts {
		n.Put(p)
	}
	n.Settle()
	return told(n)
}

func told(n *Names) []string {
	var all []string
	for _, p := range slices.SortedFunc(maps.Values(n.posts), func(a, b *Post) int { return cmp.Compare(a.Path, b.Path) }) {
		line := p.Path + "(" + p.Slug + "):"
		for _, a := range p.Appearances {
			line += " " + a.Key
			if a.Told != "" {
				line += "[" + a.Told + "]"
			}
		}
		all = append(all, line)
	}
	return all
}

func TestKeys(t *testing.T) {
	for _, tt := range []struct {
		what  string
		posts []*Post
		want  []string
	}{
		{"alone on its date", []*Post{saying("a.md", "ada/2020 Talk", "ada/2021 Talk", "ada/undated Talk")}, []string{"a.md(a): ada/2020 ada/2021 ada/undated[undated]"}},
		{
			"each ends in its occasion",
			[]*Post{saying("a.md", "ada/2020-05-06 University of Toronto", "ada/2020-05-06 No Priors"), saying("b.md", "ada/2020-05-06 书单")},
			[]string{"a.md(a): ada/2020-05-06-university-of-toronto ada/2020-05-06-no-priors", "b.md(b): ada/2020-05-06-书单"},
		},
		{
			"and where that is the same, in its post",
			[]*Post{saying("a.md", "ada/2020 Talk"), saying("b.md", "ada/2020 talk", "ada/2020 Essay")},
			[]string{"a.md(a): ada/2020-talk-a[" + timeline.PostMark("a.md") + "]", "b.md(b): ada/2020-talk-b[" + timeline.PostMark("b.md") + "] ada/2020-essay"},
		},
		{
			"a sign makes another occasion, of which the name in the key is the same",
			[]*Post{saying("a.md", "ada/2020 Talk"), saying("b.md", "ada/2020 Talk!", "ada/2020 Essay")},
			[]string{"a.md(a): ada/2020-talk-a", "b.md(b): ada/2020-talk-b ada/2020-essay"},
		},
		{
			"of one name and date in one post each goes by its content",
			[]*Post{saying("a.md", "ada/2020 Talk|1", "ada/2020 Talk|2", "ada/2020 Talk|3")},
			[]string{"a.md(a): ada/2020-talk-a~73fa3cpq[" + timeline.PostMark("a.md") + "-73fa3cpq] ada/2020-talk-a~pylyh2an[" + timeline.PostMark("a.md") + "-pylyh2an] ada/2020-talk-a~fdonwlcg[" + timeline.PostMark("a.md") + "-fdonwlcg]"},
		},
		{
			"whichever of the others are there",
			[]*Post{saying("a.md", "ada/2020 Talk|3", "ada/2020 Talk|2")},
			[]string{"a.md(a): ada/2020-talk-a~fdonwlcg[" + timeline.PostMark("a.md") + "-fdonwlcg] ada/2020-talk-a~pylyh2an[" + timeline.PostMark("a.md") + "-pylyh2an]"},
		},
		{
			"twins in one post",
			[]*Post{saying("a.md", "ada/2020 Talk", "ada/2020 Talk")},
			[]string{"a.md(a): ada/2020-talk-a~onxhnxyk[" + timeline.PostMark("a.md") + "-onxhnxyk] ada/2020-talk-a~33nbxtjr[" + timeline.PostMark("a.md") + "-33nbxtjr]"},
		},
		{"without a title", []*Post{saying("a.md", "ada/2020", "ada/2020 Talk")}, []string{"a.md(a): ada/2020-a ada/2020-talk"}},
		{
			"a title that reads as a month",
			[]*Post{saying("a.md", "ada/2020 05 talks", "ada/2020-05 Talks", "ada/2020 Talks", "ada/2020-05 Essays")},
			[]string{"a.md(a): ada/2020~05-talks ada/2020-05-talks[2020-05] ada/2020-talks[2020] ada/2020-05-essays"},
		},
		{
			"a title that reads as an occasion and a post",
			[]*Post{saying("a.md", "ada/2020 Talk", "ada/2020 Talk a"), saying("b.md", "ada/2020 Talk")},
			[]string{"a.md(a): ada/2020-talk-a~onxhnxyk[" + timeline.PostMark("a.md") + "] ada/2020-talk-a", "b.md(b): ada/2020-talk-b[" + timeline.PostMark("b.md") + "]"},
		},
		{
			"one name in several years",
			[]*Post{saying("a.md", "ada/2020 Talk", "ada/2021-05 Talk", "ada/2021-06 Talk")},
			[]string{"a.md(a): ada/2020 ada/2021-05[2021-05] ada/2021-06[2021-06]"},
		},
		{
			"slugs take the folders above",
			[]*Post{saying("x/a.md"), saying("y/A.md"), saying("a.md"), saying("z/y/a.md"), saying("y/b/index.md"), saying("x/b/index.md"), saying("x-a.md")},
			[]string{"a.md(~a):", "x-a.md(x-a):", "x/a.md(x~a):", "x/b/index.md(x~b):", "y/A.md(y~a):", "y/b/index.md(y~b):", "z/y/a.md(z~y~a):"},
		},
		{
			"slugs of one folder",
			[]*Post{saying("x/a b.md"), saying("x/a-b.md"), saying("!.md"), saying("?.md")},
			[]string{"!.md(~post~dvxezk6m):", "?.md(~post~aptjtdpi):", "x/a b.md(x~a-b~5w2j6aj6):", "x/a-b.md(x~a-b~snzdquei):"},
		},
	} {
		if diff := gocmp.Diff(tt.want, settled(tt.posts...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.what, diff)
		}
	}
}

// holder is a store reduced to names: it refuses what a store may not be asked for.
type holder struct {
	keys map[string]string // path by key
	refs map[string][]timeline.AppearanceRef
	slug map[string]string
}

// put replaces what a post says.
func (h *holder) put(t *testing.T, k *Post) {
	t.Helper()
	h.remove(k.Path)
	h.refs[k.Path], h.slug[k.Path] = nil, k.Slug
	for _, a := range k.Appearances {
		if by := h.keys[a.Key]; by != "" {
			t.Fatalf("%s takes %s, which is held by %s", k.Path, a.Key, by)
		}
		h.keys[a.Key] = k.Path
		h.refs[k.Path] = append(h.refs[k.Path], timeline.AppearanceRef{Key: a.Key, Told: timeline.Text(a.Told), Base: a.Base, Occasion: a.Occasion, Title: a.Title, Hash: hashes[a.Content]})
	}
}

func (h *holder) remove(path string) {
	for _, ref := range h.refs[path] {
		delete(h.keys, ref.Key)
	}
	delete(h.refs, path)
	delete(h.slug, path)
}

func (h *holder) move(t *testing.T, moves []store.Move) {
	t.Helper()
	for _, m := range moves {
		i := slices.IndexFunc(h.refs[m.PostPath], func(r timeline.AppearanceRef) bool { return r.Key == m.From })
		if i < 0 || h.keys[m.To] != "" && m.To != m.From {
			t.Fatalf("%+v moves what is not there, or goes to a key held by %q", m, h.keys[m.To])
		}
		delete(h.keys, m.From)
		h.keys[m.To] = m.PostPath
		h.refs[m.PostPath][i].Key, h.refs[m.PostPath][i].Told = m.To, m.Told
	}
}

// stored is what a run finds when it begins.
func (h *holder) stored() *Names {
	n := New()
	for path, refs := range h.refs {
		n.Stored(PostOf(path, h.slug[path], &timeline.ImportRecord{Appearances: refs}))
	}
	return n
}

// run puts and removes posts (those of nil) in a run of its own.
func (h *holder) run(t *testing.T, posts map[string][]string) (moves int) {
	t.Helper()
	n := h.stored()
	for path, occasions := range posts {
		if occasions == nil {
			n.Remove(path)
			h.remove(path)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(posts)) {
		if posts[path] != nil {
			k := saying(path, posts[path]...)
			n.Put(k)
			h.put(t, k)
		}
	}
	slugs, all := n.Settle()
	maps.Copy(h.slug, slugs)
	h.move(t, all)
	for path, p := range n.posts {
		if h.slug[path] != p.Slug {
			t.Fatalf("%s has the slug %s; want %s", path, h.slug[path], p.Slug)
		}
	}
	return len(all)
}

// TestNamesFollowFromPosts has random posts come, change and go in runs of any size: in
// the end all names are those that one run of the same posts gives, each key is held
// once at any time, and a run that changes nothing moves nothing.
func TestNamesFollowFromPosts(t *testing.T) {
	bases := []string{"a/2020", "a/2020-10", "b/undated", "a/undated"}
	titles := []string{"Talk", "talk", "Talk|1", "Talk|2", "10", "Talk x", ""}
	for seed := range uint64(600) {
		rng := rand.New(rand.NewPCG(seed, 1))
		random := func() []string {
			of := make([]string, rng.IntN(5))
			for i := range of {
				of[i] = bases[rng.IntN(len(bases))] + " " + titles[rng.IntN(len(titles))]
			}
			return of
		}
		paths := []string{"x.md", "y.md", "f/x.md", "g/x.md", "g/X.md", "f/index.md", "g/f/index.md", "z.md"}[:1+rng.IntN(8)]
		empty := func() *holder {
			return &holder{map[string]string{}, map[string][]timeline.AppearanceRef{}, map[string]string{}}
		}
		h, final := empty(), map[string][]string{}
		for range 1 + rng.IntN(6) {
			portion := map[string][]string{}
			for _, path := range paths {
				switch rng.IntN(4) {
				case 0:
					portion[path] = random()
				case 1:
					portion[path] = final[path] // as it is, or still not there
				case 2:
					portion[path] = nil
				}
			}
			maps.Copy(final, portion)
			h.run(t, portion)
		}
		clean := empty()
		clean.run(t, final)
		if diff := gocmp.Diff(clean, h, gocmp.AllowUnexported(holder{})); diff != "" {
			t.Fatalf("seed %d: names after detours (-clean +detours):\n%s", seed, diff)
		}
		if moves := h.run(t, final); moves > 0 {
			t.Fatalf("seed %d: %d moves when nothing changed", seed, moves)
		}
	}
}

// TestMemory holds what a run keeps of a stored post of three appearances, beside its
// file and what it is called, to so many bytes.
func TestMemory(t *testing.T) {
	const posts, most = 30_000, 850
	records := make([]*timeline.ImportRecord, posts)
	for i := range records {
		records[i] = &timeline.ImportRecord{}
		for n := range 3 {
			a := timeline.Appearance{PersonSlug: fmt.Sprintf("person-%d", i), Title: fmt.Sprintf("Title %d", n)}
			records[i].Appearances = append(records[i].Appearances, timeline.AppearanceRef{
				Key: fmt.Sprintf("person-%d/%04d", i, n), Base: fmt.Sprintf("person-%d/%04d", i, n), Occasion: a.Occasion(), Title: a.Title,
			})
		}
	}
	before := inUse()
	n := New()
	for i, r := range records {
		n.Stored(PostOf(fmt.Sprintf("folder/%07d.md", i), fmt.Sprintf("%07d", i), r))
	}
	if slugs, moves := n.Settle(); len(slugs)+len(moves) > 0 {
		t.Errorf("%v, %v; want nothing to be changed", slugs, moves)
	}
	if each := (inUse() - before) / posts; each > most {
		t.Errorf("%d bytes for each post; want at most %d", each, most)
	}
	runtime.KeepAlive(records)
	runtime.KeepAlive(n)
}

// inUse is how many bytes are in use.
func inUse() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
