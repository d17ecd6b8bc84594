package pages

import (
	"image"
	"testing"
	"testing/fstest"
)

func TestSizes(t *testing.T) {
	webp := "RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"
	for file, c := range map[string]struct {
		text string
		want image.Point
	}{
		"a.svg":    {`<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" width="30" height="20.6px"/>`, image.Pt(30, 21)},
		"box.SVG":  {`<!-- x --><svg viewBox="0 0, 300 200" width="100%">`, image.Pt(300, 200)},
		"none.svg": {`<svg width="3em" height="2em"/>`, image.Point{}},
		"no.svg":   {`<html width="3" height="2"/>`, image.Point{}},
		"huge.svg": {`<svg width="1e99" height="NaN"/>`, image.Point{}},
		"cut.svg":  {`<svg width="1`, image.Point{}},
		"a.webp":   {webp, image.Pt(1, 1)},
		"bad.png":  {"PNG", image.Point{}},
	} {
		if got := readSize(fstest.MapFS{file: {Data: []byte(c.text)}}, file); got != c.want {
			t.Errorf("%s: %v, want %v", file, got, c.want)
		}
	}
}
