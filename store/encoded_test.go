package store_test

import (
	"bytes"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

func TestEncodedWithKeyIsTheAppearance(t *testing.T) {
	a := &timeline.Appearance{PersonSlug: "ada", Title: "Talk", Sections: []*timeline.Section{{Heading: "One"}}, Line: 3}
	encoded, err := store.Encode(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"", "ada/2025-01-02", "李白/2025-2"} {
		a.Key = key
		want, err := bson.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if got := encoded.WithKey(key); !bytes.Equal(got, want) {
			t.Errorf("with key %q:\n got %q\nwant %q", key, got, want)
		}
	}
}
