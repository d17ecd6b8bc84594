package cost_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/site/testkit/chromium"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// A server sends a site as a host does: gzip of level 6, over HTTP/2. It notes
// what it sends.
type server struct {
	*httptest.Server
	site  fs.FS
	delay time.Duration // before each answer

	mu     sync.Mutex
	packed map[string][]byte
	sent   []string
	rounds int       // of requests that may have waited for the answers to those before
	round  time.Time // when the answers to the present one begin to come
}

func serve(t testing.TB, site fs.FS) *server {
	s := &server{site: site, packed: map[string][]byte{}}
	s.Server = httptest.NewUnstartedServer(s)
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	body, err := s.answer(name)
	time.Sleep(s.delay)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	h.Set("Content-Encoding", "gzip")
	h.Set("Cache-Control", "max-age=600")
	w.Write(body)
}

func (s *server) answer(name string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = append(s.sent, name)
	if now := time.Now(); !now.Before(s.round) {
		s.rounds++
		s.round = now.Add(s.delay)
	}
	if body := s.packed[name]; body != nil {
		return body, nil
	}
	data, err := fs.ReadFile(s.site, name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, 6)
	z.Write(data)
	z.Close()
	s.packed[name] = b.Bytes()
	return b.Bytes(), nil
}

// take is what was sent since the last time, and in how many rounds: as many as
// there are steps, if the delay is longer than a round takes to be asked for.
func (s *server) take() (sent []string, rounds int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sent, rounds = s.sent, s.rounds
	s.sent, s.rounds, s.round = nil, 0, time.Time{}
	return sent, rounds
}

// A reader sits in front of Chromium.
type reader struct {
	testing.TB
	ctx context.Context

	mu       sync.Mutex
	transfer float64                      // bytes of bodies and headers, as they came
	open     map[network.RequestID]string // addresses of what is on its way
	trace    []traced
	traces   chan struct{} // one at the end of each trace
}

// A traced is an event of a trace; times are microseconds.
type traced struct {
	Name string
	Ph   string
	Pid  int
	Tid  int
	Dur  float64
	Tdur float64 // of them, on the processor
	Args struct{ Name string }
}

func newReader(t testing.TB) *reader {
	t.Helper()
	ctx, end, err := chromium.Start(testkit.Chromium(t), chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("ignore-certificate-errors", true))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(end)
	r := &reader{TB: t, ctx: ctx, open: map[network.RequestID]string{}, traces: make(chan struct{}, 1)}
	if err := chromedp.Listen(ctx, r.hear); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	call(r, network.Enable, network.EnableParams{})
	return r
}

func call[P, R any](r *reader, cmd cdp.Command[P, R], params P) {
	r.Helper()
	if _, err := chromedp.Call(r.ctx, cmd, params); err != nil {
		r.Fatalf("%s: %v", cmd.Method, err)
	}
}

func (r *reader) hear(event any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if strings.HasPrefix(e.Request.URL, "https:") { // of a worker's blob, nobody says that it came
			r.open[e.RequestID] = e.Request.URL
		}
	case *network.EventLoadingFinished:
		r.transfer += e.EncodedDataLength
		delete(r.open, e.RequestID)
	case *network.EventLoadingFailed:
		delete(r.open, e.RequestID)
	case *tracing.EventDataCollected:
		for _, v := range e.Value {
			var one traced
			if json.Unmarshal(v, &one) == nil {
				r.trace = append(r.trace, one)
			}
		}
	case *tracing.EventTracingComplete:
		r.traces <- struct{}{}
	}
}

// visit opens a page with nothing in the cache, and waits for its own files.
func (r *reader) visit(address string) {
	r.Helper()
	call(r, network.ClearBrowserCache, cdp.Empty{})
	if err := chromedp.Do(r.ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(address)); err != nil {
		r.Fatal(err)
	}
	r.mu.Lock()
	clear(r.open) // of the page before, nobody says that it came
	r.mu.Unlock()
	r.quiet()
}

