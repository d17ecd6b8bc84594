package highlight

import (
	"bytes"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"

	"github.com/biji-notes/biji/site/budget"
)

// Commands are marked «so», options ‹so›, prompts ^.
func TestCommands(t *testing.T) {
	catalogue := newCatalogue()
	for _, c := range []struct{ lang, code string }{
		{"sh", "«.» venv/bin/activate"},
		{"sh", "«npm» i ‹-g› x@1"},
		{"bash", "«sudo» «apt-get» install ‹-y› vim; «make» «X»"},
		{"bash", "^ «ls» ‹-al› /etc | «less»\ntotal 12 x | y\ndrwx 1 -root\n^ «cd» a && «go» build ./..."},
		{"bash", "FOO=bar «./run.sh» ‹--x›=1 \\\n  ‹--y› 2\n«cd» /tmp"},
		{"sh", "if «test» ‹-f› a; then\n  «rm» a\nelse «mv» a b; fi\nfor x in a b; do «echo» $x; «cmd» $(«date» +%s) `«ls» b`; done"},
		{"sh", "«cat» <<EOF\nfoo bar\nEOF\n«docker» run \"a b\" > out.txt 2>&1\n«next»"},
		{"sh", "case $1 in\n  start) «run» it ;;\nesac\na=(b c)\n# c d\n«x» # y"},
		{"sh", "«curl» https://a.b/c?d=e&f\nhttps://a.b\n<cmd> x\n10 x\n- y\nError: no\nThe end\nnote: x"},
		{"sh", "«git» commit ‹-m› \"a\nb\" &\n«~/bin/x» - 5 -1\n! «grep» y"},
		{"console", "^ «npm» i ‹-g› x\nadded 3 packages"},
		{"bat", "«npm» i ‹-g› x"},
		{"powershell", "«npm» i x | «Get-Thing» y"},
		{"python", "npm = i -g"},
	} {
		c.code = strings.ReplaceAll(c.code, "«X»", "X")
		plain := strings.NewReplacer("«", "", "»", "", "‹", "", "›", "", "^", "$").Replace(c.code)
		tokens, err := catalogue.get(c.lang).Tokens(nil, []byte(plain), budget.CodeWork)
		if err != nil {
			t.Fatal(err)
		}
		if shells[catalogue.find(c.lang).Config().Name] {
			commands([]byte(plain), tokens)
		}
		var got bytes.Buffer
		start := 0
		for _, k := range tokens {
			switch text := plain[start:k.End]; k.Type {
			case chroma.NameFunction:
				got.WriteString("«" + text + "»")
			case chroma.NameConstant:
				got.WriteString("‹" + text + "›")
			case chroma.GenericPrompt:
				got.WriteString("^")
			default:
				got.WriteString(text)
			}
			start = k.End
		}
		if got.String() != c.code {
			t.Errorf("%s: got\n%s\nwant\n%s", c.lang, got.String(), c.code)
		}
	}
}
