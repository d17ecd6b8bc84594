package write

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/analyze"
)

// written is a verifier of an index of sections.
func written(t testing.TB, sections []site.Section) *verifier {
	t.Helper()
	dir := t.TempDir()
	if err := Index(t.Context(), dir, sections, 1); err != nil {
		t.Fatal(err)
	}
	x, err := openBleve(dir)
	if err != nil {
		t.Fatal(err)
	}
	v, err := newVerifier(x)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.postings.Close(); x.Close() })
	return v
}

// The self-test does not believe the texts that are stored: it finds each of
// its words in the postings, where it stands and as often as it does.
func TestPostingsAreReread(t *testing.T) {
	sec := site.Section{Page: "a.html", Title: "死锁", Body: "死锁需要四个条件。 A deadlock needs four conditions, and a deadlock stays.\n", Code: "lock(a); lock(b)"}
	v := written(t, []site.Section{{Page: "0.html", Title: "Other", Body: "four words"}, sec})
	id := documentIDs([]site.Section{sec})[0]
	if err := v.section(t.Context(), id, &sec); err != nil {
		t.Fatal(err)
	}
	number, err := v.postings.InternalID(id)
	if err != nil {
		t.Fatal(err)
	}
	for field, text := range map[string]string{analyze.FieldTitle: sec.Title, analyze.FieldBody: sec.Body, analyze.FieldCode: sec.Code} {
		sample := v.sample(text)
		if len(sample) == 0 {
			t.Fatalf("nothing of %q is looked up", text)
		}
		for _, good := range sample {
			if err := v.term(t.Context(), number, field, good); err != nil {
				t.Error(err)
			}
			for what, bad := range map[string]termAt{
				"another place": {good.term, good.place + 1000, good.count},
				"more often":    {good.term, good.place, good.count + 1000},
				"another word":  {good.term + "x", good.place, good.count},
			} {
				if err := v.term(t.Context(), number, field, bad); err == nil {
					t.Errorf("%v of %s was found in %s: %v", what, good.term, field, bad)
				}
			}
		}
	}
	if err := v.section(t.Context(), "0.html", &sec); err == nil {
		t.Error("a section was taken for another")
	}
}

// Two words that stand in a section a hundred thousand times cost no more than
// others, and an interrupted self-test says so.
func TestRepeatedWords(t *testing.T) {
	sec := site.Section{Page: "a.html", Title: "T", Body: strings.Repeat("a: b\n", 100_000)}
	v := written(t, []site.Section{sec})
	if got := len(v.sample(sec.Body)); got == 0 || got > verifyTerms {
		t.Errorf("%d terms are looked up", got)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := v.section(ctx, documentIDs([]site.Section{sec})[0], &sec); err == nil {
		t.Error("an interrupted self-test calls the index good")
	}
}

// BenchmarkVerify shows that the time grows with the text, not with its square.
func BenchmarkVerify(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		sec := site.Section{Page: "a.html", Title: "T", Body: strings.Repeat("a: b\n", n)}
		v := written(b, []site.Section{sec})
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if err := v.section(b.Context(), documentIDs([]site.Section{sec})[0], &sec); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
