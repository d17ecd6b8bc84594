package load

import (
	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// Text reads a file of the content that is no note as text, in the encoding that
// the settings name for notes. It is nil if the file is no text or cannot be
// read, and the problems say why.
func (f Folder) Text(name, encoding string) ([]byte, []site.Problem) {
	r := report{file: name}
	enc, err := legacyNamed(encoding)
	if err != nil {
		r.add(site.BadEncoding, 0, 0, "", "cannot be read: encoding %v", err)
		return nil, r.problems
	}
	raw, err := readFile(f.Files, name, budget.IncludeBytes)
	if err != nil {
		r.add(site.BadFile, 0, 0, "", "cannot be read: %v", reason(err))
		return nil, r.problems
	}
	text, ok := r.decode(raw, enc)
	if !ok {
		return nil, r.problems
	}
	return append([]byte{}, r.clean(text)...), r.problems
}
