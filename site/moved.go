package site

// A Moved is a line of the table of old addresses in the settings: From is an
// address that the site had, To a link to what is there now, seen from the content
// folder.
type Moved struct {
	From string
	To   Link // At is where the line is
}
