package generate

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/testkit"
)

// The page of a note that is opened at a glance says all that it says in the site, and
// the look that follows is that of a build.
func TestGlance(t *testing.T) {
	for _, dir := range []string{testkit.OwnContent(t), testkit.CorpusDir(t, "cs-notes")} {
		in := Input{Content: os.DirFS(dir)}
		var live Live
		glance, err := live.glance(t.Context(), in, 0)
		if err != nil {
			t.Fatal(err)
		}
		built := output.NewMemory()
		result, err := Site(context.Background(), in, built)
		if err != nil {
			t.Fatal(err)
		}
		shown, missing, lessSaid := 0, 0, 0
		for _, p := range result.Pages {
			if p.Note < 0 {
				continue
			}
			got, err := fs.ReadFile(glance, p.URL)
			if err != nil {
				missing++
				continue
			}
			want, err := fs.ReadFile(built, p.URL)
			if err != nil {
				t.Fatal(err)
			}
			if shown++; words(got) != words(want) {
				lessSaid++
				t.Logf("%s\n%s", p.URL, difference([]byte(words(got)), []byte(words(want))))
			}
		}
		t.Logf("%d pages shown, %d missing, %d say less", shown, missing, lessSaid)
		if shown < 9*missing || shown < 9*lessSaid {
			t.Errorf("of %d pages %d are missing and %d say less", shown+missing, missing, lessSaid)
		}
		if _, _, err := live.Look(t.Context(), in, nil); err != nil {
			t.Fatal(err)
		}
		sameSite(t, &live, in)
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// words are those of the text of a page.
func words(page []byte) string {
	_, text, _ := bytes.Cut(page, []byte("<article"))
	text, _, _ = bytes.Cut(text, []byte("</article>"))
	return strings.Join(strings.Fields(tag.ReplaceAllString(string(text), "")), " ")
}
