package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Options say how much may be fetched, and how. Zero values mean the defaults.
type Options struct {
	Again    bool          // fetch what is there already, too
	Prune    bool          // remove copies of what is not asked for
	MaxSize  int64         // bytes of a picture; 20 MB
	MaxTotal int64         // bytes of one run; 2 GB
	Timeout  time.Duration // of one request; a minute
	Agent    string        // what to call oneself; "biji"

	// Progress, if set, is told how many addresses are done. It is called from
	// several goroutines.
	Progress func(done, total int)

	// Proxy finds the proxy for a request, as http.Transport has it;
	// http.ProxyFromEnvironment if nil.
	Proxy func(*http.Request) (*url.URL, error)

	// For tests: Private lets private addresses through, and Pause is the first
	// wait before something is tried again, a second if 0.
	Private bool
	Pause   time.Duration
}

const (
	hostsAtOnce = 4
	perHost     = 2
)

// filled is o with defaults in place of zeros.
func (o Options) filled() Options {
	if o.MaxSize <= 0 {
		o.MaxSize = 20 << 20
	}
	if o.MaxTotal <= 0 {
		o.MaxTotal = 2 << 30
	}
	if o.Timeout <= 0 {
		o.Timeout = time.Minute
	}
	if o.Agent == "" {
		o.Agent = "biji"
	}
	if o.Progress == nil {
		o.Progress = func(int, int) {}
	}
	if o.Proxy == nil {
		o.Proxy = http.ProxyFromEnvironment
	}
	if o.Pause <= 0 {
		o.Pause = time.Second
	}
	return o
}

// A Report says what a run did.
type Report struct {
	Fetched int   // pictures
	Bytes   int64 // of those
	Kept    int   // were there already
	Removed int   // copies that are no longer asked for
	Failed  []Failure
}

// A Failure is a picture that could not be had.
type Failure struct {
	URL    string
	Reason string // the same words for the same cause: "HTTP 404 Not Found"
}

// Pictures fetches the pictures at addresses into site.FetchedDir below root,
// which is made if need be, and notes them in its index. What is there already is
// not fetched again. Addresses are as in site.Fetched, with http, https or
// nothing before the //.
//
// A picture that cannot be had is in the report. An error is one of the folder,
// or that of ctx; what was fetched until then is kept.
func Pictures(ctx context.Context, root *os.Root, addresses []string, o Options) (Report, error) {
	o = o.filled()
	s, err := openStore(root)
	if err != nil {
		return Report{}, err
	}
	defer s.close()
	addresses = slices.Compact(slices.Sorted(slices.Values(addresses)))
	r := &run{store: s, options: o, client: newClient(o), total: len(addresses)}
	hosts := r.sort(addresses)
	err = r.all(ctx, hosts)
	if err == nil && o.Prune {
		r.report.Removed, err = s.prune(addresses)
	}
	err = errors.Join(err, s.writeIndex())
	slices.SortFunc(r.report.Failed, func(a, b Failure) int { return strings.Compare(a.URL, b.URL) })
	return r.report, err
}

// A run is one call of Pictures.
type run struct {
	store   *store
	options Options
	client  *http.Client
	total   int
	done    atomic.Int64
	spent   atomic.Int64 // bytes of pictures

	mu     sync.Mutex
	report Report
}

// sort puts addresses that are yet to be fetched to their hosts, and counts the
// others.
func (r *run) sort(addresses []string) []*host {
	var all []*host
	byName := map[string]*host{}
	for _, a := range addresses {
		u, reason := target(a)
		switch {
		case reason != "":
			r.fail(a, reason)
			continue
		case !r.options.Again && r.store.has(a):
			r.report.Kept++
			r.step()
			continue
		}
		h := byName[u.Host]
		if h == nil {
			h = &host{}
			byName[u.Host] = h
			all = append(all, h)
		}
		h.jobs = append(h.jobs, job{a, u})
	}
	return all
}

// target is the address to ask, or why that cannot be done.
func target(address string) (*url.URL, string) {
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, "no valid address"
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, "neither http nor https"
	case u.Hostname() == "":
		return nil, "no valid address"
	case u.User != nil:
		return nil, "a user name in the address"
	}
	u.Fragment = ""
	return u, ""
}

// all fetches from all hosts, a few at a time.
func (r *run) all(ctx context.Context, hosts []*host) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	slots := make(chan struct{}, hostsAtOnce)
	for _, h := range hosts {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			if err := r.from(ctx, h); err != nil {
				cancel(err)
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}

// from fetches all that is wanted of a host. Its error is one of the folder.
func (r *run) from(ctx context.Context, h *host) error {
	var wg sync.WaitGroup
	errs := make([]error, perHost)
	for i := range perHost {
		wg.Go(func() {
			for errs[i] == nil && ctx.Err() == nil {
				j, ok := h.next()
				if !ok {
					return
				}
				errs[i] = r.one(ctx, h, j)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// one fetches one picture and puts it into the store.
func (r *run) one(ctx context.Context, h *host, j job) error {
	p, reason := r.fetch(ctx, h, j)
	if ctx.Err() != nil {
		return nil
	}
	if reason != "" {
		r.fail(j.address, reason)
		return nil
	}
	if err := r.store.put(j.address, p); err != nil {
		return fmt.Errorf("keep the picture %s: %w", j.address, err)
	}
	r.mu.Lock()
	r.report.Fetched++
	r.report.Bytes += int64(len(p.data))
	r.mu.Unlock()
	r.step()
	return nil
}

func (r *run) fail(address, reason string) {
	r.mu.Lock()
	r.report.Failed = append(r.report.Failed, Failure{address, reason})
	r.mu.Unlock()
	r.step()
}

func (r *run) step() { r.options.Progress(int(r.done.Add(1)), r.total) }

// A picture is the bytes of one, and how such files end.
type picture struct {
	data []byte
	ext  string // "png"
}

// file is the name of the copy of the picture at an address.
func (p picture) file(address string) string { return stem(address) + "." + p.ext }
