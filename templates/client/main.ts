// The script of every page. It improves pages that work without it.
import { attachAnchors } from "./anchors.ts";
import { takeCarried } from "./carried.ts";
import { attachContents } from "./contents.ts";
import { attachCopy } from "./copy.ts";
import { attachMenu } from "./menu.ts";
import { attachSearch } from "./search/opener.ts";
import { attachThemeSwitch } from "./theme.ts";
import { readWords } from "./words.ts";

const words = readWords(document.body);
takeCarried();
attachThemeSwitch(document, words);
attachMenu(document);
attachContents(document);
const dress = () => {
  attachAnchors(document, words);
  attachCopy(document, words);
};
dress();
addEventListener("biji", dress); // the local server has put blocks in the place of others
attachSearch(document, words, new URL(".", (document.currentScript as HTMLScriptElement).src).href);
