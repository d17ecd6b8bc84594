package output

import (
	"errors"
	"os"
	"path"
	"slices"
	"sync"
)

// openFolders is how many folders of the stage stay open. The files of a site come
// folder by folder, the pieces of the index in between.
const openFolders = 8

// A folders keeps those of a stage open in which something was done last: a file is
// opened in one step then, where the way to it takes one for each folder.
type folders struct {
	mu   sync.Mutex
	open []folder // the one used last comes last
}

type folder struct {
	dir string
	*os.Root
}

// in opens a file of the stage; how is told the folder that it is in, and its
// name there.
func (f *folders) in(stage *os.Root, name string, how func(*os.Root, string) (*os.File, error)) (*os.File, error) {
	dir, base := path.Split(name)
	if dir == "" {
		return how(stage, name)
	}
	root, err := f.root(stage, path.Clean(dir))
	if err != nil {
		return how(stage, name) // it says why
	}
	file, err := how(root, base)
	if err == nil {
		return file, nil
	}
	return how(stage, name) // the folder was closed meanwhile, to make room; or this says the whole name
}

// root is a folder of the stage.
func (f *folders) root(stage *os.Root, dir string) (*os.Root, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if i := slices.IndexFunc(f.open, func(o folder) bool { return o.dir == dir }); i >= 0 {
		o := f.open[i]
		f.open = append(slices.Delete(f.open, i, i+1), o)
		return o.Root, nil
	}
	root, err := stage.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	if len(f.open) == openFolders {
		f.open[0].Close()
		f.open = slices.Delete(f.open, 0, 1)
	}
	f.open = append(f.open, folder{dir, root})
	return root, nil
}

// close closes them.
func (f *folders) close() (err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, o := range f.open {
		err = errors.Join(err, o.Close())
	}
	f.open = nil
	return err
}
