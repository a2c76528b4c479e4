package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/spf13/pflag"

	"viewline/cli"
	"viewline/store/engine"
)

func TestParse(t *testing.T) {
	for arg, want := range map[string]string{
		"--data=/x":   "",
		"--dtaa=/x":   `unknown flag "dtaa"; did you mean --data? See --help`,
		"--mongo":     `unknown flag "mongo"; did you mean --mongodb-uri? See --help`,
		"--zzzzzzzz":  `unknown flag "zzzzzzzz"; see --help`,
		"-x":          `unknown flag "x"; see --help`,
		"--data":      "flag needs an argument: --data; see --help",
		"--Data=/tmp": `unknown flag "Data"; did you mean --data? See --help`,
	} {
		f := pflag.NewFlagSet("t", pflag.ContinueOnError)
		var c engine.Config
		cli.StoreFlags(f, &c)
		err := cli.Parse(f, &c, []string{arg}, cli.Environment{"MONGODB_URI=mongodb://env"})
		if got := fmt.Sprint(err); want != "" && got != want {
			t.Errorf("%s: %s; want %s", arg, got, want)
		}
		if want == "" && (err != nil || c.Data != "/x" || c.MongoDBURI != "mongodb://env") {
			t.Errorf("%s: %+v, error %v", arg, c, err)
		}
	}
}

func TestComplain(t *testing.T) {
	var out bytes.Buffer
	cli.Complain(&out, "viewline", errors.Join(errors.New("a"), errors.New("b")))
	if got, want := out.String(), "viewline: a; b\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0 posts", 1: "1 post", 7: "7 posts"} {
		if got := cli.Number(n, "post"); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
}
