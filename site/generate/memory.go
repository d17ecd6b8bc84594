package generate

import (
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"reflect"
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/diagram"
	"github.com/biji-notes/biji/site/generate/pages"
	"github.com/biji-notes/biji/site/include"
	"github.com/biji-notes/biji/site/links"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/mathfont"
	"github.com/biji-notes/biji/templates"
)

// A memory has what was made for a site when it was looked at before: notes as
// they were read and parsed, and what all pages share. All of it is made anew if
// what it is made of is another. A nil memory has nothing and keeps nothing.
type memory struct {
	files    *load.Memory
	includes include.Memory
	known    map[string]*parsedNote // by path
	docs     *pages.Desk
	texts    map[string]*noteText    // by path
	wrote    map[string]*noteScripts // by path
	joined   *links.Joined
	heard    hearing

	parsing   parsing
	draws     *diagram.Drawings
	shares    *shared
	sharedFor string
	glyphs    [][]byte
	glyphsFor map[rune]bool
}

// A parsing is the settings by which notes are parsed.
type parsing struct {
	unsafe           bool
	breaks, hashtags site.Choice
	ui               string
}

// A parsedNote is a note, and what the parser made of it.
type parsedNote struct {
	note     site.Note
	ui       string // in which its parser speaks
	parsed   pages.Parsed
	whole    pageText
	problems []site.Problem
	formulas map[rune]bool
}

// A noteScripts is the scripts in which a note is written.
type noteScripts struct {
	note    site.Note
	scripts load.Scripts
}

func (m *memory) included() *include.Memory {
	if m == nil {
		return nil
	}
	return &m.includes
}

func newMemory() *memory { return &memory{files: &load.Memory{}, docs: pages.NewDesk()} }

func (m *memory) notes() *load.Memory {
	if m == nil {
		return nil
	}
	return m.files
}

// scripts counts the scripts in which notes are written.
func (m *memory) scripts(notes []site.Note) (all load.Scripts) {
	if m == nil {
		for i := range notes {
			all.Add(&notes[i])
		}
		return all
	}
	wrote := make(map[string]*noteScripts, len(notes))
	for i := range notes {
		n := &notes[i]
		k := m.wrote[n.Path]
		if k == nil || !load.SameScripts(&k.note, n) {
			k = &noteScripts{note: *n}
			k.scripts.Add(n)
		}
		all.Join(k.scripts)
		wrote[n.Path] = k
	}
	m.wrote = wrote
	return all
}

// parsesBy forgets the notes that were parsed by other settings.
func (m *memory) parsesBy(o site.Options) {
	if m == nil {
		return
	}
	if p := (parsing{o.Unsafe, o.Breaks, o.Hashtags, site.UI(o.Lang)}); m.parsing != p {
		m.known, m.parsing = nil, p
	}
}

// parsed puts what is known of a note into slot i.
func (m *memory) parsed(into *parsed, i int, note *site.Note, ui string) bool {
	if m == nil {
		return false
	}
	k := m.known[note.Path]
	if k == nil || k.ui != ui || !parsesAs(&k.note, note) {
		return false
	}
	into.put(i, k)
	return true
}

func (p *parsed) put(i int, k *parsedNote) {
	p.notes[i], p.outlines[i], p.whole[i], p.problems[i], p.formulas[i] = k.parsed, k.parsed.Outline(), k.whole, k.problems, k.formulas
}

// parsesAs says whether two notes have all in common that the parser reads.
func parsesAs(a, b *site.Note) bool {
	return a.Path == b.Path && a.By == b.By && a.Line == b.Line && string(a.Body) == string(b.Body) && reflect.DeepEqual(a.Pieces, b.Pieces) &&
		reflect.DeepEqual(a.Board, b.Board) && reflect.DeepEqual(a.Properties.Links, b.Properties.Links)
}

