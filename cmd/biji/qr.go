package main

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// quietZone is how many light modules stand around a QR code
// (https://www.iso.org/standard/62021.html, 5.3.8).
const quietZone = 4

// drawQR is text as a QR code for a terminal: two modules, one above the other, are
// one character, black on white whatever colours the terminal has.
func drawQR(text string) (string, error) {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return "", fmt.Errorf("draw a QR code: %w", err)
	}
	var b strings.Builder
	for y := -quietZone; y < code.Size+quietZone; y += 2 {
		b.WriteString("\x1b[30;107m")
		for x := -quietZone; x < code.Size+quietZone; x++ {
			b.WriteString(halves[code.Black(x, y)][code.Black(x, y+1)])
		}
		b.WriteString("\x1b[0m\n")
	}
	return b.String(), nil
}

// halves are the characters for an upper and a lower module, by whether each is
// dark.
var halves = map[bool]map[bool]string{
	false: {false: " ", true: "▄"},
	true:  {false: "▀", true: "█"},
}
