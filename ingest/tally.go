package ingest

import "slices"

// tally counts what changes. An appearance is the same as before where it is of the same
// occasion, in whichever post; else, within its post, where it has the same base.
type tally struct {
	inserted, updated, unchanged int

	gone, came map[string][]uint64 // contents by occasion, of those without a counterpart
	stored     bool                // something was stored before, so that more may go
}

func newTally() *tally { return &tally{gone: map[string][]uint64{}, came: map[string][]uint64{}} }

// replace counts what becomes of a post's appearances.
func (t *tally) replace(was, is []named) {
	was, is = slices.Clone(was), slices.Clone(is)
	for _, same := range []func(a, b named) bool{
		func(a, b named) bool { return a.occasion == b.occasion && a.content == b.content },
		func(a, b named) bool { return a.occasion == b.occasion && a.base == b.base },
		func(a, b named) bool { return a.occasion == b.occasion },
		func(a, b named) bool { return a.base == b.base },
	} {
		is = slices.DeleteFunc(is, func(b named) bool {
			i := slices.IndexFunc(was, func(a named) bool { return same(a, b) })
			if i < 0 {
				return false
			}
			t.pair(was[i].content == b.content)
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
func (t *tally) leave(was []named) {
	for _, a := range was {
		if content, ok := take(t.came, a); ok {
			t.inserted--
			t.pair(content == a.content)
			continue
		}
		t.gone[a.occasion] = append(t.gone[a.occasion], a.content)
	}
}

// come counts appearances that their post did not have.
func (t *tally) come(is []named) {
	for _, a := range is {
		if content, ok := take(t.gone, a); ok {
			t.pair(content == a.content)
			continue
		}
		t.inserted++
		if t.stored {
			t.came[a.occasion] = append(t.came[a.occasion], a.content)
		}
	}
}

// take takes out one of the same occasion, of the same content if there is one.
func take(from map[string][]uint64, a named) (content uint64, ok bool) {
	all := from[a.occasion]
	if len(all) == 0 {
		return 0, false
	}
	i := max(slices.Index(all, a.content), 0)
	content = all[i]
	from[a.occasion] = slices.Delete(all, i, i+1)
	return content, true
}

// tell fills in what was counted.
func (r *Report) tell(t *tally) {
	r.Inserted, r.Updated, r.Unchanged = t.inserted, t.updated, t.unchanged
	for _, all := range t.gone {
		r.Removed += len(all)
	}
}
