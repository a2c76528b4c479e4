package main

import (
	"time"

	"golang.org/x/sys/unix"
)

// cpu is the processor time that the process has used so far; false where the system does not
// tell. The number of its clock is made of the process's as clock_getcpuclockid(3) makes it.
func (p *process) cpu() (time.Duration, bool) {
	const ofProcess = 2
	var used unix.Timespec
	err := unix.ClockGettime(int32(^p.cmd.Process.Pid)<<3|ofProcess, &used) //nolint:gosec // the number of a process is at most 22 bits long
	return time.Duration(used.Nano()), err == nil
}
