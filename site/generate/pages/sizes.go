package pages

import (
	"image"
	_ "image/gif"  // known to DecodeConfig
	_ "image/jpeg" // "
	_ "image/png"  // "
	"io/fs"
	"sync"
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
	c, _, err := image.DecodeConfig(f)
	if err != nil {
		return image.Point{}
	}
	return image.Pt(c.Width, c.Height)
}
