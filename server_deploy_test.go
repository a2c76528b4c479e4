package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// block is what docs/deploy.md has in its block of code of a language.
func block(t *testing.T, language string) string {
	t.Helper()
	text, err := os.ReadFile("docs/deploy.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(text), "```"+language+"\n")
	code, _, ended := strings.Cut(after, "```\n")
	if !found || !ended {
		t.Fatalf("docs/deploy.md has no block of %s", language)
	}
	return code
}

// instead replaces each part of a text, which has to be there once.
func instead(t *testing.T, text string, replacements ...string) string {
	t.Helper()
	for i := 0; i < len(replacements); i += 2 {
		if n := strings.Count(text, replacements[i]); n != 1 {
			t.Fatalf("docs/deploy.md has %q %d times; want it once in\n%s", replacements[i], n, text)
		}
		text = strings.Replace(text, replacements[i], replacements[i+1], 1)
	}
	return text
}

// A proxy with the configuration of docs/deploy.md passes on pages, queries, WebSockets and
// event streams. The configuration has other ports than in the document, and no certificate.
func TestDeploy(t *testing.T) {
	t.Run("nginx", func(t *testing.T) {
		t.Parallel()
		tryProxy(t, "nginx", func(t *testing.T, dir, at, server string) []string {
			site := instead(t, block(t, "nginx"), "listen 80;", "listen "+at+";", "server 127.0.0.1:8080;", "server "+server+";")
			write(t, dir, "nginx.conf", "daemon off; master_process off; pid nginx.pid; events {}\nhttp {\naccess_log off; client_body_temp_path body;\n"+
				"proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;\n"+site+"}\n")
			args := []string{"-p", dir, "-e", "stderr", "-c", "nginx.conf"}
			if out, err := exec.CommandContext(t.Context(), proxyProgram("nginx"), append(args, "-t")...).CombinedOutput(); err != nil || strings.Contains(string(out), "[warn]") {
				t.Fatalf("nginx -t: %v\n%s", err, out)
			}
			return args
		})
	})
	t.Run("caddy", func(t *testing.T) {
		t.Parallel()
		tryProxy(t, "caddy", func(t *testing.T, dir, at, server string) []string {
			_, port, _ := net.SplitHostPort(at)
			site := instead(t, block(t, "caddyfile"), "views.example {", "http://views.example:"+port+" {\n\tbind 127.0.0.1", "127.0.0.1:8080", server)
			write(t, dir, "Caddyfile", "{\n\tadmin off\n\tauto_https off\n\tstorage file_system "+dir+"\n}\n"+site)
			return []string{"run", "--config", filepath.Join(dir, "Caddyfile")}
		})
	})
}

// proxyProgram is the path of a proxy; empty where it is not installed. Debian's nginx stands
// where only the path of root leads.
func proxyProgram(name string) string {
	for _, one := range []string{name, "/usr/sbin/" + name} {
		if path, err := exec.LookPath(one); err == nil {
			return path
		}
	}
	return ""
}

// tryProxy runs a proxy in front of a server, and asks through it. The function configure
// writes the configuration of a proxy that listens at an address into a folder, and gives the
// arguments of the proxy.
func tryProxy(t *testing.T, name string, configure func(t *testing.T, dir, at, server string) []string) {
	program := proxyProgram(name)
	if program == "" {
		t.Skipf("%s is not installed: apt-get install -y %s, to try what docs/deploy.md says of it", name, name)
	}
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := begin(t, "--data", t.TempDir(), "--content", content, "--public-url", "https://views.example")
	free, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	proxy := exec.CommandContext(t.Context(), program, configure(t, dir, at, strings.TrimPrefix(r.url, "http://"))...)
	var said output
	proxy.Stdout, proxy.Stderr, proxy.Env = &said, &said, append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_DATA_HOME="+dir)
	proxy.Cancel = func() error { return proxy.Process.Signal(syscall.SIGTERM) }
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = proxy.Wait() }) // the test's context, which is done by then, has stopped it
	client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", at)
	}}}
	t.Cleanup(client.CloseIdleConnections)
	until(t, name+" listens", func() bool {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", at)
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	})
	throughProxy(t, client, content)
	if t.Failed() {
		t.Logf("%s says %s", name, &said)
	}
}

