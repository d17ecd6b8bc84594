// Package archive puts a finished site into one zip file, for readers without
// a web server: they unpack it and open index.html.
//
//	Write   fs.FS -> zip
//	Made    a file -> was it written here?
//
// The zip holds one folder, has the same bytes for the same site on any day,
// and unpacks on Windows, macOS and Linux to the same files. A file of the
// site whose name would not survive that is left out and reported.
//
// The format is PKWARE's APPNOTE.TXT 6.3; flag bits and fields that are named
// here are in its section 4.4.
package archive
