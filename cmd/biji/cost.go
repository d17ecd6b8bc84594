package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/site/cost"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/search/quality"
	"github.com/biji-notes/biji/site/speech"
	"github.com/biji-notes/biji/templates"
)

// A weight is that of files as a server sends them.
type weight struct {
	Bytes int `json:"bytes"`
	Files int `json:"files"`
}

// meter measures with the engine of this program what queries cost on the
// site in dir. It notes what all of them have in common.
func (e *evaluation) meter(dir string) (quality.Cost, error) {
	engine, err := bundle.Engine(templates.FS)
	if err != nil {
		return nil, err
	}
	m, err := cost.Open(os.DirFS(dir), engine, pack.Member)
	if err != nil {
		return nil, fmt.Errorf("measure the search of %s: %w", dir, err)
	}
	for _, part := range []struct {
		to **weight
		of func() (cost.Price, error)
	}{{&e.Code, m.Code}, {&e.Start, m.Start}, {&e.Index, m.Index}} {
		p, err := part.of()
		if err != nil {
			return nil, fmt.Errorf("measure the search of %s: %w", dir, err)
		}
		*part.to = &weight{p.Bytes, p.Files}
	}
	return func(query string) (cold, warm quality.Paid, err error) {
		c, err := m.Cold(query)
		if err != nil {
			return cold, warm, err
		}
		w, err := m.Warm(query)
		return paid(c), paid(w), err
	}, nil
}

func paid(p cost.Price) quality.Paid {
	return quality.Paid{Bytes: p.Bytes, Code: p.Code, Files: p.Files, Steps: p.Steps}
}

// costs is the table of what queries cost, if that was measured: the median of each
// kind, and of all.
func (e *evaluation) costs(w io.Writer, in speech.Speech) {
	if e.All.Cold == nil {
		return
	}
	kinds := e.Kinds
	if len(kinds) < 2 {
		kinds = nil
	}
	first := columns(in.Say("nine of ten"))
	for _, k := range kinds {
		first = max(first, columns(k.Kind))
	}
	if e.each {
		for _, v := range e.Verdicts {
			first = max(first, columns(v.Query.Text))
		}
	}
	line := func(name string, cold, warm quality.Paid) {
		fmt.Fprintf(w, "%s%s", name, strings.Repeat(" ", first-columns(name)))
		for _, p := range []quality.Paid{cold, warm} {
			fmt.Fprintf(w, "%11.1f%7.1f%7d%7d", kb(p.Bytes), kb(p.Code), p.Files, p.Steps)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "\n%*s%22s%32s\n", first, "", "cold", "warm")
	fmt.Fprint(w, in.Say("cost"), right("", first-columns(in.Say("cost"))))
	fmt.Fprintln(w, strings.Repeat(right("KB", 11)+right("code", 7)+right(in.Say("files"), 7)+right("steps", 7), 2))
	if e.each {
		for _, v := range e.Verdicts {
			line(v.Query.Text, *v.Cold, *v.Warm)
		}
	}
	for _, k := range kinds {
		line(k.Kind, k.Cold.Median, k.Warm.Median)
	}
	c, h := e.All.Cold, e.All.Warm
	line(in.Say("median"), c.Median, h.Median)
	line(in.Say("nine of ten"), c.P90, h.P90)
	line(in.Say("most"), c.Most, h.Most)
	fmt.Fprintf(w, "\n%s\n%s\n",
		in.Sprintf("of each cold query, %.1f KB are the search box (%s), %.1f KB the start of the index", kb(e.Code.Bytes), count(e.Code.Files, "file"), kb(e.Start.Bytes)),
		in.Sprintf("the index has %s, %.0f KB in all", count(e.Index.Files, "file"), kb(e.Index.Bytes)))
}

func kb(bytes int) float64 { return float64(bytes) / 1000 }
