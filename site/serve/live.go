package serve

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"sync"
	"time"

	"github.com/biji-notes/biji/site"
)

// script is what the pages run to hear of new builds.
//
//go:embed reload.js
var script string

// A state is what is known of the last build. The exported part is sent to the
// pages.
type state struct {
	Build    string `json:"build"`    // fingerprint of the last good site, "" if there is none
	Error    string `json:"error"`    // why the last build failed, "" if it did not
	Failed   string `json:"failed"`   // says so to a reader of the site before it
	Problems int    `json:"problems"` // of the last build

	Search string `json:"search,omitempty"` // time of day of the state that the search knows, if that is an earlier one

	time     string // of day, of this state
	files    fs.FS  // the last good site, nil if there is none
	problems []site.Problem
	early    bool // there was no build yet: what files do not have, there may be
}

// live holds the state and tells those who wait for another.
type live struct {
	mu      sync.Mutex
	state   state
	changed chan struct{} // closed when state is replaced
}

func newLive() *live { return &live{changed: make(chan struct{})} }

func (l *live) now() state {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state
}

func (l *live) set(s state) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state = s
	close(l.changed)
	l.changed = make(chan struct{})
}

// finish shows a site that is the same as the last, and has what was left out of
// the state of.
func (l *live) finish(current func() fs.FS, of state) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state.files = current()
	if l.state.Search = ""; of.Build != l.state.Build {
		l.state.Search = of.time
	}
	close(l.changed)
	l.changed = make(chan struct{})
}

func (l *live) look() (state, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state, l.changed
}

// beat keeps connections alive, and finds out those that are dead.
const beat = 20 * time.Second

// events sends the state, and each new one, as server-sent events, each with what
// is to be said of the page that asks. A slow reader is sent the newest only.
func (l *live) events(w http.ResponseWriter, r *http.Request, done <-chan struct{}, tell func([]site.Problem) ([]string, string)) {
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	if r.Method == http.MethodHead {
		return
	}
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for {
		now, changed := l.look()
		data, err := json.Marshal(now.of(r.URL.Query().Get("page"), tell))
		if err != nil {
			return // cannot be: it is strings and numbers
		}
		message := fmt.Sprintf("data: %s\n\n", data)
		for again := true; again; {
			out.SetWriteDeadline(time.Now().Add(beat))
			if _, err := w.Write([]byte(message)); err != nil || out.Flush() != nil {
				return
			}
			select {
			case <-changed:
				again = false
			case <-ticker.C:
				message = ":\n\n"
			case <-r.Context().Done():
				return
			case <-done:
				return
			}
		}
	}
}
