package cli_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"viewline/cli"
	"viewline/store/engine"
)

func TestEnvironment(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	secret, empty, two := file("secret", "mongodb://u:p@file\n"), file("empty", " \n"), file("two", "mongodb://a\nmongodb://b\n")
	for name, c := range map[string]struct {
		args, env []string
		want      string // data, uri, wait, hosts, strict; or the error
	}{
		"nothing":                {nil, nil, "./data  30s [] false"},
		"all":                    {nil, []string{"VIEWLINE_DATA=/x", "VIEWLINE_WAIT=5s", "VIEWLINE_HOSTS=a.example,b.example", "VIEWLINE_STRICT=true"}, "/x  5s [a.example b.example] true"},
		"flags first":            {[]string{"--data=/y", "--strict=false", "--hosts=c.example"}, []string{"VIEWLINE_DATA=/x", "VIEWLINE_STRICT=true", "VIEWLINE_HOSTS=a.example"}, "/y  30s [c.example] false"},
		"empty is absent":        {nil, []string{"VIEWLINE_WAIT=", "VIEWLINE_DATA="}, "./data  30s [] false"},
		"the last one counts":    {nil, []string{"VIEWLINE_DATA=/x", "VIEWLINE_DATA=/z"}, "/z  30s [] false"},
		"no duration":            {nil, []string{"VIEWLINE_WAIT=soon"}, `variable VIEWLINE_WAIT, "soon": must be a duration like "30s" or "5m"; see --help`},
		"the old variable":       {nil, []string{"MONGODB_URI=mongodb://old"}, "./data mongodb://old 30s [] false"},
		"the new one first":      {nil, []string{"MONGODB_URI=mongodb://old", "VIEWLINE_MONGODB_URI=mongodb://new"}, "./data mongodb://new 30s [] false"},
		"a file":                 {[]string{"--mongodb-uri-file=" + secret}, nil, "./data mongodb://u:p@file 30s [] false"},
		"a file by variable":     {nil, []string{"VIEWLINE_MONGODB_URI_FILE=" + secret, "MONGODB_URI=mongodb://old"}, "./data mongodb://u:p@file 30s [] false"},
		"a flag beats a file":    {[]string{"--mongodb-uri=mongodb://flag"}, []string{"VIEWLINE_MONGODB_URI_FILE=" + secret}, "./data mongodb://flag 30s [] false"},
		"a file beats variables": {[]string{"--mongodb-uri-file=" + secret}, []string{"VIEWLINE_MONGODB_URI=mongodb://new"}, "./data mongodb://u:p@file 30s [] false"},
		"both":                   {[]string{"--mongodb-uri=mongodb://flag", "--mongodb-uri-file=" + secret}, nil, "--mongodb-uri and --mongodb-uri-file, or their variables; want one of the two"},
		"both variables":         {nil, []string{"VIEWLINE_MONGODB_URI=mongodb://new", "VIEWLINE_MONGODB_URI_FILE=" + secret}, "--mongodb-uri and --mongodb-uri-file, or their variables; want one of the two"},
		"no file":                {[]string{"--mongodb-uri-file=" + dir + "/none"}, nil, "--mongodb-uri-file: open " + dir + "/none: no such file or directory"},
		"no file of a variable":  {nil, []string{"VIEWLINE_MONGODB_URI_FILE=" + dir + "/none"}, "--mongodb-uri-file: open " + dir + "/none: no such file or directory (--mongodb-uri-file is from the variable VIEWLINE_MONGODB_URI_FILE)"},
		"an empty file":          {[]string{"--mongodb-uri-file=" + empty}, nil, "--mongodb-uri-file " + empty + " has no URI; want one line, such as mongodb://localhost:27017"},
		"two lines":              {[]string{"--mongodb-uri-file=" + two}, nil, "--mongodb-uri-file " + two + " has no URI; want one line, such as mongodb://localhost:27017"},
	} {
		f := pflag.NewFlagSet("t", pflag.ContinueOnError)
		var c2 engine.Config
		cli.StoreFlags(f, &c2)
		wait := f.Duration("wait", 30*time.Second, "")
		hosts := f.StringSlice("hosts", nil, "")
		strict := f.Bool("strict", false, "")
		err := cli.Parse(f, &c2, c.args, c.env)
		got := fmt.Sprintf("%s %s %s %v %t", c2.Data, c2.MongoDBURI, *wait, *hosts, *strict)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: %s; want %s", name, got, c.want)
		}
		if byVariable := cli.FromVariable(f, "strict"); byVariable != (name == "all") {
			t.Errorf("%s: strict is from its variable: %t", name, byVariable)
		}
	}
}

// An error names the variables of the flags that nobody typed, and no others.
func TestExplain(t *testing.T) {
	f := pflag.NewFlagSet("t", pflag.ContinueOnError)
	var c engine.Config
	cli.StoreFlags(f, &c)
	f.Int("max-cost", 0, "")
	f.Bool("max", false, "")
	if err := cli.Parse(f, &c, []string{"--max"}, cli.Environment{"VIEWLINE_MAX_COST=-1", "VIEWLINE_DATA=/x"}); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"--max-cost -1; want 0 or more for --max-cost": "--max-cost -1; want 0 or more for --max-cost (--max-cost is from the variable VIEWLINE_MAX_COST)",
		"--max without --max-cost or --data":           "--max without --max-cost or --data (--max-cost is from the variable VIEWLINE_MAX_COST, --data is from the variable VIEWLINE_DATA)",
		"--max with --max-costs":                       "--max with --max-costs",
	} {
		err := errors.New(text)
		if got := cli.Explain(f, err); got.Error() != want || !errors.Is(got, err) {
			t.Errorf("%s; want %s", got, want)
		}
	}
	if err := cli.Explain(f, nil); err != nil {
		t.Error(err)
	}
}

func TestUnknownVariables(t *testing.T) {
	got := cli.Environment{"VIEWLINE_DTAA=secret", "VIEWLINE_DATA=/x", "VIEWLINE_MAX_COSTS=1", "VIEWLINE_OLD=", "HOME=/root", "VIEWLINE_DTAA=again"}.Unknown()
	want := []string{
		"warning: nothing reads the variable VIEWLINE_DTAA; did you mean VIEWLINE_DATA?",
		"warning: nothing reads the variable VIEWLINE_MAX_COSTS; did you mean VIEWLINE_MAX_COST?",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestVariables(t *testing.T) {
	f := pflag.NewFlagSet("t", pflag.ContinueOnError)
	f.SortFlags = false
	f.String("max-age", "", "")
	f.Bool("help", false, "")
	f.String(strings.Repeat("x", 70), "", "")
	if got, want := cli.Variables(f), "Where a flag is absent its variable counts, which begins with VIEWLINE_:\n  MAX_AGE\n  "+strings.Repeat("X", 70)+"\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
