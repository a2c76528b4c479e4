package main

import (
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"viewline/cli"
	"viewline/version"
)

func TestStartErrors(t *testing.T) {
	taken, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	data, empty := t.TempDir(), t.TempDir()
	write(t, data, "file", "")
	write(t, empty, "notes.txt", "")
	const silent = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200"
	for name, c := range map[string]struct {
		args []string
		env  string // MONGODB_URI
		code int
		want []string // in the one line of stderr
	}{
		"unknown flag":     {[]string{"--adr=:0"}, "", 2, []string{`"adr"`, "did you mean --addr?"}},
		"argument":         {[]string{"./posts"}, "", 2, []string{`"./posts"`, "--content"}},
		"bad address":      {[]string{"--addr=8080"}, "", 2, []string{`"8080"`, "want host:port"}},
		"debug elsewhere":  {[]string{"--debug-addr=192.0.2.1:6060"}, "", 2, []string{`"192.0.2.1:6060"`, "--debug-addr", "127.0.0.1:6060"}},
		"debug everywhere": {[]string{"--debug-addr=:6060"}, "", 2, []string{`":6060"`, "want an address of this machine alone"}},
		"debug wildcard":   {[]string{"--debug-addr=[::]:6060"}, "", 2, []string{`"[::]:6060"`, "want an address of this machine alone"}},
		"debug by name":    {[]string{"--debug-addr=example.org:6060"}, "", 2, []string{`"example.org:6060"`, "want an address of this machine alone"}},
		"debug port alone": {[]string{"--debug-addr=6060"}, "", 2, []string{`"6060"`, "want an address of this machine alone"}},
		"debug port taken": {[]string{"--addr=127.0.0.1:0", "--debug-addr=" + taken.Addr().String(), "--data=" + data}, "", 1, []string{taken.Addr().String(), "in use", "--debug-addr"}},
		"studio elsewhere": {[]string{"--studio=192.0.2.1:8081"}, "", 2, []string{`"192.0.2.1:8081"`, "--studio", "127.0.0.1:8081"}},
		"studio for all":   {[]string{"--studio=:8081"}, "", 2, []string{`":8081"`, "want an address of this machine alone"}},
		"studio of what":   {[]string{"--content=", "--studio=127.0.0.1:0"}, "", 2, []string{"--studio without --content"}},
		"studio taken":     {[]string{"--addr=127.0.0.1:0", "--studio=" + taken.Addr().String(), "--data=" + data}, "", 1, []string{taken.Addr().String(), "in use", "--studio"}},
		"negative cache":   {[]string{"--document-cache=-1"}, "", 2, []string{"--document-cache", "below zero", "0 for none"}},
		"no operations":    {[]string{"--max-operations=0"}, "", 2, []string{"--max-operations", "not above zero"}},
		"no answer":        {[]string{"--max-answer=0"}, "", 2, []string{"--max-answer", "not above zero"}},
		"negative streams": {[]string{"--max-streams-per-address=-1"}, "", 2, []string{"--max-streams-per-address", "below zero", "0 for a quarter"}},
		"empty title":      {[]string{"--site-title= "}, "", 2, []string{"--site-title is empty", "want the name of the site"}},
		"long title":       {[]string{"--site-title=" + strings.Repeat("长", 101)}, "", 2, []string{"--site-title has 101 characters", "want 100 at most"}},
		"title of lines":   {[]string{"--site-title=a\nb"}, "", 2, []string{`"a\nb"`, "want a name in one line"}},
		"title of bytes":   {[]string{"--site-title=a\xffb"}, "", 2, []string{`"a\xffb"`, "UTF-8"}},
		"no icon":          {[]string{"--site-icon=" + data + "/none.svg"}, "", 2, []string{"--site-icon", "none.svg", "no such file"}},
		"icon is empty":    {[]string{"--site-icon=" + data + "/file"}, "", 2, []string{"--site-icon", "0 bytes that are neither SVG nor PNG"}},
		"icon is folder":   {[]string{"--site-icon=" + data}, "", 2, []string{"--site-icon", "is no regular file"}},
		"no preview font":  {[]string{"--preview-font=" + data + "/file"}, "", 2, []string{"--preview-font", "is no font"}},
		"bad source URL":   {[]string{"--source-url=https://example.org/posts"}, "", 2, []string{`"https://example.org/posts"`, "want an address with {path} and {line}"}},
		"bad public URL":   {[]string{"--public-url=example.org/x"}, "", 2, []string{`"example.org/x"`, "want an origin"}},
		"bad language":     {[]string{"--site-language=fr"}, "", 2, []string{`"fr"`, "--site-language", "want en or zh"}},
		"no language":      {[]string{"--site-language="}, "", 2, []string{"--site-language", "want en or zh"}},
		"no embedder":      {[]string{"--allow-embed=https://a.example,b.example"}, "", 2, []string{"--allow-embed", `"b.example"`, "want origins"}},
		"any embedder":     {[]string{"--allow-embed=*"}, "", 2, []string{`"*"`}},
		"embedder, path":   {[]string{"--allow-embed=https://a.example/"}, "", 2, []string{`"https://a.example/"`}},
		"embedder, more":   {[]string{"--allow-embed=https://a.example; script-src *"}, "", 2, []string{"--allow-embed"}},
		"log format":       {[]string{"--log-format=xml"}, "", 2, []string{"--log-format", `"xml"`, "want text or json"}},
		"no image host":    {[]string{"--image-hosts=a.example,https://b.example"}, "", 2, []string{"--image-hosts", `"https://b.example"`, "want names of hosts"}},
		"any image host":   {[]string{"--image-hosts=*.example.org"}, "", 2, []string{`"*.example.org"`}},
		"empty image host": {[]string{"--image-hosts=a.example,"}, "", 2, []string{"--image-hosts", `""`}},
		"image host, port": {[]string{"--image-hosts=a.example:8443"}, "", 2, []string{`"a.example:8443"`, "a port"}},
		"image host, more": {[]string{"--image-hosts=a.example; script-src *"}, "", 2, []string{`"a.example; script-src *"`}},
		"no content":       {[]string{"--content=" + data + "/none"}, "", 2, []string{"none", "name a folder of posts"}},
		"content is file":  {[]string{"--content=" + data + "/file"}, "", 2, []string{"is no folder", "name a folder of posts"}},
		"no post":          {[]string{"--content=" + empty}, "", 2, []string{"--content: no post in " + empty, "end in .md"}},
		"watch nothing":    {[]string{"--content=", "--watch"}, "", 2, []string{"--watch without --content", "name a folder of posts"}},
		"port in use":      {[]string{"--addr=" + taken.Addr().String(), "--data=" + data}, "", 1, []string{taken.Addr().String(), "in use", "--addr"}},
		"data is file":     {[]string{"--data=" + data + "/file"}, "", 3, []string{data + "/file", "name a folder"}},
		"MongoDB by flag":  {[]string{"--mongodb-uri=" + silent}, "", 3, []string{"127.0.0.1:1"}},
		"MongoDB by env":   {nil, silent, 3, []string{"127.0.0.1:1"}},
		"MongoDB URI typo": {[]string{"--mongodb-uri=mongo://x"}, "", 3, []string{"URI", "mongodb+srv"}},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr output
			code := run(t.Context(), c.args, cli.Environment{"MONGODB_URI=" + c.env}, &stdout, &stderr)
			got := stderr.String()
			if code != c.code || stdout.String() != "" || !strings.HasPrefix(got, "viewline: ") || strings.Count(got, "\n") != 1 {
				t.Errorf("exit code %d, want %d; stdout %q; stderr %q", code, c.code, &stdout, got)
			}
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("stderr %q lacks %q", got, want)
				}
			}
		})
	}
}

