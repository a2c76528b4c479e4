package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"viewline/bench/corpus"
)

// The measured programs are built once. Each runs as a process of its own, so that its
// processor time is counted apart from its client's.
var programs struct {
	sync.Once
	dir string
	err error
}

// asFloor is the environment variable that makes this test binary a server that only writes
// the bytes of a file.
const asFloor = "TEST_BENCH_FLOOR"

func TestMain(m *testing.M) {
	for env, serve := range map[string]func(string) error{asFloor: serveFile, asGqlgen: serveGqlgen} {
		if value := os.Getenv(env); value != "" {
			fmt.Fprintln(os.Stderr, serve(value))
			os.Exit(1)
		}
	}
	code := m.Run()
	_ = os.RemoveAll(programs.dir)
	os.Exit(code)
}

// program builds the server or the loader.
func program(b *testing.B, name string) string {
	b.Helper()
	programs.Do(func() {
		if programs.dir, programs.err = os.MkdirTemp("", "viewline-bench"); programs.err != nil {
			return
		}
		for name, pkg := range map[string]string{"viewline": "viewline", "loader": "viewline/loader"} {
			out, err := exec.Command("go", "build", "-o", filepath.Join(programs.dir, name), pkg).CombinedOutput()
			if err != nil {
				programs.err = fmt.Errorf("build %s: %w\n%s", name, err, out)
			}
		}
	})
	if programs.err != nil {
		b.Fatal(programs.err)
	}
	return filepath.Join(programs.dir, name)
}

// process is a running server.
type process struct {
	cmd  *exec.Cmd
	addr string
}

// start runs a program that prints the address of its endpoint.
func start(b *testing.B, env []string, name string, args ...string) *process {
	b.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	p := &process{cmd: cmd}
	b.Cleanup(p.stop)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "endpoint"); ok {
			addr := strings.TrimPrefix(strings.TrimSpace(rest), "http://")
			p.addr, _, _ = strings.Cut(addr, "/")
			go io.Copy(io.Discard, out) //nolint:errcheck // the rest of the output does not matter
			return p
		}
	}
	b.Fatalf("%s did not say where its endpoint is", name)
	return nil
}

func (p *process) stop() {
	_ = p.cmd.Process.Signal(os.Interrupt)
	_ = p.cmd.Wait()
}

// server runs Viewline on the data of a folder.
func server(b *testing.B, data string, flags ...string) *process {
	b.Helper()
	return start(b, nil, program(b, "viewline"), append([]string{"--addr", "127.0.0.1:0", "--data", data, "--content", ""}, flags...)...)
}

// floor runs a server of net/http alone that writes the given bytes.
func floor(b *testing.B, body []byte) *process {
	b.Helper()
	path := filepath.Join(b.TempDir(), "body")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		b.Fatal(err)
	}
	return start(b, []string{asFloor + "=" + path}, os.Args[0])
}

func serveFile(path string) error {
	body, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return listen(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body)
	}))
}

// listen serves on a free port, and prints the address.
func listen(h http.Handler) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Printf("endpoint http://%s/query\n", listener.Addr())
	return http.Serve(listener, h)
}

// client is a client with one connection that uses as little processor time as possible.
type client struct {
	conn net.Conn
	in   *bufio.Reader
	body []byte
}

func (p *process) dial() (*client, error) {
	conn, err := net.Dial("tcp", p.addr)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, in: bufio.NewReaderSize(conn, 64<<10)}, nil
}

// request is a POST of a query.
func request(query string) []byte {
	body := fmt.Sprintf(`{"query":%s}`, strconv.Quote(query))
	return fmt.Appendf(nil, "POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
}

var errStatus = errors.New("no answer of status 200")

// ask sends a request and returns the body of the answer, which is valid until the next
// call.
func (c *client) ask(request []byte) ([]byte, error) {
	if _, err := c.conn.Write(request); err != nil {
		return nil, err
	}
	size, chunked := -1, false
	for first := true; ; first = false {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return nil, err
		}
		if first && !bytes.HasPrefix(line, []byte("HTTP/1.1 200 ")) {
			return nil, fmt.Errorf("%w: %s", errStatus, line)
		}
		if rest, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			size, _ = strconv.Atoi(string(bytes.TrimSpace(rest)))
		}
		chunked = chunked || string(line) == "Transfer-Encoding: chunked\r\n"
		if len(line) == 2 {
			break
		}
	}
	if chunked {
		return c.chunks()
	}
	if size < 0 {
		return nil, fmt.Errorf("%w: no length", errStatus)
	}
	if cap(c.body) < size {
		c.body = make([]byte, size)
	}
	c.body = c.body[:size]
	_, err := io.ReadFull(c.in, c.body)
	return c.body, err
}

// chunks reads a body in chunks, which has no Content-Length (RFC 9112, section 7.1).
func (c *client) chunks() ([]byte, error) {
	body := bytes.NewBuffer(c.body[:0])
	if _, err := body.ReadFrom(httputil.NewChunkedReader(c.in)); err != nil {
		return nil, err
	}
	c.body = body.Bytes()
	_, err := c.in.ReadSlice('\n') // the empty line behind the last chunk
	return c.body, err
}

// corpora are the data folders by their names. They are made once, and kept for the next run.
var corpora sync.Map

// data is the data folder of an embedded database with so many posts.
func data(b *testing.B, posts int) string {
	b.Helper()
	return dated(b, posts, corpus.Ordinary)
}

// dated is the data folder of an embedded database with so many posts, whose headings have
// such dates.
func dated(b *testing.B, posts int, dates corpus.Dates) string {
	b.Helper()
	name := fmt.Sprintf("data-%d", posts) + map[corpus.Dates]string{corpus.Years: "-years", corpus.None: "-undated"}[dates]
	made, _ := corpora.LoadOrStore(name, sync.OnceValues(func() (string, error) {
		dir := filepath.Join(scratch(), name)
		done := filepath.Join(dir, "complete")
		if _, err := os.Stat(done); err == nil {
			return dir, nil
		}
		_ = os.RemoveAll(dir)
		content := dir + "-posts"
		defer os.RemoveAll(content) //nolint:errcheck // a scratch folder
		if _, err := corpus.Write(content, posts, dates); err != nil {
			return "", err
		}
		out, err := exec.Command(program(b, "loader"), "--data", dir, content).CombinedOutput()
		if err != nil {
			return "", fmt.Errorf("load %d posts: %w\n%s", posts, err, out)
		}
		return dir, os.WriteFile(done, nil, 0o600)
	}))
	dir, err := made.(func() (string, error))()
	if err != nil {
		b.Fatal(err)
	}
	return dir
}

// scratch is the folder in which corpora are kept.
func scratch() string {
	if dir := os.Getenv("TEST_BENCH_DIR"); dir != "" {
		return dir
	}
	return filepath.Join(os.TempDir(), "viewline-bench-corpora")
}
