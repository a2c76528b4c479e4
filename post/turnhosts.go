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
	welcoming = pattern.MustCompile(`(?i)\b(?:(?:I['’]m|I am|we['’]re|we are) (?:\w+ )?joined (?:\w+ )?by|joining (?:me|us) (?:\w+ )?is|welcome (?:back )?to (?:the|our|my|another|this|episode)\b|(?:today['’]s|our|my) (?:\w+ )?guest|I['’]m your host|my co-?hosts?|guest episode|thanks? (?:you )?for (?:joining|coming on))|欢迎(?:收听|来到|各位|大家)|歡迎(?:收聽|來到|各位|大家)|(?:请到|邀请到|請到|邀請到)了|本期嘉宾|今天的嘉宾|我是(?:主持人|主播)|(?:本日|今日|今回)のゲスト|お迎えして`)
	// coHost stands ahead of the name of who hosts as well.
	coHost = pattern.MustCompile(`(?i)\bco-?hosts?,?(?:\s+(?:here|today|is|as always)\b,?)*\s+$`)
)

const (
	firstTurns     = 4   // in which a host welcomes the others
	longestWelcome = 900 // bytes of a turn that are read for it
)

// hostsOf are the labels of the turns of whoever hosts, by their first turns;
// none where everybody would be a host.
func (r *reader) hostsOf(t talk) []*turn {
	var hosts []*turn
	named := map[string]bool{}
	var welcomes strings.Builder
	for _, turn := range t.order[:min(len(t.order), firstTurns)] {
		text := r.startOf(turn)
		if turn.voice == people.Asks || turn.voice == people.Answers || named[turn.label] || !welcoming.MatchString(text) {
			continue
		}
		named[turn.label] = true
		hosts = append(hosts, turn)
		welcomes.WriteString(text + "\n")
	}
	if len(hosts) == 0 {
		return nil
	}
	for _, first := range t.firsts {
		if !named[first.label] && calledCoHost(welcomes.String(), first.label) {
			named[first.label] = true
			hosts = append(hosts, first)
		}
	}
	for _, first := range t.firsts {
		if !named[first.label] && first.voice == people.Named && t.labels[first.label] > 1 {
			return hosts
		}
	}
	return nil
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
