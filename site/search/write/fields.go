package write

import (
	"slices"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/analyze"
)

const fieldCount = len(analyze.Fields) + 1 // bleve's own is one more

// segmentFields are the names of a segment's fields, in its order: bleve's own
// first, the rest sorted. A field's number is its place there.
var segmentFields = sortedFields()

var (
	idNumber    = numberOf("_id")
	bodyNumber  = numberOf(analyze.FieldBody)
	codeNumber  = numberOf(analyze.FieldCode)
	dirNumber   = numberOf(analyze.FieldDir)
	nameNumber  = numberOf(analyze.FieldName)
	tagsNumber  = numberOf(analyze.FieldTags)
	titleNumber = numberOf(analyze.FieldTitle)
	trailNumber = numberOf(analyze.FieldTrail)
	typedNumber = numberOf(analyze.FieldTyped)
)

var (
	wordFields   = numbers(func(f analyze.Field) bool { return !f.Filter }) // in which the words of a query are looked up
	filterFields = numbers(func(f analyze.Field) bool { return f.Filter })
)

// OnlyTyped is the mask of the fields that have a term which is nothing but how
// something is typed.
var OnlyTyped = uint64(1) << typedNumber

func sortedFields() []string {
	names := []string{"_id"} // sorts before letters
	for _, f := range analyze.Fields {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return names
}

func numberOf(name string) int { return slices.Index(segmentFields, name) }

// numbers are those of the fields that are wanted, in the order of analyze.Fields.
func numbers(wanted func(analyze.Field) bool) []int {
	var list []int
	for _, f := range analyze.Fields {
		if wanted(f) {
			list = append(list, numberOf(f.Name))
		}
	}
	return list
}

// textsOf are the texts that are stored of a section.
func textsOf(sec *site.Section) (texts []Text) {
	for _, t := range []struct {
		field int
		text  string
	}{{bodyNumber, sec.Body}, {codeNumber, sec.Code}, {titleNumber, sec.Title}, {trailNumber, trailText(sec)}, {nameNumber, aliasText(sec)}} {
		if t.text != "" {
			texts = append(texts, Text{t.field, []byte(t.text)})
		}
	}
	return texts
}
