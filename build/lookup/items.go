package lookup

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// item is what the page shows of something that can be found.
type item struct {
	At      string `json:"at"` // the page, below the root of the site
	Title   string `json:"title"`
	Who     string `json:"who,omitempty"`   // the person's name, or the authors of a paper
	WhoAt   string `json:"whoAt,omitempty"` // the person's page
	Kind    string `json:"kind,omitempty"`
	When    *when  `json:"when,omitempty"`
	Sayings []said `json:"says,omitempty"`
}

// when has the fields of an appearance by which time.js tells its date.
type when struct {
	Date            string `json:"date,omitempty"`
	Earliest        string `json:"earliest,omitempty"`
	Latest          string `json:"latest,omitempty"`
	DateSource      string `json:"dateSource,omitempty"`
	DateText        string `json:"dateText,omitempty"`
	DateApproximate bool   `json:"dateApproximate,omitempty"`
}

// said is a viewpoint or a point: the fragment that leads to it, its label and its texts.
type said struct {
	Anchor string   `json:"anchor,omitempty"`
	Label  string   `json:"label,omitempty"`
	Texts  []string `json:"texts"`
}

// page is the folder of the page at a path, whose parts are escaped here.
func page(parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(url.PathEscape(part) + "/")
	}
	return b.String()
}

func pageOfAppearance(a *timeline.Appearance) string {
	return page(strings.SplitN("people/"+a.Key, "/", 3)...)
}

// read reads everything that can be found.
func (x *index) read(ctx context.Context) error {
	var people []*timeline.Person
	err := all(func(q relay.Query) (relay.Page[*timeline.Person], error) {
		return x.store.ListPeople(ctx, store.PersonFilter{}, store.PeopleByName, q)
	}, store.PersonCursor(store.PeopleByName), false, func(p *timeline.Person) error {
		people = append(people, p)
		x.people[p.Slug] = p.Name
		return nil
	})
	if err != nil {
		return err
	}
	for _, of := range []struct {
		name string
		read func(context.Context) error
	}{
		{store.TypeViewpoint, x.readViewpoints},
		{store.TypeAppearance, x.readAppearances},
		{store.TypePaper, x.readPapers},
		{store.TypePerson, func(context.Context) error {
			slices.SortFunc(people, func(a, b *timeline.Person) int { return cmp.Compare(a.Slug, b.Slug) })
			for _, p := range people {
				if err := x.add(item{At: page("people", p.Slug), Title: p.Name}, store.PersonEntry(p)); err != nil {
					return err
				}
			}
			return nil
		}},
		{store.TypeTopic, x.readTopics},
		{store.TypePost, x.readPosts},
	} {
		before := x.count()
		if err := of.read(ctx); err != nil {
			return err
		}
		x.types = append(x.types, count{of.name, x.count() - before})
	}
	return nil
}

// ofAppearance is what is shown of an appearance, and of what was said there.
func (x *index) ofAppearance(a *timeline.Appearance) item {
	return item{
		At: pageOfAppearance(a), Title: cmp.Or(a.Title, a.Key), Kind: string(a.Kind), Who: x.people[a.PersonSlug], WhoAt: page("people", a.PersonSlug),
		When: &when{a.Date.String(), a.Earliest.String(), a.Latest.String(), string(a.DateSource), string(a.DateText), a.DateApproximate},
	}
}

