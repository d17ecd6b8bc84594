package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"
)

const (
	tries       = 3                // of one picture
	longestWait = 60 * time.Second // that a host may ask for
	patience    = 3                // pictures in a row that a host does not answer for, before it is let be
)

// A job is one picture to be fetched.
type job struct {
	address string // as in the notes
	url     *url.URL
}

// A host is what is wanted of one host, and how it behaves.
type host struct {
	mu      sync.Mutex
	jobs    []job
	until   time.Time // it asked for peace until then
	silent  int       // pictures in a row that it did not answer for
	givenUp string    // why nothing more is asked of it
}

func (h *host) next() (job, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.jobs) == 0 {
		return job{}, false
	}
	j := h.jobs[0]
	h.jobs = h.jobs[1:]
	return j, true
}

// state is how long to wait before asking, or why not to ask at all.
func (h *host) state() (wait time.Duration, givenUp string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return time.Until(h.until), h.givenUp
}

func (h *host) rest(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if t := time.Now().Add(d); t.After(h.until) {
		h.until = t
	}
}

// note says how a picture ended. Hosts that are busy are let be at once, those
// that do not answer after a few pictures.
func (h *host) note(reason string, answered, busy bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.silent++; answered {
		h.silent = 0
	}
	if busy || h.silent >= patience {
		h.givenUp = reason
	}
}

// An answer is what came of asking once.
type answer struct {
	picture picture
	reason  string // why there is no picture; "" if there is
	again   bool   // asking again may help
	busy    bool   // the host asks to wait
	wait    time.Duration
	heard   bool // the host answered
}

// fetch asks for a picture, more than once if that may help.
func (r *run) fetch(ctx context.Context, h *host, j job) (picture, string) {
	pause := r.options.Pause
	for try := 1; ; try++ {
		wait, givenUp := h.state()
		if givenUp != "" {
			return picture{}, givenUp
		}
		if !sleep(ctx, wait) {
			return picture{}, "interrupted"
		}
		a := r.ask(ctx, j)
		if a.reason == "" || !a.again || try == tries || a.wait > longestWait {
			h.note(a.reason, a.heard, a.busy)
			return a.picture, a.reason
		}
		if a.busy {
			h.rest(max(a.wait, pause))
		} else if !sleep(ctx, pause) {
			return picture{}, "interrupted"
		}
		pause *= 2
	}
}

// sleep waits; false if ctx ends before.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// tooMuch is why nothing more is fetched.
func (r *run) tooMuch() string {
	return fmt.Sprintf("all pictures of a run together are larger than %d MB", max(r.options.MaxTotal>>20, 1))
}

// ask asks once.
func (r *run) ask(ctx context.Context, j job) answer {
	if r.spent.Load() >= r.options.MaxTotal {
		return answer{reason: r.tooMuch(), heard: true}
	}
	ctx, cancel := context.WithTimeout(ctx, r.options.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, j.url.String(), nil)
	if err != nil {
		return answer{reason: "no valid address"}
	}
	req.Header.Set("User-Agent", r.options.Agent)
	req.Header.Set("Accept", "image/*")
	res, err := r.client.Do(req)
	if err != nil {
		return unheard(err)
	}
	defer res.Body.Close()
	switch res.StatusCode {
	case http.StatusOK:
		return r.read(res)
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return answer{reason: status(res), again: true, busy: true, wait: retryAfter(res.Header.Get("Retry-After")), heard: true}
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusGatewayTimeout:
		return answer{reason: status(res), again: true, heard: true}
	}
	return answer{reason: status(res), heard: true}
}

func status(res *http.Response) string {
	text := http.StatusText(res.StatusCode)
	if text != "" {
		text = " " + text
	}
	return "HTTP " + strconv.Itoa(res.StatusCode) + text
}

// retryAfter is how long a host asks to wait.
func retryAfter(value string) time.Duration {
	if n, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(value); err == nil {
		return time.Until(t)
	}
	return 0
}

// unheard is what an error of a request means.
func unheard(err error) answer {
	var refused refusal
	var certificate *tls.CertificateVerificationError
	var dns *net.DNSError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.As(err, &refused):
		return answer{reason: string(refused), heard: true}
	case errors.As(err, &certificate):
		return answer{reason: "a certificate that is not valid"}
	case errors.As(err, &dns) && dns.IsNotFound:
		return answer{reason: "no such host"}
	case errors.As(err, &timeout) && timeout.Timeout():
		return answer{reason: "no answer in time", again: true}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return answer{reason: cutOff, again: true}
	}
	return answer{reason: "no connection", again: true}
}

const cutOff = "the answer is cut off"

// read takes the picture out of an answer.
func (r *run) read(res *http.Response) answer {
	most, tooLarge := r.options.MaxSize, answer{reason: fmt.Sprintf("larger than %d MB", max(r.options.MaxSize>>20, 1)), heard: true}
	if left := r.options.MaxTotal - r.spent.Load(); left < most {
		most, tooLarge = max(left, 0), answer{reason: r.tooMuch(), heard: true}
	}
	if res.ContentLength > most {
		return tooLarge
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, most+1))
	spent := r.spent.Add(int64(len(data))) // others read at the same time
	switch {
	case err != nil:
		a := unheard(err)
		a.heard = true
		return a
	case int64(len(data)) > most:
		return tooLarge
	case spent > r.options.MaxTotal:
		return answer{reason: r.tooMuch(), heard: true}
	}
	ext, reason := kind(data)
	return answer{picture: picture{data, ext}, reason: reason, again: reason == cutOff, heard: true}
}
