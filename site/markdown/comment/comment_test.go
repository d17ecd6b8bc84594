package comment_test

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark/extension"

	"github.com/biji-notes/biji/site/markdown/comment"
	"github.com/biji-notes/biji/site/markdown/internal/syntaxtest"
)

var md = syntaxtest.Markdown(extension.GFM, comment.Extension)

// What is hidden, and what only looks like it. The pages hold no <p>.
func TestSigns(t *testing.T) {
	for _, c := range []struct{ note, want string }{
		{`C 里 %% 表示百分号，printf("%%d")`, `C 里 %% 表示百分号，printf(&quot;%%d&quot;)`},
		{`printf("%%d") 和 printf("%%s")`, `printf(&quot;%%d&quot;) 和 printf(&quot;%%s&quot;)`},
		{`涨了 100%%，又跌了 50%%。`, `涨了 100%%，又跌了 50%%。`},
		{`%d%% 与 %.2f%%`, `%d%% 与 %.2f%%`},
		{`进度 %d%%的人有 %s%%`, `进度 %d%%的人有 %s%%`},
		{`for %%i in (*.txt) do echo %%i`, `for %%i in (*.txt) do echo %%i`},
		{`for %%f in (*) do ren %%f %%~nf.bak`, `for %%f in (*) do ren %%f %%~nf.bak`},
		{`%%d 是整数，%%s 是字符串，%% 是百分号`, `%%d 是整数，%%s 是字符串，%% 是百分号`},
		{`LIKE '%%abc%%' 或 "%%abc%%"`, `LIKE '%%abc%%' 或 &quot;%%abc%%&quot;`},
		{`%%5.2f 与 %%x`, `%%5.2f 与 %%x`},
		{`a%%b%%c`, `a%%b%%c`},
		{`100%% sure, %% never closed`, `100%% sure, %% never closed`},

		{`a %%like this%% b`, `a  b`},
		{`a %% like this %% b`, `a  b`},
		{`中文%%注释%%中文`, `中文中文`},
		{`Bob%%he is rude%%.`, `Bob.`},
		{`(%%a note%%)`, `()`},
		{`%%I think 50%%`, ``},
		{`%%a note of 100%%, they say`, `, they say`},
		{`**b**%%c d%%`, `<strong>b</strong>`},
		{"-\t%%\n\tsecret\n\t%%\n", "<ul>\n<li></li>\n</ul>"},
		{"%%\nfor %%i in (x)\n%%\nend", "end"},
		{"a %%b\nc%% d", "a  d"},
	} {
		got := strings.TrimSpace(syntaxtest.Convert(t, md, []byte(c.note)))
		if got := strings.TrimSuffix(strings.TrimPrefix(got, "<p>"), "</p>"); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.note, got, c.want)
		}
	}
}

// Patterns that would be read again and again by a parser without memory.
func TestRepeatedMarks(t *testing.T) {
	syntaxtest.Repeat(t, md, "Z%%z", "%% %%q ", "%%d ", "%%a\n\n", "%%", "%% a\n\n", "a %% \n", "%%\n", "x %%a\n%% b\n")
}

func Fuzz(f *testing.F) {
	syntaxtest.Seed(f, "%%a%%", "%%\n\n%%x", "a\n%%\n> %%")
	f.Fuzz(func(t *testing.T, note []byte) { syntaxtest.Convert(t, md, note) })
}
