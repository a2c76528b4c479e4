package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"viewline/web/site"
)

// asker has the endpoint answer what tools ask.
type asker struct {
	execute site.Executor
	log     *slog.Logger
}

// errServer is what a client is told of a mistake of the server.
var errServer = errors.New("something went wrong on the server")

// ask has an operation answered. The answer is the data of the response as [tidy] writes it,
// with what the endpoint hints at beside. Errors are in the words of the endpoint, and
// missing is the error where there is nothing that goes by the name.
func (a asker) ask(ctx context.Context, tool, operation string, variables any, missing string) (json.RawMessage, error) {
	var by asked
	by, _ = ctx.Value(askedKey{}).(asked)
	if by.ctx != nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(by.ctx, cancel)()
	}
	if own, ok := variables.(interface{ variables() any }); ok {
		variables = own.variables()
	}
	data, hints, err := site.AskRaw(ctx, a.execute, operation, variables)
	if refused, ok := errors.AsType[*site.Refusal](err); ok {
		return nil, refused
	}
	if err != nil {
		a.log.ErrorContext(ctx, "tool failed", "tool", tool, "error", err)
		return nil, errServer
	}
	data, err = tidy(data, by.origin)
	if err != nil {
		a.log.ErrorContext(ctx, "tool failed", "tool", tool, "error", err)
		return nil, errServer
	}
	if missing != "" && string(data) == "{}" {
		return nil, errors.New(missing)
	}
	if len(hints) > 0 {
		data = fmt.Appendf(bytes.TrimSuffix(data, []byte("}")), `,"hints":%s}`, hints)
	}
	return data, nil
}

// deeper is the name by which operations ask whether there is more below what they read.
const deeper = "deeper"

// tidy writes the data of an answer as clients want it: without what is null, a text that is
// asked for in one form as that form alone, and the addresses of pages with the origin. What
// stands deeper than the operation asks is not told but that it is there. The order of the
// fields stays.
func tidy(value json.RawMessage, origin string) (json.RawMessage, error) {
	value = bytes.TrimSpace(value)
	if len(value) == 0 || value[0] != '{' && value[0] != '[' {
		return value, nil
	}
	from := json.NewDecoder(bytes.NewReader(value))
	if _, err := from.Token(); err != nil {
		return nil, err
	}
	object := value[0] == '{'
	out := []byte{value[0]}
	for from.More() {
		name := ""
		if object {
			key, err := from.Token()
			if err != nil {
				return nil, err
			}
			name, _ = key.(string)
		}
		var item json.RawMessage
		if err := from.Decode(&item); err != nil {
			return nil, err
		}
		if object && string(item) == "null" {
			continue
		}
		if object && name == deeper {
			if string(bytes.Join(bytes.Fields(item), nil)) == "[]" {
				continue
			}
			item = json.RawMessage("true")
		}
		item, err := tidy(item, origin)
		if err != nil {
			return nil, err
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		if object {
			out = fmt.Appendf(out, "%q:", name)
		}
		out = append(out, located(name, item, origin)...)
	}
	out = append(out, value[0]+2) // in ASCII, the bracket that closes stands two behind the one that opens
	if text, ok := bytes.CutPrefix(out, []byte(`{"plain":`)); ok && len(text) > 1 && text[0] == '"' {
		return bytes.TrimSuffix(text, []byte("}")), nil // plain is never asked for with other fields
	}
	return out, nil
}

// located puts the origin ahead of the address of a page that begins at the root.
func located(name string, value json.RawMessage, origin string) json.RawMessage {
	if rest, ok := strings.CutPrefix(string(value), `"/`); ok && name == "pageUrl" {
		return json.RawMessage(`"` + origin + "/" + rest)
	}
	return value
}
