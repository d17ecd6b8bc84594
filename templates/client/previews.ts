// The script of pages with links that lead into the site: it loads what shows cards
// when a reader first reaches for one.
import card from "script:./card.ts";
import { previewed } from "./previewed.ts";
import { trusted } from "./trust.ts";

const { src } = document.currentScript as HTMLScriptElement;
const signs = ["pointerover", "focusin", "pointerdown"] as const;

document.documentElement.dataset["bijiCards"] = "";
let loaded = false;

function begin({ target }: Event): void {
  if (previewed(target)) load();
}

function load(): void {
  if (loaded) return;
  loaded = true;
  for (const sign of signs) removeEventListener(sign, begin);
  const script = document.createElement("script");
  script.src = trusted(new URL(card, src).href);
  document.head.append(script);
}

for (const sign of signs) addEventListener(sign, begin);
// Where links open beside, the first click is to find it there.
const ready = () => document.querySelector("[data-biji-reader~=beside]") && load();
ready();
addEventListener("biji-reader", ready);

