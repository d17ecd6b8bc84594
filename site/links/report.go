package links

import "github.com/biji-notes/biji/site"

// Unused lists the files that no note uses.
func Unused(files []site.File, g *site.Graph) []site.Problem {
	used := make(map[string]bool, len(g.Files))
	for _, source := range g.Files {
		used[source] = true
	}
	var problems []site.Problem
	for _, f := range files {
		if !used[f.Path] && !f.Hidden {
			problems = append(problems, site.Problem{
				At: site.Pos{File: f.Path}, Kind: site.UnusedFile, What: "no note uses this file",
				Hint: "it is not part of the site",
			})
		}
	}
	return problems
}

// Orphans lists the notes that no other note links to, and that are not among
// listed, which tables of notes lead to. The page of a folder needs no link, and
// a split note is reached by a link to any of its pages. What a page links to in the
// default language leads on to its translations, which need no links of their own.
func Orphans(pages []site.Page, notes []site.Note, ls site.Languages, g *site.Graph, listed map[int]bool) []site.Problem {
	twins := site.NewTranslations(ls, pages, notes)
	noteOf := make(map[string]int, len(pages))
	for i := range pages {
		noteOf[pages[i].URL] = pages[i].Note
	}
	linked := make([]bool, len(notes))
	for i := range pages {
		for _, b := range g.Backlinks[pages[i].URL] {
			if n := pages[i].Note; n >= 0 && noteOf[b.Page] != n {
				linked[n] = true
			}
		}
	}
	var problems []site.Problem
	for i := range pages {
		p := &pages[i]
		if p.Index || p.Kind == site.PartPage || p.Note < 0 || p.Unlisted || linked[p.Note] || listed[p.Note] {
			continue
		}
		if _, ok := twins.Of(i, 0); ok && twins.Language(i) > 0 {
			continue
		}
		problems = append(problems, site.Problem{
			At: site.Pos{File: notes[p.Note].Path}, Kind: site.Orphan, What: "no other note links to this one",
			Hint: "readers find it by the sidebar and the search only",
		})
	}
	return problems
}
