package load

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/biji-notes/biji/templates"
)

// The papers for which an accent is chosen are those on which it will stand.
func TestPapers(t *testing.T) {
	tokens, err := fs.ReadFile(templates.FS, "style/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("--paper: light-dark(%s, %s);", lightPaper.Hex(), darkPaper.Hex()); !strings.Contains(string(tokens), want) {
		t.Errorf("style/tokens.css has no %q", want)
	}
}
