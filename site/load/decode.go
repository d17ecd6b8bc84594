package load

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/biji-notes/biji/site"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// A legacy is the encoding that the settings name for files that are not
// UTF-8. The zero value is none.
type legacy struct {
	name string
	enc  encoding.Encoding
}

// legacyNamed finds an encoding by one of the labels of
// https://encoding.spec.whatwg.org/#names-and-labels. "" and UTF-8 are none.
func legacyNamed(label string) (legacy, error) {
	if label == "" {
		return legacy{}, nil
	}
	enc, err := htmlindex.Get(label)
	if err != nil {
		return legacy{}, fmt.Errorf("%q is not known", label)
	}
	name, err := htmlindex.Name(enc)
	if err != nil || name == "replacement" {
		return legacy{}, fmt.Errorf("%q cannot be read", label)
	}
	if name == "utf-8" {
		return legacy{}, nil
	}
	return legacy{name, enc}, nil
}

// wide says that the encoding is UTF-16, in which ASCII text holds NULs and
// is valid UTF-8 all the same.
func (l legacy) wide() bool { return l.name == "utf-16le" || l.name == "utf-16be" }

// decode turns the bytes of a file into UTF-8 without a byte order mark. It
// returns false, and reports why, if it cannot tell what text they are: no
// text is better than wrong text.
func (r *report) decode(raw []byte, l legacy) ([]byte, bool) {
	text := bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	nul := bytes.IndexByte(text, 0) >= 0
	valid := utf8.Valid(text)
	switch {
	case valid && !nul:
		return text, true
	case bytes.HasPrefix(raw, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(raw, []byte("\x00\x00\xfe\xff")):
		return r.refuse("convert it to UTF-8", "is UTF-32, which is not supported")
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return r.utf16(raw[2:], binary.LittleEndian)
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return r.utf16(raw[2:], binary.BigEndian)
	case !valid && mostlyUTF8(text): // whatever the settings say of the others
		return r.invalid(raw, text)
	case l.wide():
		return r.legacy(raw, l)
	case nul:
		if name := looksWide(text, valid); name != "" {
			return r.refuse(fmt.Sprintf("set encoding = %q in biji.toml, or convert it to UTF-8", name),
				"looks like UTF-16 without a byte order mark")
		}
		if valid {
			return text, true
		}
	}
	if l.enc != nil {
		return r.legacy(raw, l)
	}
	return r.invalid(raw, text)
}

func (r *report) refuse(hint, what string, args ...any) ([]byte, bool) {
	r.add(site.BadEncoding, 0, 0, hint, what, args...)
	return nil, false
}

// invalid deals with bytes that are neither UTF-8 nor declared to be
// something else. raw is text with its byte order mark, if any.
func (r *report) invalid(raw, text []byte) ([]byte, bool) {
	at := firstInvalid(text)
	line, col := place(text, at)
	offset := at + len(raw) - len(text)
	if mostlyUTF8(text) || len(text) < len(raw) {
		r.add(site.BadEncoding, line, col, "it is shown as \ufffd",
			"is not valid UTF-8: byte 0x%02X at offset %d", text[at], offset)
		return bytes.ToValidUTF8(text, []byte("\ufffd")), true
	}
	if name, title := looksLike(text); name != "" {
		r.add(site.BadEncoding, line, col, fmt.Sprintf("set encoding = %q in biji.toml, or convert it to UTF-8", name),
			"looks like %s", title)
		return nil, false
	}
	r.add(site.BadEncoding, line, col, "convert it to UTF-8, or name its encoding in biji.toml",
		"is not UTF-8: byte 0x%02X at offset %d", text[at], offset)
	return nil, false
}

func firstInvalid(text []byte) int {
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRune(text[i:])
		if c == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(text)
}

// mostlyUTF8 says that text is surely UTF-8, except a few damaged bytes: in
// no other encoding do bytes form UTF-8 sequences twenty times as often as not.
func mostlyUTF8(text []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRune(text[i:])
		switch {
		case c == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	return good >= 20*bad
}

// legacy decodes with the encoding that the settings name.
func (r *report) legacy(raw []byte, l legacy) ([]byte, bool) {
	switch l.name {
	case "utf-16le":
		return r.utf16(raw, binary.LittleEndian)
	case "utf-16be":
		return r.utf16(raw, binary.BigEndian)
	}
	text, err := l.enc.NewDecoder().Bytes(raw)
	if err != nil {
		return r.refuse("", "is neither UTF-8 nor %s: %v", l.name, err)
	}
	// The decoder writes U+FFFD for what it cannot read; so may the author.
	mark := []byte("\ufffd")
	own := 0
	if code, err := l.enc.NewEncoder().Bytes(mark); err == nil {
		own = bytes.Count(raw, code)
	}
	if bytes.Count(text, mark) > own {
		line, col := place(text, bytes.Index(text, mark))
		r.add(site.BadEncoding, line, col, "convert it to UTF-8", "is neither UTF-8 nor %s", l.name)
		return nil, false
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), true
}

// utf16 decodes what follows a byte order mark, or has none.
func (r *report) utf16(raw []byte, order binary.ByteOrder) ([]byte, bool) {
	text := make([]byte, 0, len(raw)+len(raw)/2)
	bad := -1
	for len(raw) >= 2 {
		c, n := rune(order.Uint16(raw)), 2
		if utf16.IsSurrogate(c) {
			c = utf8.RuneError
			if len(raw) >= 4 {
				c = utf16.DecodeRune(rune(order.Uint16(raw)), rune(order.Uint16(raw[2:])))
			}
			if c != utf8.RuneError {
				n = 4
			} else if bad < 0 {
				bad = len(text)
			}
		}
		text = utf8.AppendRune(text, c)
		raw = raw[n:]
	}
	if len(raw) > 0 {
		if bad < 0 {
			bad = len(text)
		}
		text = utf8.AppendRune(text, utf8.RuneError)
	}
	if bad >= 0 {
		line, col := place(text, bad)
		r.add(site.BadEncoding, line, col, "it is shown as \ufffd", "is not valid UTF-16 here")
	}
	return text, true
}
