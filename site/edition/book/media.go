package book

import (
	"encoding/base64"
	"path"
	"strings"
)

// media are the media types of what pages show; those of the system differ between
// machines.
var media = map[string]string{
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml",
	".webp": "image/webp", ".avif": "image/avif", ".bmp": "image/bmp", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
}

// MediaType is the media type of a picture or a font; "" of anything else.
func MediaType(name string) string { return media[strings.ToLower(path.Ext(name))] }

// DataURL is a URL that holds a picture or a font; "" if the file is neither.
func DataURL(name string, data []byte) string {
	kind := MediaType(name)
	if kind == "" {
		return ""
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)
}
