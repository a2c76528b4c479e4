// Package e2e_test tests the pages in a real browser, as a reader sees them. The tests skip
// where no browser is found; with CI set they fail instead.
package e2e_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

const (
	patience = 20 * time.Second // far longer than any wait of the tests
	lookOver = 20 * time.Millisecond

	wide, narrow = 1400, 390 // pixels
	tall         = 1000
)

// missing skips the test because something is missing, or fails the test with CI set.
func missing(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

func browserPath(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	missing(t, "no browser found: install Chromium to run this test")
	return ""
}

// shared is the browser of all tests, which can reach only this machine. It starts with the
// first test that asks for it, and TestMain stops it.
var shared struct {
	once sync.Once
	ctx  context.Context
	stop func()
	err  error
}

// started is the context of the browser, which runs.
func started(t *testing.T) context.Context {
	t.Helper()
	path := browserPath(t)
	shared.once.Do(func() {
		options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
			chromedp.ExecPath(path),
			chromedp.NoSandbox, // containers have no sandbox
			chromedp.DisableGPU,
			chromedp.Flag("disable-quic", true),
			chromedp.Flag("disable-component-update", true),
			chromedp.Flag("hide-scrollbars", true),
			chromedp.Flag("lang", "en"),
			chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		)
		allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, cancel := chromedp.NewContext(allocator)
		shared.ctx, shared.stop = ctx, func() { cancel(); stop() }
		shared.err = chromedp.Do(ctx) // starts the browser
	})
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.ctx
}

// tab is a window of the browser, with a profile of its own: no other window shares its
// storage or its cache. Any error or warning of a page fails the test.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	problems []string
	asked    []string // the addresses of all requests
	live     bool     // whether an event stream is open
}

// open opens an empty window of the given width.
func open(t *testing.T, width int64) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(started(t), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}
	b.do(chromedp.EmulateViewport(width, tall))
	b.media("light")
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.check)
	return b
}

// hear keeps the errors and warnings of a page, and its requests, until the test ends: its
// servers stop then, which pages that are still open would tell of.
func (b *tab) hear(event any) {
	if b.t.Context().Err() != nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			args, _ := json.Marshal(e.Args)
			b.problems = append(b.problems, fmt.Sprintf("console %s: %s", e.Type, args))
		}
	case *runtime.EventExceptionThrown:
		args, _ := json.Marshal(e.ExceptionDetails)
		b.problems = append(b.problems, fmt.Sprintf("exception: %s", args))
	case *log.EventEntryAdded: // among them violations of the Content-Security-Policy
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.problems = append(b.problems, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		b.asked = append(b.asked, e.Request.URL)
	case *network.EventResponseReceived:
		b.live = b.live || e.Response.MimeType == "text/event-stream"
	}
}

// check fails the test for every error or warning of the pages, and for every request that
// left this machine.
func (b *tab) check() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, problem := range b.problems {
		b.t.Error(problem)
	}
	for _, address := range b.asked {
		if !strings.HasPrefix(address, "http://127.0.0.1:") && !strings.HasPrefix(address, "data:") && !strings.HasPrefix(address, "blob:") {
			b.t.Errorf("a page asked for %s", address)
		}
	}
}

// requests are the addresses that the window has asked for so far.
func (b *tab) requests() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.asked)
}

// forgive drops the errors and warnings so far, where a test provoked them on purpose.
func (b *tab) forgive() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = nil
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// visit goes to an address and waits until it is loaded.
func (b *tab) visit(address string) {
	b.t.Helper()
	b.do(chromedp.Navigate(address))
}

// value is the value of a JavaScript expression.
func value[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// soon looks again and again until something is so; it reports false where that never comes.
func soon(look func() bool) bool {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(lookOver) {
		if look() {
			return true
		}
	}
	return false
}

// until waits for a JavaScript expression to be true.
func (b *tab) until(expression string) {
	b.t.Helper()
	if soon(func() bool {
		v, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](expression))
		return err == nil && v
	}) {
		return
	}
	b.shoot("failed-" + strings.ReplaceAll(b.t.Name(), "/", "-"))
	b.t.Fatalf("never true: %s\n%s", expression, value[string](b, "document.querySelector('main').innerText"))
}

// click waits for the element that a CSS selector finds to stand still with nothing over it, and
// clicks in the middle of its first box. The page itself says where that is: chromedp's own Click
// looks into its copy of the page's nodes, which other goroutines of chromedp change without a lock.
func (b *tab) click(selector string) {
	b.t.Helper()
	middle := fmt.Sprintf(`(() => {
		const found = document.querySelector(%q)
		found?.scrollIntoViewIfNeeded()
		const box = found?.getClientRects()[0]
		if (!box) return []
		const at = [box.left + box.width / 2, box.top + box.height / 2]
		return found.contains(document.elementFromPoint(...at)) ? at : []
	})()`, selector)
	var last []float64
	if soon(func() bool {
		at, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]float64](middle))
		still := err == nil && len(at) == 2 && slices.Equal(at, last)
		last = at
		return still
	}) {
		b.do(chromedp.MouseClickXY(last[0], last[1]))
		return
	}
	b.shoot("failed-" + strings.ReplaceAll(b.t.Name(), "/", "-"))
	b.t.Fatalf("there is nothing to click on: %s", selector)
}

// keys presses keys, one after the other.
func (b *tab) keys(text string) {
	b.t.Helper()
	for _, key := range text {
		b.do(chromedp.KeyEvent(string(key)))
	}
}

// media sets the colour scheme, and switches animations off, since an element that is
// clicked on must not move.
func (b *tab) media(scheme string) {
	b.t.Helper()
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}}))
}

// follows waits until the page has its stream of imports.
func (b *tab) follows() {
	b.t.Helper()
	if !soon(func() bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		return b.live
	}) {
		b.t.Fatal("the page has no event stream open")
	}
}

// scripts switches scripts on or off.
func (b *tab) scripts(allowed bool) {
	b.t.Helper()
	b.do(command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !allowed}))
}

// command is a command of the DevTools protocol as a step.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// shoot keeps a picture of the window in the folder TEST_SHOTS, where that
// is set.
func (b *tab) shoot(name string) {
	b.t.Helper()
	dir := os.Getenv("TEST_SHOTS")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o600)
	}
	if err != nil {
		b.t.Error(err)
	}
}

// network switches the network of the pages on or off.
func (b *tab) network(there bool) {
	b.t.Helper()
	b.do(command(network.SetBlockedURLs, network.SetBlockedURLsParams{
		URLPatterns: []*network.BlockPattern{{URLPattern: "http://127.0.0.1:*/*", Block: !there}},
	}))
}
