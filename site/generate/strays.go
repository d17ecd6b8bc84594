package generate

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/templates"
)

// strays are the files in the folder of overrides that do nothing. folder leads
// there from the content.
func strays(over fs.FS, folder string) ([]site.Problem, error) {
	if over == nil {
		return nil, nil
	}
	all, err := templates.Strays(over)
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	var problems []site.Problem
	for _, s := range all {
		file := s.File
		if !filepath.IsAbs(folder) {
			file = path.Join(folder, file)
		}
		hint := `"biji templates list" shows all names`
		if s.Near != "" {
			hint = fmt.Sprintf("did you mean %q?", s.Near)
		}
		problems = append(problems, site.Problem{At: site.Pos{File: file, Line: s.Line}, Kind: site.BadConfig, What: s.What, Hint: hint})
	}
	return problems, nil
}
