//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"viewline/cli"
	"viewline/ingest"
	"viewline/store/sqlite"
)

const toolsPost = `---
title: "Ada Lovelace在各个场合的观点"
---
## Ada Lovelace - 某播客访谈 - 2020-05-07
**主题:** 机器
### 1. 看法
* **会学习:** 机器会学习 <慢慢地>。
  * 先看例子。
### 2. 推荐阅读
* [Slow Nets](https://arxiv.org/abs/1501.00001), Ann Ray, 2015

## Ada Lovelace - 某大会演讲 - 2018年
* **还不会:** 机器还不会学习。
`

// toolsContent writes a folder with a post, and imports it into a folder of data.
func toolsContent(t *testing.T) (content, data string) {
	t.Helper()
	content, data = t.TempDir(), t.TempDir()
	write(t, content, "ada.md", toolsPost)
	write(t, content, "topics.yaml", "- slug: learning\n  name: 学习\n")
	st, err := sqlite.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	if _, err := ingest.Run(t.Context(), st, ingest.Options{Paths: []string{content}}); err != nil {
		t.Fatal(err)
	}
	return content, data
}

func connect(t *testing.T, to sdk.Transport) *sdk.ClientSession {
	t.Helper()
	session, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), to, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = session.Close() })
	return session
}

// call calls a tool, and returns its answer as text, and whether it is an error.
func call(t *testing.T, session *sdk.ClientSession, tool, arguments string) (text string, failed bool) {
	t.Helper()
	answer, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: json.RawMessage(arguments)})
	if err != nil {
		t.Fatalf("%s %s: %v", tool, arguments, err)
	}
	if len(answer.Content) != 1 {
		t.Fatalf("%s %s: %d pieces of content", tool, arguments, len(answer.Content))
	}
	text = answer.Content[0].(*sdk.TextContent).Text
	if !answer.IsError {
		want, err := json.Marshal(answer.StructuredContent)
		var same any
		if err == nil {
			err = json.Unmarshal([]byte(text), &same)
		}
		got, _ := json.Marshal(same)
		if err != nil || string(got) != string(want) {
			t.Errorf("%s %s: the text is %s, and the structured content %s; %v", tool, arguments, got, want, err)
		}
	}
	return text, answer.IsError
}

