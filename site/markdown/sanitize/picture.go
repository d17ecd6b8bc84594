package sanitize

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// picture takes an attribute of an image.
func (k *Token) picture(a html.Attribute) {
	switch a.Key {
	case "alt":
		k.Text = a.Val
	case "title":
		k.Title = a.Val
	case "width":
		k.Width, k.Share = pixels(a.Val), percent(a.Val)
	case "height":
		k.Height = pixels(a.Val)
	case "style":
		k.style(a.Val)
	}
}

// style understands the sizes that editors write: "zoom:50%", "width: 300px".
func (k *Token) style(css string) {
	for rule := range strings.SplitSeq(css, ";") {
		property, value, _ := strings.Cut(rule, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(property)) {
		case "zoom":
			if n, ok := strings.CutSuffix(value, "%"); ok {
				k.Zoom = pixels(n)
			} else if f, err := strconv.ParseFloat(value, 64); err == nil && f > 0 && f <= 10 {
				k.Zoom = int(f * 100)
			}
		case "width":
			k.Width, k.Share = pixels(value), percent(value)
		case "height":
			k.Height = pixels(value)
		}
	}
}

// percent reads "50%", up to all of the width; 0 is anything else.
func percent(s string) int {
	number, ok := strings.CutSuffix(strings.TrimSpace(s), "%")
	n, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil || n <= 0 || n > 100 {
		return 0
	}
	return max(1, int(n))
}

// pixels reads "300" and "300px"; 0 is anything else.
func pixels(s string) int {
	n, err := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(s), "px"), 10, 14)
	if err != nil {
		return 0
	}
	return int(n)
}
