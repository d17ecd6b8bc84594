package mathfont

import (
	"bytes"
	"encoding/binary"
	"strings"

	"github.com/andybalholm/brotli"
)

// known are the names that WOFF2 has numbers for, in its order (WOFF File
// Format 2.0, 5.1).
const known = "cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT " +
	"VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH"

// woff2 is the font in the format that browsers load.
func (f font) woff2() ([]byte, error) {
	var directory, tables []byte
	size := 12
	for _, tag := range f.tags() {
		data := f[tag]
		n := strings.Index(known, tag)
		if n < 0 || n%5 != 0 {
			return nil, errFont
		}
		directory = append(directory, byte(n/5))
		directory = appendBase128(directory, len(data))
		tables = append(tables, data...)
		size += 16 + (len(data)+3)/4*4
	}
	var packed bytes.Buffer
	w := brotli.NewWriterOptions(&packed, brotli.WriterOptions{Quality: 9, LGWin: 22})
	if _, err := w.Write(tables); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	const headerSize = 48
	total := headerSize + len(directory) + packed.Len()
	out := []byte("wOF2OTTO")
	put32 := func(n int) { out = binary.BigEndian.AppendUint32(out, uint32(n)) }
	put16 := func(n int) { out = binary.BigEndian.AppendUint16(out, uint16(n)) }
	put32((total + 3) / 4 * 4)
	put16(len(f))
	put16(0)
	put32(size)
	put32(packed.Len())
	put16(1)
	put16(0)
	for range 5 { // no metadata, no private data
		put32(0)
	}
	out = append(append(out, directory...), packed.Bytes()...)
	for len(out)%4 != 0 {
		out = append(out, 0)
	}
	return out, nil
}

// appendBase128 appends a number in groups of seven bits, the highest first.
func appendBase128(out []byte, n int) []byte {
	var groups []byte
	for groups = []byte{byte(n & 0x7F)}; n > 0x7F; {
		n >>= 7
		groups = append([]byte{byte(n&0x7F) | 0x80}, groups...)
	}
	return append(out, groups...)
}
