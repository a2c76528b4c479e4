package ingest

import (
	"cmp"
	"maps"
	"slices"

	"viewline/store"
	"viewline/timeline"
)

// settle derives the names of all groups that changed, and answers with what is to be
// changed in the store: slugs by path, and moves.
func (n *names) settle() (slugs map[string]string, moves []store.Move) {
	if len(n.slugs.changed)+len(n.bases.changed)+len(n.occasions.changed) == 0 {
		return nil, nil
	}
	posts := slices.SortedFunc(maps.Values(n.posts), func(a, b *known) int { return cmp.Compare(a.path, b.path) })
	slugs = n.settleSlugs(posts)
	var members []member // of a group that changed
	for _, p := range posts {
		if !slices.ContainsFunc(p.appearances, func(a named) bool { return n.bases.changed[a.base] || n.occasions.changed[a.occasion] }) {
			continue
		}
		members = append(members, p.members()...)
	}
	keys, told := map[*named]string{}, map[*named]string{}
	derive(members, n.bases, member.ofBase, keysOf, keys)
	derive(members, n.occasions, member.ofOccasion, toldOf, told)
	return slugs, movesOf(members, keys, told)
}

// settleSlugs derives slugs. Keys that end in them are to be derived as well.
func (n *names) settleSlugs(posts []*known) map[string]string {
	bySlug := map[string][]*known{}
	for _, p := range posts {
		if len(n.slugs.changed) == 0 {
			break
		}
		if slug := slugBase(p.path); n.slugs.changed[slug] {
			bySlug[slug] = append(bySlug[slug], p)
		}
	}
	changed := map[string]string{}
	for _, group := range bySlug {
		for i, slug := range slugsOf(group) {
			p := group[i]
			if p.slug == slug {
				continue
			}
			p.slug, changed[p.path] = slug, slug
			for _, a := range p.appearances {
				if n.bases.size[a.base] > 1 {
					n.bases.changed[a.base] = true
				}
			}
		}
	}
	return changed
}

// derive gives the members of changed groups their names.
func derive(members []member, in groups, by func(member) string, namesOf func([]member) []string, names map[*named]string) {
	for name, group := range grouped(members, by) {
		if !in.changed[name] {
			continue
		}
		for i, given := range namesOf(group) {
			names[group[i].named] = given
		}
	}
}

// movesOf are the moves that bring all members to their names, none of which goes to a
// key that is still held: who would go there first steps aside.
func movesOf(members []member, keys, told map[*named]string) (moves []store.Move) {
	held := map[string]*named{}
	for _, m := range members {
		held[m.key] = m.named
	}
	move := func(m member, to string) {
		moves = append(moves, store.Move{PostPath: m.post.path, From: m.key, To: to, Told: timeline.Text(m.told)})
		m.key = to
	}
	var aside []member
	for _, m := range members {
		key, mark := m.key, m.told
		if name, ok := keys[m.named]; ok {
			key = name
		}
		if name, ok := told[m.named]; ok {
			mark = name
		}
		if key == m.key && mark == m.told {
			continue
		}
		m.told = mark
		if holder := held[key]; holder != nil && holder != m.named {
			move(m, m.aside())
			aside = append(aside, m)
			continue
		}
		move(m, key)
	}
	for _, m := range aside {
		move(m, keys[m.named])
	}
	return moves
}
