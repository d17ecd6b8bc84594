package sanitize

import (
	"strings"

	"github.com/biji-notes/biji/site/colour"
)

// styled are the classes for what is understood of a style attribute.
func styled(css string) (classes []string) {
	for rule := range strings.SplitSeq(css, ";") {
		property, value, _ := strings.Cut(rule, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(property)) {
		case "color":
			classes = appendTone(classes, "ink-", value)
		case "background", "background-color":
			classes = appendTone(classes, "wash-", value)
		case "text-align":
			if side := strings.ToLower(value); side == "center" || side == "right" {
				classes = append(classes, side)
			}
		}
	}
	return classes
}

func appendTone(classes []string, kind, css string) []string {
	if t := colour.Tone(css); t != "" {
		return append(classes, kind+t)
	}
	return classes
}
