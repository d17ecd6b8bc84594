package links

import (
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/biji-notes/biji/site"
)

func (r *resolver) report(l *site.Link, kind site.Kind, what, hint string) {
	r.reportFix(l, kind, what, hint, site.Fix{})
}

func (r *resolver) reportFix(l *site.Link, kind site.Kind, what, hint string, fix site.Fix) {
	if fix.Old == fix.New {
		fix = site.Fix{}
	}
	r.problems = append(r.problems, site.Problem{At: l.At, Kind: kind, What: what, Hint: hint, Fix: fix})
}

// remark reports what is wrong with a link that leads somewhere all the same.
func (r *resolver) remark(n int, l *site.Link, h hit) {
	if h.cased && !wiki(l) { // names are not spelt, paths are
		right := r.spelt(n, l, h.thing)
		form := "upper and lower case"
		if strings.HasPrefix(norm.NFC.String(right), norm.NFC.String(h.written)) {
			form = "Unicode form"
		}
		r.reportFix(l, site.WrongCase, written(l)+" differs from the file's name in "+form, "write "+quote(right), r.recased(n, l, h))
	}
	if len(h.rival) > 0 {
		var names []string
		for _, t := range append([]thing{h.thing}, h.rival...) {
			names = append(names, r.places.path(t))
		}
		r.report(l, site.AmbiguousLink, written(l)+" can mean "+list(names), "taken to mean "+names[0])
	}
}

// missing reports a link that leads nowhere.
func (r *resolver) missing(n int, l *site.Link, h hit) {
	dest := unescape(cleaned(l.Dest))
	kind, what, hint, fix := site.BrokenLink, written(l)+" leads nowhere", "", site.Fix{}
	if picture := isFileName(dest); embeds(l) && (picture || l.Kind == site.MarkdownImage) {
		kind, what = site.BrokenImage, written(l)+" is not there"
	}
	if h.leaves {
		hint = "it leads out of the content folder"
	} else if t := r.like(l, dest); t.kind != nothing {
		hint, fix = didYouMean(r.spelt(n, l, t)), r.moved(n, l, dest)
	} else if l.Kind == site.WikiLink && !attachment(dest) {
		kind, what = site.Unwritten, written(l)+": no note has this name yet"
	}
	r.reportFix(l, kind, what, hint, fix)
}

// minCopied is how long a name must be, in bytes without its extension, to
// tell a picture from all others: "logo" or "image-1" do not, what upload
// tools make of time stamps and checksums does.
const minCopied = 16

// copyOf is the content's copy of an image of another site: the one file of
// the same name, where that name is no chance. Notes whose pictures were put
// on a server by a tool, and that came with them, are common.
func (r *resolver) copyOf(n int, dest string) thing {
	name := path.Base(unescape(standardReading(dest).path))
	if !isFileName(name) || len(stemOf(name)) < minCopied || !strings.ContainsAny(name, "0123456789") {
		return thing{}
	}
	f := r.places.search(name, r.folder(n))
	if f.kind != aFile || f.cased || len(f.rival) > 0 {
		return thing{}
	}
	return f.thing
}

// like is the note or file whose name is most like the last component of dest.
func (r *resolver) like(l *site.Link, dest string) thing {
	r.learn()
	dest, _, _ = strings.Cut(dest, "#")
	base := path.Base(strings.ReplaceAll(dest, `\`, "/"))
	if isFileName(base) {
		if _, i, ok := r.spellers.files.like(base); ok {
			return thing{aFile, i}
		}
		if embeds(l) {
			return thing{}
		}
		base = stemOf(base)
	}
	r.misspelt = append(r.misspelt, withoutMarkdown(base))
	if _, i, ok := r.spellers.notes.like(withoutMarkdown(base)); ok {
		return thing{aNote, i}
	}
	return thing{}
}

// learn makes the names of the site known, once somebody asks.
func (r *resolver) learn() {
	if r.spellers == nil {
		r.spellers = newSpellers(r.in)
	}
}

// isFileName says whether a name has an extension that is not a note's.
func isFileName(name string) bool {
	ext := path.Ext(name)
	return len(ext) > 1 && len(ext) <= 6 && withoutMarkdown(name) == name && !strings.Contains(ext, " ")
}

// attachment says whether a name is that of a file as notes have beside them,
// and not one like "Node.js" or "RFC 9110.5".
func attachment(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp",
		".mp3", ".wav", ".ogg", ".m4a", ".flac", ".mp4", ".webm", ".mov", ".mkv",
		".pdf", ".zip", ".docx", ".xlsx", ".pptx", ".txt", ".csv", ".json", ".html", ".canvas", ".base":
		return true
	}
	return false
}

// spelt is how the author of link l in note n would write t.
func (r *resolver) spelt(n int, l *site.Link, t thing) string {
	full := r.places.path(t)
	if l.Kind == site.WikiLink || l.Kind == site.WikiEmbed {
		parts := strings.Split(strings.TrimSuffix(full, "/"), "/")
		some := min(strings.Count(l.Dest, "/")+1, len(parts))
		return withoutMarkdown(strings.Join(parts[len(parts)-some:], "/"))
	}
	return relative(r.dirOf(n, l), full)
}

// relative is the path that leads from folder dir to full.
func relative(dir, full string) string {
	up := ""
	for dir != "" && !strings.HasPrefix(full, dir+"/") {
		dir, up = site.Folder(dir), up+"../"
	}
	if dir != "" {
		full = full[len(dir)+1:]
	}
	return up + full
}

// nameFor is what to call note other in a message about note n.
func (r *resolver) nameFor(n, other int) string {
	if n == other {
		return "this note"
	}
	return withoutMarkdown(r.in.Notes[other].Path)
}

// written names a link as its author wrote it.
func written(l *site.Link) string {
	dest := l.Dest
	if l.Fragment != "" {
		dest += "#" + l.Fragment
	}
	switch l.Kind {
	case site.MarkdownImage:
		return "image " + quote(dest)
	case site.HTMLSource:
		return "source " + quote(dest)
	case site.WikiEmbed:
		return "embed of " + quote(dest)
	}
	return "link to " + quote(dest)
}

// Longer names are cut in messages: a data: URL can be a megabyte.
const maxQuoted = 100

func quote(s string) string {
	if runes := []rune(s[:min(len(s), 4*maxQuoted+4)]); len(runes) > maxQuoted {
		s = string(runes[:maxQuoted]) + "…"
	}
	return `"` + s + `"`
}

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return "did you mean " + quote(name) + "?"
}

func list(names []string) string {
	const most = 5
	if len(names) > most {
		names = append(names[:most:most], "others")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
