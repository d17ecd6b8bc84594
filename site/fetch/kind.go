package fetch

import (
	"bytes"
	"encoding/binary"
	"net/http"
	"strings"
)

// A format is a format of pictures that browsers show.
type format struct {
	ext   string
	is    func(data []byte) bool
	whole func(data []byte) bool // nothing is missing at the end
}

var formats = []format{
	{"png", starts("\x89PNG\r\n\x1a\n"), func(d []byte) bool { return bytes.Contains(tail(d), []byte("IEND")) }},
	{"jpg", starts("\xff\xd8\xff"), func(d []byte) bool { return bytes.Contains(tail(d), []byte("\xff\xd9")) }},
	{"gif", func(d []byte) bool { return starts("GIF87a")(d) || starts("GIF89a")(d) }, func(d []byte) bool { return bytes.Contains(d[max(0, len(d)-1024):], []byte("\x00;")) }},
	{"webp", isWebP, func(d []byte) bool { return int(binary.LittleEndian.Uint32(d[4:])) <= len(d)-8 }},
	{"avif", isAVIF, wholeBoxes},
	{"bmp", isBMP, func(d []byte) bool { return int(binary.LittleEndian.Uint32(d[2:])) <= len(d) }},
	{"ico", isICO, func(d []byte) bool { return len(d) >= 6+16*int(d[4]) }},
}

// kind tells by its bytes what data is: how such files end, or why it is not
// kept.
func kind(data []byte) (ext, reason string) {
	for _, f := range formats {
		if !f.is(data) {
			continue
		}
		if !f.whole(data) {
			return "", cutOff
		}
		return f.ext, ""
	}
	switch reason := svg(data); reason {
	case "":
		return "svg", ""
	case notSVG:
	default:
		return "", reason
	}
	found, _, _ := strings.Cut(http.DetectContentType(data), ";")
	switch {
	case len(data) == 0:
		return "", "an empty answer"
	case found == "text/html":
		return "", "a web page, no picture"
	}
	return "", "no picture"
}

func starts(with string) func([]byte) bool {
	return func(data []byte) bool { return bytes.HasPrefix(data, []byte(with)) }
}

// tail is the end of data. Some programs add a little behind a picture's end.
func tail(data []byte) []byte { return data[max(0, len(data)-64<<10):] }

func isWebP(data []byte) bool {
	return len(data) >= 16 && string(data[:4]) == "RIFF" && string(data[8:15]) == "WEBPVP8"
}

// isAVIF reads the brands of an ISO media file.
func isAVIF(data []byte) bool {
	if len(data) < 16 || string(data[4:8]) != "ftyp" {
		return false
	}
	brands := data[8:min(len(data), max(16, int(binary.BigEndian.Uint32(data))), 4096)]
	for i := 0; i+4 <= len(brands); i += 4 {
		if b := string(brands[i : i+4]); i != 4 && (b == "avif" || b == "avis") {
			return true
		}
	}
	return false
}

// wholeBoxes says whether the boxes of an ISO media file end where it ends.
func wholeBoxes(data []byte) bool {
	for len(data) >= 8 {
		size := uint64(binary.BigEndian.Uint32(data))
		switch {
		case size == 0: // to the end
			return true
		case size == 1 && len(data) >= 16:
			size = binary.BigEndian.Uint64(data[8:])
		}
		if size < 8 || size > uint64(len(data)) {
			return false
		}
		data = data[size:]
	}
	return len(data) == 0
}

// isBMP asks for a header of one of the known sizes: two letters are no proof.
func isBMP(data []byte) bool {
	if len(data) < 30 || string(data[:2]) != "BM" {
		return false
	}
	switch binary.LittleEndian.Uint32(data[14:]) {
	case 12, 40, 52, 56, 64, 108, 124:
		return true
	}
	return false
}

func isICO(data []byte) bool {
	return len(data) > 22 && string(data[:4]) == "\x00\x00\x01\x00" && data[4] > 0 && data[5] == 0 && data[9] == 0
}