// The server tells its version and licences without opening a database.
func TestAbout(t *testing.T) {
	for flag, want := range map[string]string{"--version": "viewline " + version.String() + " (go", "--licences": "Viewline, Copyright (c) the Viewline authors, MIT licence"} {
		var stdout, stderr output
		if code := run(t.Context(), []string{flag, "--mongodb-uri=mongodb://127.0.0.1:1"}, noEnv, &stdout, &stderr); code != cli.ExitDone || !strings.HasPrefix(stdout.String(), want) {
			t.Errorf("%s: exit code %d, stdout %.200q, stderr %q; want %q", flag, code, stdout.String(), &stderr, want)
		}
	}
}

func TestHelp(t *testing.T) {
	var stdout, stderr output
	code := run(t.Context(), []string{"--help"}, noEnv, &stdout, &stderr)
	got := stdout.String()
	if code != cli.ExitDone || stderr.String() != "" {
		t.Errorf("exit code %d, stderr %q", code, &stderr)
	}
	for _, want := range []string{"--addr", "127.0.0.1:8080", "--mongodb-uri", "MONGODB_URI", "--database", "--data", "--content", "Exit codes"} {
		if !strings.Contains(got, want) {
			t.Errorf("help lacks %q:\n%s", want, got)
		}
	}
	for line := range strings.Lines(got) {
		if len(line) > 81 {
			t.Errorf("line is too wide for a screen: %q", line)
		}
	}
}

// Each flag has its variable, which nobody warns of, and which a process reads.
func TestVariables(t *testing.T) {
	var stdout, stderr output
	run(t.Context(), []string{"--help"}, noEnv, &stdout, &stderr)
	for _, line := range regexp.MustCompile(`(?m)^ +(?:-\w, )?--([a-z-]+)`).FindAllStringSubmatch(stdout.String(), -1) {
		name := strings.ToUpper(strings.ReplaceAll(line[1], "-", "_"))
		if name == "HELP" || name == "VERSION" || name == "LICENCES" {
			continue
		}
		if !regexp.MustCompile(`(?m)^  .*\b` + name + `\b`).MatchString(stdout.String()) {
			t.Errorf("--help has no variable %s", name)
		}
		if warnings := (cli.Environment{"VIEWLINE_" + name + "=x"}).Unknown(); warnings != nil {
			t.Errorf("%s; want it in the table of cli/environment.go", warnings)
		}
	}
	data, content := t.TempDir(), t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := beginIn(t, cli.Environment{"VIEWLINE_DATA=" + data, "VIEWLINE_CONTENT=" + content, "VIEWLINE_SITE_TITLE=Slow talks", "VIEWLINE_MCP=false", "VIEWLINE_SITE_TITEL=x"})
	if _, page := get(t, r.url+"/"); !strings.Contains(page, "<title>Slow talks") {
		t.Errorf("page:\n%.300s", page)
	}
	if got, want := r.stderr.String(), "viewline: warning: nothing reads the variable VIEWLINE_SITE_TITEL; did you mean VIEWLINE_SITE_TITLE?\n"; got != want {
		t.Errorf("stderr %q, want %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(data, "viewline.db")); err != nil {
		t.Error(err)
	}
}
