package mongodb

import (
	"encoding/json"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"
)

// The test endpoint has no $unionWith, so the test at least compares the text of the
// command for MongoDB.
func TestUnionOfPipelines(t *testing.T) {
	of := func(person string) bson.A {
		return bson.A{bson.M{"$match": bson.M{"person": person}}, bson.M{"$limit": 2}}
	}
	got, err := json.Marshal(unionOf("appearances", []bson.A{of("ada"), of("ben"), of("cyd")}))
	if err != nil {
		t.Fatal(err)
	}
	const want = `[{"$match":{"person":"ada"}},{"$limit":2},` +
		`{"$project":{"_id":0,"document":"$$ROOT","group":{"$literal":0}}},` +
		`{"$unionWith":{"coll":"appearances","pipeline":[{"$match":{"person":"ben"}},{"$limit":2},` +
		`{"$project":{"_id":0,"document":"$$ROOT","group":{"$literal":1}}}]}},` +
		`{"$unionWith":{"coll":"appearances","pipeline":[{"$match":{"person":"cyd"}},{"$limit":2},` +
		`{"$project":{"_id":0,"document":"$$ROOT","group":{"$literal":2}}}]}}]`
	if string(got) != want {
		t.Errorf("pipeline:\n%s\nwant:\n%s", got, want)
	}
}
