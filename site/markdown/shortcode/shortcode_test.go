package shortcode_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
	"github.com/biji-notes/biji/site/markdown/shortcode"
)

var md = syntaxtest.Markdown(extension.GFM, shortcode.Extension)

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedTags(t *testing.T) {
	syntaxtest.Repeat(t, md, "{{<", "{{< figure ", "{% img ", "{{< figure src=a.png >}}", "{{< highlight go >}}\n", "{% raw %}", "{% asset_img a.png b", "{{< youtube abcdefgh >}}")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, `{{< figure src="a.png" alt='b' >}}`, "{% img left a.png 1 2 b %}", "{{< highlight go >}}\na\n{{< /highlight >}}", "> {% codeblock a lang:b %}\n> c\n> {% endcodeblock %}")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
