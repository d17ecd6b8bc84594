package highlight

import (
	"strings"
	"testing"
)

// Lines that are marked begin with their signs: * marked, + inserted, - deleted.
func TestDirectives(t *testing.T) {
	h := highlighter(t)
	for _, c := range []struct{ info, code, want string }{
		{"js", "a // [!code ++]\nb // [!code --]\nc\n", "+a\n-b\n c\n"},
		{"js", "a // [!code highlight:2]\nb\nc // [!code focus]\n", "*a\n*b\n*c\n"},
		{"py", "a # [!code hl]\nb\n", "*a\n b\n"},
		{"html", "<p> <!-- [!code error] -->\n<b>\n", "-<p>\n <b>\n"},
		{"css", "a {} /* [!code warning] */", "*a {}"},
		{"js", "// [!code ++]\na\nb\n", "+a\n b\n"},
		{"js {2}", "// highlight-next-line\na\nb\n// highlight-start\nc\nd\n// highlight-end\ne\n", "*a\n*b\n*c\n*d\n e\n"},
		{"jsx", "a\n{/* highlight-next-line */}\nb\n", " a\n*b\n"},
		{"yaml", "# highlight-start\na: b\n", "*a: b\n"},
		{"md", "a // [!!code ++]\n", "a // [!code ++]\n"},
		{"js", "a // [!code word:x]\nb // [!code nothing]\n// highlight-later\n", "a // [!code word:x]\nb // [!code nothing]\n// highlight-later\n"},
		{"text", "a // [!code ++]\n", "a // [!code ++]\n"},
		{"", "// highlight-next-line\na\n", "// highlight-next-line\na\n"},
		{"js", "a // [!code ++:9999]\n", "+a\n"},
	} {
		out, said := figure(h, c.info, c.code)
		got := out[strings.Index(out, "<code>")+6 : strings.Index(out, "</code>")]
		got = strings.NewReplacer(`<span class="line hl">`, "*", `<span class="line ins">`, "+", `<span class="line del">`, "-", `<span class="line">`, " ").Replace(got)
		got = text(t, "<code>"+got+"</code></pre></figure>")
		if got != c.want || len(said) > 0 {
			t.Errorf("%s %q: got\n%s\nwant\n%s\n%v", c.info, c.code, got, c.want, said)
		}
	}
}
