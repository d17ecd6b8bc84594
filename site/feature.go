package site

import (
	"maps"
	"slices"
)

// A Feature is something that only some pages show, and for which they load a
// style sheet and a script of its name: style/NAME.css and client/NAME.ts of
// the templates, if there are.
type Feature string

// All features. A site has the files of those that its pages show.
const (
	Pictures      Feature = "pictures"
	Twins         Feature = "markdown" // pages that stand in the site as Markdown too
	Formulas      Feature = "formulas"
	Code          Feature = "code"       // blocks of it
	LongTables    Feature = "longtables" // those whose heads are out of sight at their ends
	Diagrams      Feature = "diagrams"
	Tabs          Feature = "tabs"
	Colours       Feature = "colours"
	Bases         Feature = "bases"
	Badges        Feature = "badges"
	PropertyTable Feature = "properties"
	Boards        Feature = "boards"
	FaceShown     Feature = "face"      // on all pages or on none
	Multilingual  Feature = "languages" // likewise
	CommentsShown Feature = "comments"
	Counted       Feature = "analytics"
	TermsIndex    Feature = "terms"    // on pages of its own
	Hits          Feature = "hits"     // on the page of results; other pages load it with the search
	LeadsOn       Feature = "moved"    // on redirects and overviews of split notes
	Lists         Feature = "lists"    // lists of pages: of folders, tags, overviews
	Welcome       Feature = "welcome"  // home pages
	ContentsShown Feature = "outline"  // pages with a list of their contents
	NumberedLines Feature = "lines"    // blocks of code with numbers
	TreeShown     Feature = "tree"     // pages with a sidebar
	Folds         Feature = "folds"    // pages with a long one
	Lost          Feature = "lost"     // the page of wrong addresses
	Study         Feature = "study"    // pages with questions and their answers
	Rounds        Feature = "rounds"   // on no page: what Study loads
	Mapped        Feature = "map"      // the map of the site
	Vicinities    Feature = "vicinity" // pages with a drawing of the pages around them
	Previews      Feature = "previews" // pages with links into the site
	Cards         Feature = "cards"    // on no page: what Previews loads
	Beside        Feature = "beside"   // likewise, for who opens one beside the text
	Visits        Feature = "visits"   // pages that readers find again below an empty search box
	Aids          Feature = "aids"     // on no page: what keys and the button for the look of the text load
)

// AllFeatures lists them.
func AllFeatures() []Feature {
	return []Feature{Pictures, Twins, Formulas, Code, NumberedLines, LongTables, ContentsShown, Diagrams, Tabs, Colours, Badges, PropertyTable, Bases, Boards, FaceShown, Multilingual, CommentsShown, Counted, TermsIndex, Hits, LeadsOn, Lists, Welcome, TreeShown, Folds, Lost, Study, Rounds, Mapped, Vicinities, Previews, Cards, Beside, Visits, Aids}
}

// A FeatureSet holds features.
type FeatureSet map[Feature]bool

// Sorted lists what is in the set.
func (s FeatureSet) Sorted() []Feature { return slices.Sorted(maps.Keys(s)) }
