package main

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
)

// A code that ZBar read stays as it is: as many lines and modules as it should
// have, and the same bytes.
func TestDrawQR(t *testing.T) {
	code, err := drawQR("http://192.168.1.20:8080/")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(code, "\n"), "\n")
	const size = 25 + 2*quietZone // version 2
	if len(lines) != (size+1)/2 {
		t.Errorf("%d lines", len(lines))
	}
	for _, line := range lines {
		line = strings.TrimSuffix(strings.TrimPrefix(line, "\x1b[30;107m"), "\x1b[0m")
		if n := len([]rune(line)); n != size {
			t.Errorf("%d modules: %s", n, line)
		}
	}
	if got := fmt.Sprintf("%x", sha256.Sum256([]byte(code))); got != "3b33c6c2ead94731c6b9e3c0ef824883e57b26092b7b88a49a410c7f3be4acab" {
		t.Errorf("another code: %s\n%s", got, code)
	}
}
