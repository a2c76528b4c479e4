package mongodb

import (
	"context"
	"errors"
	"fmt"
	"net"
	"testing"

	"go.mongodb.org/mongo-driver/v2/mongo"

	"viewline/store"
)

func TestOutagesAreTold(t *testing.T) {
	answer := func(code int32, labels ...string) error {
		return mongo.CommandError{Code: code, Message: "answer", Labels: labels}
	}
	for name, c := range map[string]struct {
		err  error
		want bool
	}{
		"not writable primary":     {answer(10107), true},
		"stepped down":             {answer(189), true},
		"shutdown in progress":     {answer(91), true},
		"interrupted at shutdown":  {answer(11600), true},
		"replica set state change": {answer(11602), true},
		"no primary, no secondary": {answer(13435), true},
		"shard not reached":        {answer(133), true},
		"time limit":               {answer(50), true},
		"pool cleared":             {answer(0, "TransientTransactionError"), true},
		"network":                  {answer(0, "NetworkError"), true},
		"dial":                     {&net.OpError{Op: "dial", Err: errors.New("refused")}, true},
		"deadline":                 {fmt.Errorf("wait: %w", context.DeadlineExceeded), true},
		"write concern":            {mongo.WriteException{WriteConcernError: &mongo.WriteConcernError{Code: 91}}, true},
		"bulk":                     {mongo.BulkWriteException{WriteErrors: []mongo.BulkWriteError{{WriteError: mongo.WriteError{Code: 11602}}}}, true},
		"unauthorized":             {answer(13), false},
		"bad value":                {answer(2), false},
		"duplicate key":            {mongo.WriteException{WriteErrors: []mongo.WriteError{{Code: 11000}}}, false},
		"caller gave up":           {fmt.Errorf("find: %w", context.Canceled), false},
	} {
		if got := errors.Is(wrap(c.err, "find people"), store.ErrUnavailable); got != c.want {
			t.Errorf("%s: ErrUnavailable %t; want %t", name, got, c.want)
		}
	}
}
