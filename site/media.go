package site

import (
	"path"
	"strings"
)

// A Media is what a file holds, for all that its name says.
type Media string

const (
	Unknown  Media = ""
	Picture  Media = "image"
	Audio    Media = "audio"
	Video    Media = "video"
	Document Media = "document" // a PDF
	Other    Media = "other"    // nothing that a page can show
)

// MediaOf tells by the ending of its name what a file holds.
func MediaOf(name string) Media {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".ico", ".apng", ".jfif":
		return Picture
	case ".mp3", ".wav", ".ogg", ".oga", ".m4a", ".flac", ".3gp", ".opus", ".aac":
		return Audio
	case ".mp4", ".webm", ".ogv", ".mov", ".mkv", ".m4v":
		return Video
	case ".pdf":
		return Document
	case ".heic", ".heif", ".tif", ".tiff", ".psd", ".ai", ".eps", ".raw", ".dng", ".avi", ".wmv", ".rmvb", ".zip", ".7z", ".rar", ".gz", ".tar",
		".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".pages", ".key", ".numbers", ".epub", ".txt", ".csv", ".json", ".canvas", ".base", ".drawio", ".xmind":
		return Other
	}
	return Unknown
}
