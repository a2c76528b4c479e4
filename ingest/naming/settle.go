package naming

import (
	"cmp"
	"maps"
	"slices"

	"viewline/store"
	"viewline/timeline"
)

// Settle derives the names of all groups that changed, and answers with what is to be
// changed in the store: slugs by path, and moves.
func (n *Names) Settle() (slugs map[string]string, moves []store.Move) {
	if len(n.slugs.changed)+len(n.bases.changed)+len(n.occasions.changed) == 0 {
		return nil, nil
	}
	posts := slices.SortedFunc(maps.Values(n.posts), func(a, b *Post) int { return cmp.Compare(a.Path, b.Path) })
	slugs = n.settleSlugs(posts)
	var members []member // of a group that changed
	for _, p := range posts {
		if !slices.ContainsFunc(p.Appearances, func(a Appearance) bool { return n.bases.changed[a.Base] || n.occasions.changed[a.Occasion] }) {
			continue
		}
		members = append(members, p.members()...)
	}
	keys, told := map[*Appearance]string{}, map[*Appearance]string{}
	derive(members, n.bases, member.ofBase, keysOf, keys)
	derive(members, n.occasions, member.ofOccasion, toldOf, told)
	return slugs, movesOf(members, keys, told)
}

// settleSlugs derives slugs. Keys that end in them are to be derived as well.
func (n *Names) settleSlugs(posts []*Post) map[string]string {
	bySlug := map[string][]*Post{}
	for _, p := range posts {
		if len(n.slugs.changed) == 0 {
			break
		}
		if slug := slugBase(p.Path); n.slugs.changed[slug] {
			bySlug[slug] = append(bySlug[slug], p)
		}
	}
	changed := map[string]string{}
	for _, group := range bySlug {
		for i, slug := range slugsOf(group) {
			p := group[i]
			if p.Slug == slug {
				continue
			}
			p.Slug, changed[p.Path] = slug, slug
			for _, a := range p.Appearances {
				if n.bases.size[a.Base] > 1 {
					n.bases.changed[a.Base] = true
				}
			}
		}
	}
	return changed
}

// derive gives the members of changed groups their names.
func derive(members []member, in groups, by func(member) string, namesOf func([]member) []string, names map[*Appearance]string) {
	for name, group := range grouped(members, by) {
		if !in.changed[name] {
			continue
		}
		for i, given := range namesOf(group) {
			names[group[i].Appearance] = given
		}
	}
}

// movesOf are the moves that bring all members to their names, none of which goes to a
// key that is still held: who would go there first steps aside.
func movesOf(members []member, keys, told map[*Appearance]string) (moves []store.Move) {
	held := map[string]*Appearance{}
	for _, m := range members {
		held[m.Key] = m.Appearance
	}
	move := func(m member, to string) {
		moves = append(moves, store.Move{PostPath: m.post.Path, From: m.Key, To: to, Told: timeline.Text(m.Told)})
		m.Key = to
	}
	var aside []member
	for _, m := range members {
		key, mark := m.Key, m.Told
		if name, ok := keys[m.Appearance]; ok {
			key = name
		}
		if name, ok := told[m.Appearance]; ok {
			mark = name
		}
		if key == m.Key && mark == m.Told {
			continue
		}
		m.Told = mark
		if holder := held[key]; holder != nil && holder != m.Appearance {
			move(m, m.aside())
			aside = append(aside, m)
			continue
		}
		move(m, key)
	}
	for _, m := range aside {
		move(m, keys[m.Appearance])
	}
	return moves
}
