// Package ownnotes has the tests of the notes in content: that their programs
// print what the notes say, and that all have one form. Notes are edited more
// often than the program, and what is wrong with them is no fault of it.
package ownnotes
