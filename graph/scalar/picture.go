package scalar

import (
	"context"
	"errors"
	"io"

	"github.com/99designs/gqlgen/graphql"

	"viewline/picture"
	"viewline/timeline"
)

type originKey struct{}

// WithOrigin gives a context for answers in which the addresses of kept pictures begin with
// an origin, such as https://example.org; with an empty one they begin at the root.
func WithOrigin(ctx context.Context, origin string) context.Context {
	return context.WithValue(ctx, originKey{}, origin)
}

// Origin is the origin of a context; empty where there is none.
func Origin(ctx context.Context) string {
	origin, _ := ctx.Value(originKey{}).(string)
	return origin
}

// HTMLAt is HTML as an answer has it.
func HTMLAt(origin string, h timeline.HTML) string { return picture.Absolute(string(h), origin) }

// AddressAt is an address as an answer has it.
func AddressAt(origin string, a timeline.Address) string {
	if a.Own {
		return origin + a.URL
	}
	return a.URL
}

// MarshalHTML writes HTML, with the origin of the context.
func MarshalHTML(h timeline.HTML) graphql.ContextMarshaler {
	return textAt(func(origin string) string { return HTMLAt(origin, h) })
}

// MarshalAddress writes an address, with the origin of the context.
func MarshalAddress(a timeline.Address) graphql.ContextMarshaler {
	return textAt(func(origin string) string { return AddressAt(origin, a) })
}

func textAt(text func(origin string) string) graphql.ContextMarshaler {
	return graphql.ContextWriterFunc(func(ctx context.Context, w io.Writer) error {
		graphql.MarshalString(text(Origin(ctx))).MarshalGQL(w)
		return nil
	})
}

// errOutputOnly is the error for values that no argument has.
var errOutputOnly = errors.New("it is not for input")

// UnmarshalHTML is there for gqlgen alone: no argument is HTML.
func UnmarshalHTML(context.Context, any) (timeline.HTML, error) { return "", errOutputOnly }

// UnmarshalAddress is there for gqlgen alone: no argument is the address of a picture.
func UnmarshalAddress(context.Context, any) (timeline.Address, error) {
	return timeline.Address{}, errOutputOnly
}
