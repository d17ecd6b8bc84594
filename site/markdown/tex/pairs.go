package tex

import (
	"maps"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// pairs reads a table: name value name value …
func pairs(s string) map[string]string {
	fields := strings.Fields(s)
	all := make(map[string]string, len(fields)/2)
	for i := 0; i+1 < len(fields); i += 2 {
		all[fields[i]] = fields[i+1]
	}
	return all
}

func merged(a, b map[string]string) map[string]string {
	maps.Copy(a, b)
	return a
}

// composed is a letter with a combining accent, as one character where Unicode
// has it.
func composed(letter, mark string) string { return norm.NFC.String(letter + mark) }
