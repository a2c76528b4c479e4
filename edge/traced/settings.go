package traced

import (
	"cmp"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// settings are what the environment says.
type settings struct {
	endpoint string
	headers  http.Header
	resource []attribute
}

// FromEnvironment makes the tracer that OpenTelemetry's variables ask for, and nil where none
// of them names an endpoint. Get returns the value of a variable. Where spans cannot be sent,
// that is logged. The caller closes the tracer. Errors name the variable, and tell no value of a
// header.
func FromEnvironment(get func(name string) string, log *slog.Logger) (*Tracer, error) {
	endpoint := get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
	if base := get("OTEL_EXPORTER_OTLP_ENDPOINT"); endpoint == "" && base != "" {
		endpoint = strings.TrimSuffix(base, "/") + "/v1/traces"
	}
	if endpoint == "" || strings.EqualFold(get("OTEL_SDK_DISABLED"), "true") || get("OTEL_TRACES_EXPORTER") == "none" {
		return nil, nil
	}
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, fmt.Errorf("OTEL_EXPORTER_OTLP_ENDPOINT is no address of OTLP over HTTP; want one such as http://127.0.0.1:4318")
	}
	if p := cmp.Or(get("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"), get("OTEL_EXPORTER_OTLP_PROTOCOL")); p == "grpc" {
		return nil, fmt.Errorf("OTEL_EXPORTER_OTLP_PROTOCOL is grpc; want http/json: the receiver's port for HTTP is 4318 mostly")
	}
	s := settings{endpoint: endpoint, headers: http.Header{}}
	if err := s.readHeaders(cmp.Or(get("OTEL_EXPORTER_OTLP_TRACES_HEADERS"), get("OTEL_EXPORTER_OTLP_HEADERS"))); err != nil {
		return nil, err
	}
	if err := s.readResource(get("OTEL_SERVICE_NAME"), get("OTEL_RESOURCE_ATTRIBUTES")); err != nil {
		return nil, err
	}
	share, err := shareOf(get("OTEL_TRACES_SAMPLER"), get("OTEL_TRACES_SAMPLER_ARG"))
	if err != nil {
		return nil, err
	}
	t := &Tracer{share: share}
	t.begin(s, log)
	return t, nil
}

// pairs reads key=value pairs with commas between them, whose values are percent-encoded.
func pairs(variable, list string, each func(key, value string)) error {
	for pair := range strings.SplitSeq(list, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		key, value, found := strings.Cut(pair, "=")
		value, err := url.PathUnescape(strings.TrimSpace(value))
		if key = strings.TrimSpace(key); !found || key == "" || err != nil {
			return fmt.Errorf("%s has a part that is no key=value; want key=value,key=value", variable)
		}
		each(key, value)
	}
	return nil
}

func (s *settings) readHeaders(list string) error {
	return pairs("OTEL_EXPORTER_OTLP_HEADERS", list, func(key, value string) { s.headers.Set(key, value) })
}

func (s *settings) readResource(name, list string) error {
	err := pairs("OTEL_RESOURCE_ATTRIBUTES", list, func(key, value string) {
		switch key {
		case "service.name":
			name = cmp.Or(name, value)
		case "service.version":
		default:
			s.resource = append(s.resource, attribute{key, text(value)})
		}
	})
	s.resource = append(s.resource, attribute{"service.name", text(cmp.Or(name, "viewline"))})
	return err
}

// shareOf is the share of the requests without a parent that are traced.
func shareOf(sampler, arg string) (float64, error) {
	switch sampler {
	case "", "parentbased_always_on":
		return 1, nil
	case "parentbased_always_off":
		return 0, nil
	case "parentbased_traceidratio":
		if arg == "" {
			return 1, nil
		}
		if share, err := strconv.ParseFloat(arg, 64); err == nil && share >= 0 && share <= 1 {
			return share, nil
		}
		return 0, fmt.Errorf("OTEL_TRACES_SAMPLER_ARG %.100q; want a number from 0 to 1", arg)
	}
	return 0, fmt.Errorf("OTEL_TRACES_SAMPLER %.100q; want parentbased_always_on, parentbased_always_off or parentbased_traceidratio", sampler)
}

// The bounds of what waits to be sent: the defaults of OpenTelemetry's batch processor.
const (
	mostWaiting = 2048
	perRequest  = 512
	sendEvery   = 5 * time.Second
	sendWithin  = 10 * time.Second
)
