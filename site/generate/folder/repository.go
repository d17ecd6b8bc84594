package folder

import (
	"path/filepath"

	"github.com/biji-notes/biji/site/history"
	"github.com/biji-notes/biji/site/load/worktree"
)

// repository is that of git in which a folder is; nil if it is in none.
func repository(dir string) (*history.Repository, error) {
	real, err := worktree.RealPath(dir)
	if err != nil {
		return nil, err
	}
	top, ok := worktree.Top(real)
	if !ok {
		return nil, nil
	}
	own, common, err := worktree.Git(top)
	if err != nil || own == "" {
		return nil, err
	}
	below, err := filepath.Rel(top, real)
	if below == "." {
		below = ""
	}
	return &history.Repository{Own: own, Common: common, Below: filepath.ToSlash(below)}, err
}
