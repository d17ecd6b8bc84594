import type zh from "../../text/search-zh.json";

/*
 * What search says to the reader. The texts of a script are in
 * text/<script>-<language>.json, of which the bundler takes one for "texts:": that
 * of LANGUAGE, its word for the language of the interface.
 */

declare global {
  const LANGUAGE: "zh" | "zh-Hant" | "en";
  /** the site has several languages; what only such sites need, others do not load */
  const SEVERAL: boolean;
}

/**
 * A Say gives the text of a key; {name} in it stands for the value of that
 * name. If n is 1, the text under the key with "_one" is taken where the
 * language has one.
 */
export type Say<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** SearchSay says what the second script has to say. */
export type SearchSay = Say<keyof typeof zh | "retry" | "updated" | "reload" | "stays">;

/** sayFrom gives the Say of texts. */
export function sayFrom<Key extends string>(texts: Readonly<Record<Key, string>>): Say<Key> {
  const all: Readonly<Record<string, string>> = texts;
  const number = new Intl.NumberFormat("en");
  return (key, values = {}) => {
    const text = (values["n"] === 1 ? all[`${key}_one`] : undefined) ?? all[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return typeof value === "number" ? number.format(value) : (value ?? whole);
    });
  };
}
