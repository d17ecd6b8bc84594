// Package load reads a folder of notes: Markdown files of any encoding and
// with any front matter, or none, become notes of clean text.
//
//	Options   biji.toml                  -> site.Options
//	Notes     a folder, site.Options     -> []site.Note, []site.File
//	GuessLang []site.Note                -> the language they are written in
//	Queries   queries.yaml               -> site.QuerySet, for trying the search
//
// Nothing that a note says makes reading fail. What is wrong with a note is a
// Problem, and the note stays in the list: without its text if the text
// cannot be read, without its front matter if that is broken.
//
// It is the only package that reads YAML and TOML.
package load
