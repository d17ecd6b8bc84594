package span

import (
	"bytes"
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// longestScript is how long a superscript may be, in bytes.
const longestScript = 120

// script reads x^2^ and H~2~O. As in Pandoc there is no space inside.
func script(line []byte, block text.Reader) (opening, int) {
	before := block.PrecendingCharacter()
	if before == rune(line[0]) {
		return opening{}, 0
	}
	end := scriptEnd(line)
	if end < 2 {
		return opening{}, 0
	}
	content, after := line[1:end], following(line[end+1:])
	element := "sup"
	if line[0] == '~' {
		element = "sub"
		if !lowers(content, before, after, block) {
			return opening{}, 0
		}
	} else if !raises(content, before, after) && !charge(content, before, block) {
		return opening{}, 0
	}
	return opening{node: &Node{Element: element}, ends: end, sign: string(line[:1]), tail: 1}, 1
}

// scriptEnd is where the sign stands again that a line begins with, -1 if a space
// comes first.
func scriptEnd(line []byte) int {
	for i := 1; i < min(len(line), longestScript); i++ {
		switch c := line[i]; {
		case c == '\\':
			i++
		case c == line[0]:
			if i+1 < len(line) && line[i+1] == c {
				return -1
			}
			return i
		case util.IsSpace(c), bytes.IndexByte([]byte("`$|<>="), c) >= 0:
			return -1
		}
	}
	return -1
}

var (
	// cited is a number in brackets, ^[1]^, which is no footnote.
	cited = regexp.MustCompile(`^\[\d+(?:[-–,，、]\d+)*\]$`)
	// face is what stands between the eyes of (^o^).
	face = regexp.MustCompile(`^[oOvVwWuUqQ0ωдДДuｗｏ]$`)
	// raised is what stays above the line whatever follows: 1^st^of, A^T^A.
	raised = regexp.MustCompile(`^(?:[TH]|-1|st|nd|rd|th)$`)
	// power is a number or name, perhaps with a sign.
	power = regexp.MustCompile(`^[+−–-]?[\pL\pN]+[+−–-]?$`)
)

// raises says whether what stands between two ^ is a superscript, by what stands
// before and after. In 2^10+2^5 and a^b^c the signs are operators.
func raises(content []byte, before, after rune) bool {
	first, _ := utf8.DecodeRune(content)
	switch {
	case cited.Match(content):
		return !word(after)
	case bytes.ContainsAny(content, "，。；、：！？"), !unicode.IsLetter(first) && !unicode.IsDigit(first) && bytes.IndexByte([]byte("+-*(\\'\""), content[0]) < 0 && first < 0x80,
		!bytes.ContainsFunc(content, wordRune), !balanced(content),
		word(after) && !raised.Match(content), after < 0x80 && bytes.IndexByte([]byte(`({[\$=`), byte(after)) >= 0,
		(after == '+' || after == '-') && !power.Match(content),
		face.Match(content) && !word(before) && before != ')' && before != ']':
		return false
	}
	return true
}

// element is a name of chemistry or an electron.
var element = regexp.MustCompile(`^(?:e|[A-Z][a-z]?|OH|[A-Z]?[0-9])$`)

// charge says whether what stands between two ^ is a sign alone, as in Cl^-^, and
// no face^-^.
func charge(content []byte, before rune, block text.Reader) bool {
	_, segment := block.PeekLine()
	base, _ := baseOf(block.Source()[:segment.Start])
	return len(bytes.Trim(content, "+-*−")) == 0 && (before == '~' || before == ')' || element.Match(base))
}

// lowered is what a subscript may hold: 2, max, i,j, n+1, (aq), a\ b.
var lowered = regexp.MustCompile(`^(?:[A-Za-z0-9\p{Greek}+−–-]{1,12}|[A-Za-z0-9]{1,2}(?:,[A-Za-z0-9]{1,2}){1,3}|\([a-z]{1,4}\)|[A-Za-z0-9]+(?:\\ [A-Za-z0-9]+)+)$`)

// lowers says whether what stands between two ~ is a subscript: glued to a letter
// before, and no range like 第 a~z 页.
func lowers(content []byte, before, after rune, block text.Reader) bool {
	number := len(bytes.Trim(content, "0123456789+-")) == 0
	switch {
	case !lowered.Match(content), unicode.IsDigit(after):
		return false
	case before == ')' || before == ']':
		return number && content[0] != '-'
	case !unicode.Is(unicode.Latin, before) && !unicode.Is(unicode.Greek, before):
		return false
	case number:
		return true
	}
	_, segment := block.PeekLine()
	base, outside := baseOf(block.Source()[:segment.Start])
	return !word(after) && utf8.RuneCount(base) <= longestBase && !bytes.HasSuffix(outside, []byte("~"))
}

// longestBase is how long the name may be that a subscript of letters belongs to:
// v~max~ and log~n~, not hello~world~.
const longestBase = 3

// baseOf cuts the letters and digits at the end of s off, up to one too many.
func baseOf(s []byte) (base, outside []byte) {
	outside = s
	for range longestBase + 1 {
		r, size := utf8.DecodeLastRune(outside)
		if !word(r) {
			break
		}
		outside = outside[:len(outside)-size]
	}
	return s[len(outside):], outside
}

// unescape takes the backslashes away that stand before spaces in a script.
func unescape(n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		if i := bytes.Index(t.Value(source), []byte(`\ `)); i >= 0 {
			rest := ast.NewTextSegment(t.Segment.WithStart(t.Segment.Start + i + 1))
			rest.SetPos(rest.Segment.Start)
			t.Segment = t.Segment.WithStop(t.Segment.Start + i)
			n.InsertAfter(n, t, rest)
		}
	}
}

// balanced says whether all brackets in s close in it.
func balanced(s []byte) bool {
	for _, pair := range []string{"()", "[]", "{}"} {
		if bytes.Count(s, []byte(pair[:1])) != bytes.Count(s, []byte(pair[1:])) {
			return false
		}
	}
	return true
}

// word says whether r belongs to a word of a language that has spaces.
func word(r rune) bool {
	return r == '_' || unicode.IsDigit(r) || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func following(line []byte) rune {
	r, size := utf8.DecodeRune(line)
	if size == 0 {
		return '\n'
	}
	return r
}
