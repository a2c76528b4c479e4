package post

import (
	"strings"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// In many transcripts every turn has a name, and nothing but the first turns tells
// who hosts: who welcomes the others, and whom that one calls a co-host.

var (
	// welcoming is what the host of a show says, and a guest does not.
	welcoming = pattern.MustCompile(`(?i)\b(?:(?:I['’]m|I am|we['’]re|we are) (?:\w+ )?joined (?:\w+ )?by|joining (?:me|us) (?:\w+ )?is|welcome (?:back )?to (?:the|our|my|another|this|episode)\b|welcome (?:back )?to (?-i:[A-Z])|(?:good|great|glad|nice|happy|excited) to have (?:you|him|her|them)\b|(?:I['’]m|I am|we['’]re|we are) here with (?-i:[A-Z])|(?:today['’]s|our|my) (?:\w+ )?guest|I['’]m your host|my co-?hosts?|guest episode|thanks? (?:you )?for (?:joining|coming on))|欢迎(?:收听|来到|各位|大家)|歡迎(?:收聽|來到|各位|大家)|(?:请到|邀请到|請到|邀請到)了|本期嘉宾|今天的嘉宾|我是(?:主持人|主播)|(?:本日|今日|今回)のゲスト|お迎えして`)
	// thanking is what a guest says, and a host does not.
	thanking = pattern.MustCompile(`(?i)\bfor having (?:me|us)\b|\b(?:glad|happy|great|good|excited|pleasure|honou?r|honou?red|delighted|thrilled) to be (?:here|on|back)\b|(?:感谢|谢谢|感謝|謝謝)(?:邀请|邀請)|很高(?:兴|興)(?:来|來|能来|能來|做客|参加|參加)|呼んでいただ|お招き`)
	// coHost stands ahead of the name of who hosts as well.
	coHost = pattern.MustCompile(`(?i)\b(?:co-?hosts?,?(?:\s+(?:here|today|is|as always)\b,?)*|as always,?(?: is)?)\s+$`)
)

const (
	firstTurns     = 6   // in which a host welcomes the others
	longestWelcome = 900 // bytes of a turn that are read for it
)

// hostsOf are the labels of the turns of whoever hosts, by their first turns: who
// welcomes somebody, and who speaks first where another one thanks for having been
// asked. It is none where everybody would be a host.
func (r *reader) hostsOf(t talk) []*turn {
	h := hosts{named: map[string]bool{}}
	guests := map[string]bool{}
	for _, turn := range t.order[:min(len(t.order), firstTurns)] {
		if turn.voice == people.Asks || turn.voice == people.Answers {
			continue
		}
		switch text := r.startOf(turn); {
		case welcoming.MatchString(text) && !guests[turn.label]:
			h.add(turn)
			h.said.WriteString(text + "\n")
		case thanking.MatchString(text) && !h.named[turn.label]:
			guests[turn.label] = true
		}
	}
	if first := t.order[0]; first.voice == people.Named && !guests[first.label] && (len(guests) > 0 || len(h.all) == 0 && (r.introduces(t, first) || r.opensAsking(t, first))) {
		h.add(first)
	}
	r.addBefore(&h, t, guests)
	if len(h.all) == 0 {
		return nil
	}
	for _, first := range t.firsts {
		if calledCoHost(h.said.String(), first.label) && !guests[first.label] {
			h.add(first)
		}
	}
	for _, first := range t.firsts {
		if !h.named[first.label] && first.voice == people.Named && t.comesBack(first.label) {
			return h.all
		}
	}
	return nil
}

// addBefore adds who speaks ahead of the turn that introduces somebody by the full
// name: a guest comes in later.
func (r *reader) addBefore(h *hosts, t talk, guests map[string]bool) {
	if len(h.all) == 0 {
		return
	}
	early := t.order[:min(len(t.order), firstTurns)]
	for i, turn := range early {
		said := r.startOf(turn)
		for _, guest := range t.firsts {
			at := strings.Index(said, guest.label)
			if at < 0 || guest.voice != people.Named || guest.label == turn.label || !presents.MatchString(lastBytes(said[:at], 40)) {
				continue
			}
			for _, before := range early[:i+1] {
				if before.voice == people.Named && before.label != guest.label && !guests[before.label] {
					h.add(before)
				}
			}
			return
		}
	}
}

// presents stands ahead of whom a host brings in.
var presents = pattern.MustCompile(`(?i)(?:we have|I have|joined by|guest(?: today)?(?: is|,)|here with|welcome)\s+$`)

// introduces reports whether the first turn of a talk speaks of another one by the
// full name, who does not answer with the name of the first.
func (r *reader) introduces(t talk, first *turn) bool {
	said := r.startOf(first)
	for _, other := range t.firsts {
		if other.voice == people.Named && other.label != first.label && t.comesBack(other.label) && strings.Contains(said, other.label) {
			return !strings.Contains(r.startOf(other), first.label)
		}
	}
	return false
}

// opensAsking reports whether the first turn of a talk begins with the given name of another
// one, spelled as in the label or nearly so, and asks that one to tell something: “Austin,
// let's start with …” ahead of the turns of Austen Ruiz.
func (r *reader) opensAsking(t talk, first *turn) bool {
	m := asksByName.FindStringSubmatch(r.startOf(first))
	if m == nil {
		return false
	}
	for _, other := range t.firsts {
		if other.voice == people.Named && other.label != first.label && t.comesBack(other.label) && sameStart(m[1], other.label) {
			return true
		}
	}
	return false
}

// sameStart reports whether two names have the first letters in common.
func sameStart(a, b string) bool {
	return len(a) >= sharedLetters && len(b) >= sharedLetters && a[:sharedLetters] == b[:sharedLetters]
}

const sharedLetters = 3

// asksByName captures whom a turn begins with, ahead of what it asks.
var asksByName = pattern.MustCompile(`^\s*(?:[^:\n]{0,40}:\**\s*)?(?:(?i:so|okay|ok|alright|all right|well),? )?(\p{Lu}\p{Ll}+), (?i:let['’]s (?:start|begin|talk)|tell (?:me|us)|take (?:me|us)|walk (?:me|us)|can you|could you|would you|how did you|what (?:is|was|got|made)|why did you|thanks for|welcome)\b`)

// hosts are the first turns of those who host, and what they say in them.
type hosts struct {
	all   []*turn
	named map[string]bool
	said  strings.Builder
}

func (h *hosts) add(t *turn) {
	if !h.named[t.label] {
		h.named[t.label] = true
		h.all = append(h.all, t)
	}
}

// startOf is the plain text of the start of a turn.
func (r *reader) startOf(t *turn) string {
	var b strings.Builder
	for _, block := range t.blocks {
		if b.WriteString(markdown.Plain(r.body, block) + "\n"); b.Len() > longestWelcome {
			break
		}
	}
	return clipText(b.String(), longestWelcome)
}

// calledCoHost reports whether a text calls somebody a co-host.
func calledCoHost(text, name string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 || names.FormOf(name) < names.Likely {
			return false
		}
		if coHost.MatchString(lastBytes(text[:from+i], 60)) {
			return true
		}
		from += i + len(name)
	}
}
