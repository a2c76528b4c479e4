package store_test

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"viewline/store"
	"viewline/timeline"
)

var update = flag.Bool("update", false, "write the golden of the stored format anew")

// TestFormat fails where the documents or the tokens changed and store.Format did not. A
// change of them has to raise store.Format, and to write the golden anew with -update.
func TestFormat(t *testing.T) {
	const path = "testdata/format.golden"
	var got strings.Builder
	fmt.Fprintf(&got, "format %d\n\n", store.Format)
	seen := map[reflect.Type]bool{}
	for _, document := range []any{timeline.Person{}, timeline.Appearance{}, timeline.Paper{}, timeline.Topic{}, timeline.Post{}} {
		describe(&got, reflect.TypeOf(document), seen)
	}
	named := []store.Entry{
		store.PersonEntry(&timeline.Person{Slug: "ada", Name: "Ada", Aliases: []string{"阿达"}, Topics: []string{"ai"}}),
		store.TopicEntry(&timeline.Topic{Slug: "ai", Name: "AI"}),
	}
	written := store.PostEntries(&timeline.Post{Title: "Talks of Ada", PersonSlug: "ada"})
	for _, e := range slices.Concat(store.AppearanceEntries(said), []store.Entry{store.PaperEntry(read)}, named, written) {
		fmt.Fprintf(&got, "entry %q %q: %q\n", e.Place, e.Topics, slices.Sorted(slices.Values(e.Tokens)))
	}
	ranks := slices.Concat(
		store.PaperRanks(read), store.PersonRanks(&timeline.Person{Topics: []string{"ai"}, AppearanceCount: 2, Latest: "2020-05"}),
		store.TopicRanks(&timeline.Topic{ViewpointCount: 3}), store.PostRanks(&timeline.Post{Date: "2020-05-01T00:00:00+08:00", PersonSlug: "ada"}),
	)
	for _, r := range ranks {
		fmt.Fprintf(&got, "rank %q %q: %q\n", r.List, r.Token, r.Sort)
	}
	fmt.Fprintf(&got, "names %q %q\n", store.PersonSort(store.PeopleByName, &timeline.Person{Name: "曾国强"}), store.TopicSort(store.TopicsByName, &timeline.Topic{Name: "ÉCOLE 2"}))
	want, err := os.ReadFile(path)
	if err != nil && !*update {
		t.Fatal(err)
	}
	if got.String() == string(want) {
		return
	}
	if !*update {
		t.Fatalf("what is stored has changed; raise store.Format, and run this test with -update. It is now:\n%s", &got)
	}
	if err := os.WriteFile(path, []byte(got.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

// describe writes the BSON fields of a document, and those of the structs in it, each
// struct once.
func describe(to *strings.Builder, of reflect.Type, seen map[reflect.Type]bool) {
	if seen[of] || of.Kind() != reflect.Struct || !strings.HasSuffix(of.PkgPath(), "viewline/timeline") {
		return
	}
	seen[of] = true
	var inner []reflect.Type
	fmt.Fprintf(to, "%s\n", of.Name())
	for i := range of.NumField() {
		f := of.Field(i)
		tag := f.Tag.Get("bson")
		if tag == "-" || !f.IsExported() {
			continue
		}
		fmt.Fprintf(to, "\t%s %s\n", tag, f.Type)
		elem := f.Type
		for elem.Kind() == reflect.Pointer || elem.Kind() == reflect.Slice {
			elem = elem.Elem()
		}
		inner = append(inner, elem)
	}
	to.WriteByte('\n')
	for _, t := range inner {
		describe(to, t, seen)
	}
}

// said and read have texts of every kind that is cut into tokens: both scripts of Chinese,
// kana, Hangul, and words with signs, numbers, accents and different widths.
var said = &timeline.Appearance{
	Key: "ada-li/2020-05", PersonSlug: "ada-li", Kind: timeline.KindTalk, Heading: "Ada Li - 慢大會 - 2020年5月", Title: "慢大會", Theme: "Slow Software",
	Sections: []*timeline.Section{{
		Heading: "1. 看法", Body: &timeline.Prose{Plain: "引言 ひらがな カタカナ 한국어 naïve café Ａ１"},
		Viewpoints: []*timeline.Viewpoint{{
			Label: "價值函數", Text: timeline.Prose{Plain: "C++ isn't GPT-4o; 3.14 AI：G running runs"}, Topics: []string{"value-function"},
			Points: []*timeline.Viewpoint{{Text: timeline.Prose{Plain: "a point of one word: 一"}}},
		}},
	}},
}

var read = &timeline.Paper{Slug: "slow-software", Title: "Slow Software", Authors: []string{"Ada Li", "王小明"}, RecommendedBy: []string{"ada-li"}}
