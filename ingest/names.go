package ingest

import (
	"github.com/cespare/xxhash/v2"

	"viewline/timeline"
)

// known is what a run knows of a post that is stored, or is to be.
type known struct {
	path, slug, root string
	hash, body       uint64 // of the record's hash and body; see [brief]
	appearances      []named
}

// named is an appearance with its names so far, and with what they are made of.
type named struct {
	key, told             string
	base, occasion, title string
	content               uint64 // see [contentOf]
}

// contentOf stands for an appearance's content, of which the record has a hash.
func contentOf(hash string) uint64 { return xxhash.Sum64String(hash) }

func knownOf(path, slug string, r *timeline.ImportRecord) *known {
	k := &known{path: path, slug: slug, root: r.Root, hash: brief(r.Hash), body: brief(r.Body), appearances: make([]named, len(r.Appearances))}
	for i, ref := range r.Appearances {
		key := ref.Key
		if key == ref.Base {
			key = ref.Base // one text in memory
		}
		k.appearances[i] = named{key, string(ref.Told), ref.Base, ref.Occasion, ref.Title, contentOf(ref.Hash)}
	}
	return k
}

// members are the post's appearances.
func (k *known) members() []member {
	all, times := make([]member, len(k.appearances)), map[likeness]int{}
	for i := range k.appearances {
		m := member{&k.appearances[i], k, 0}
		of := m.likeness()
		m.n = times[of]
		times[of]++
		all[i] = m
	}
	return all
}

// names knows all posts, and which names are to be derived anew.
type names struct {
	posts                   map[string]*known // by path
	bases, occasions, slugs groups
}

// groups counts those that share something, and notes where others joined or left.
type groups struct {
	size    map[string]int32
	changed map[string]bool
}

func newNames() *names {
	of := func() groups { return groups{map[string]int32{}, map[string]bool{}} }
	return &names{map[string]*known{}, of(), of(), of()}
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

// stored takes in a post as it is stored, where all names are right.
func (n *names) stored(k *known) {
	n.posts[k.path] = k
	n.slugs.size[slugBase(k.path)]++
	for _, a := range k.appearances {
		n.bases.size[a.base]++
		n.occasions.size[a.occasion]++
	}
}

// remove forgets a post.
func (n *names) remove(path string) {
	k := n.posts[path]
	if k == nil {
		return
	}
	delete(n.posts, path)
	n.slugs.leave(slugBase(path))
	for _, a := range k.appearances {
		n.bases.leave(a.base)
		n.occasions.leave(a.occasion)
	}
}

// put takes in a post that is to be stored in the place of what was, and gives it names
// that nothing else has. They are those of the end unless a group is noted as changed.
func (n *names) put(k *known) {
	was := n.posts[k.path]
	n.remove(k.path)
	n.posts[k.path] = k
	slug := slugBase(k.path)
	if k.slug = slug; was != nil {
		k.slug = was.slug
	}
	n.slugs.join(slug)
	before := map[likeness]*named{}
	if was != nil {
		for _, m := range was.members() {
			before[m.likeness()] = m.named
		}
	}
	members := k.members()
	for base, group := range grouped(members, member.ofBase) {
		n.giveKeys(group, n.bases.size[base] == 0, before)
	}
	for occasion, group := range grouped(members, member.ofOccasion) {
		n.giveTold(group, n.occasions.size[occasion] == 0, before)
	}
	for _, a := range k.appearances {
		n.bases.join(a.base)
		n.occasions.join(a.occasion)
	}
}

// likeness tells which appearance of a post as it was one of the same post is.
type likeness struct {
	base, occasion string
	content        uint64
	n              int
}

func (m member) likeness() likeness { return likeness{m.base, m.occasion, m.content, m.n} }
func (m member) ofBase() string     { return m.base }
func (m member) ofOccasion() string { return m.occasion }

// giveKeys gives those of one base in a post their keys: where they are not alone, those
// that they had before, or others that nobody can have.
func (n *names) giveKeys(group []member, alone bool, before map[likeness]*named) {
	for i, key := range keysOf(group) {
		m := group[i]
		old := before[m.likeness()]
		switch {
		case alone:
			m.key = key
		case old != nil:
			m.key = old.key
		default:
			m.key = m.aside()
		}
	}
}

// giveTold does so for those of one occasion.
func (n *names) giveTold(group []member, alone bool, before map[likeness]*named) {
	for i, told := range toldOf(group) {
		m := group[i]
		if old := before[m.likeness()]; old != nil && !alone {
			told = old.told
		}
		m.told = told
	}
}

func grouped(members []member, by func(member) string) map[string][]member {
	groups := map[string][]member{}
	for _, m := range members {
		groups[by(m)] = append(groups[by(m)], m)
	}
	return groups
}
