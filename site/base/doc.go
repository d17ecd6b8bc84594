// Package base makes tables of the notes of a vault, as Obsidian's Bases and
// the plug-in Dataview do:
//
//	Parse           a .base file, read as a tree -> Views
//	ParseDataview   the text of a query          -> a View
//	View.Table      what is known of the notes   -> a Table
//
// It knows the notes as Data, and nothing of pages. Whatever it does not
// understand is a Fault with its place, and the rest is shown.
//
// Syntax: https://help.obsidian.md/bases/syntax and …/bases/functions;
// https://blacksmithgu.github.io/obsidian-dataview/queries/structure/. What
// changes from day to day, as now(), is not computed: the same notes give the
// same site.
package base
