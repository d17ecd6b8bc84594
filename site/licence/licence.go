// Package licence has the licences of what biji is made of: of the libraries
// that are linked into the program, and of the data in it.
package licence

import _ "embed"

// notices.txt is made by the test of this package, run with -update: licences
// that are the same stand once, under all that they are of.
//
//go:embed notices.txt
var notices string

//go:embed unicode.txt
var unicode string

//go:embed sounds.txt
var sounds string

//go:embed mathfonts.txt
var mathFonts string

// Notices are the texts of all licences, with what each is of.
func Notices() string { return notices }

// Unicode is the licence of Unicode's data. It goes wherever they go.
func Unicode() string { return unicode }

// Sounds is the licence of the readings of Chinese characters. It goes wherever they go.
func Sounds() string { return sounds }

// MathFonts are the licences of the fonts of formulas. They go wherever a part
// of the fonts goes.
func MathFonts() string { return mathFonts }