// readViewpoints adds the viewpoints. Those of one appearance or post stand one behind the other.
func (x *index) readViewpoints(ctx context.Context) error {
	owner, entries := "", map[string]store.Entry{} // by place, of one owner
	return all(func(q relay.Query) (relay.Page[*timeline.Viewpoint], error) {
		return x.store.ListViewpoints(ctx, store.ViewpointFilter{}, q)
	}, store.ViewpointCursor, true, func(v *timeline.Viewpoint) error {
		var of item
		if v.Appearance != nil {
			of = x.ofAppearance(v.Appearance)
		}
		if owner != v.Owner {
			list, err := x.entriesOf(ctx, v)
			if err != nil {
				return err
			}
			owner = v.Owner
			clear(entries)
			for _, e := range list {
				entries[e.Place] = e
			}
		}
		if v.Appearance == nil {
			of = item{At: page("posts", v.Owner), Title: v.Section.PostPath}
			if v.PersonSlug != "" {
				of.Who, of.WhoAt = x.people[v.PersonSlug], page("people", v.PersonSlug)
			}
		}
		of.Sayings = sayings(nil, v)
		return x.add(of, entries[store.PlaceOf(v)])
	})
}

// entriesOf are the entries of all viewpoints of a viewpoint's owner.
func (x *index) entriesOf(ctx context.Context, v *timeline.Viewpoint) ([]store.Entry, error) {
	if v.Appearance != nil {
		return store.AppearanceEntries(v.Appearance), nil
	}
	posts, err := x.store.PostsBySlug(ctx, []string{v.Owner})
	if err != nil || posts[0] == nil {
		return nil, err
	}
	return store.PostEntries(posts[0]), nil
}

// sayings appends what a viewpoint and its points say.
func sayings(to []said, v *timeline.Viewpoint) []said {
	to = append(to, said{(&url.URL{Fragment: "v-" + v.Name()}).EscapedFragment(), string(v.Label), v.AppendTexts(nil)})
	for _, point := range v.Points {
		to = sayings(to, point)
	}
	return to
}

func (x *index) readAppearances(ctx context.Context) error {
	return all(func(q relay.Query) (relay.Page[*timeline.Appearance], error) {
		return x.store.ListAppearances(ctx, store.AppearanceFilter{}, q)
	}, store.AppearanceCursor, true, func(a *timeline.Appearance) error {
		of := x.ofAppearance(a)
		of.Sayings = []said{{Texts: slices.DeleteFunc(append([]string{string(a.Theme)}, store.OwnTexts(a)...), func(s string) bool { return s == "" })}}
		return x.add(of, store.AppearanceEntries(a)[0])
	})
}

func (x *index) readPapers(ctx context.Context) error {
	return all(func(q relay.Query) (relay.Page[*timeline.Paper], error) {
		return x.store.ListPapers(ctx, store.PaperFilter{}, store.PapersByDate, q)
	}, store.PaperCursor(store.PapersByDate), true, func(p *timeline.Paper) error {
		date := p.Published.String()
		return x.add(item{At: page("papers", p.Slug), Title: p.Title, Who: strings.Join(p.Authors, ", "), When: &when{Date: date, Earliest: date, Latest: date}}, store.PaperEntry(p))
	})
}

func (x *index) readTopics(ctx context.Context) error {
	var topics []*timeline.Topic
	err := all(func(q relay.Query) (relay.Page[*timeline.Topic], error) {
		return x.store.ListTopics(ctx, store.TopicsByName, q)
	}, store.TopicCursor(store.TopicsByName), false, func(t *timeline.Topic) error {
		topics = append(topics, t)
		return nil
	})
	slices.SortFunc(topics, func(a, b *timeline.Topic) int { return cmp.Compare(a.Slug, b.Slug) })
	if err != nil {
		return err
	}
	for _, t := range topics {
		if err := x.add(item{At: page("topics", t.Slug), Title: t.Name}, store.TopicEntry(t)); err != nil {
			return err
		}
	}
	return nil
}

func (x *index) readPosts(ctx context.Context) error {
	return all(func(q relay.Query) (relay.Page[*timeline.Post], error) {
		return x.store.ListPosts(ctx, store.PostsBySlug, q)
	}, store.PostCursor(store.PostsBySlug), false, func(p *timeline.Post) error {
		return x.add(item{At: page("posts", p.Slug), Title: cmp.Or(p.Title, p.Path)}, store.PostEntries(p)[0])
	})
}
