package analyze

// The fields of a document. A document is one section.
const (
	FieldTitle = "title" // of the page
	FieldTrail = "trail" // the headings above the section and its own, each on a line
	FieldBody  = "body"
	FieldCode  = "code"
	FieldName  = "name"  // the section's own heading, as NamesOf spells it; stored are the page's other names
	FieldTyped = "typed" // of headings and other names in Chinese: how they are typed in Latin letters, as Typed says
	FieldTags  = "tags"
	FieldDir   = "dir" // the folder of the page and every folder above it
)

// A Field says what becomes of one of them.
type Field struct {
	Name    string
	Keyword bool // its values are indexed whole, not cut into words
	Filter  bool // results are filtered by it; in the others a query is looked for
	Stored  bool
}

// Fields are all of them. The mapping, the writer and what is read of a hit
// follow this list.
var Fields = [...]Field{
	{Name: FieldTitle, Stored: true},
	{Name: FieldTrail, Stored: true},
	{Name: FieldBody, Stored: true},
	{Name: FieldCode, Stored: true},
	{Name: FieldName, Stored: true, Keyword: true},
	{Name: FieldTyped, Keyword: true}, // the last by its name, so that a pack without any of it need not name it
	{Name: FieldDir, Keyword: true, Filter: true},
	{Name: FieldTags, Keyword: true, Filter: true},
}

// StoredTexts are the names of the fields with a stored text.
var StoredTexts = storedTexts()

func storedTexts() []string {
	var names []string
	for _, f := range Fields {
		if f.Stored {
			names = append(names, f.Name)
		}
	}
	return names
}
