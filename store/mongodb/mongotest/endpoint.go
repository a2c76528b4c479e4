package mongotest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// errUnavailable marks an endpoint that cannot be built here: no go command, no source tree, or modules not fetched.
var errUnavailable = errors.New("endpoint unavailable")

// endpoint is a running server, which ends when its stdin does: with stop, or with this process.
type endpoint struct {
	uri   string
	stdin io.Closer
	cmd   *exec.Cmd
}

// start runs the endpoint and waits for its URI. The go command keeps the linked program in its build cache.
func start() (*endpoint, error) {
	dir, err := endpointDir()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errUnavailable, err)
	}
	cmd := goCommand(dir, "run", "-mod=readonly", ".")
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("open the endpoint's stdin: %w", err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("open the endpoint's stdout: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("run the endpoint: %w", err)
	}
	e := &endpoint{stdin: stdin, cmd: cmd}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		return nil, explain(dir, fmt.Errorf("read the endpoint's URI: %w", errors.Join(err, e.stop())))
	}
	e.uri = strings.TrimSpace(line)
	return e, nil
}

// stop ends the server and waits until its process and its files are gone.
func (e *endpoint) stop() error {
	if err := errors.Join(e.stdin.Close(), e.cmd.Wait()); err != nil {
		return fmt.Errorf("stop the endpoint: %w", err)
	}
	return nil
}

// explain returns errUnavailable instead of err where modules are missing, which only a
// network can bring. The go command has written the rest to stderr.
func explain(dir string, err error) error {
	cmd := goCommand(dir, "list", "-mod=readonly", "-deps", ".")
	cmd.Env = append(cmd.Env, "GOPROXY=off")
	if cmd.Run() != nil {
		return fmt.Errorf("%w: its modules are not in the module cache", errUnavailable)
	}
	return err
}

// endpointDir finds the endpoint's source below the root of the module that is under test.
func endpointDir() (string, error) {
	mod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("go env: %w", err)
	}
	dir := filepath.Join(filepath.Dir(strings.TrimSpace(string(mod))), "store", "mongodb", "endpoint")
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
		return "", fmt.Errorf("find the endpoint's source: %w", err)
	}
	return dir, nil
}

// goCommand is the go command in the module in dir, whatever workspace surrounds it. It
// does not get the flags of the tests: under the race detector the endpoint would be ten
// times as slow.
func goCommand(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOWORK=off", "GOFLAGS=")
	return cmd
}