// checkTools calls all tools; the addresses of pages begin with the origin.
func checkTools(t *testing.T, session *sdk.ClientSession, origin string) {
	t.Helper()
	tools, err := session.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range tools.Tools {
		names = append(names, tool.Name)
		if !tool.Annotations.ReadOnlyHint || *tool.Annotations.OpenWorldHint || len(tool.Description) < 50 || strings.HasPrefix(tool.Description, "#") {
			t.Errorf("%s: %+v %q", tool.Name, tool.Annotations, tool.Description)
		}
	}
	if want := []string{"check_quote", "compare_positions", "find_people", "find_topics", "read_appearance", "read_timeline", "reading_lists", "search"}; !slices.Equal(names, want) {
		t.Errorf("tools %q, want %q", names, want)
	}
	said := `"text":"机器会学习 <慢慢地>。"`
	page := `"pageUrl":"` + origin + `/people/ada-lovelace/2020-05-07#v-%E4%BC%9A%E5%AD%A6%E4%B9%A0~`
	source := `"source":{"path":"ada.md","startLine":7,"endLine":8}`
	for _, c := range []struct {
		tool, arguments string
		holds           []string
	}{
		{"find_people", `{"text":"love"}`, []string{`{"people":{"totalCount":1,"pageInfo":{"hasNextPage":false,"endCursor":"`, `"slug":"ada-lovelace","name":"Ada Lovelace"`, `"appearances":{"totalCount":2},"firstAppearance":{"date":"2018"`}},
		{"find_people", `{}`, []string{`"totalCount":1`}},
		{"find_topics", `{}`, []string{`{"topics":{"totalCount":1`, `"slug":"learning","name":"学习"`, `"viewpoints":{"totalCount":2}`}},
		{"find_topics", `{"text":"学习"}`, []string{`{"search":{"totalCount":1`, `"node":{"slug":"learning"`}},
		{"read_timeline", `{"person":"Ada Lovelace","first":1}`, []string{`"totalCount":2,"pageInfo":{"hasNextPage":true`, `"key":"ada-lovelace/2020-05-07","date":"2020-05-07"`, said, page, source}},
		{"read_timeline", `{"person":"ada-lovelace","topic":["nothing"],"from":"2019"}`, []string{`"totalCount":0`, `"hints":[{`, `nothing`}},
		{"compare_positions", `{"topic":"learning"}`, []string{`"person":{"slug":"ada-lovelace","name":"Ada Lovelace"`, `"count":2,"earliest":{"date":"2018","label":"还不会"`, said, page, source}},
		{"search", `{"text":"慢慢","type":"VIEWPOINT"}`, []string{`"totalCount":1`, said, page, source, `"person":{"slug":"ada-lovelace","name":"Ada Lovelace"}`, `{"field":"TEXT","plain":"机器会学习 <慢慢地>。"}`}},
		{"check_quote", `{"text":"机器会学习","person":"Ada Lovelace"}`, []string{`{"quote":{"verdict":"VERBATIM","places":[{"verdict":"VERBATIM","date":"2020-05-07"`, source, page, `"name":"Ada Lovelace"`}},
		{"check_quote", `{"text":"we never said that"}`, []string{`{"quote":{"verdict":"ABSENT","places":[]}}`}},
		{"read_appearance", `{"key":"ada-lovelace/2020-05-07"}`, []string{`"person":{"slug":"ada-lovelace","name":"Ada Lovelace"}`, `"text":"机器会学习 <慢慢地>。"`, `"text":"先看例子。"`, source, `"title":"Slow Nets"`, `"previous":{"key":"ada-lovelace/2018","date":"2018"`}},
		{"reading_lists", `{"person":"ada-lovelace"}`, []string{`"title":"Slow Nets","authors":["Ann Ray"],"published":"2015"`, `"recommendationCount":1`, `"date":"2020-05-07","person":{"slug":"ada-lovelace"`, `"source":{"path":"ada.md","startLine":10`}},
	} {
		text, failed := call(t, session, c.tool, c.arguments)
		if failed {
			t.Errorf("%s %s: error %s", c.tool, c.arguments, text)
		}
		for _, want := range c.holds {
			if !strings.Contains(text, want) {
				t.Errorf("%s %s: want %s in\n%s", c.tool, c.arguments, want, text)
			}
		}
		if strings.Contains(text, "null") {
			t.Errorf("%s %s: there is a null in\n%s", c.tool, c.arguments, text)
		}
	}
	for _, c := range []struct{ tool, arguments, holds string }{
		{"read_timeline", `{"person":"bob"}`, "nobody on record goes by that name"},
		{"compare_positions", `{"topic":"bob"}`, "no topic on record goes by that name"},
		{"read_appearance", `{"key":"ada-lovelace/1999"}`, "there is no appearance with that key"},
		{"find_people", `{"first":1000}`, "1000"},
		{"read_timeline", `{"person":"ada-lovelace","from":"soon"}`, "soon"},
		{"read_timeline", `{"person":"ada-lovelace","kind":["SONG"]}`, "SONG"},
		{"read_timeline", `{}`, "person"},
		{"search", `{"text":"a","colour":"red"}`, "colour"},
	} {
		if text, failed := call(t, session, c.tool, c.arguments); !failed || !strings.Contains(text, c.holds) {
			t.Errorf("%s %s: %s (error %t), want an error with %q", c.tool, c.arguments, text, failed, c.holds)
		}
	}
}

func TestToolsByHTTP(t *testing.T) {
	_, data := toolsContent(t)
	r := begin(t, "--data", data, "--allow-origin", "https://front.example", "--max-body", "2000")
	checkTools(t, connect(t, &sdk.StreamableClientTransport{Endpoint: r.url + "/mcp"}), r.url)
	ping := `{"jsonrpc":"2.0","id":1,"method":"ping"}`
	for _, c := range []struct {
		header, value, body string
		status              int
		holds               string
	}{
		{"", "", ping, 200, `"result":{}`},
		{"Origin", r.url, ping, 200, `"result":{}`},
		{"Origin", "https://front.example", ping, 200, `"result":{}`},
		{"Origin", "https://evil.example", ping, 403, "a page of another origin"},
		{"Host", "evil.example", ping, 421, "does not go by the name"},
		{"", "", "[" + ping + "," + ping + "]", 400, "a batch of messages"},
		{"", "", `{"jsonrpc":"2.0","id":1,"method":"` + strings.Repeat("x", 2000) + `"}`, 413, "too large"},
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.url+"/mcp", strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Accept", "application/json, text/event-stream")
		if c.header == "Host" {
			request.Host = c.value
		} else if c.header != "" {
			request.Header.Set(c.header, c.value)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if answer.StatusCode != c.status || !strings.Contains(string(text), c.holds) {
			t.Errorf("%s %s %.40s: status %d, %s; want %d, %q", c.header, c.value, c.body, answer.StatusCode, text, c.status, c.holds)
		}
	}
	// A client that listens for changes is told at once that there will be none: else each would
	// hold a connection, and the server could not stop.
	listen, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.url+"/mcp", strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true},
		"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"x","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	listen.Header = http.Header{
		"Content-Type": {"application/json"}, "Accept": {"application/json, text/event-stream"},
		"Mcp-Protocol-Version": {"2026-07-28"}, "Mcp-Method": {"subscriptions/listen"},
	}
	answer, err := http.DefaultClient.Do(listen)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(answer.Body) // which ends where the stream does
	_ = answer.Body.Close()
	if err != nil || !strings.Contains(string(text), `"resultType":"complete"`) {
		t.Errorf("listening: status %d, %v\n%s", answer.StatusCode, err, text)
	}
	if status, _ := get(t, r.url+"/mcp"); status != http.StatusMethodNotAllowed {
		t.Errorf("GET: status %d, want 405: there is no stream", status)
	}
	if got := r.stderr.String(); got != "" {
		t.Errorf("stderr %q", got)
	}
}