var requestID = regexp.MustCompile(`^[0-9a-f-]{32,36}$`) // as proxies make them

// throughProxy asks a server of one post, by a client that reaches it as http://views.example.
func throughProxy(t *testing.T, client *http.Client, content string) {
	ask := func(method, target, body string, header ...string) *http.Response {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), method, "http://views.example"+target, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(header); i += 2 {
			request.Header.Set(header[i], header[i+1])
		}
		answer, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = answer.Body.Close() })
		return answer
	}
	for _, c := range []struct{ method, target, body, want string }{
		{"GET", "/people/ada?lang=zh", "", `<link rel="canonical" href="https://views.example/people/ada?lang=zh">`},
		{"GET", "/feed.atom", "", `href="https://views.example/`},
		{"GET", "/readyz", "", "ok\n"},
		{"POST", "/query", `{"query": "{ corpus { appearances } }"}`, `{"data":{"corpus":{"appearances":1}}}`},
	} {
		answer := ask(c.method, c.target, c.body, "Content-Type", "application/json")
		text, err := io.ReadAll(answer.Body)
		if id := answer.Header.Get("X-Request-Id"); err != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(text), c.want) || !requestID.MatchString(id) {
			t.Errorf("%s: %v, status %d, id %q\n%s\nwant %s", c.target, err, answer.StatusCode, id, text, c.want)
		}
	}

	conn, _, err := websocket.Dial(t.Context(), "ws://views.example/query", &websocket.DialOptions{
		HTTPClient: client, Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{"Origin": {"https://views.example"}},
	})
	if err != nil {
		t.Fatalf("WebSocket: %v", err)
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	send := func(text string) {
		t.Helper()
		if err := conn.Write(t.Context(), websocket.MessageText, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	send(`{"type": "connection_init"}`)
	if got, want := hear(t, conn), `{"type":"connection_ack"}`; got != want {
		t.Fatalf("WebSocket: %s; want %s", got, want)
	}
	send(`{"type": "subscribe", "id": "1", "payload": {"query": "subscription { corpusChanged { inserted } }"}}`)

	const events = "/query?query=subscription%7BcorpusChanged%7Binserted%7D%7D"
	stream := ask("GET", events, "", "Accept", "text/event-stream")
	lines := bufio.NewReader(stream.Body)
	if line, err := lines.ReadString('\n'); err != nil || !strings.HasPrefix(line, ":") { // comes before there is any event
		t.Fatalf("event stream: %q, %v; want a comment", line, err)
	}
	// A subscription may begin after a post was written: then the next post tells.
	const changed = `{"data":{"corpusChanged":{"inserted":`
	told := make(chan string, 2)
	go func() {
		_, text, err := conn.Read(t.Context())
		if err != nil || !strings.HasPrefix(string(text), `{"id":"1","type":"next","payload":`+changed) {
			told <- fmt.Sprintf("WebSocket: %s, %v; want %s…", text, err, changed)
			return
		}
		told <- ""
	}()
	go func() {
		for {
			line, err := lines.ReadString('\n')
			if err != nil || strings.HasPrefix(line, "data: ") && !strings.HasPrefix(line, "data: "+changed) {
				told <- fmt.Sprintf("event stream: %q, %v; want %s…", line, err, changed)
				return
			}
			if strings.HasPrefix(line, "data: ") {
				told <- ""
				return
			}
		}
	}()
	for n, left := 0, 2; left > 0; n++ {
		if time.Duration(n)*time.Second > patience {
			t.Fatal("no event came through")
		}
		write(t, content, fmt.Sprintf("bob-%d.md", n), strings.ReplaceAll(adaPost, "Ada", fmt.Sprintf("Bob%d", n)))
		for next := time.After(time.Second); left > 0; {
			select {
			case problem := <-told:
				if left--; problem != "" {
					t.Error(problem)
				}
				continue
			case <-next:
			}
			break
		}
	}
}
