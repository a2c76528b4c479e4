// Package naming gives posts their slugs and appearances their keys: addresses that follow
// from the set of all posts alone. [Names] is its entry point.
package naming

import (
	"github.com/cespare/xxhash/v2"

	"viewline/timeline"
)

// Post is what a run knows of a post that is stored, or is to be.
type Post struct {
	Path, Slug string
	Root       string // the folder that Path counts from; empty for standard input
	Hash, Body uint64 // of the record's hash and body; see [Brief]
	// Appearances stand in the order of the post.
	Appearances []Appearance
}

// Appearance is an appearance with its names so far, and with what they are made of.
type Appearance struct {
	// Key and Told are the names: the key, and what tells the occasion apart from others of
	// one name; see [timeline.Appearance.Told].
	Key, Told string
	// Base, Occasion and Title are what the names are made of: the person and the date, the
	// hash of the occasion, and its title.
	Base, Occasion, Title string
	Content               uint64 // see [ContentOf]
}

// ContentOf stands for an appearance's content, of which the record has a hash.
func ContentOf(hash string) uint64 { return xxhash.Sum64String(hash) }

// PostOf is a post by its record.
func PostOf(path, slug string, r *timeline.ImportRecord) *Post {
	k := &Post{Path: path, Slug: slug, Root: r.Root, Hash: Brief(r.Hash), Body: Brief(r.Body), Appearances: make([]Appearance, len(r.Appearances))}
	for i, ref := range r.Appearances {
		key := ref.Key
		if key == ref.Base {
			key = ref.Base // one text in memory
		}
		k.Appearances[i] = Appearance{key, string(ref.Told), ref.Base, ref.Occasion, ref.Title, ContentOf(ref.Hash)}
	}
	return k
}

// members are the post's appearances.
func (k *Post) members() []member {
	all, times := make([]member, len(k.Appearances)), map[likeness]int{}
	for i := range k.Appearances {
		m := member{&k.Appearances[i], k, 0}
		of := m.likeness()
		m.n = times[of]
		times[of]++
		all[i] = m
	}
	return all
}

// Names knows all posts, and which names are to be derived anew.
type Names struct {
	posts                   map[string]*Post // by path
	bases, occasions, slugs groups
}

// groups counts those that share something, and notes where others joined or left.
type groups struct {
	size    map[string]int32
	changed map[string]bool
}

// New knows no post.
func New() *Names {
	of := func() groups { return groups{map[string]int32{}, map[string]bool{}} }
	return &Names{map[string]*Post{}, of(), of(), of()}
}

func (g *groups) join(name string) {
	if g.size[name]++; g.size[name] > 1 {
		g.changed[name] = true
	}
}

func (g *groups) leave(name string) {
	if g.size[name]--; g.size[name] > 0 {
		g.changed[name] = true
		return
	}
	delete(g.size, name)
}

// At is the post at a path; nil where there is none.
func (n *Names) At(path string) *Post { return n.posts[path] }

// Stored takes in a post as it is stored, where all names are right.
func (n *Names) Stored(k *Post) {
	n.posts[k.Path] = k
	n.slugs.size[slugBase(k.Path)]++
	for _, a := range k.Appearances {
		n.bases.size[a.Base]++
		n.occasions.size[a.Occasion]++
	}
}

// Remove forgets a post.
func (n *Names) Remove(path string) {
	k := n.posts[path]
	if k == nil {
		return
	}
	delete(n.posts, path)
	n.slugs.leave(slugBase(path))
	for _, a := range k.Appearances {
		n.bases.leave(a.Base)
		n.occasions.leave(a.Occasion)
	}
}

// Put takes in a post that is to be stored in the place of what was, and gives it names
// that nothing else has. They are those of the end unless a group is noted as changed.
func (n *Names) Put(k *Post) {
	was := n.posts[k.Path]
	n.Remove(k.Path)
	n.posts[k.Path] = k
	slug := slugBase(k.Path)
	if k.Slug = slug; was != nil {
		k.Slug = was.Slug
	}
	n.slugs.join(slug)
	before := map[likeness]*Appearance{}
	if was != nil {
		for _, m := range was.members() {
			before[m.likeness()] = m.Appearance
		}
	}
	members := k.members()
	for base, group := range grouped(members, member.ofBase) {
		n.giveKeys(group, n.bases.size[base] == 0, before)
	}
	for occasion, group := range grouped(members, member.ofOccasion) {
		n.giveTold(group, n.occasions.size[occasion] == 0, before)
	}
	for _, a := range k.Appearances {
		n.bases.join(a.Base)
		n.occasions.join(a.Occasion)
	}
}

// likeness tells which appearance of a post as it was one of the same post is.
type likeness struct {
	base, occasion string
	content        uint64
	n              int
}

func (m member) likeness() likeness { return likeness{m.Base, m.Occasion, m.Content, m.n} }
func (m member) ofBase() string     { return m.Base }
func (m member) ofOccasion() string { return m.Occasion }

// giveKeys gives those of one base in a post their keys: where they are not alone, those
// that they had before, or others that nobody can have.
func (n *Names) giveKeys(group []member, alone bool, before map[likeness]*Appearance) {
	for i, key := range keysOf(group) {
		m := group[i]
		old := before[m.likeness()]
		switch {
		case alone:
			m.Key = key
		case old != nil:
			m.Key = old.Key
		default:
			m.Key = m.aside()
		}
	}
}

// giveTold does so for those of one occasion.
func (n *Names) giveTold(group []member, alone bool, before map[likeness]*Appearance) {
	for i, told := range toldOf(group) {
		m := group[i]
		if old := before[m.likeness()]; old != nil && !alone {
			told = old.Told
		}
		m.Told = told
	}
}

func grouped(members []member, by func(member) string) map[string][]member {
	groups := map[string][]member{}
	for _, m := range members {
		groups[by(m)] = append(groups[by(m)], m)
	}
	return groups
}
