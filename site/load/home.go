package load

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

// VuePress, VitePress and Starlight keep the text of a home page in its front
// matter: a name, a line, links, and what the project is proud of. It becomes the
// beginning of the note's text.

// A homePage is that part of front matter.
type homePage struct {
	Layout   string   `yaml:"layout"`
	Page     string   `yaml:"pageLayout"`
	Template string   `yaml:"template"`
	Home     string   `yaml:"home"`
	HeroText string   `yaml:"heroText"`
	Tagline  string   `yaml:"tagline"`
	Action   string   `yaml:"actionText"`
	ActionTo string   `yaml:"actionLink"`
	Actions  []action `yaml:"actions"`
	Hero     struct {
		Name    string   `yaml:"name"`
		Title   string   `yaml:"title"`
		Text    string   `yaml:"text"`
		Tagline string   `yaml:"tagline"`
		Actions []action `yaml:"actions"`
	} `yaml:"hero"`
	Features []struct {
		Title   string `yaml:"title"`
		Details string `yaml:"details"`
		Link    string `yaml:"link"`
	} `yaml:"features"`
}

type action struct {
	Text string `yaml:"text"`
	Link string `yaml:"link"`
}

// homely is front matter that may hold one.
var homely = regexp.MustCompile(`(?m)^(?:hero|heroText|features|tagline) *:`)

// home puts the text of a home page before that of its note. text is the whole
// file.
func (r *report) home(text []byte, n *site.Note) {
	f, _, ok := fenced(text)
	if !ok || f.toml || !homely.Match(f.text) {
		return
	}
	var h homePage
	if err := yaml.Unmarshal(f.text, &h); err != nil || !h.is() {
		return
	}
	n.Meta.Title = cmp.Or(n.Meta.Title, tidy(cmp.Or(h.Hero.Name, h.Hero.Title, h.HeroText, h.Hero.Text), budget.TitleRunes))
	intro := h.markdown()
	n.Pieces = []site.Piece{
		{At: 0, From: site.Pos{File: n.Path, Line: 1, Col: 1}},
		{At: len(intro), From: site.Pos{File: n.Path, Line: n.Line, Col: 1}},
	}
	n.Body = slices.Concat(intro, n.Body)
}

func (h *homePage) is() bool {
	return h.Layout == "home" || h.Layout == "Home" || h.Page == "home" || h.Template == "splash" || h.Home == "true"
}

// markdown is what readers see of it.
func (h *homePage) markdown() []byte {
	var b bytes.Buffer
	for _, line := range []string{h.Hero.Text, cmp.Or(h.Hero.Tagline, h.Tagline)} {
		if line = strings.Join(strings.Fields(line), " "); line != "" && line != h.Hero.Name {
			fmt.Fprintf(&b, "%s\n\n", line)
		}
	}
	var links []string
	for _, a := range slices.Concat(h.Hero.Actions, h.Actions, []action{{h.Action, h.ActionTo}}) {
		if a.Text != "" && a.Link != "" {
			links = append(links, a.markdown())
		}
	}
	if len(links) > 0 {
		fmt.Fprintf(&b, "%s\n\n", strings.Join(links, " · "))
	}
	for _, f := range h.Features {
		title := "**" + strings.Join(strings.Fields(f.Title), " ") + "**"
		if f.Link != "" {
			title = action{title, f.Link}.markdown()
		}
		fmt.Fprintf(&b, "- %s %s\n", title, strings.Join(strings.Fields(f.Details), " "))
	}
	b.WriteByte('\n')
	return b.Bytes()
}

func (a action) markdown() string {
	return fmt.Sprintf("[%s](<%s>)", a.Text, strings.NewReplacer("<", "", ">", "", "\n", "").Replace(a.Link))
}
