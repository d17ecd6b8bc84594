package bundle_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site/bundle"
	"github.com/biji-notes/biji/templates"
)

func TestSameSourcesSameBytes(t *testing.T) {
	extra := map[string]string{"code": ".k { color: red }", "more": ".l { color: blue }"}
	first, err := bundle.Assets(templates.FS, extra)
	if err != nil {
		t.Fatal(err)
	}
	again, err := bundle.Assets(templates.FS, extra)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error(diff)
	}
	for _, a := range first {
		t.Log(a.Name, a.Role, len(a.Data))
	}
}
