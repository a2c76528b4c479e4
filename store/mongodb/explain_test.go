package mongodb_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/store/mongodb"
)

// Every read uses an index, examines at most twice as many documents as it finds, and sorts
// none in memory. Only MongoDB itself can explain its plans.
func TestReadsAreServedByIndexes(t *testing.T) {
	if os.Getenv("MONGODB_URI") == "" {
		t.Skip("MONGODB_URI is not set: the test endpoint's explain names no index")
	}
	var r recorder
	s, database := open(t, mongodb.WithMonitor(r.monitor()))
	seed(t, s, 50)
	db := raw(t, database)
	for _, q := range append(reads(50), ofImports...) {
		t.Run(q.name, func(t *testing.T) {
			r.take()
			if _, err := q.ask(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			for _, command := range r.take() {
				if n := name(command); n != "find" && n != "aggregate" {
					continue
				}
				var plan bson.Raw
				explain := bson.D{{Key: "explain", Value: explainable(t, command)}, {Key: "verbosity", Value: "executionStats"}}
				if err := db.RunCommand(t.Context(), explain).Decode(&plan); err != nil {
					t.Fatalf("explain %v: %v", command, err)
				}
				if examined, returned := work(plan); examined > 2*max(returned, 1) {
					t.Errorf("%d documents examined for %d; want twice as many at most: %v", examined, returned, command)
				}
				stages := winningStages(plan)
				if !strings.Contains(stages, "IXSCAN") && !strings.Contains(stages, "IDHACK") {
					t.Errorf("stages %q; want an index scan: %v", stages, command)
				}
				for _, bad := range []string{"COLLSCAN", " SORT "} {
					if bad == " SORT " && sortsApart(t, command) {
						continue
					}
					if strings.Contains(stages, bad) {
						t.Errorf("stages %q; want none of %s: %v", stages, bad, command)
					}
				}
				if indexOnly(command) && strings.Contains(stages, "FETCH") {
					t.Errorf("stages %q; want no document to be read: %v", stages, command)
				}
			}
		})
	}
}

// ofImports are the reads of an import.
var ofImports = []read{
	{name: "PostsAfter", ask: func(ctx context.Context, s *mongodb.Store) (int, error) {
		found, err := s.PostsAfter(ctx, "a", 5)
		return len(found), err
	}},
	{name: "PapersAfter", ask: func(ctx context.Context, s *mongodb.Store) (int, error) {
		found, err := s.PapersAfter(ctx, "", 5)
		return len(found), err
	}},
	{name: "Commit", ask: func(ctx context.Context, s *mongodb.Store) (int, error) {
		se, err := s.Begin(ctx, store.BeginOptions{})
		if err != nil {
			return 0, err
		}
		defer se.Abort() //nolint:errcheck // Commit's error says more
		if err := se.Put(ctx, store.Batch{RemovePosts: []string{"person-000.md"}}); err != nil {
			return 0, err
		}
		c, err := se.Commit(ctx, time.Now())
		return c.Viewpoints, err
	}},
}

// indexOnly reports whether a command has to be answered from an index alone: counts of
// appearances and searches for the keys of a page, except those that use lists.
func indexOnly(command bson.Raw) bool {
	if text := command.String(); strings.Contains(text, "entries.") || strings.Contains(text, "recommendations.") {
		return false
	}
	_, err := command.LookupErr("projection", "person")
	grouped := strings.Contains(command.String(), "$group")
	return err == nil || name(command) == "aggregate" && grouped && command.Index(0).Value().StringValue() == "appearances"
}

// sortsApart reports whether a command sorts after $unwind: for a page that is read from
// its end, and for appearances by several tokens.
func sortsApart(t *testing.T, command bson.Raw) bool {
	t.Helper()
	var c struct{ Pipeline []bson.M }
	if err := bson.Unmarshal(command, &c); err != nil {
		t.Fatal(err)
	}
	apart := false
	for _, stage := range c.Pipeline {
		if _, ok := stage["$unwind"]; ok {
			apart = true
		}
		if _, ok := stage["$sort"]; ok && apart {
			return true
		}
	}
	return false
}

// explainable is a command without what the driver adds to it.
func explainable(t *testing.T, command bson.Raw) bson.D {
	t.Helper()
	var all, kept bson.D
	if err := bson.Unmarshal(command, &all); err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if e.Key != "lsid" && !strings.HasPrefix(e.Key, "$") {
			kept = append(kept, e)
		}
	}
	return kept
}

// work is how many documents the server examined, and how many it returned, in all stages
// of its answer.
func work(plan bson.Raw) (examined, returned int64) {
	elements, err := plan.Elements()
	if err != nil {
		return 0, 0
	}
	for _, e := range elements {
		v := e.Value()
		var inner bson.Raw
		switch {
		case e.Key() == "rejectedPlans", e.Key() == "allPlansExecution":
			continue
		case e.Key() == "executionStats" && v.Type == bson.TypeEmbeddedDocument:
			examined += v.Document().Lookup("totalDocsExamined").AsInt64()
			returned += v.Document().Lookup("nReturned").AsInt64()
			continue
		case v.Type == bson.TypeEmbeddedDocument:
			inner = v.Document()
		case v.Type == bson.TypeArray:
			inner = bson.Raw(v.Array())
		default:
			continue
		}
		x, r := work(inner)
		examined, returned = examined+x, returned+r
	}
	return examined, returned
}

// winningStages are the names of the stages of all winning plans in the server's answer.
func winningStages(plan bson.Raw) string {
	var b strings.Builder
	var walk func(r bson.Raw)
	walk = func(r bson.Raw) {
		elements, err := r.Elements()
		if err != nil {
			return
		}
		for _, e := range elements {
			switch v := e.Value(); {
			case e.Key() == "rejectedPlans":
			case e.Key() == "stage":
				b.WriteString(" " + v.StringValue() + " ")
			case v.Type == bson.TypeEmbeddedDocument:
				walk(v.Document())
			case v.Type == bson.TypeArray:
				walk(bson.Raw(v.Array()))
			}
		}
	}
	walk(plan)
	return b.String()
}
