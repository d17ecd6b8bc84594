package container_test

import (
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/callout"
	"github.com/biji-notes/biji/site/markdown/container"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
)

var md = syntaxtest.Markdown(extension.GFM, callout.Extension, container.Extension)

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedContainers(t *testing.T) {
	syntaxtest.Repeat(t, md, ":::", "::: tip\n", ":::: a\n::: b\n", ":::\n", "!!! note\n", "!!! note\n    ", "=== \"a\"\n", "??? tip \"", "{% hint %}\n", "{{< tabs >}}\n", "@tab a\n",
		"::: tabs\n@tab a\n", "{% endhint %}\n", "> ::: tip\n", "- ::: tip\n", "<Tabs>\n", "<Tabs>\n  ", "</Tabs>\n", "<Note>\n    a\n",
		"/// note\n", "/// note | a\n    type: tip\n", "///\n", "<Card title=\"a\">b</Card>\n", "{{< tab \"a\" >}}b{{< /tab >}}\n")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "::: tip\n:::", "!!! note \"a\"\n    b\n\n        c", "=== \"a\"\n\n    b\n=== \"c\"", "::: tabs\n@tab a\nb\n@tab c\n```\n@tab\n```\n:::", "{% hint style=\"a\" %}\n{% endhint %}", "<Tabs>\n  <TabItem label=\"a\">\n    b\n  </TabItem>\n</Tabs>", "::: a\n- ::: b\n  c\n:::\n:::", "//// details | a\n    open: true\n\n/// note\n///\n////", "<LinkCard title=\"a\" href=\"b\" description=\"c\" />", "<Card title=\"a\" href=\"b\">c</Card>")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
