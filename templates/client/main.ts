// The script of every page. It improves pages that work without it.
import { attachAnchors } from "./anchors.ts";
import { takeCarried } from "./carried.ts";
import { attachHeader } from "./header.ts";
import { attachLater } from "./later.ts";
import { attachMenu } from "./menu.ts";
import { prefetch } from "./prefetch.ts";
import { loadScript } from "./script.ts";
import { attachSearch } from "./search/opener.ts";
import { attachThemeSwitch } from "./theme.ts";
import { readWords } from "./words.ts";

const words = readWords(document.body);
takeCarried();
attachThemeSwitch(document, words);
attachMenu(document);
attachHeader(document);
const dress = () => attachAnchors(document, words);
dress();
addEventListener("biji", dress); // the local server has put blocks in the place of others
const assets = new URL(".", (document.currentScript as HTMLScriptElement).src).href;
attachLater(document, (file) => loadScript(document, assets + file));
attachSearch(document, words, assets);
prefetch();
