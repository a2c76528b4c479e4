package traced

import (
	"encoding/hex"
	"math/rand/v2"
	"net/http"
	"strings"
)

// longestState is how many bytes of the header tracestate are passed on: what W3C Trace Context,
// section 3.3.1.5, asks for at least.
const longestState = 512

// root is the span of a request; nil where the request is not to be traced.
func (t *Tracer) root(h http.Header) *span {
	s := new(span)
	if trace, parent, sampled, ok := parentOf(h["Traceparent"]); ok {
		if !sampled {
			return nil
		}
		s.trace, s.parent = trace, parent
		if state := strings.Join(h["Tracestate"], ","); len(state) <= longestState {
			s.state = state
		}
		return s
	}
	if t.share < 1 && rand.Float64() >= t.share {
		return nil
	}
	random(s.trace[:])
	return s
}

// parentOf reads the header traceparent (W3C Trace Context, section 3.2). It is not ok where
// there is none that can be read, so that the request begins a trace.
func parentOf(values []string) (trace traceID, parent spanID, sampled, ok bool) {
	const (
		length  = len("00-") + 2*len(trace) + len("-") + 2*len(parent) + len("-00")
		traceAt = len("00-")
		spanAt  = traceAt + 2*len(trace) + 1
		flagsAt = spanAt + 2*len(parent) + 1
	)
	if len(values) != 1 || len(values[0]) < length {
		return trace, parent, false, false
	}
	v := values[0]
	if v[:2] == "ff" || v[:2] == "00" && len(v) > length || len(v) > length && v[length] != '-' || v[traceAt-1] != '-' || v[spanAt-1] != '-' || v[flagsAt-1] != '-' {
		return trace, parent, false, false
	}
	var version, flags [1]byte
	for _, part := range []struct {
		to   []byte
		from string
	}{{version[:], v[:2]}, {trace[:], v[traceAt : spanAt-1]}, {parent[:], v[spanAt : flagsAt-1]}, {flags[:], v[flagsAt:length]}} {
		if _, err := hex.Decode(part.to, []byte(part.from)); err != nil || strings.ToLower(part.from) != part.from {
			return trace, parent, false, false
		}
	}
	return trace, parent, flags[0]&1 == 1, trace != traceID{} && parent != spanID{}
}