// quiet waits until nothing has been on its way for a moment.
func (r *reader) quiet() {
	r.Helper()
	still := 0
	for range 1000 {
		r.mu.Lock()
		n := len(r.open)
		r.mu.Unlock()
		if still++; n > 0 {
			still = 0
		}
		if still > 4 {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Fatal("on their way for ever:", r.open)
}

// asking opens the dialog, if it is not open, asks, and gives the milliseconds
// until the answer is there: results, that there are none, or that it failed.
const asking = `(async (text) => {
	const type = (text) => {
		input.value = text
		input.dispatchEvent(new InputEvent("input", { bubbles: true }))
	}
	const there = () => document.querySelector("dialog [role=option], dialog .biji-find-none, dialog [data-state]")
	const start = performance.now()
	if (!document.querySelector("dialog[open]"))
		document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }))
	const input = document.querySelector("dialog input")
	type(text)
	await new Promise((resolve) => {
		const look = () => there() && (watch.disconnect(), resolve())
		const watch = new MutationObserver(look)
		watch.observe(document.body, { subtree: true, childList: true, attributes: true })
		look()
	})
	return String(performance.now() - start)
})(%s)`

const clearing = `(async () => {
	const input = document.querySelector("dialog input")
	input.value = ""
	input.dispatchEvent(new InputEvent("input", { bubbles: true }))
	while (document.querySelector("dialog [role=option]")) await new Promise((resolve) => setTimeout(resolve, 5))
	return ""
})()`

func (r *reader) eval(script string) string {
	r.Helper()
	ctx, cancel := context.WithTimeout(r.ctx, time.Minute)
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		r.Fatalf("%.80s: %v", script, err)
	}
	return got
}

// A felt is what a reader feels of a query.
type felt struct {
	took     time.Duration
	transfer int           // bytes over the wire, headers among them
	longest  time.Duration // of the tasks of the page's own thread
	worker   time.Duration // computing in the worker, all tasks
	rounds   int           // of requests, as the server sees them
}

// ask asks in the page that is open.
func (r *reader) ask(text string) (f felt) {
	r.Helper()
	r.mu.Lock()
	r.transfer, r.trace = 0, nil
	r.mu.Unlock()
	call(r, tracing.Start, tracing.StartParams{TraceConfig: &tracing.TraceConfig{IncludedCategories: []string{"toplevel", "__metadata"}}})
	quoted, _ := json.Marshal(text)
	ms := 0.0
	if _, err := fmt.Sscan(r.eval(fmt.Sprintf(asking, quoted)), &ms); err != nil {
		r.Fatal(err)
	}
	f.took = time.Duration(ms * float64(time.Millisecond))
	call(r, tracing.End, cdp.Empty{})
	<-r.traces
	r.quiet()
	r.mu.Lock()
	defer r.mu.Unlock()
	f.transfer = int(r.transfer)
	f.longest, f.worker = tasks(r.trace)
	return f
}

// again empties the box, and waits for what an empty one fetches: no question needs it.
func (r *reader) again() {
	r.Helper()
	r.eval(clearing)
	r.quiet()
}

// tasks are the longest one of the threads of pages, and all of workers, in
// time on the processor: other programs do not count.
func tasks(trace []traced) (longest, worker time.Duration) {
	type thread struct{ pid, tid int }
	names := map[thread]string{}
	for _, e := range trace {
		if e.Ph == "M" && e.Name == "thread_name" {
			names[thread{e.Pid, e.Tid}] = e.Args.Name
		}
	}
	for _, e := range trace {
		if e.Ph != "X" || !strings.HasSuffix(e.Name, "RunTask") {
			continue
		}
		d := time.Duration(e.Tdur * float64(time.Microsecond))
		switch name := names[thread{e.Pid, e.Tid}]; {
		case name == "CrRendererMain":
			longest = max(longest, d)
		case strings.HasPrefix(name, "DedicatedWorker"):
			worker += d
		}
	}
	return longest, worker
}
