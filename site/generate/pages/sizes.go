package pages

import (
	"encoding/xml"
	"image"
	_ "image/gif"  // known to DecodeConfig
	_ "image/jpeg" // "
	_ "image/png"  // "
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"

	_ "golang.org/x/image/bmp"  // known to DecodeConfig
	_ "golang.org/x/image/webp" // "
)

// imageSizes remembers the size of every image, so that pages can reserve the
// room for it and nothing jumps while they load.
type imageSizes struct {
	known sync.Map // source path -> image.Point
}

// size is the width and height of the image file in pixels, 0 and 0 where they
// cannot be told.
func (s *imageSizes) size(content fs.FS, file string) (width, height int) {
	if p, ok := s.known.Load(file); ok {
		return p.(image.Point).X, p.(image.Point).Y
	}
	p := readSize(content, file)
	s.known.Store(file, p)
	return p.X, p.Y
}

func readSize(content fs.FS, file string) image.Point {
	f, err := content.Open(file)
	if err != nil {
		return image.Point{} // the copy will say what is wrong with it
	}
	defer f.Close()
	if strings.EqualFold(path.Ext(file), ".svg") {
		return drawingSize(f)
	}
	c, _, err := image.DecodeConfig(f)
	if err != nil {
		return image.Point{}
	}
	return image.Pt(c.Width, c.Height)
}

// longestProlog is how far into a file an <svg> may begin, in bytes.
const longestProlog = 64 << 10

// drawingSize is the size of an SVG, by its width and height, or by its viewBox.
func drawingSize(f io.Reader) image.Point {
	d := xml.NewDecoder(io.LimitReader(f, longestProlog))
	d.Strict = false
	for {
		t, err := d.RawToken()
		if err != nil {
			return image.Point{}
		}
		if e, ok := t.(xml.StartElement); ok {
			return sizeOf(e)
		}
	}
}

func sizeOf(svg xml.StartElement) image.Point {
	of := map[string]string{}
	for _, a := range svg.Attr {
		of[a.Name.Local] = a.Value
	}
	size := image.Pt(pixels(of["width"]), pixels(of["height"]))
	if box := strings.Fields(strings.ReplaceAll(of["viewBox"], ",", " ")); size.X*size.Y == 0 && len(box) == 4 {
		size = image.Pt(pixels(box[2]), pixels(box[3]))
	}
	if svg.Name.Local != "svg" || size.X*size.Y == 0 {
		return image.Point{}
	}
	return size
}

// pixels reads a length in pixels; 0 is any other.
func pixels(length string) int {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(length), "px"), 64)
	if err != nil || !(n >= 1 && n < 1<<15) {
		return 0
	}
	return int(n + 0.5)
}
