package highlight

import (
	"bytes"
	"testing"
)

func TestThin(t *testing.T) {
	h, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, info := range []string{"go", `go {2} title="a<b" linenos=9 ins={1} lineno`} {
		var w bytes.Buffer
		t.Log(h.Block(&w, info, []byte("// hi\nfunc main() { x := \"a\" + 1 }\n")))
		t.Log(w.String())
	}
	t.Log(h.CSS())
}
