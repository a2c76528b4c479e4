package e2e_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/chromedp/chromedp"
)

// moved is the layout shift of the page so far that the reader did not cause.
func (b *tab) moved() float64 {
	b.t.Helper()
	sum, err := chromedp.Run(b.ctx, chromedp.Evaluate[float64](`new Promise((resolve) => {
	  let sum = 0;
	  new PerformanceObserver((list) => list.getEntries().forEach((e) => { if (!e.hadRecentInput) sum += e.value; })).observe({type: 'layout-shift', buffered: true});
	  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
	})`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	return sum
}

// No kind of page moves under the eyes of its reader while it loads.
func TestPagesStandStill(t *testing.T) {
	s := serve(t)
	for _, width := range []int64{wide, 1024, narrow} {
		b := open(t, width)
		for _, page := range []string{
			"/", "/?kind=TALK", "/?text=compiler", "/?person=ilya-sutskever&lang=zh", "/?open=ilya-sutskever/2024", "/?text=none+of+these",
			"/search?text=compiler", "/people", "/people/ilya-sutskever?topic=scaling", "/people/ilya-sutskever#2025-11-26", "/people/ilya-sutskever/2025-11-26",
			"/topics", "/topics/scaling", "/papers", "/papers/attention-is-all-you-need", "/posts", "/posts/ilya-sutskever", "/playground", "/playground?console", "/nowhere",
		} {
			b.visit(s.url + page)
			b.until(`location.pathname !== '/playground' || location.search !== '' || document.querySelector('.graphiql-query-editor .view-line') !== null || document.querySelector('#types') !== null`)
			b.until(`document.readyState === 'complete' && (!document.querySelector('#state') || document.documentElement.classList.contains('drawn'))`)
			b.until(`!location.search.includes('open=') || document.querySelector('dialog[open] .report') !== null`)
			b.until(`!location.search.includes('console') || document.getElementById('types').children.length > 10`)
			shift := b.moved()
			t.Logf("%4d pixels, %-40s %.4f", width, page, shift)
			if shift >= .05 {
				t.Errorf("%d pixels: %s moves by %.3f, want less than 0.05", width, page, shift)
			}
		}
		b.forgive() // the browser reports that there is nothing at /nowhere
	}
}

// The start page and all that it loads, answers of the endpoint included, is light.
func TestTheFirstPageIsLight(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.begin(s.url)
	type answer struct {
		Name  string
		Bytes float64
	}
	weights := value[[]answer](b, `[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map((e) => ({Name: e.name.slice(location.origin.length), Bytes: e.encodedBodySize}))`)
	sum := 0.0
	for _, w := range weights {
		t.Logf("%7.0f %.40s", w.Bytes, w.Name)
		sum += w.Bytes
	}
	t.Logf("%7.0f bytes in all", sum)
	if len(weights) < 10 || sum == 0 || sum >= 100_000 {
		t.Errorf("the start page is %.0f bytes in %d files, want less than 100,000", sum, len(weights))
	}
}

// serverAt is a server that a test stops and starts again at the same address.
type serverAt struct {
	*server
	program *exec.Cmd
	addr    string
}

func serveAgain(t *testing.T) *serverAt {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &serverAt{server: &server{t: t, data: t.TempDir()}, addr: l.Addr().String()}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	s.url = "http://" + s.addr
	t.Cleanup(func() { s.stop(syscall.SIGKILL) })
	s.start()
	return s
}

// start runs the program until it serves.
func (s *serverAt) start() {
	s.t.Helper()
	s.program = exec.CommandContext(s.t.Context(), filepath.Join(bin, "viewline"), "--addr="+s.addr, "--data="+s.data, "--content=../content")
	s.program.Stderr = os.Stderr
	stdout, err := s.program.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.program.Start(); err != nil {
		s.t.Fatal(err)
	}
	for lines := bufio.NewScanner(stdout); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "timeline ") {
			return
		}
	}
	s.t.Fatal("the server does not serve")
}

