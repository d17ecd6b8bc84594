package generate

import (
	"fmt"
	"io/fs"
	"path"
	"runtime"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/history"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/load/gitignore"
	"github.com/biji-notes/biji/site/scratch"
	"github.com/biji-notes/biji/templates"
)

// An Input is all that a build depends on. The same Input gives the same bytes.
// Only Content must be set. FromFS makes an Input of files, and package folder
// one of a folder on disk; both read the settings.
type Input struct {
	Content   fs.FS           // the notes
	Git       gitignore.Rules // for the notes, of the folders above them
	Templates fs.FS           // nil is biji's own
	Overrides fs.FS           // files that replace those of Templates; may be nil
	Options   site.Options    // Lang and Title, if they are "", are those of the notes
	Problems  []site.Problem  // of the settings; the result has them too
	Front     string          // path of the note that is the front page; "" leaves that to the names of notes
	Folder    string          // what a site is called that neither settings nor notes name; "" if nothing is known
	Scratch   string          // an existing folder for the index while it is made; "" is one where the system has such
	Workers   int             // 0 is one for each processor
	// SystemFonts says that cards may be written in fonts of this computer. Then their
	// pictures, and nothing else, may be others on another one.
	SystemFonts bool
	// Repository is that of git in which the notes are; nil if there is none.
	Repository *history.Repository
	// KeepParsed is how many bytes all notes may have without being parsed
	// twice to save memory; 0 is 20 MB. The site is the same either way.
	KeepParsed int
	// Progress, if set, is told how much of a stage is done. It is called from
	// several goroutines.
	Progress func(s Stage, done, total int)

	chronicle *chronicle      // of an earlier build; may be nil
	memory    *memory         // of what was made before; nil for none
	only      map[string]bool // paths of the notes that are read, others are without text; nil is all
}

// FromFS is an Input for the notes in content, with the settings of the file
// biji.toml in it, if there is one. The error is a *load.SettingsError if the
// settings keep something back and cannot be read; then nothing may be published.
// Rules of git in content are kept, but those in folders above it are not
// known: folder.Open reads them.
func FromFS(content fs.FS) (Input, error) {
	in := Input{Content: content}
	var err error
	if in.Options, in.Problems, err = load.Options(content, "."); err != nil {
		return Input{}, err
	}
	switch theme := in.Options.Templates; {
	case theme == "":
	case !fs.ValidPath(path.Clean(theme)):
		return Input{}, fmt.Errorf("the folder of templates %s is not among the notes", theme)
	default:
		in.Overrides, err = fs.Sub(content, path.Clean(theme))
	}
	return in, err
}

func (in *Input) progress(s Stage) func(done, total int) {
	return func(done, total int) { in.Progress(s, done, total) }
}

// complete is in with all that may be left out.
func (in Input) complete() Input {
	if in.Templates == nil {
		in.Templates = templates.FS
	}
	if in.Workers <= 0 {
		in.Workers = runtime.GOMAXPROCS(0)
	}
	if in.Progress == nil {
		in.Progress = func(Stage, int, int) {}
	}
	return in
}

// withScratch is in with a folder for temporary files. done removes it, if it is
// not the caller's, and says of the error of the build what can be done about it.
func (in Input) withScratch() (with Input, done func(error) error, err error) {
	if in.Scratch != "" {
		return in, func(err error) error { return err }, nil
	}
	temp, err := scratch.Make()
	if err != nil {
		return in, nil, err
	}
	in.Scratch = temp.Path
	return in, func(err error) error {
		temp.Remove()
		return temp.Explain(err)
	}, nil
}
