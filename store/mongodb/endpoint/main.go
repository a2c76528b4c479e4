// Command endpoint turns a folder of SQLite files into a MongoDB server for tests: FerretDB in-process, on a free
// loopback port. It prints its URI as one line on stdout and serves until stdin ends or a signal asks it to stop, so that
// it never outlives the test process that holds its stdin. Package viewline/store/mongodb/mongotest starts it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/FerretDB/FerretDB/ferretdb"
)

// stopWait bounds the stop; FerretDB itself gives clients that are still connected 3 s.
const stopWait = 5 * time.Second

func main() {
	dir := flag.String("dir", "", "existing `folder` of the database files; empty: one of its own, removed at the end")
	flag.Parse()
	signal.Ignore(syscall.SIGPIPE) // a reader of stdout that is gone must not end the process before its folder is removed
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := serve(untilEOF(ctx, os.Stdin), *dir, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "endpoint:", err)
		os.Exit(1)
	}
}

// serve answers MongoDB clients from the files in dir until ctx is done. The URI goes to out once clients may connect.
func serve(ctx context.Context, dir string, out io.Writer) (err error) {
	if dir == "" {
		if dir, err = os.MkdirTemp("", "viewline-mongodb-"); err != nil {
			return fmt.Errorf("make the database folder: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	db, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: sqliteURL(dir),
	})
	if err != nil {
		return fmt.Errorf("start FerretDB in %q: %w", dir, err)
	}
	stopped := make(chan error, 1)
	go func() { stopped <- db.Run(ctx) }()
	if _, err := fmt.Fprintln(out, db.MongoDBURI()); err != nil {
		return fmt.Errorf("print the URI: %w", err)
	}
	<-ctx.Done()
	select {
	case err = <-stopped:
		return err
	case <-time.After(stopWait):
		return fmt.Errorf("still busy %v after the stop", stopWait)
	}
}

// sqliteURL is FerretDB's address of a folder. Test data need not survive a power cut, so SQLite does not wait for the disk.
func sqliteURL(dir string) string {
	return "file:" + filepath.ToSlash(dir) + "/?_pragma=synchronous(off)"
}

// untilEOF is a context that is done when ctx is, or when in ends, which is the pipe of a
// process that is gone.
func untilEOF(ctx context.Context, in io.Reader) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		defer cancel()
		_, _ = io.Copy(io.Discard, in)
	}()
	return ctx
}
