package site

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"sync"
)

// Kept is an executor that keeps the last answers, of so many bytes at most, and gives them again
// to who asks the same. An answer with errors is not kept. Kept is for a corpus that does not
// change while it is asked about.
func Kept(execute Executor, most int) Executor {
	k := &kept{most: most / 2}
	return func(ctx context.Context, query string, variables any) ([]byte, error) {
		values, err := json.Marshal(variables)
		if err != nil {
			return nil, fmt.Errorf("encode variables: %w", err)
		}
		q := question{query, string(values)}
		if answer := k.find(q); answer != nil {
			return answer, nil
		}
		answer, err := execute(ctx, query, json.RawMessage(values))
		if err == nil && bytes.HasPrefix(answer, []byte(`{"data":`)) { // errors stand ahead of the data
			k.keep(q, answer)
		}
		return answer, err
	}
}

type question struct{ query, variables string }

// kept are answers: the last ones, and those that were the last ones before.
type kept struct {
	most int // bytes of the last ones

	mu           sync.Mutex // for what follows
	last, before map[question][]byte
	size         int // bytes of the last ones
}

func (k *kept) find(q question) []byte {
	k.mu.Lock()
	defer k.mu.Unlock()
	if answer, ok := k.last[q]; ok {
		return answer
	}
	return k.before[q]
}

func (k *kept) keep(q question, answer []byte) {
	size := len(q.variables) + len(answer)
	if size > k.most {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.last == nil || k.size+size > k.most {
		k.last, k.before, k.size = map[question][]byte{}, k.last, 0
	}
	if _, ok := k.last[q]; !ok {
		k.size += size
	}
	k.last[q] = answer
}
