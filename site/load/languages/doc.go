// Package languages finds out in which languages the notes of a site are
// written, and gives each note its place in the folder of its language.
//
//	Find   []Note, settings -> Languages, and the place (Note.As) of x.en.md: en/x.md
//
// Authors keep translations beside one another (x.md, x.en.md), or in folders
// (zh/x.md, en/x.md, or x.md and en/x.md), or in those of Docusaurus
// (i18n/en/docusaurus-plugin-content-docs/current/x.md). Where the settings do not
// name the languages, only what cannot well be anything else is taken for them: a
// folder it/ may be about information technology. There must be notes that stand in
// two languages under one name, and their texts must look like these.
package languages
