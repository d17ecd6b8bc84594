package main

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/biji-notes/biji/site/search/quality"
)

// The search of the project's own notes is as good as its queries say it was.
func TestOwnNotesAreFound(t *testing.T) {
	content := filepath.Join("..", "..", "content")
	public := filepath.Join(t.TempDir(), "public")
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"build", content, "-o", public}, &out, &errs); code != exitFine {
		t.Fatalf("build: exit code %d\n%s", code, &errs)
	}
	out.Reset()
	errs.Reset()
	code := run(t.Context(), []string{"eval", filepath.Join(content, "queries.yaml"), "--site", public}, &out, &errs)
	if code != exitFine {
		t.Errorf("eval: exit code %d\n%s%s", code, &out, &errs)
	}
}

func TestTable(t *testing.T) {
	e := &evaluation{Report: &quality.Report{
		All: quality.Tally{Queries: 3, Hit1: 2, Hit5: 3, Found: 3, Paid: &quality.Paid{Bytes: 57_840, Steps: 3}},
		Kinds: []quality.Tally{
			{Kind: "中文", Queries: 2, Hit1: 1, Hit5: 2, Found: 2, Paid: &quality.Paid{Bytes: 999, Steps: 4}},
			{Kind: "en", Queries: 1, Hit1: 1, Hit5: 1, Sections: 1, Section1: 1, Found: 0, Paid: &quality.Paid{Bytes: 123_456, Steps: 2}},
		},
	}}
	const want = `kind    queries      hit@1      hit@5  section@1  not found         KB      steps
中文          2      0.500      1.000          -          0        1.0          4
en            1      1.000      1.000      1.000          1      123.5          2
all           3      0.667      1.000          -          0       57.8          3
`
	var b bytes.Buffer
	e.table(&b)
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}
