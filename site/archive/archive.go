package archive

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
)

// comment marks a zip as ours; see Made.
const comment = "biji 1: a site to unpack and read"

// An entry is a file that goes into the zip.
type entry struct {
	name string // in the zip
	from string // in the site; "" for a file that is made here
	data []byte // of a file that is made here
	size int64
}

// Write writes the site fsys to w as a zip with one folder, top. A file that
// tells the reader to unpack first is added, in the language lang (BCP 47).
//
// Files whose path has a part that begins with a dot are passed over. What
// cannot be on every disk is left out, and a Problem names it: names that
// Windows refuses, names that differ only in case or Unicode form, what is no
// regular file, files of 4 GB and more. Long paths are kept; the build tells of
// them. An error means that the zip is not whole, or that top is itself such a
// name, or that ctx ended.
func Write(ctx context.Context, w io.Writer, fsys fs.FS, top, lang string) ([]site.Problem, error) {
	if why := refused(top); why != "" || hidden(top) || strings.Contains(top, "/") {
		return nil, fmt.Errorf("write zip: %q cannot be the name of its folder", top)
	}
	s := &selection{fsys: fsys, top: top}
	if err := fs.WalkDir(fsys, ".", s.visit); err != nil {
		return nil, fmt.Errorf("write zip: list the site: %w", err)
	}
	s.addHint(lang)
	slices.SortFunc(s.entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	z := zip.NewWriter(w)
	if err := z.SetComment(comment); err != nil {
		return nil, fmt.Errorf("write zip: %w", err)
	}
	if err := writeAll(ctx, z, fsys, s.entries); err != nil {
		return nil, fmt.Errorf("write zip: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("write zip: %w", err)
	}
	return site.SortProblems(s.problems), nil
}

// Made says whether a file of size bytes is a zip that Write wrote.
func Made(r io.ReaderAt, size int64) bool {
	z, err := zip.NewReader(r, size)
	return err == nil && z.Comment == comment
}

// A selection is what of a site goes into the zip.
type selection struct {
	fsys     fs.FS
	top      string
	entries  []entry
	places   places
	problems []site.Problem
}

func (s *selection) visit(p string, d fs.DirEntry, err error) error {
	switch {
	case err != nil:
		return err
	case p == ".":
		return nil
	case hidden(p):
		return s.skip(d)
	}
	if why := refused(path.Base(p)); why != "" {
		s.leave(p, why, "rename what it comes from")
		return s.skip(d)
	}
	if d.IsDir() {
		return nil
	}
	info, err := d.Info()
	if err != nil {
		return err
	}
	return s.file(p, info)
}

func (s *selection) skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func (s *selection) file(p string, info fs.FileInfo) error {
	const fourGB = 1<<32 - 1 // a zip holds more only with fields that old programs do not know
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		s.leave(p, "it is a symbolic link", "put the file itself there")
		return nil
	case !info.Mode().IsRegular():
		s.leave(p, "it is not a regular file", "")
		return nil
	case info.Size() >= fourGB:
		s.leave(p, "it has 4 GB or more", "")
		return nil
	}
	if other := s.places.take(p); other != "" {
		s.leave(p, fmt.Sprintf("on many disks it is the same as %q", other), "rename what it comes from")
		return nil
	}
	name := s.top + "/" + p
	s.entries = append(s.entries, entry{name: name, from: p, size: info.Size()})
	return nil
}

func (s *selection) leave(p, why, hint string) {
	s.problem(strings.ToValidUTF8(p, "\ufffd"), "is left out of the zip: "+why, hint)
}

func (s *selection) problem(p, what, hint string) {
	s.problems = append(s.problems, site.Problem{At: site.Pos{File: p}, Kind: site.BadFile, What: what, Hint: hint})
}

// addHint adds the file that says how to read the site: Windows opens a file
// from inside a zip alone, without the others that it needs.
func (s *selection) addHint(lang string) {
	stem, text := hint(lang)
	name := stem + ".txt"
	for i := 2; s.places.take(name) != ""; i++ {
		name = fmt.Sprintf("%s %d.txt", stem, i)
	}
	// Editors that came with Windows before 2019 need the mark to see UTF-8,
	// and the carriage returns to see lines.
	text = "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")
	s.entries = append(s.entries, entry{name: s.top + "/" + name, data: []byte(text), size: int64(len(text))})
}

func hint(lang string) (stem, text string) {
	switch site.UI(lang) {
	case site.Traditional:
		return "請先解壓縮", `請先把整個壓縮檔解壓縮到一個資料夾，再用瀏覽器開啟其中的 index.html。

直接在壓縮檔裡按兩下開啟時，系統只取出那一個檔案：沒有樣式，連結打不開，也不能搜尋。
Windows：在壓縮檔上按右鍵，選「解壓縮全部」。

解壓縮後不需要網路，也不需要安裝任何程式。
`
	case site.Chinese:
		return "请先解压", `请先把整个压缩包解压到一个文件夹，再用浏览器打开其中的 index.html。

直接在压缩包里双击打开时，系统只取出那一个文件：没有样式，链接打不开，也不能搜索。
Windows：右键点击压缩包，选“全部解压缩”。

解压后不需要网络，也不需要安装任何程序。
`
	}
	return "Extract first", `Extract the whole zip into a folder, then open index.html there in a browser.

Opened from inside the zip, a page comes alone: without style, links and search.
On Windows: right-click the zip and choose "Extract All".

After that you need neither a network nor any other program.
`
}

// errChanged means that a file of the site is not as long as the site said.
var errChanged = errors.New("changed while it was read")
