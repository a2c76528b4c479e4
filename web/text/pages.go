package text

import (
	"net/url"
	"slices"
	"strings"

	"viewline/web/site"
)

// person writes the page of one person: all reports, and what has no date. The parameter
// topic narrows it.
func (q *request) person() error {
	slug := q.PathValue("slug")
	v := personVariables{Slug: slug, First: q.size(reportsPerPage), After: q.after(), Loose: q.size(loosePerPage)}
	if topic := q.URL.Query().Get("topic"); topic != "" {
		v.Topic = []string{topic}
	}
	answer, err := askPerson(q.Context(), q.execute, v)
	switch {
	case err != nil:
		return err
	case answer.Person == nil:
		return errMissing
	case answer.Person.Slug != slug:
		return &elsewhere{"/people/" + answer.Person.Slug}
	}
	p, w := answer.Person, q.page
	w.heading(1, plain(p.Name))
	w.line(joined(plain(strings.Join(p.Aliases, ", ")), counted(p.Appearances.TotalCount, "appearance"), w.whole(p.PageURL)))
	for _, a := range p.Appearances.Nodes {
		w.report(2, a)
	}
	q.next(p.Appearances.PageInfo)
	var loose []viewpoint
	for _, view := range p.Viewpoints.Nodes {
		if view.Appearance == nil { // the others are in their reports
			loose = append(loose, view)
		}
	}
	if len(loose) > 0 && q.after() == "" {
		w.heading(2, "Without a date")
		for _, view := range loose {
			w.item("-", w.said(view))
		}
		w.end()
	}
	return nil
}

func (q *request) appearance() error {
	key := q.PathValue("slug") + "/" + q.PathValue("date")
	answer, err := askAppearance(q.Context(), q.execute, appearanceVariables{Key: key})
	switch {
	case err != nil:
		return err
	case answer.Appearance == nil:
		return q.sharing(key)
	case answer.Appearance.Key != key:
		return &elsewhere{"/people/" + answer.Appearance.Key}
	}
	q.page.report(1, *answer.Appearance)
	return nil
}

// sharing lists the appearances that a key can mean which none has alone.
func (q *request) sharing(key string) error {
	dates, ok := site.Sharing(q.PathValue("date"))
	if !ok {
		return errMissing
	}
	answer, err := askSharingAppearances(q.Context(), q.execute, sharingAppearancesVariables{Person: q.PathValue("slug"), First: q.size(itemsPerPage), Dates: dates})
	if err != nil {
		return err
	}
	all := slices.DeleteFunc(answer.Appearances.Nodes, func(a appearance) bool { return !strings.HasPrefix(a.Key, key) })
	if len(all) == 0 {
		return errMissing
	}
	q.page.heading(1, "Which appearance?")
	q.page.line(plain(key) + " can be each of these.")
	for _, a := range all {
		q.occasion(a)
	}
	q.page.end()
	return nil
}

// proposed says what topics are that nobody has named.
const proposed = "Proposed from labels; topics.yaml decides."

// ofPeople is the parameter of an address whose cursor belongs to the list of people.
const ofPeople = "people"

// topic writes the page of one topic: what each person put forward on it, the earliest and
// the latest; of a proposed topic, who did.
func (q *request) topic() error {
	slug := q.PathValue("slug")
	positions, people := q.after(), ""
	if q.URL.Query().Has(ofPeople) {
		positions, people = people, positions
	}
	answer, err := askTopic(q.Context(), q.execute, topicVariables{Slug: slug, First: q.size(itemsPerPage), After: positions})
	switch {
	case err != nil:
		return err
	case answer.Topic == nil:
		return errMissing
	case answer.Topic.Slug != slug:
		return &elsewhere{"/topics/" + answer.Topic.Slug}
	}
	t, w := answer.Topic, q.page
	w.heading(1, plain(t.Name))
	w.line(joined(plain(strings.Join(t.Aliases, ", ")), counted(t.Viewpoints.TotalCount, "viewpoint"), w.whole(t.PageURL)))
	views := func(by person) string {
		return q.markdown(by.PageURL) + "?" + url.Values{"topic": {t.Slug}}.Encode()
	}
	if t.Proposed {
		w.line(proposed)
		answer, err := askTopicPeople(q.Context(), q.execute, topicPeopleVariables{Slug: slug, First: q.size(itemsPerPage), After: people})
		if err != nil || answer.Topic == nil {
			return err
		}
		for _, p := range answer.Topic.People.Nodes {
			w.item("-", linked(p.Name, views(p)))
		}
		w.end()
		q.next(answer.Topic.People.PageInfo, ofPeople)
		return nil
	}
	for _, p := range t.Positions.Nodes {
		w.heading(2, plain(p.Person.Name))
		all := views(p.Person)
		w.line(linked(counted(p.Count, "viewpoint"), all))
		for i, v := range []*viewpoint{p.First, p.Latest} {
			if v == nil || i == 1 && p.Count == 1 {
				continue
			}
			occasion := ""
			if v.Appearance != nil {
				occasion = joined(plain(v.Appearance.Words()), plain(v.Appearance.Title), w.whole(v.Appearance.PageURL))
			}
			w.item("-", occasion+"\n\n"+w.said(*v))
		}
		w.end()
	}
	q.next(t.Positions.PageInfo)
	return nil
}

func (q *request) paper() error {
	answer, err := askPaper(q.Context(), q.execute, paperVariables{Slug: q.PathValue("slug"), First: q.size(itemsPerPage), After: q.after()})
	switch {
	case err != nil:
		return err
	case answer.Paper == nil:
		return errMissing
	}
	p, w := answer.Paper, q.page
	w.heading(1, plain(p.Title))
	w.line(joined(plain(strings.Join(p.Authors, ", ")), p.Published, p.address(), w.whole(p.PageURL)))
	for _, r := range p.Recommendations.Nodes {
		a := r.Appearance
		text := joined(plain(a.Words()), plain(a.by()), linked(a.called(), q.markdown(a.PageURL)))
		if r.Note != nil {
			text += "\n\n" + r.Note.Markdown
		}
		w.item("-", text)
	}
	w.end()
	q.next(p.Recommendations.PageInfo)
	return nil
}

// post writes the page of one post: the appearances that it reports, and what belongs to
// none.
func (q *request) post() error {
	slug := q.PathValue("slug")
	answer, err := askPost(q.Context(), q.execute, postVariables{Slug: slug})
	switch {
	case err != nil:
		return err
	case answer.Post == nil:
		return q.named(slug)
	}
	p, w := answer.Post, q.page
	w.heading(1, plain(p.called()))
	w.line(joined(plain(p.Author), p.day(), w.whole(p.PageURL), plain(p.Path)))
	for _, a := range p.Appearances {
		q.occasion(a)
	}
	if len(p.Appearances) > 0 {
		w.end()
	}
	if p.Body != nil {
		w.line(p.Body.Markdown)
	}
	for _, s := range p.Sections {
		w.content(2, []content{{Typename: sectionType, Number: s.Number, Heading: s.Heading, Inner: s.Inner}})
	}
	return nil
}

// named lists the posts that go by a name which none has alone.
func (q *request) named(name string) error {
	answer, err := askSharing(q.Context(), q.execute, sharingVariables{Name: name, First: q.size(itemsPerPage)})
	switch {
	case err != nil:
		return err
	case len(answer.PostsNamed) == 0:
		return errMissing
	}
	q.page.heading(1, "Which post?")
	q.page.line(plain(name) + " can be each of these.")
	for _, p := range answer.PostsNamed {
		q.listed(p)
	}
	q.page.end()
	return nil
}
