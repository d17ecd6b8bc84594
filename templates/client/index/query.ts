/*
 * Queries, with the meaning that bleve's queries of these names have. boost
 * is 1 if it is not given; bleve looks at it only in the kinds that have one
 * here, and not if such a query is all of the query.
 */

export type Query =
  | { readonly kind: "term"; readonly field: string; readonly term: string; readonly boost?: number }
  | { readonly kind: "prefix"; readonly field: string; readonly prefix: string; readonly boost?: number }
  | FuzzyQuery
  | { readonly kind: "phrase"; readonly field: string; readonly terms: readonly string[]; readonly boost?: number }
  | { readonly kind: "and"; readonly all: readonly Query[] }
  | { readonly kind: "or"; readonly any: readonly Query[]; readonly min?: number }
  | BooleanQuery
  | { readonly kind: "everything"; readonly boost?: number }
  | { readonly kind: "nothing" };

/** The words at most edits (0, 1 or 2) away from term that share its first prefix bytes. */
export interface FuzzyQuery {
  readonly kind: "fuzzy";
  readonly field: string;
  readonly term: string;
  readonly edits: number;
  readonly prefix?: number;
  readonly boost?: number;
}

/** All of must, none of mustNot, and at least minShould of should, which raise the score. */
export interface BooleanQuery {
  readonly kind: "boolean";
  readonly must?: readonly Query[];
  readonly should?: readonly Query[];
  readonly minShould?: number;
  readonly mustNot?: readonly Query[];
}
