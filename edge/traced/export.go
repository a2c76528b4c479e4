package traced

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

// exporter sends spans, several at once. Those that find too many waiting are lost.
type exporter struct {
	settings settings
	log      *slog.Logger
	client   *http.Client
	waiting  chan *span
	lost     atomic.Int64
	failing  bool // whether the last request failed, which was logged

	stop context.CancelFunc // of what is being sent
	end  chan struct{}      // closed when what waits is to be sent, and nothing else
	done chan struct{}      // closed when nothing is sent any more
}

func (e *exporter) begin(s settings, log *slog.Logger) {
	e.settings, e.log = s, log
	e.client = &http.Client{
		Timeout:       sendWithin,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	e.waiting, e.end, e.done = make(chan *span, mostWaiting), make(chan struct{}), make(chan struct{})
	var ctx context.Context
	ctx, e.stop = context.WithCancel(context.Background())
	go e.follow(ctx)
}

// send has a span sent that has ended. Nobody waits for that.
func (e *exporter) send(s *span) {
	select {
	case e.waiting <- s:
	default:
		e.lost.Add(1)
	}
}

// Close sends what waits, until ctx is done. It must be called once, after the last request.
func (t *Tracer) Close(ctx context.Context) {
	if t == nil {
		return
	}
	close(t.end)
	select {
	case <-t.done:
	case <-ctx.Done():
	}
	t.stop()
	<-t.done
}

// follow sends what waits, as soon as there is enough of it, and every [sendEvery].
func (e *exporter) follow(ctx context.Context) {
	defer close(e.done)
	clock := time.NewTicker(sendEvery)
	defer clock.Stop()
	var batch []*span
	for {
		select {
		case s := <-e.waiting:
			if batch = append(batch, s); len(batch) < perRequest {
				continue
			}
		case <-clock.C:
		case <-e.end:
			for len(e.waiting) > 0 {
				batch = append(batch, <-e.waiting)
			}
			e.post(ctx, batch)
			return
		}
		e.post(ctx, batch)
		batch = nil
	}
}

// tries is how often spans are sent that the receiver has no room for (OTLP, section "Retryable
// Response Codes").
const tries = 3

// post sends spans. Where that fails they are lost, which is logged once until it succeeds.
func (e *exporter) post(ctx context.Context, batch []*span) {
	if len(batch) == 0 {
		return
	}
	body, err := json.Marshal(e.request(batch))
	for n := 1; err == nil; n++ {
		var again time.Duration
		if again, err = e.try(ctx, body); err == nil {
			e.failing = false
			break
		}
		if again == 0 || n == tries || !e.pause(ctx, again) {
			break
		}
		err = nil
	}
	lost := e.lost.Swap(0)
	if err != nil {
		lost += int64(len(batch))
	}
	if (err != nil || lost > 0) && !e.failing {
		e.failing = err != nil
		reason := "the receiver is slow"
		if err != nil {
			reason = err.Error()
		}
		e.log.LogAttrs(ctx, slog.LevelWarn, "spans are lost", slog.Int64("spans", lost), slog.String("error", reason))
	}
}

// pause waits before another try. It is false where there is to be none.
func (e *exporter) pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-e.end: // what is sent now has one try more
		return true
	case <-ctx.Done():
		return false
	}
}

// longestPause is how long a receiver may have its sender wait.
const longestPause = 30 * time.Second

// try sends a request. Again is how long to wait before another try; 0 where there is to be
// none.
func (e *exporter) try(ctx context.Context, body []byte) (again time.Duration, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, e.settings.endpoint, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	r.Header = e.settings.headers.Clone()
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "viewline")
	answer, err := e.client.Do(r)
	if err != nil {
		return time.Second, err
	}
	defer answer.Body.Close() //nolint:errcheck // nothing more is asked of it
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10))
	switch answer.StatusCode {
	case http.StatusOK, http.StatusAccepted, http.StatusNoContent:
		return 0, nil
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		again = time.Second
		if seconds, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil && seconds > 0 {
			again = min(time.Duration(seconds)*time.Second, longestPause)
		}
	}
	return again, fmt.Errorf("the receiver answers with status %d", answer.StatusCode)
}
