package render_test

import (
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/render"
	"github.com/biji-notes/biji/templates"
)

func TestPage(t *testing.T) {
	r, err := render.New(templates.FS, nil, "zh-CN")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	v := &render.View{Type: render.Note, Lang: "zh-CN", UI: "zh", Title: "<锁>", Body: "<p>正文</p>"}
	if err := r.Page(&b, v, render.NewNav([]*render.Node{{Title: "锁", URL: "锁.html"}})); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<h1>&lt;锁&gt;</h1>", "<p>正文</p>", `<a href="锁.html">锁</a>`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in\n%s", want, &b)
		}
	}
}