// keep remembers the notes, which were all parsed, and forgets others.
func (m *memory) keep(p *parsed, notes []site.Note, o site.Options) {
	if m == nil {
		return
	}
	known := make(map[string]*parsedNote, len(notes))
	for i := range notes {
		k := m.known[notes[i].Path]
		if k == nil || k.parsed.Sketch != p.notes[i].Sketch {
			k = p.take(i, &notes[i], o)
		}
		known[k.note.Path] = k
	}
	m.known = known
}

// take is what the parser made of note i.
func (p *parsed) take(i int, note *site.Note, o site.Options) *parsedNote {
	return &parsedNote{*note, site.UI(langOf(note, o)), p.notes[i], p.whole[i], p.problems[i], p.formulas[i]}
}

// join is links.Join.
func (m *memory) join(in links.Input) *links.Joined {
	if m == nil {
		return links.Join(in, nil)
	}
	m.joined = links.Join(in, m.joined)
	return m.joined
}

// shelf has the notes that pages are made of.
func (m *memory) shelf(p *parsed, l layout) *pages.Shelf {
	if m == nil {
		return pages.NewShelf(p.notes, l.Pages, p.outlines, l.Graph)
	}
	return m.docs.Shelf(p.notes)
}

func (m *memory) drawings(o site.Options) *diagram.Drawings {
	made := diagram.NewDrawings(diagram.Options{UI: site.UI(o.Lang)})
	if m == nil {
		return made
	}
	if m.draws == nil || m.parsing.ui != site.UI(o.Lang) {
		m.draws = made
	}
	return m.draws
}

// fonts makes the fonts with the characters of formulas.
func (m *memory) fonts() func(map[rune]bool) ([][]byte, error) {
	if m == nil {
		return mathfont.Subset
	}
	return func(runes map[rune]bool) ([][]byte, error) {
		if m.glyphs == nil || !maps.Equal(m.glyphsFor, runes) {
			made, err := mathfont.Subset(runes)
			if err != nil {
				return nil, err
			}
			m.glyphs, m.glyphsFor = made, runes
		}
		return m.glyphs, nil
	}
}

// share is the function share.
func (m *memory) share(in Input, o site.Options) (*shared, error) {
	if m == nil {
		return share(in, o)
	}
	over, err := hashOf(in.Overrides)
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	key := fmt.Sprintf("%s %q %q %+v", over, scriptLang(templates.Overlay(in.Templates, in.Overrides), o), o.Lang, o.Face.Accent)
	if m.shares == nil || m.sharedFor != key {
		made, err := share(in, o)
		if err != nil {
			return nil, err
		}
		m.shares, m.sharedFor = made, key
	}
	return m.shares, nil
}

// hashOf is a hash of all files; "" of none.
func hashOf(files fs.FS) (string, error) {
	if files == nil {
		return "", nil
	}
	h := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		f, err := files.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		fmt.Fprintf(h, "%q ", name)
		_, err = io.Copy(h, f)
		return err
	})
	return fmt.Sprintf("%x", h.Sum(nil)), err
}

// without are the settings by which notes are read and parsed: what else is set
// makes no other notes.
func without(o site.Options) site.Options {
	o.Title, o.Description, o.Author, o.Repo, o.Face, o.Check = "", "", "", "", site.Face{}, site.CheckRules{}
	return o
}

// fits says whether the notes that are remembered are those of in.
func fits(a, b Input) bool {
	return reflect.DeepEqual(without(a.Options), without(b.Options)) && reflect.DeepEqual(a.Git, b.Git) && reflect.DeepEqual(a.Repository, b.Repository) && a.Front == b.Front
}

// equal says whether two Inputs are of the same site: then only its files may be
// others.
func equal(a, b Input) bool {
	return fits(a, b) && reflect.DeepEqual(a.Options, b.Options) && slices.Equal(a.Problems, b.Problems) && a.Folder == b.Folder && a.SystemFonts == b.SystemFonts && (a.Overrides == nil) == (b.Overrides == nil)
}