func TestToolsWithAPublicURL(t *testing.T) {
	_, data := toolsContent(t)
	r := begin(t, "--data", data, "--public-url", "https://views.example")
	session := connect(t, &sdk.StreamableClientTransport{Endpoint: r.url + "/mcp"})
	if text, failed := call(t, session, "find_people", "{}"); failed || !strings.Contains(text, `"pageUrl":"https://views.example/people/ada-lovelace"`) {
		t.Errorf("error %t: %s", failed, text)
	}
}

// Operations of tools are held to the same limits as all others.
func TestToolsAreLimited(t *testing.T) {
	_, data := toolsContent(t)
	r := begin(t, "--data", data, "--max-cost", "30")
	session := connect(t, &sdk.StreamableClientTransport{Endpoint: r.url + "/mcp"})
	if text, failed := call(t, session, "find_people", "{}"); !failed || !strings.Contains(text, "FindPeople can hold 82 objects; want at most 30") {
		t.Errorf("error %t: %s", failed, text)
	}
}

// A report is read as deep as its page shows it, and says where the post goes on.
func TestToolReadsDeep(t *testing.T) {
	content := t.TempDir()
	write(t, content, "deep.md", nested(9))
	r := begin(t, "--data", t.TempDir(), "--content", content)
	session := connect(t, &sdk.StreamableClientTransport{Endpoint: r.url + "/mcp"})
	text, failed := call(t, session, "read_appearance", `{"key":"ada-lovelace/2020-05-07"}`)
	for level := range 10 {
		if got, want := strings.Contains(text, fmt.Sprintf(`"text":"level %d here`, level)), level >= 1 && level <= 6; got != want {
			t.Errorf("level %d is there: %t, want %t", level, got, want)
		}
	}
	if failed || strings.Count(text, `"deeper":true`) != 1 || !strings.Contains(text, `"startLine":11,"endLine":14},"deeper":true`) || !strings.Contains(text, `"text":"flat"`) {
		t.Errorf("error %t: %s", failed, text)
	}
	_, page := get(t, r.url+"/people/ada-lovelace/2020-05-07")
	if !strings.Contains(page, "level 6 here") || strings.Contains(page, "level 7 here") {
		t.Error("the page is not as deep as the tool")
	}
}

func TestToolsSwitchedOff(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--content=", "--mcp=false")
	if status, body := get(t, r.url+"/mcp"); status != http.StatusNotFound {
		t.Errorf("status %d: %s", status, body)
	}
}

