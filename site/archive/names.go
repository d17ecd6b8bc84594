package archive

import (
	"cmp"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxName is the longest name of a file or folder: in UTF-16 code units
// on NTFS and APFS, in bytes on most disks of Linux.
const maxName = 255

// refused says why a name in a folder cannot be on every disk; "" if it can.
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
func refused(name string) string {
	if name == "" {
		return "it has no name"
	}
	if !utf8.ValidString(name) {
		return "its name is not UTF-8"
	}
	if len(name) > maxName {
		return fmt.Sprintf("its name is longer than %d bytes", maxName)
	}
	for _, r := range name {
		if r < ' ' || r >= 0x7F && r < 0xA0 {
			return "its name has a control character"
		}
		if strings.ContainsRune(`<>:"\|?*`, r) {
			return fmt.Sprintf("Windows allows no %q in a name", r)
		}
	}
	if last := name[len(name)-1]; last == '.' || last == ' ' {
		return "Windows allows no dot or space at the end of a name"
	}
	// A device is meant even with an extension, and with spaces before it.
	stem, _, _ := strings.Cut(name, ".")
	if device(strings.ToLower(strings.TrimRight(stem, " "))) {
		return fmt.Sprintf("%q is a device on Windows", stem)
	}
	return ""
}

func device(stem string) bool {
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	port := strings.TrimPrefix(strings.TrimPrefix(stem, "com"), "lpt")
	return len(port) == len(stem)-3 && utf8.RuneCountInString(port) == 1 && strings.Contains("123456789¹²³", port)
}

// hidden says whether a path has a part that begins with a dot. Such files
// are for hosts and for biji itself, and no page needs them.
func hidden(p string) bool {
	return p != "." && (p[0] == '.' || strings.Contains(p, "/."))
}

// A places is what is in the zip so far, by names that a disk may take for
// the same: case and Unicode form do not count. Folders that differ only so
// become one, which does no harm.
type places struct {
	files   map[string]string // folded path -> path
	folders map[string]string
}

func fold(p string) string { return strings.ToLower(norm.NFC.String(p)) }

// take claims the path of a file, or says which path is in its way.
func (s *places) take(p string) (other string) {
	if s.files == nil {
		s.files, s.folders = map[string]string{}, map[string]string{}
	}
	key := fold(p)
	if other = cmp.Or(s.files[key], s.folders[key]); other != "" {
		return other
	}
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if other = s.files[fold(dir)]; other != "" {
			return other
		}
	}
	s.files[key] = p
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		s.folders[fold(dir)] = dir
	}
	return ""
}
