package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/pflag"

	"viewline/store/engine"
)

// Environment are variables, each as name=value, as os.Environ gives them.
type Environment []string

// Get is the value of a variable; empty where the variable is absent.
func (e Environment) Get(name string) string {
	value := ""
	for _, v := range e {
		if given, ok := strings.CutPrefix(v, name+"="); ok {
			value = given // the last one counts, as in os/exec
		}
	}
	return value
}

// prefix is what the names of all variables begin with that the programs read.
const prefix = "VIEWLINE_"

// variableOf is the variable that stands for a flag.
func variableOf(flag string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// hasVariable reports whether a variable stands for a flag: one does for each, but for those
// that only print something about the program.
func hasVariable(flag string) bool {
	return flag != "help" && flag != "version" && flag != "licences"
}

// fromVariable is the annotation of a flag whose value is that of its variable.
const fromVariable = "variable"

// FromVariable reports whether a flag has its value from its variable, and not from the
// command line.
func FromVariable(f *pflag.FlagSet, flag string) bool {
	return f.Lookup(flag).Annotations[fromVariable] != nil
}

// named is how errors name flags.
var named = regexp.MustCompile(`--[a-z]+(?:-[a-z]+)*`)

// Explain is an error that names flags, such as one of wrong use, with the variables added
// that those of them have their values from: nobody has typed these flags. It is nil for nil.
func Explain(f *pflag.FlagSet, err error) error {
	if err == nil {
		return nil
	}
	var notes []string
	for _, found := range named.FindAllString(err.Error(), -1) {
		flag := found[len("--"):]
		if f.Lookup(flag) == nil || !FromVariable(f, flag) {
			continue
		}
		if note := found + " is from the variable " + variableOf(flag); !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	if notes == nil {
		return err
	}
	return fmt.Errorf("%w (%s)", err, strings.Join(notes, ", "))
}

// complete sets the flags that the command line does not have to the values of their
// variables, and finds the URI of the database. An empty variable counts as absent.
func (e Environment) complete(f *pflag.FlagSet, c *engine.Config) error {
	uriGiven := f.Changed("mongodb-uri") || f.Changed("mongodb-uri-file")
	var errs []error
	f.VisitAll(func(flag *pflag.Flag) {
		value := e.Get(variableOf(flag.Name))
		if value == "" || flag.Changed || !hasVariable(flag.Name) || uriGiven && strings.HasPrefix(flag.Name, "mongodb-uri") {
			return
		}
		if err := flag.Value.Set(value); err != nil {
			errs = append(errs, fmt.Errorf("variable %s, %q: %w; see --help", variableOf(flag.Name), value, err))
			return
		}
		flag.Changed = true
		flag.Annotations = map[string][]string{fromVariable: {}}
	})
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return e.readURI(f, c, f.Lookup("mongodb-uri-file").Value.String())
}

// largestSecret is the greatest number of bytes of a file with a secret.
const largestSecret = 64 << 10

// readURI finds the URI of the database: that of a flag or of its variable, that of the file,
// or else that of MONGODB_URI.
func (e Environment) readURI(f *pflag.FlagSet, c *engine.Config, file string) error {
	given, inFile := f.Changed("mongodb-uri"), file != ""
	switch {
	case given && inFile:
		return errors.New("--mongodb-uri and --mongodb-uri-file, or their variables; want one of the two")
	case given:
		return nil
	case !inFile:
		c.MongoDBURI = e.Get("MONGODB_URI")
		return nil
	}
	opened, err := os.Open(file)
	if err != nil {
		return Explain(f, fmt.Errorf("--mongodb-uri-file: %w", err))
	}
	defer func() { _ = opened.Close() }()
	text, err := io.ReadAll(io.LimitReader(opened, largestSecret+1))
	c.MongoDBURI = strings.TrimSpace(string(text))
	if err != nil || c.MongoDBURI == "" || len(text) > largestSecret || strings.ContainsAny(c.MongoDBURI, "\r\n") {
		return Explain(f, fmt.Errorf("--mongodb-uri-file %s has no URI; want one line, such as mongodb://localhost:27017", file))
	}
	return nil
}

// Variables lists the variables of the flags, for the text of --help.
func Variables(f *pflag.FlagSet) string {
	const width = 79
	text, line := "Where a flag is absent its variable counts, which begins with "+prefix+":\n", " "
	f.VisitAll(func(flag *pflag.Flag) {
		if !hasVariable(flag.Name) {
			return
		}
		name := strings.TrimPrefix(variableOf(flag.Name), prefix)
		if len(line)+1+len(name) > width {
			text, line = text+line+"\n", " "
		}
		line += " " + name
	})
	return text + line + "\n"
}

// Unknown has a warning for each variable that begins as those of the programs do, and that
// none of them reads.
func (e Environment) Unknown() []string {
	var warnings []string
	for _, v := range e {
		name, value, _ := strings.Cut(v, "=")
		flag, ours := strings.CutPrefix(name, prefix)
		if !ours || value == "" || slices.Contains(flags, flag) {
			continue
		}
		meant := slices.MinFunc(flags, func(a, b string) int {
			return levenshtein.ComputeDistance(flag, a) - levenshtein.ComputeDistance(flag, b)
		})
		warnings = append(warnings, fmt.Sprintf("warning: nothing reads the variable %s; did you mean %s?", name, prefix+meant))
	}
	slices.Sort(warnings)
	return slices.Compact(warnings)
}

// flags are the flags of all programs as their variables have them, without the beginning:
// programs that run together may share their variables.
var flags = []string{
	"ACCESS_LOG",
	"ADDR",
	"ALLOW_EMBED",
	"ALLOW_EMPTY",
	"ALLOW_ORIGIN",
	"ANSWER_CACHE",
	"BACKUP",
	"CHECK",
	"CONTENT",
	"DATA",
	"DATABASE",
	"DEBUG_ADDR",
	"DIFF",
	"DOCUMENT_CACHE",
	"DRAFTS",
	"FOLLOW_LINKS",
	"FORMAT",
	"IDLE",
	"IMAGE_HOSTS",
	"JSON",
	"LOG_FORMAT",
	"MAX_AGE",
	"MAX_ALIASES",
	"MAX_ANSWER",
	"MAX_BODY",
	"MAX_COST",
	"MAX_DEPTH",
	"MAX_DIRECTIVES",
	"MAX_ERRORS",
	"MAX_OPERATIONS",
	"MAX_PAGE",
	"MAX_QUERY",
	"MAX_STREAMS",
	"MAX_STREAMS_PER_ADDRESS",
	"MAX_TOKENS",
	"MCP",
	"MONGODB_URI",
	"MONGODB_URI_FILE",
	"OPERATIONS",
	"PREVIEW_FONT",
	"PRODUCTION",
	"PROPOSE",
	"PRUNE",
	"PUBLIC_URL",
	"RATE",
	"SCHEMA",
	"SITE_ICON",
	"SITE_LANGUAGE",
	"SITE_TITLE",
	"SOURCE_URL",
	"STRICT",
	"STUDIO",
	"TIMEOUT",
	"TRUSTED_PROXIES",
	"VERIFY",
	"WAIT",
	"WATCH",
	"WORKERS",
}
