package timeline

import "strings"

// TopicPosition is what one person put forward on one topic, over the years.
type TopicPosition struct {
	PersonSlug, TopicSlug string
	// Count is the number of top-level viewpoints.
	Count int
	// First and Latest are the viewpoints of the earliest and of the latest occasion
	// of which a day is known; nil where there is none.
	First, Latest *Viewpoint
}

// Key tells a position from all others; see [PositionKey].
func (p *TopicPosition) Key() string { return PositionKey(p.PersonSlug, p.TopicSlug) }

// PositionKey is the key of the position of a person on a topic. Keys sort by person,
// then topic, since slugs have nothing that sorts ahead of a blank.
func PositionKey(person, topic string) string { return person + " " + topic }

// SplitPositionKey takes apart what [PositionKey] made.
func SplitPositionKey(key string) (person, topic string) {
	person, topic, _ = strings.Cut(key, " ")
	return person, topic
}

// TopicCount is how many top-level viewpoints are about a topic.
type TopicCount struct {
	Topic string
	N     int
}

// CountTopics counts the top-level viewpoints of sections by their topics, in the order
// in which the topics come.
func CountTopics(sections []*Section) []TopicCount {
	var counts []TopicCount
	at := map[string]int{}
	for s := range AllSections(sections) {
		for _, v := range s.Viewpoints {
			for _, topic := range v.Topics {
				i, ok := at[topic]
				if !ok {
					i = len(counts)
					at[topic] = i
					counts = append(counts, TopicCount{Topic: topic})
				}
				counts[i].N++
			}
		}
	}
	return counts
}

// ViewpointOn is the first top-level viewpoint of the appearance that is about the
// topic; nil where there is none.
func (a *Appearance) ViewpointOn(topic string) *Viewpoint {
	for s := range AllSections(a.Sections) {
		for _, v := range s.Viewpoints {
			for _, t := range v.Topics {
				if t == topic {
					return v
				}
			}
		}
	}
	return nil
}
