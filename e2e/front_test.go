package e2e_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"testing"
)

// TestFrontEnd turns the pages of the front end of clients/front, which clients/check
// builds into the folder TEST_FRONT.
func TestFrontEnd(t *testing.T) {
	built := os.Getenv("TEST_FRONT")
	if built == "" {
		t.Skip("TEST_FRONT is not set: clients/check builds the front end")
	}
	server, err := url.Parse(serve(t).url)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(server)
	mux := http.NewServeMux()
	mux.Handle("/query", proxy)
	mux.Handle("/favicon.ico", proxy)
	mux.Handle("/static/", proxy)
	mux.Handle("/", http.FileServer(http.Dir(built)))
	front := httptest.NewServer(mux)
	t.Cleanup(front.Close)
	b := open(t, wide)
	b.visit(front.URL + "/?person=ilya-sutskever")
	b.until(`document.getElementById('state').textContent === '2 of 4'`)
	b.click("#more")
	b.until(`document.getElementById('state').textContent === '4 of 4'`)
	if !value[bool](b, `document.getElementById('more').hidden`) {
		t.Error("there is more after the last page")
	}
	if n := value[int](b, `document.querySelectorAll('#appearances ul li').length`); n < 4 {
		t.Errorf("%d viewpoints are shown; want some of each appearance", n)
	}
}
