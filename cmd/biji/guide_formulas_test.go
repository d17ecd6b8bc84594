package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/markdown/tex"
)

var codeSpan = regexp.MustCompile("`([^`]+)`")

// The formulas that the guide says are known are converted, and the others are not.
func TestGuideFormulas(t *testing.T) { inEachEdition(t, "formulas", testFormulas) }

func testFormulas(t *testing.T, e edition, page string) {
	_, after, ok := strings.Cut(page, "## "+e.known+"\n")
	known, unknown, split := strings.Cut(after, e.unknown)
	if !ok || !split {
		t.Fatal("the guide has no such section")
	}
	for part, want := range map[string]bool{known: true, unknown: false} {
		n := 0
		for line := range strings.Lines(part) {
			if !strings.HasPrefix(line, "| ") {
				continue
			}
			for _, span := range codeSpan.FindAllStringSubmatch(line, -1) {
				n++
				if _, why := tex.MathML(span[1], true, nil); (why == "") != want {
					t.Errorf("%s: %q", span[1], why)
				}
			}
		}
		if n < 5 {
			t.Errorf("only %d formulas", n)
		}
	}
}
