package extras

import (
	"bytes"
	"cmp"
	"fmt"
	"time"

	"github.com/gorilla/feeds"

	"github.com/biji-notes/biji/site/generate/pages"
)

const feedEntries = 30

// writeFeeds puts the feed of each language.
func writeFeeds(w *pages.World, put pages.Put) error {
	if w.Options.URL == "" {
		return nil
	}
	for _, e := range w.Editions() {
		if err := feed(w, e, put); err != nil {
			return err
		}
	}
	return nil
}

// feed is an Atom feed (RFC 4287) of the notes of an edition that have a date, newest first.
// Without any there is nothing to date the feed by; it is then empty and carries
// the epoch.
func feed(w *pages.World, e pages.Edition, put pages.Put) error {
	home := w.Absolute(e.Home)
	dated := w.Newest(feedEntries, e.Has)
	feed := feeds.Feed{
		Title:       e.Title,
		Description: e.Description, // the subtitle of Atom
		Id:          home,
		Link:        &feeds.Link{Href: home},
		Author:      &feeds.Author{Name: cmp.Or(w.Options.Author, e.Title)},
		Updated:     time.Unix(0, 0).UTC(),
	}
	for i, p := range dated {
		if at := changed(w, p); i == 0 || at.After(feed.Updated) {
			feed.Updated = at
		}
		u := w.Absolute(p.URL)
		feed.Items = append(feed.Items, &feeds.Item{
			Title: p.Title, Id: u, Link: &feeds.Link{Href: u}, Updated: changed(w, p),
			Description: w.Description(p),
		})
	}
	atom := (&feeds.Atom{Feed: &feed}).AtomFeed()
	for _, e := range atom.Entries {
		if e.Summary != nil {
			e.Summary.Type = "text" // feed readers would take code in it, such as <img onerror>, for HTML
		}
	}
	var buf bytes.Buffer
	if err := feeds.WriteXML(atom, &buf); err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	return put(e.Feed, buf.Bytes())
}
