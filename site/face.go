package site

// A Face is what all pages of a site show of who made it, as the settings say.
// Spans name their links by number in Links.
type Face struct {
	Nav     []Span // in the header, each a link
	Social  []Span // other places of the author, each a link
	Footer  []Span // a line of text with links
	License Span   // of the notes; without text if none
	Links   []Link // seen from the content folder

	Logo, Icon FaceFile
	CSS, JS    []FaceFile
	Cards      bool     // pages have pictures that other sites show beside links to them
	CardFont   FaceFile // in which these are written
	Accent     Accent
}

// Shows says whether there is anything to be seen in the header or below pages.
func (f *Face) Shows() bool {
	return len(f.Nav) > 0 || len(f.Social) > 0 || len(f.Footer) > 0 || f.License.Text != "" || f.Logo.Path != ""
}

// ShowsFace says whether there is, in any language.
func (o *Options) ShowsFace() bool {
	shows := o.Face.Shows()
	for i := range o.Languages {
		shows = shows || len(o.Languages[i].Nav) > 0 || len(o.Languages[i].Footer) > 0
	}
	return shows
}

// A FaceFile is a file of the content that all pages load; its Path is "" if
// there is none.
type FaceFile struct {
	Path string
	At   Pos
}

// An Accent is the one colour of a site, as #rrggbb on light and on dark paper,
// and what lies below a text in it; "" is biji's own.
type Accent struct{ Light, Dark, LightWash, DarkWash string }