// The program on standard input and output prints nothing but the protocol: the client ends
// the session where a line is none of its messages.
func TestToolsOnStandardInput(t *testing.T) {
	_, data := toolsContent(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := exec.CommandContext(t.Context(), self, "mcp", "--data", data)
	stderr := new(output)
	program.Env, program.Stderr = append(os.Environ(), asProgram+"=1", "MONGODB_URI="), stderr
	session := connect(t, &sdk.CommandTransport{Command: program})
	checkTools(t, session, "")
	if err := session.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	if code := program.ProcessState.ExitCode(); code != cli.ExitDone || stderr.String() != "" {
		t.Errorf("exit code %d, stderr %q; want 0 and nothing", code, stderr)
	}
}

// answersTo has `viewline mcp` read a file to its end, and returns the answers by their id and
// the codes of those without one.
func answersTo(t *testing.T, data string, asks ...string) (answers map[string]string, codes []int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "asks")
	if err := os.WriteFile(file, []byte(strings.Join(asks, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := exec.CommandContext(t.Context(), self, "mcp", "--data", data)
	stderr := new(output)
	program.Env, program.Stdin, program.Stderr = append(os.Environ(), asProgram+"=1", "MONGODB_URI="), in, stderr
	text, err := program.Output()
	if err != nil || stderr.String() != "" {
		t.Errorf("%v, stderr %q", err, stderr)
	}
	answers = map[string]string{}
	for line := range strings.Lines(string(text)) {
		var answer struct {
			Version string `json:"jsonrpc"`
			ID      json.RawMessage
			Error   struct{ Code int }
		}
		if err := json.Unmarshal([]byte(line), &answer); err != nil || answer.Version != "2.0" {
			t.Errorf("%q: %v", line, err)
		}
		if len(answer.ID) == 0 { // a notification
			continue
		}
		if string(answer.ID) == "null" {
			codes = append(codes, answer.Error.Code)
			continue
		}
		if answers[string(answer.ID)] != "" {
			t.Errorf("%s has two answers", answer.ID)
		}
		answers[string(answer.ID)] = line
	}
	return answers, codes
}

const (
	initializeTools  = `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}`
	toolsInitialized = `{"jsonrpc":"2.0","method":"notifications/initialized"}`
)

// Whatever was asked before standard input ended is answered before the program ends.
func TestToolsAnswerAllOfAFile(t *testing.T) {
	_, data := toolsContent(t)
	asks := []string{
		initializeTools, toolsInitialized,
		`{"jsonrpc":"2.0","id":"list","method":"tools/list"}`,
		`{"jsonrpc":"2.0","id":"no","method":"no/such"}`,
		`{"jsonrpc":"2.0","id":"listen","method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true},` +
			`"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"x","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}`,
	}
	for id := 1; id <= 20; id++ {
		asks = append(asks, fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"check_quote","arguments":{"text":"机器会学习"}}}`, id))
	}
	answers, codes := answersTo(t, data, asks...)
	if len(answers) != len(asks)-1 || len(codes) > 0 {
		t.Errorf("%d answers, want %d; errors %d", len(answers), len(asks)-1, codes)
	}
	for id, want := range map[string]string{"0": `"serverInfo"`, `"list"`: `"read_appearance"`, `"no"`: `-32601`, "1": "VERBATIM", "20": "VERBATIM"} {
		if !strings.Contains(answers[id], want) {
			t.Errorf("%s: %s, want %s", id, answers[id], want)
		}
	}
}

// A line that is no message is answered as JSON-RPC has it, and the session goes on.
func TestToolsOutliveBadLines(t *testing.T) {
	_, data := toolsContent(t)
	ping := `{"jsonrpc":"2.0","id":"last","method":"ping"}`
	answers, codes := answersTo(t, data,
		`{bad`, initializeTools+"\r", "", toolsInitialized, `[]`, `5`, `null`, `{}`, `{"jsonrpc":"2.0","id":{},"method":"ping"}`,
		`{"jsonrpc":"2.0","id":7,"method":"ping"}{}`, "["+ping+"]", "\xff", ping)
	if want := []int{-32700, -32600, -32600, -32600, -32600, -32600, -32700, -32600, -32700}; !slices.Equal(codes, want) {
		t.Errorf("errors %d, want %d", codes, want)
	}
	if len(answers) != 2 || !strings.Contains(answers[`"last"`], `"result":{}`) {
		t.Errorf("answers %s", answers)
	}
}

func TestToolsUsage(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"mcp", "--dtaa=x"}, cli.ExitUsage, `viewline: unknown flag "dtaa"; did you mean --data? See --help` + "\n"},
		{[]string{"mcp", "posts"}, cli.ExitUsage, `viewline: "posts" is no flag; see --help` + "\n"},
		{[]string{"mcp", "--public-url=x"}, cli.ExitUsage, fmt.Sprintf("viewline: --public-url %q; want an origin without a path, such as https://example.org\n", "x")},
		{[]string{"mcp", "--mongodb-uri=mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=10"}, cli.ExitUnavailable, "viewline: "},
	} {
		var stderr output
		if code := run(t.Context(), c.args, noEnv, io.Discard, &stderr); code != c.code || !strings.HasPrefix(stderr.String(), c.want) {
			t.Errorf("%q: exit code %d, %s; want %d, %s", c.args, code, &stderr, c.code, c.want)
		}
	}
}
