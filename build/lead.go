package build

import (
	"net/url"
	"strings"
	"sync"
)

// outcome is what becomes of a link.
type outcome int

const (
	asIs   outcome = iota // it leads elsewhere
	toFile                // it leads to a file
	served                // it leads to what needs a server
)

// mostLeads is how many links are kept: those of the frame of a page, and of the pages that are
// written one behind the other.
const mostLeads = 5000

// leads are links of pages, without their fragments, that lead to the same place from every
// page: most links stand on many pages. When there are too many, they are gathered anew.
type leads struct {
	mu  sync.RWMutex
	all map[string]led
}

// led is where a link leads; the place is nil unless it leads to a file.
type led struct {
	place   *place
	outcome outcome
}

func (l *leads) find(to string) (led, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	found, ok := l.all[to]
	return found, ok
}

func (l *leads) keep(to string, at led) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all == nil || len(l.all) >= mostLeads {
		l.all = map[string]led{}
	}
	l.all[strings.Clone(to)] = at
}

// lead is where a link of the page leads: the address that the page links to, and the place, both
// of a link to a file alone.
func (w *pageWriter) lead(to, relation string) (string, *place, outcome) {
	base, rest, _ := strings.Cut(to, "#")
	if strings.HasPrefix(to, "#") {
		return "", nil, asIs
	}
	part, err := url.Parse("#" + rest)
	if err != nil {
		return "", nil, asIs
	}
	at, known := w.leads.find(base)
	if !known {
		at = w.follow(base, relation)
		if strings.HasPrefix(base, "/") && (at.place == nil || !turns(at.place)) {
			w.leads.keep(base, at)
		}
	}
	if at.outcome != toFile {
		return "", nil, at.outcome
	}
	return w.relative(w.place.file, at.place.file) + fragment(part), at.place, toFile
}

// turns reports whether the number of a place depends on the page that links to it, as that of a
// further page of a list does.
func turns(p *place) bool {
	return strings.Contains(p.address.RawQuery, "after=") || strings.Contains(p.address.RawQuery, "before=")
}

// follow is where a link without a fragment leads.
func (w *pageWriter) follow(to, relation string) led {
	address, err := w.place.address.Parse(to)
	if err != nil || address.Host != host {
		return led{outcome: asIs}
	}
	if there, ok := w.want(address, &w.place, relation); ok {
		return led{&there, toFile}
	}
	if servedPath.MatchString(address.Path) || exportPath.MatchString(address.Path) {
		return led{outcome: served}
	}
	return led{outcome: asIs} // a page of the site around this one, which a post names
}
