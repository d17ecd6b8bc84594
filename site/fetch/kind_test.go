package fetch

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"testing"
)

func encoded(t *testing.T) map[string][]byte {
	var j, g bytes.Buffer
	if err := jpeg.Encode(&j, image.NewGray(image.Rect(0, 0, 9, 9)), nil); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&g, image.NewGray(image.Rect(0, 0, 9, 9)), nil); err != nil {
		t.Fatal(err)
	}
	bmp := append([]byte("BM\x3a\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00"), make([]byte, 40)...)
	return map[string][]byte{
		"png": dot, "jpg": j.Bytes(), "gif": g.Bytes(), "svg": []byte(drawing), "bmp": bmp,
		"webp": []byte("RIFF\x0c\x00\x00\x00WEBPVP8L\x00\x00\x00\x00"),
		"avif": []byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00avifmiaf\x00\x00\x00\x0cmdat1234"),
		"ico":  append([]byte("\x00\x00\x01\x00\x01\x00\x01\x01\x00\x00"), make([]byte, 20)...),
	}
}

// Formats are told by their bytes, and a picture without its end is none.
func TestKinds(t *testing.T) {
	for want, data := range encoded(t) {
		if ext, reason := kind(data); ext != want || reason != "" {
			t.Errorf("%s is %q, %q", want, ext, reason)
		}
		if ext, reason := kind(data[:len(data)-6]); reason == "" && want != "ico" {
			t.Errorf("%s without its end is %s", want, ext)
		}
	}
	for data, want := range map[string]string{
		"": "an empty answer", "<html><body>": "a web page, no picture", "BM is no picture, only two letters of text": "no picture",
		"%PDF-1.7": "no picture", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic": "no picture", "\x1f\x8b": "no picture",
	} {
		if ext, reason := kind([]byte(data)); reason != want {
			t.Errorf("%q is %q, %q", data, ext, reason)
		}
	}
}

func TestSVG(t *testing.T) {
	in := func(s string) string {
		return `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- c --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:one="http://e.org/">` + s + `</svg>`
	}
	for s, want := range map[string]string{
		`<g id="a" fill="url(#b)" style="fill:url('#b')"><use xlink:href="#a"/><title>t</title></g>`: "",
		`<image href="data:image/png;base64,AAAA"/><a href="https://e.org"><text>x</text></a>`:       "",
		`<style>.a{fill:red}/* \ */</style>`:                                                         svgOutside,
		`<style>.a{fill:red;background:url(#x)}</style>`:                                             "",
		`<animate attributeName="x" to="5"/><metadata one:onions="x"/>`:                              "",
		`<script>x()</script>`:                                      svgScript,
		`<one:script xmlns:one="http://www.w3.org/2000/svg"/>`:      svgScript,
		`<g onload="x()"/>`:                                         svgScript,
		`<g OnClick="x()"/>`:                                        svgScript,
		`<set attributeName="onclick" to="x()"/>`:                   svgScript,
		`<a href=" javascript:x()"><text>x</text></a>`:              svgScript,
		`<a xlink:href="java&#10;script:x()"><text>x</text></a>`:    svgScript,
		`<a href="data:text/html,x"><text>x</text></a>`:             svgOutside,
		`<animate attributeName="xlink:href" to="javascript:x()"/>`: svgOutside,
		`<foreignObject><p>x</p></foreignObject>`:                   svgForeign,
		`<h:p>x</h:p>`:                                             svgForeign,
		`<image href="https://e.org/a.png"/>`:                      svgOutside,
		`<image href="a.png"/>`:                                    svgOutside,
		`<use href="data:image/svg+xml,x"/>`:                       svgOutside,
		`<style>@import "x.css";</style>`:                          svgOutside,
		`<style>@im<!-- x -->port "x.css";</style>`:                svgOutside,
		`<style><![CDATA[a{fill:url( "http://e.org/")}]]></style>`: svgOutside,
		`<g fill="url(http://e.org/#a)"/>`:                         svgOutside,
		`<g fill="u\72l(http://e.org/#a)"/>`:                       svgOutside,
		`<g xml:base="http://e.org/"/>`:                            svgOutside,
		`<?xml-stylesheet href="x.css"?>`:                          svgOutside,
		`<g>`:                                                      svgDamaged,
		`&x;`:                                                      svgDamaged,
	} {
		if got := svg([]byte(in(s))); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{
		"<svg>": notSVG, "<svg/>": notSVG, "x<svg": notSVG, `<html><svg xmlns="http://www.w3.org/2000/svg"/></html>`: notSVG,
		`<!DOCTYPE svg [<!ENTITY a "b">]>` + drawing: svgEntities, drawing + drawing: notSVG, "\ufeff\n" + drawing: "",
	} {
		if got := svg([]byte(s)); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

func FuzzKind(f *testing.F) {
	f.Add([]byte(drawing))
	f.Add(dot)
	f.Add([]byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00avifmiaf"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if ext, reason := kind(data); (ext == "") == (reason == "") {
			t.Errorf("%q, %q", ext, reason)
		}
	})
}
