package diagram

import (
	"sync"

	"github.com/biji-notes/biji/site"
)

// Drawings draws diagrams, and remembers what it drew until that is too much. It
// is safe for concurrent use.
type Drawings struct {
	options Options

	mu    sync.Mutex
	known map[string]known // by language and code
	bytes int
}

type known struct {
	drawing  Drawing
	problems []site.Problem
}

// maxKnown is how many bytes of drawings are remembered. A drawing takes about a
// millisecond, so that it may well be made again.
const maxKnown = 8 << 20

// NewDrawings makes a Drawings that remembers nothing yet.
func NewDrawings(o Options) *Drawings { return &Drawings{options: o, known: map[string]known{}} }

// Draw is the function Draw.
func (d *Drawings) Draw(lang, code string) (Drawing, []site.Problem) {
	key := lang + "\x00" + code
	d.mu.Lock()
	k, ok := d.known[key]
	d.mu.Unlock()
	if ok {
		return k.drawing, k.problems
	}
	k.drawing, k.problems = Draw(lang, code, d.options)
	size := len(key) + len(k.drawing.SVG)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.bytes+size > maxKnown {
		d.known, d.bytes = map[string]known{}, 0
	}
	d.known[key] = k
	d.bytes += size
	return k.drawing, k.problems
}

// Labels is the text of a diagram for the search, a line for each label; ok is
// false if its code is shown instead, for it cannot be drawn.
func (d *Drawings) Labels(info string, code []byte) (labels []string, ok bool) {
	lang := LanguageOf(info, string(code))
	if lang == "" {
		return nil, false
	}
	drawing, problems := d.Draw(lang, string(code))
	if len(problems) > 0 {
		return Words(lang, string(code)), IsData(lang)
	}
	if drawing.Title != "" {
		labels = append(labels, drawing.Title)
	}
	return append(labels, drawing.Labels...), true
}