// stop ends the program by a signal.
func (s *serverAt) stop(how os.Signal) {
	if s.program.ProcessState == nil {
		_ = s.program.Process.Signal(how)
		_ = s.program.Wait()
	}
}

// A page says at once that its server is away, and goes on by itself when the server is back,
// however the server went: all that was imported meanwhile shows up, and what comes later.
func TestPagesOutliveTheServer(t *testing.T) {
	for name, how := range map[string]os.Signal{"stopped": os.Interrupt, "killed": syscall.SIGKILL} {
		t.Run(name, func(t *testing.T) {
			s := serveAgain(t)
			home, person, chinese := open(t, wide), open(t, narrow), open(t, narrow)
			home.begin(s.url)
			person.visit(s.url + "/people/grace-hopper")
			chinese.media("dark")
			chinese.begin(s.url + "/?lang=zh&open=grace-hopper/1986-10-02")
			all := []*tab{home, person, chinese}
			for _, b := range all {
				b.follows()
			}
			s.stop(how)
			for _, b := range all {
				b.until(`document.querySelector('.away')?.checkVisibility() ?? false`)
			}
			home.shoot("away-wide-light")
			chinese.shoot("away-narrow-dark")
			if got := value[string](home, `document.querySelector('.away').innerText`); !strings.HasPrefix(got, "The server cannot be reached.") {
				t.Errorf("the page says %q", got)
			}
			if got := value[string](chinese, `document.querySelector('.away').innerText`); !strings.HasPrefix(got, "无法连接服务器。") {
				t.Errorf("the page says %q", got)
			}
			// What the reader asks for meanwhile is told as missing, and comes by itself.
			home.click(`.chip[data-kind="SPEECH"]`)
			home.until(`document.getElementById('state').textContent.startsWith('The timeline did not load')`)
			s.load("later.md", laterPost)
			s.start()
			for _, b := range all {
				b.until(`document.querySelector('.away') === null`)
			}
			home.until(`document.getElementById('state').textContent === '' && document.querySelector('.item[data-opens="grace-hopper/1990-05"]') !== null`)
			person.until(`document.getElementById('1990-05') !== null`)
			s.load("latest.md", strings.ReplaceAll(laterPost, "1990-05", "1991-06"))
			home.until(`document.querySelector('.item[data-opens="grace-hopper/1991-06"]') !== null`)
			person.until(`document.getElementById('1991-06') !== null`)
			for _, b := range all {
				b.forgive() // the browser reported the server that was away as errors
			}
		})
	}
}

// A page that follows its server does not say that the server is away, even where the server
// answers only then that it was.
func TestALateAnswerTellsOfNothing(t *testing.T) {
	there, err := url.Parse(serve(t).url)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(there)
	proxy.FlushInterval = -1 // at once
	var refused atomic.Bool
	follows := make(chan struct{})
	between := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Accept") == "text/event-stream" && refused.CompareAndSwap(false, true):
			w.WriteHeader(http.StatusServiceUnavailable)
		case r.Method == http.MethodHead:
			select {
			case <-follows:
			case <-r.Context().Done():
			}
			w.WriteHeader(http.StatusBadGateway)
		default:
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(func() {
		between.CloseClientConnections()
		between.Close()
	})
	b := open(t, narrow)
	b.visit(between.URL + "/people/grace-hopper")
	const answers = `performance.getEntriesByType('resource').filter((e) => e.name.endsWith(%q)).length`
	b.until(fmt.Sprintf(answers, "/people/grace-hopper") + ` === 1`) // which the page asks for once the stream is there
	close(follows)
	b.until(fmt.Sprintf(answers, "/static/changed.graphql") + ` === 2`) // the text, and whether the server answers
	if value[bool](b, `document.querySelector('.away') !== null`) {
		t.Error("a page that follows its server says that the server is away")
	}
	b.forgive() // the browser reported the refusals
}
