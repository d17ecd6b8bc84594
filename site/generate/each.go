package generate

import (
	"context"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/biji-notes/biji/site/budget"
)

// compute is each for calls that do nothing but compute, each into its slot:
// after an interrupt nobody waits for them, or looks at the slots.
func compute(ctx context.Context, n, workers int, do func(i int) error, progress func(done, total int)) error {
	return budget.Until(ctx, func() error { return each(ctx, n, workers, do, progress) })
}

// each calls do for 0 to n-1, several at a time, and stops early when ctx ends
// or a call fails. The caller gives every call a slot of its own to write to,
// so that results do not depend on the order.
func each(ctx context.Context, n, workers int, do func(i int) error, progress func(done, total int)) error {
	var next, done atomic.Int64
	var wg sync.WaitGroup
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	for range min(workers, n) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				if err := do(i); err != nil {
					stop(err)
					return
				}
				if d := done.Add(1); progress != nil && ctx.Err() == nil {
					progress(int(d), n)
				}
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}

// later begins to do something beside everything else. get waits for what comes of
// it.
func later[T any](do func() (T, error)) (get func() (T, error)) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		v, err := do()
		done <- result{v, err}
	}()
	return func() (T, error) {
		r := <-done
		return r.value, r.err
	}
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
