package search

import (
	"context"

	"github.com/biji-notes/biji/site/search/analyze"
)

// asText is e with what only looks like a restriction to a field read as text, as in
// docker tag:latest: nothing has it in that field, and it stands in a text as it was
// typed. What was read so comes back, too.
func (x *Index) asText(ctx context.Context, a *analyze.Analyzer, e expr) (out expr, read []string, err error) {
	if e.kind == not {
		return e, nil, nil
	}
	if e.typed != "" && len(e.kids) == 0 {
		text := expr{kind: words, text: e.typed, open: e.open}
		there, err := x.has(ctx, a, e)
		if err != nil || there {
			return e, nil, err
		}
		if there, err = x.has(ctx, a, text); there {
			return text, []string{e.typed}, err
		}
		return e, nil, err
	}
	out = e
	out.kids = nil
	for _, k := range e.kids {
		kid, more, err := x.asText(ctx, a, k)
		if err != nil {
			return e, nil, err
		}
		out.kids, read = append(out.kids, kid), append(read, more...)
	}
	return out, read, nil
}

// has says whether any section has all of e, as all have of nothing.
func (x *Index) has(ctx context.Context, a *analyze.Analyzer, e expr) (bool, error) {
	p := planner{a}.plan(e, false)
	if p.blank() {
		return true, nil
	}
	n, err := x.count(ctx, p.query())
	return n > 0, err
}
