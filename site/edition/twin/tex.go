package twin

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/biji-notes/biji/site/edition/article"
)

// TeX writes a formula in MathML as TeX. Signs that have a character of their own
// stay that character, which KaTeX and MathJax read as well; what only concerns
// the looks, such as spaces, is left out.
func TeX(math *html.Node) string {
	return strings.Join(strings.Fields(texRow(article.Children(math))), " ")
}

// enclosed are the elements that become a command around their parts, {} each.
var enclosed = map[string]string{"mfrac": `\frac`, "msqrt": `\sqrt`}

func texRow(nodes []*html.Node) string {
	var b strings.Builder
	for _, n := range nodes {
		b.WriteString(tex(n))
	}
	return b.String()
}

func tex(n *html.Node) string {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data)
	}
	parts := elements(n)
	group := func(i int) string {
		if i < len(parts) {
			return "{" + tex(parts[i]) + "}"
		}
		return "{}"
	}
	switch n.Data {
	case "mi", "mo", "mn":
		return texSign(article.Text(n))
	case "mtext", "ms":
		return `\text{` + texEscaper.Replace(article.Text(n)) + "}"
	case "mspace", "annotation", "annotation-xml":
		return " "
	case "mfrac":
		return enclosed[n.Data] + group(0) + group(1)
	case "msqrt":
		return enclosed[n.Data] + "{" + texRow(parts) + "}"
	case "mroot":
		return `\sqrt[` + strings.Trim(group(1), "{}") + "]" + group(0)
	case "msub", "munder":
		return texBase(parts) + "_" + group(1)
	case "msup":
		return texBase(parts) + "^" + group(1)
	case "mover":
		return texOver(parts, group)
	case "msubsup", "munderover":
		return texBase(parts) + "_" + group(1) + "^" + group(2)
	case "mtable":
		return texTable(parts)
	}
	return texRow(article.Children(n))
}

func elements(n *html.Node) (all []*html.Node) {
	for _, c := range article.Children(n) {
		if c.Type == html.ElementNode {
			all = append(all, c)
		}
	}
	return all
}

// texBase is what carries an index: in braces if it is more than a sign.
func texBase(parts []*html.Node) string {
	if len(parts) == 0 {
		return "{}"
	}
	if text := tex(parts[0]); elements(parts[0]) != nil {
		return "{" + text + "}"
	} else {
		return text
	}
}

// accents are the signs that stand above a letter, by the command that puts them
// there.
var accents = map[string]string{"^": `\hat`, "ˆ": `\hat`, "¯": `\overline`, "‾": `\overline`, "―": `\overline`, "→": `\vec`, "~": `\tilde`, "˜": `\tilde`, "˙": `\dot`, ".": `\dot`, "⏞": `\overbrace`}

func texOver(parts []*html.Node, group func(int) string) string {
	if len(parts) == 2 {
		if command, ok := accents[strings.TrimSpace(article.Text(parts[1]))]; ok {
			return command + group(0)
		}
	}
	return texBase(parts) + "^" + group(1)
}

func texTable(rows []*html.Node) string {
	var lines []string
	for _, r := range rows {
		var cells []string
		for _, c := range elements(r) {
			cells = append(cells, texRow(article.Children(c)))
		}
		lines = append(lines, strings.Join(cells, " & "))
	}
	return `\begin{matrix}` + strings.Join(lines, ` \\ `) + `\end{matrix}`
}

var texEscaper = strings.NewReplacer(`\`, `\backslash `, "{", `\{`, "}", `\}`, "%", `\%`, "$", `\$`, "#", `\#`, "&", `\&`, "_", `\_`)

// functions are names that TeX sets upright.
var functions = map[string]bool{"sin": true, "cos": true, "tan": true, "ln": true, "log": true, "lim": true, "max": true, "min": true, "exp": true, "sup": true, "inf": true, "det": true, "gcd": true, "arg": true, "deg": true, "dim": true, "ker": true}

func texSign(text string) string {
	text = strings.TrimSpace(text)
	switch {
	case text == "\u2061" || text == "\u2062" || text == "\u2063": // applied, times, comma: not to be seen
		return ""
	case functions[text]:
		return `\` + text + " "
	case len(text) > 1 && isLetters(text):
		return `\operatorname{` + text + "}"
	}
	return texEscaper.Replace(text)
}

func isLetters(s string) bool {
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
