package sanitize

// What GitHub does with raw HTML. We must not show less of it than GitHub:
//
//  1. The tag filter of GitHub Flavored Markdown (section 6.11 of its
//     specification) runs first: of the nine elements of tagFilter, the "<" of
//     each tag becomes "&lt;". Tag and content are text.
//  2. HTML is parsed. Comments, declarations and instructions are gone.
//  3. An allow-list runs (rehype-sanitize's default schema, made after
//     GitHub's): elements that are not in it are dropped, and what stands in
//     them is kept. Attributes that are not in it are dropped.
//
// We show the same words, with these exceptions:
//
//   - An element that is unknown to HTML, like the <T> of List<T>, is text, and
//     so is one that is not allowed where it has nothing to show, as when a
//     sentence is about <form>.
//   - A whole <script> or <style> in lines of its own is shown folded, tags and
//     all.
//   - An <iframe> with an address, like <embed>, <frame> and <object>, is a link
//     to it.
//   - A player (<video>, <audio>) is shown if it has something to play; then its
//     content is what browsers without players show.
//   - In a drawing or formula (<svg>, <math>) no tag is text; its text is kept.
//   - A CDATA section, and an instruction with a ">" inside, is shown whole, folded
//     if it is a block.
//   - A comment that is closed nowhere is text, and so is what stands in a
//     <template>.
//
// tagFilter is never changed.
var tagFilter = set("title textarea style xmp iframe noembed noframes script plaintext")
