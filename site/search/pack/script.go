package pack

import (
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

// The text between the quotes of a script is ASCII, whatever a server says of its
// encoding: 13 or 14 bits are two characters out of the 123 that may stand in a
// string as they are, which is 15 % more than the bytes have; base64 is a third
// more. What is left at the end is a pair again, or a character. It is what basE91
// does with 91 characters. Servers that pack what they send take most of it back.
const (
	letters = 128 - 5 // of the text
	spare   = letters*letters - 1<<13
)

// letterOf is a character of the text: not NUL, LF, CR, quote and backslash.
func letterOf(n int) byte {
	c := byte(n) + 1
	for _, left := range []byte{'\n', '\r', '"', '\\'} {
		if c >= left {
			c++
		}
	}
	return c
}

// numberOf is the number of a character, or -1.
func numberOf(c byte) int {
	if c == 0 || c == '\n' || c == '\r' || c == '"' || c == '\\' || c > 127 {
		return -1
	}
	n := int(c) - 1
	for _, left := range []byte{'\n', '\r', '"', '\\'} {
		if c > left {
			n--
		}
	}
	return n
}

// appendText spells data.
func appendText(b, data []byte) []byte {
	bits, have := 0, 0
	for _, c := range data {
		bits |= int(c) << have
		if have += 8; have < 14 {
			continue
		}
		n := 13
		if bits&(1<<13-1) < spare {
			n = 14
		}
		v := bits & (1<<n - 1)
		b = append(b, letterOf(v%letters), letterOf(v/letters))
		bits >>= n
		have -= n
	}
	if have > 0 {
		b = append(b, letterOf(bits%letters))
		if have > 6 || bits >= letters {
			b = append(b, letterOf(bits/letters))
		}
	}
	return b
}

// parseText reads what appendText wrote.
func parseText(text []byte) ([]byte, error) {
	out := make([]byte, 0, len(text)*14/16)
	bits, have := 0, 0
	for i := 0; i < len(text); i += 2 {
		v, n := numberOf(text[i]), 6
		if i+1 < len(text) {
			second := numberOf(text[i+1])
			if second < 0 {
				v = -1
			}
			v, n = v+letters*second, 13
			if v&(1<<13-1) < spare {
				n = 14
			}
		}
		if v < 0 || numberOf(text[i]) < 0 {
			return nil, errors.New("it is not text of a pack")
		}
		bits |= v << have
		for have += n; have >= 8; have -= 8 {
			out = append(out, byte(bits))
			bits >>= 8
		}
	}
	return out, nil
}

// A scripter writes pieces as scripts; it holds what can be used again.
type scripter struct {
	gz  *gzip.Writer
	buf bytes.Buffer
}

// gzipLevel makes pieces as small as the standard library does by default, in a
// third of the time: 0.2 % smaller than its level 6 on 905 pieces of notes in
// Chinese. Level 7 is 0.2 % larger and 6 is 1.3 %; 9 is slower and no smaller.
const gzipLevel = 8

func newScripter() *scripter {
	gz, _ := gzip.NewWriterLevel(nil, gzipLevel) // fails for wrong levels only
	return &scripter{gz: gz}
}

func (s *scripter) script(name string, data []byte) []byte {
	s.buf.Reset()
	s.gz.Reset(&s.buf)
	s.gz.Write(data) // into memory: cannot fail
	s.gz.Close()
	out := make([]byte, 0, len(name)+14+s.buf.Len()*16/13)
	out = append(out, `__biji("`+name+`","`...)
	out = appendText(out, s.buf.Bytes())
	return append(out, "\")\n"...)
}

// Script is a script that hands over data under a name, like all of a pack.
func Script(name string, data []byte) []byte { return newScripter().script(name, data) }

// Member is the gzip member that a script of a pack hands over.
func Member(script []byte) ([]byte, error) {
	_, rest, _ := bytes.Cut(script, []byte("__biji("))
	_, rest, found := bytes.Cut(rest, []byte(`","`))
	text, ok := bytes.CutSuffix(rest, []byte("\")\n"))
	if !found || !ok {
		return nil, errors.New("not a script of a pack")
	}
	return parseText(text)
}

// argument is what stands in quotes in a script __biji("name","argument").
func argument(script []byte, name string) ([]byte, error) {
	s, ok := bytes.CutPrefix(script, []byte(`__biji("`+name+`","`))
	if !ok {
		return nil, errors.New("it does not begin as expected")
	}
	if s, ok = bytes.CutSuffix(s, []byte("\")\n")); !ok {
		return nil, errors.New("it is cut off")
	}
	return s, nil
}

// decode gives back the data of a script, at most limit bytes. gzip checks
// its CRC and length.
func decode(script []byte, name string, limit int) ([]byte, error) {
	text, err := argument(script, name)
	if err != nil {
		return nil, err
	}
	packed, err := parseText(text)
	if err != nil {
		return nil, err
	}
	rest := bytes.NewReader(packed)
	gz, err := gzip.NewReader(rest)
	if err != nil {
		return nil, err
	}
	gz.Multistream(false)
	data, err := io.ReadAll(io.LimitReader(gz, int64(limit)+1))
	if err != nil {
		return nil, err
	}
	if len(data) > limit || rest.Len() > 0 {
		return nil, errors.New("it is too long")
	}
	return data, nil
}
