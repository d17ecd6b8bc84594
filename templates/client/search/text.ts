import en from "../../text/search-en.json";
import zh from "../../text/search-zh.json";

/**
 * Say gives a text in the language of the interface; {name} in it stands for
 * the value of that name. If n is 1, the text under the key with "_one" is
 * taken where the language has one.
 */
export type Say = (key: keyof typeof zh, values?: Readonly<Record<string, string | number>>) => string;

/** sayIn is the Say of a language: Chinese for "zh…", English for any other. */
export function sayIn(lang: string): Say {
  const texts: Record<string, string> = /^zh\b/i.test(lang) ? zh : en;
  const number = new Intl.NumberFormat("en");
  return (key, values = {}) => {
    const text = (values["n"] === 1 ? texts[`${key}_one`] : undefined) ?? texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return typeof value === "number" ? number.format(value) : (value ?? whole);
    });
  };
}
