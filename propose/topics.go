package propose

import (
	"fmt"
	"strings"

	"viewline/recurring"
)

// topicsDraft suggests topics.yaml: the words and phrases that labels have again and again.
func topicsDraft(all []known, people []*person) draft {
	topics := suggestTopics(all, people)
	return draft{"topics.yaml", len(topics), writeTopics(topics)}
}

func suggestTopics(all []known, people []*person) []recurring.Topic {
	var labels []recurring.Label
	for _, k := range all {
		for _, a := range k.appearances {
			occasion := fmt.Sprintf("%s:%d", k.path, a.Line)
			for _, v := range a.Viewpoints() {
				labels = append(labels, recurring.Label{Text: string(v.Label), Occasion: occasion})
				for _, p := range v.Points {
					labels = append(labels, recurring.Label{Text: string(p.Label), Occasion: occasion})
				}
			}
		}
	}
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = p.name
	}
	return recurring.Topics(labels, names)
}

// writeTopics writes topics.yaml.
func writeTopics(topics []recurring.Topic) []byte {
	var b strings.Builder
	b.WriteString(comment("What viewpoints are about, by the words that mark them."))
	b.WriteString(comment("Suggested by loader --propose from words that labels have on %d occasions or more.", recurring.LeastOccasions))
	if len(topics) == 0 {
		b.WriteString(comment("No word comes back as often. As an example:"))
		b.WriteString("# - slug: scaling\n#   name: Scaling\n#   aliases: [扩展, 规模]\n")
	}
	for _, t := range topics {
		b.WriteString("\n" + comment("in labels on %s", count(t.Occasions, "occasion")))
		fmt.Fprintf(&b, "- slug: %s\n  name: %s\n", scalar(t.Slug), scalar(t.Name))
		if len(t.Aliases) > 0 {
			b.WriteString("  aliases:\n")
		}
		for _, a := range t.Aliases {
			fmt.Fprintf(&b, "    - %s %s", scalar(a), comment("another form of the word"))
		}
	}
	return []byte(b.String())
}
