package split

import "github.com/biji-notes/biji/site"

// hide says which pages lists leave out: those of notes that ask for it, and the
// pages of folders of which nothing else would be listed.
func hide(pages []site.Page, notes []site.Note) {
	shown, listed := map[string]bool{}, map[string]bool{} // folders in which there are such pages
	for i := range pages {
		p := &pages[i]
		if p.Note < 0 {
			continue
		}
		m := &notes[p.Note].Meta
		p.Unlisted = m.Unlisted == site.Yes
		p.Hidden = p.Unlisted || m.Index == site.No
		if p.Kind != site.PartPage {
			mark(shown, p.Dir, !p.Hidden)
			mark(listed, p.Dir, !p.Unlisted)
		}
	}
	for i := range pages {
		switch p := &pages[i]; {
		case p.Note < 0:
			p.Hidden, p.Unlisted = !shown[p.Dir], !listed[p.Dir]
		case p.Index && shown[p.Dir] && !p.Unlisted: // a folder has a line if anything in it has
			p.Hidden = false
		}
		if p := &pages[i]; p.Dir == "" && p.Index {
			p.Hidden = false // the front page is where readers begin
			p.Unlisted = p.Unlisted && p.Note >= 0
		}
	}
}

func mark(folders map[string]bool, dir string, is bool) {
	if !is {
		return
	}
	folders[""] = true
	for _, f := range site.Folders(dir) {
		folders[f] = true
	}
}
