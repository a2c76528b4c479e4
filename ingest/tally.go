package ingest

import (
	"slices"

	"viewline/ingest/naming"
)

// tally counts what changes. An appearance is the same as before where it is of the same
// occasion, in whichever post; else, within its post, where it has the same base.
type tally struct {
	inserted, updated, unchanged int

	gone, came map[string][]uint64 // contents by occasion, of those without a counterpart
	stored     bool                // something was stored before, so that more may go
}

func newTally() *tally { return &tally{gone: map[string][]uint64{}, came: map[string][]uint64{}} }

// replace counts what becomes of a post's appearances.
func (t *tally) replace(was, is []naming.Appearance) {
	was, is = slices.Clone(was), slices.Clone(is)
	for _, same := range []func(a, b naming.Appearance) bool{
		func(a, b naming.Appearance) bool { return a.Occasion == b.Occasion && a.Content == b.Content },
		func(a, b naming.Appearance) bool { return a.Occasion == b.Occasion && a.Base == b.Base },
		func(a, b naming.Appearance) bool { return a.Occasion == b.Occasion },
		func(a, b naming.Appearance) bool { return a.Base == b.Base },
	} {
		is = slices.DeleteFunc(is, func(b naming.Appearance) bool {
			i := slices.IndexFunc(was, func(a naming.Appearance) bool { return same(a, b) })
			if i < 0 {
				return false
			}
			t.pair(was[i].Content == b.Content)
			was = slices.Delete(was, i, i+1)
			return true
		})
	}
	t.leave(was)
	t.come(is)
}

func (t *tally) pair(same bool) {
	if same {
		t.unchanged++
	} else {
		t.updated++
	}
}

// leave counts appearances that their post has no more.
func (t *tally) leave(was []naming.Appearance) {
	for _, a := range was {
		if content, ok := take(t.came, a); ok {
			t.inserted--
			t.pair(content == a.Content)
			continue
		}
		t.gone[a.Occasion] = append(t.gone[a.Occasion], a.Content)
	}
}

// come counts appearances that their post did not have.
func (t *tally) come(is []naming.Appearance) {
	for _, a := range is {
		if content, ok := take(t.gone, a); ok {
			t.pair(content == a.Content)
			continue
		}
		t.inserted++
		if t.stored {
			t.came[a.Occasion] = append(t.came[a.Occasion], a.Content)
		}
	}
}

// take takes out one of the same occasion, of the same content if there is one.
func take(from map[string][]uint64, a naming.Appearance) (content uint64, ok bool) {
	all := from[a.Occasion]
	if len(all) == 0 {
		return 0, false
	}
	i := max(slices.Index(all, a.Content), 0)
	content = all[i]
	from[a.Occasion] = slices.Delete(all, i, i+1)
	return content, true
}

// tell fills in what was counted.
func (r *Report) tell(t *tally) {
	r.Inserted, r.Updated, r.Unchanged = t.inserted, t.updated, t.unchanged
	for _, all := range t.gone {
		r.Removed += len(all)
	}
}
