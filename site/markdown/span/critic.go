package span

import (
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// critics are the signs of CriticMarkup (http://criticmarkup.com/spec.php).
var critics = []struct{ open, end, element string }{
	{"{++", "++}", "ins"}, {"{--", "--}", "del"}, {"{==", "==}", "mark"}, {"{>>", "<<}", "small"}, {"{~~", "~>", "del"},
}

// critic reads {++a++} and the like. In {{-- a --}} of templates there is none.
func (s *state) critic(line []byte, block text.Reader) (opening, int) {
	if len(line) < 7 || block.PrecendingCharacter() == '{' {
		return opening{}, 0
	}
	for _, c := range critics {
		if string(line[:3]) != c.open || line[3] == line[2] {
			continue
		}
		_, segment := block.PeekLine()
		end := s.find(block, c.end, 3)
		if end <= segment.Start+3 {
			return opening{}, 0
		}
		o := opening{node: &Node{Element: c.element}, ends: end - segment.Start, sign: c.end, tail: len(c.end)}
		if c.end == "~>" {
			last := s.find(block, "~~}", 3)
			if last < end+2 {
				return opening{}, 0
			}
			o.then = func(mark *parser.Delimiter) opening {
				return opening{node: &Node{Element: "ins"}, mark: mark, ends: last, sign: "~~}", tail: 3}
			}
		}
		return o, 3
	}
	return opening{}, 0
}
