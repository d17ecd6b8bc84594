package output

import (
	"errors"
	"io/fs"

	"github.com/biji-notes/biji/site/budget"
)

// errLeft means that nobody waits for the end of a removal.
var errLeft = errors.New("the rest stays for the next build")

// remove removes a folder of base. After an interrupt it goes on for a moment
// only: a large site takes seconds, and the next build sweeps up what is left.
func (d *Dir) remove(dir string) error {
	late := 0
	err := d.removeBelow(dir, func(files int) error {
		if d.ctx.Err() == nil {
			return nil
		}
		if late += files; late > budget.LateRemovals {
			return errLeft
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// removeBelow removes a folder after those in it; before each it asks whether so
// many files may be removed.
func (d *Dir) removeBelow(dir string, may func(files int) error) error {
	entries, err := fs.ReadDir(d.base.FS(), dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		if err := d.removeBelow(dir+"/"+e.Name(), may); err != nil {
			return err
		}
	}
	if err := may(len(entries)); err != nil {
		return err
	}
	return d.base.RemoveAll(dir)
}
