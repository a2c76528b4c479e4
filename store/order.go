package store

import (
	"slices"
	"strconv"
	"time"

	"viewline/reading"
	"viewline/search"
	"viewline/timeline"
)

// PaperOrder says what a list of papers is sorted by; see [PaperCursor].
type PaperOrder string

// What papers are sorted by.
const (
	PapersByDate  PaperOrder = "" // of publication
	PapersByTitle PaperOrder = "papers by title"
	// PapersByRecommendations has the most recommended first where a query does not
	// descend, so that equals stand by slug.
	PapersByRecommendations PaperOrder = "papers by recommendations"
)

// DatedPapers is the name of the list [PapersByDate] among ranks. Where very many papers have
// one date, or none, their entries would have to be sorted for each page.
const DatedPapers PaperOrder = "papers by date"

// PersonOrder says what a list of people is sorted by; see [PersonCursor].
type PersonOrder string

// What people are sorted by. By numbers and by the latest, the highest comes first where a
// query does not descend, as in [PapersByRecommendations].
const (
	PeopleByName        PersonOrder = ""
	PeopleByAppearances PersonOrder = "people by appearances"
	PeopleByLatest      PersonOrder = "people by latest" // appearance; those without a date come last
)

// TopicOrder says what a list of topics is sorted by; see [TopicCursor].
type TopicOrder string

// What topics are sorted by.
const (
	TopicsByName       TopicOrder = ""
	TopicsByViewpoints TopicOrder = "topics by viewpoints" // the most first where a query does not descend
)

// PostOrder says what a list of posts is sorted by; see [PostCursor].
type PostOrder string

// What posts are sorted by.
const (
	PostsBySlug PostOrder = ""
	PostsByDate PostOrder = "posts by date" // those without a date stand ahead of all others
)

// Rank is the place of a document in a list whose order its entries do not have: by the
// text Sort, then by the slug. The list has those documents that have the token; all,
// where the token is empty. Ranks follow from the document alone.
type Rank struct{ List, Token, Sort string }

// PaperRanks are the ranks of a paper, in the lists that [PaperFilter.Ranked] tells.
func PaperRanks(p *timeline.Paper) []Rank {
	tokens := []string{""}
	for n := range p.RecommendedBy {
		tokens = append(tokens, token(ClassRecommenders, strconv.Itoa(n+1)).String())
	}
	for _, person := range p.RecommendedBy {
		tokens = append(tokens, token(ClassPerson, person).String())
	}
	return slices.Concat(
		ranks(DatedPapers, tokens, PaperSort(PapersByDate, p)),
		ranks(PapersByTitle, tokens, PaperSort(PapersByTitle, p)),
		ranks(PapersByRecommendations, tokens, PaperSort(PapersByRecommendations, p)),
	)
}

// ranks are those in one list, by each of the tokens once.
func ranks[Order ~string](by Order, tokens []string, sort string) []Rank {
	var all []Rank
	for i, t := range tokens {
		if slices.Index(tokens, t) == i {
			all = append(all, Rank{string(by), t, sort})
		}
	}
	return all
}

// PaperSort is the text by which a paper is sorted.
func PaperSort(by PaperOrder, p *timeline.Paper) string {
	switch by {
	case PapersByTitle:
		return nameKey(p.Title, reading.Title)
	case PapersByRecommendations:
		return highestFirst(p.RecommendationCount)
	}
	return p.Published.String()
}

// PersonRanks are the ranks of a person, in the lists that [PersonFilter.Ranked] tells.
func PersonRanks(p *timeline.Person) []Rank {
	tokens := []string{""}
	for _, topic := range p.Topics {
		tokens = append(tokens, token(ClassTopic, topic).String())
	}
	return slices.Concat(
		ranks(PeopleByAppearances, tokens, PersonSort(PeopleByAppearances, p)),
		ranks(PeopleByLatest, tokens, PersonSort(PeopleByLatest, p)),
	)
}

// PersonSort is the text by which a person is sorted.
func PersonSort(by PersonOrder, p *timeline.Person) string {
	switch by {
	case PeopleByAppearances:
		return highestFirst(p.AppearanceCount)
	case PeopleByLatest:
		return latestFirst(p.Latest)
	}
	return nameKey(p.Name, reading.Name)
}

// TopicRanks are the ranks of a topic.
func TopicRanks(t *timeline.Topic) []Rank {
	return ranks(TopicsByViewpoints, []string{""}, TopicSort(TopicsByViewpoints, t))
}

// TopicSort is the text by which a topic is sorted.
func TopicSort(by TopicOrder, t *timeline.Topic) string {
	if by == TopicsByViewpoints {
		return highestFirst(t.ViewpointCount)
	}
	return nameKey(t.Name, reading.Title)
}

// PostRanks are the ranks of a post, of which the path stands in the place of the slug:
// among all, and among those of each of its people.
func PostRanks(p *timeline.Post) []Rank {
	tokens := []string{""}
	for _, person := range p.AllPeople() {
		tokens = append(tokens, token(ClassPerson, person).String())
	}
	return ranks(PostsByDate, tokens, PostSort(p))
}

// PostSort is the text by which posts are sorted by date: the moment in UTC; empty for
// none.
func PostSort(p *timeline.Post) string {
	at, err := time.Parse(time.RFC3339, string(p.Date))
	if err != nil {
		return ""
	}
	return at.UTC().Format("2006-01-02T15:04:05.000000000Z")
}

// Ranked is the token of the people who pass the filter, as ranks have it. It is not ok
// where no single token tells who passes.
func (f PersonFilter) Ranked() (text string, ok bool) {
	if len(search.Parse(f.Text)) > 0 || len(f.Choices()) > 0 {
		return "", false
	}
	tokens := f.Tokens()
	if len(tokens) == 0 {
		return "", true
	}
	return tokens[0].String(), len(tokens) == 1
}

// Ranked is the token of the papers that pass the filter, as ranks have it. It is not
// ok where no single token tells which papers pass.
func (f PaperFilter) Ranked() (text string, ok bool) {
	if f.Bounds() != Unbounded || len(search.Parse(f.Text))+len(search.Parse(f.Author)) > 0 {
		return "", false
	}
	tokens := join(is(ClassPerson, f.RecommendedBy), f.recommenders())
	if len(tokens) == 0 {
		return "", true
	}
	return tokens[0].String(), len(tokens) == 1
}
