package traced

import (
	"encoding/hex"
	"strconv"

	"viewline/version"
)

// What follows is the part of OTLP 1.x in JSON that is sent: opentelemetry/proto/trace/v1 of
// OpenTelemetry's protocol, ids in hexadecimal, 64-bit numbers as texts.
type (
	request struct {
		ResourceSpans []resourceSpans `json:"resourceSpans"`
	}
	resourceSpans struct {
		Resource   resource     `json:"resource"`
		ScopeSpans []scopeSpans `json:"scopeSpans"`
	}
	resource struct {
		Attributes []attribute `json:"attributes"`
	}
	scopeSpans struct {
		Scope scope      `json:"scope"`
		Spans []otlpSpan `json:"spans"`
	}
	scope struct {
		Name    string `json:"name"`
		Version string `json:"version,omitempty"`
	}
	otlpSpan struct {
		TraceID    string      `json:"traceId"`
		SpanID     string      `json:"spanId"`
		ParentID   string      `json:"parentSpanId,omitempty"`
		TraceState string      `json:"traceState,omitempty"`
		Name       string      `json:"name"`
		Kind       int         `json:"kind"`
		Start      string      `json:"startTimeUnixNano"`
		End        string      `json:"endTimeUnixNano"`
		Attributes []attribute `json:"attributes,omitempty"`
		Status     *status     `json:"status,omitempty"`
	}
	status struct {
		Code int `json:"code"`
	}
	attribute struct {
		Key   string `json:"key"`
		Value value  `json:"value"`
	}
	value struct {
		String *string `json:"stringValue,omitempty"`
		Int    string  `json:"intValue,omitempty"`
		Array  *array  `json:"arrayValue,omitempty"`
	}
	array struct {
		Values []value `json:"values"`
	}
)

// statusError is the status of a span that failed; others have none.
const statusError = 2

func text(s string) value      { return value{String: &s} }
func whole(n int64) value      { return value{Int: strconv.FormatInt(n, 10)} }
func texts(one string) value   { return value{Array: &array{[]value{text(one)}}} }
func encoded(id []byte) string { return hex.EncodeToString(id) }

// request is a request that tells of spans.
func (e *exporter) request(batch []*span) request {
	spans := make([]otlpSpan, len(batch))
	for i, s := range batch {
		spans[i] = otlpSpan{
			TraceID: encoded(s.trace[:]), SpanID: encoded(s.id[:]), TraceState: s.state, Name: s.name, Kind: s.kind,
			Start: strconv.FormatInt(s.began, 10), End: strconv.FormatInt(s.began+s.took, 10), Attributes: s.attributes,
		}
		if s.parent != (spanID{}) {
			spans[i].ParentID = encoded(s.parent[:])
		}
		if s.failed {
			spans[i].Status = &status{statusError}
		}
	}
	this := version.String()
	attributes := append([]attribute{
		{"service.version", text(this)}, {"telemetry.sdk.name", text("viewline")}, {"telemetry.sdk.language", text("go")}, {"telemetry.sdk.version", text(this)},
	}, e.settings.resource...)
	return request{[]resourceSpans{{
		Resource:   resource{attributes},
		ScopeSpans: []scopeSpans{{Scope: scope{"viewline", this}, Spans: spans}},
	}}}
}
