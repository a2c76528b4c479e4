package timeline_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/timeline"
)

type dated struct {
	Date    date `bson:"date"`
	Omitted date `bson:"omitted,omitempty"`
}

func TestDateInBSON(t *testing.T) {
	for _, tt := range []struct {
		date   date
		stored bson.D
	}{
		{date{}, bson.D{{Key: "date", Value: ""}}},
		{date{2020, 0, 0}, bson.D{{Key: "date", Value: "2020"}, {Key: "omitted", Value: "2020"}}},
		{date{2025, 6, 0}, bson.D{{Key: "date", Value: "2025-06"}, {Key: "omitted", Value: "2025-06"}}},
		{date{2025, 11, 26}, bson.D{{Key: "date", Value: "2025-11-26"}, {Key: "omitted", Value: "2025-11-26"}}},
	} {
		in := dated{tt.date, tt.date}
		raw, err := bson.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var stored bson.D
		if err := bson.Unmarshal(raw, &stored); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.stored, stored); diff != "" {
			t.Errorf("%q as stored (-want +got):\n%s", tt.date, diff)
		}
		out := dated{Date: date{1999, 9, 9}} // what was there must go
		if err := bson.Unmarshal(raw, &out); err != nil || out != in {
			t.Errorf("got %v, %v; want %v", out, err, in)
		}
	}
}

func TestDateInBSONErrors(t *testing.T) {
	for _, tt := range []struct {
		stored any
		want   string
	}{
		{int32(2020), "partial date: BSON type 0x10; want a string"},
		{bson.Null{}, "partial date: BSON type 0x0a; want a string"},
		{bson.DateTime(0), "partial date: BSON type 0x09; want a string"},
		{"2025-13", `date "2025-13": month 13; want 1 to 12; want a date such as 2025-11-26, 2025-06 or 2020`},
	} {
		typ, data, err := bson.MarshalValue(tt.stored)
		if err != nil {
			t.Fatal(err)
		}
		var d date
		if err := d.UnmarshalBSONValue(byte(typ), data); err == nil || err.Error() != tt.want {
			t.Errorf("%v: got %v; want %s", tt.stored, err, tt.want)
		}
		raw, err := bson.Marshal(bson.D{{Key: "date", Value: tt.stored}})
		if err != nil {
			t.Fatal(err)
		}
		if err := bson.Unmarshal(raw, new(dated)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v in a document: got %v; want %s in it", tt.stored, err, tt.want)
		}
	}
}

// A linked appearance points back at itself from many places, none of which
// may be stored.
func TestAppearanceInBSON(t *testing.T) {
	want := sample()
	want.Date, want.Earliest, want.Latest = date{2025, 6, 0}, date{2025, 6, 1}, date{2025, 6, 30}
	raw, err := bson.Marshal(want.Link())
	if err != nil {
		t.Fatal(err)
	}
	got := new(timeline.Appearance)
	if err := bson.Unmarshal(raw, got); err != nil {
		t.Fatal(err)
	}
	if v := got.Sections[0].Viewpoints[0]; v.Owner != "" || v.Appearance != nil {
		t.Errorf("before Link: owner %q, %v; want neither", v.Owner, v.Appearance)
	}
	if diff := cmp.Diff(want, got.Link()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
