//go:build !linux

package main

import "time"

// cpu is not known.
func (p *process) cpu() (time.Duration, bool) { return 0, false }
