package cli

import (
	"os"
	"os/signal"
	"syscall"
)

// Signals are those that end a program as well as it can: an interrupt, a termination,
// and that its terminal is closed, unless it is told not to care for that (nohup).
func Signals() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}
