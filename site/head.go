package site

// A Head is what an author adds to the heads of pages.
type Head struct {
	Script []string // inline scripts of the settings, as they run
	File   FaceFile // one more, in a file
	Hosts  []string // that the scripts may ask: "cdn.example.org", "*.example.org"
}

// A MetaElement is what a meta element says under a name.
type MetaElement struct{ Name, Content string }
