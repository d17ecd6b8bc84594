// Loaded when a reader comes back to a page after a while, over http: it says so if
// another version of the page was published meanwhile.
import aidsSheet from "sheet:../style/aids.css";
import type zh from "../text/renewed-zh.json";
import texts from "texts:../text/renewed";
import { handOver } from "./script.ts";
import { element, icon } from "./search/element.ts";

const words = texts as typeof zh;
const { src } = document.currentScript as HTMLScriptElement;

/** source is the page as it was sent: from the cache as the reader has it, or from the server as it is now. */
async function source(cache: RequestCache): Promise<string> {
  const answer = await fetch(location.pathname, { cache });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

/** say puts a line at the foot of the window. */
function say(): void {
  if (document.querySelector(".biji-renewed")) return;
  const reload = element("button", { type: "button" }, words.reload);
  const close = element("button", { class: "biji-button", type: "button", "aria-label": words.close }, icon("close"));
  const line = element("p", { class: "biji-renewed", role: "status" });
  reload.addEventListener("click", () => location.reload());
  close.addEventListener("click", () => line.remove());
  document.body.append(line);
  line.append(words.renewed, " ", reload, close); // after it stands there, or a screen reader says nothing
}

/** look compares what the reader has with what there is. If the cache has let it go, both are the new one, and nothing is said. */
async function look(): Promise<void> {
  const before = await source("force-cache");
  if (before === (await source("no-cache"))) return;
  const sheet = element("link", { rel: "stylesheet", href: new URL(aidsSheet, src).href });
  sheet.onload = sheet.onerror = say;
  document.head.append(sheet);
}

look().catch(() => {}); // not to be reached: nothing to be said
handOver("renewed", true);
