package split

import "github.com/biji-notes/biji/site"

// home is the front page of the site, or of its default language, if that has one
// in its folder and the site has none.
func (p *pager) home(pages []site.Page) *site.Page {
	if ls := p.options.Languages; len(ls) > 0 && ls[0].Folder != "" && pages[0].Kind == site.FolderPage {
		for i := range pages {
			if pages[i].Index && pages[i].Dir == ls[0].Folder {
				return &pages[i]
			}
		}
	}
	return &pages[0]
}

// nameHomes calls the front page of a language as the site, if it has no name of
// its own.
func (p *pager) nameHomes(l Layout) {
	for i := range l.Pages {
		page := &l.Pages[i]
		for _, language := range p.options.Languages {
			if page.Index && page.Dir == language.Folder && page.Kind != site.PartPage && !p.named(page) {
				page.Title = l.Title
			}
		}
	}
}
