package main

import (
	"context"
	"errors"
	"fmt"
	"net"
)

// listen listens on the address that a flag names.
func listen(ctx context.Context, flag, addr string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if failed, ok := errors.AsType[*net.OpError](err); ok {
		err = failed.Err // its text without the address, which this message names itself
	}
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w; choose another address with --%s", addr, err, flag)
	}
	return listener, nil
}
