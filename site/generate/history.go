package generate

import (
	"context"
	"errors"
	"fmt"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/history"
)

// A chronicle is what git says of the notes at a commit. A site that is looked at
// again and again keeps it.
type chronicle struct {
	of    history.Repository
	head  string
	dates history.Dates
	err   error // why not all of them are known
}

// dated gives notes that do not tell their dates those of git, if the settings ask
// for it. An error means that ctx is done.
func (in Input) dated(ctx context.Context, notes []site.Note) ([]site.Problem, error) {
	if in.Options.Dates != site.DatesOfGit {
		return nil, nil
	}
	if in.Repository == nil {
		return []site.Problem{noDates("the notes are in no git repository, so git does not know when they were made", "")}, nil
	}
	c := in.chronicle
	if c == nil {
		c = &chronicle{}
	}
	c.read(ctx, *in.Repository)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read the history of the notes: %w", err)
	}
	for i := range notes {
		m, d := &notes[i].Meta, c.dates.Of(notes[i].Path)
		if m.Date.IsZero() {
			m.Date = d.Created
		}
		if m.Updated.IsZero() {
			m.Updated = d.Updated
		}
	}
	switch {
	case errors.Is(c.err, history.ErrShallow):
		return []site.Problem{noDates("the clone of the repository has only its last commits, so the dates of older notes are not known",
			`in a workflow of GitHub write "fetch-depth: 0" below "with:" of actions/checkout; elsewhere run git fetch --unshallow`)}, nil
	case c.err != nil:
		return []site.Problem{noDates(fmt.Sprintf("not all dates are known: %v", c.err), "")}, nil
	}
	return nil, nil
}

// isOf says whether dates of git that in asks for are known.
func (c *chronicle) isOf(in Input) bool {
	if in.Options.Dates != site.DatesOfGit || in.Repository == nil {
		return true
	}
	head, err := in.Repository.Head()
	return err == nil && c != nil && head == c.head && *in.Repository == c.of
}

// read reads the history, unless what is checked out is what it was.
func (c *chronicle) read(ctx context.Context, r history.Repository) {
	head, err := r.Head()
	if err == nil && head == c.head && r == c.of {
		return
	}
	*c = chronicle{of: r, err: err}
	if err == nil {
		c.dates, c.err = r.Dates(ctx, head, mayBeNote)
	}
	if ctx.Err() == nil {
		c.head = head
	}
}

func mayBeNote(p string) bool { return site.IsNoteFile(p) || site.IsBoardFile(p) || site.IsBaseFile(p) }

func noDates(what, hint string) site.Problem {
	return site.Problem{Kind: site.BadHistory, What: `dates = "git": ` + what, Hint: hint}
}
