// A column beside the text, in which the page stands to which a link leads: loaded when a
// reader opens one, and by the page that is in it.
import besideSheet from "sheet:../../style/beside.css";
import type zh from "../../text/beside-zh.json";
import texts from "texts:../../text/beside";
import { previewed } from "../previewed.ts";
import { handOver } from "../script.ts";
import { Column } from "./column.ts";
import { attachFramed } from "./framed.ts";
import { goesBeside, wideEnough } from "./goes.ts";

const { src } = document.currentScript as HTMLScriptElement;

/** dressed loads the style sheet; what it dresses waits for it, in vain if it does not come. */
const dressed = new Promise<unknown>((done) => {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL(besideSheet, src).href;
  sheet.onload = sheet.onerror = done;
  document.head.append(sheet);
});

const top = new URL("..", src).href;
attachFramed(document, top, dressed);
let column: Column | undefined;
handOver("beside", (link: HTMLAnchorElement) => {
  if (!wideEnough() || !previewed(link) || !goesBeside(link, top)) return;
  column ??= new Column(document, top, texts as typeof zh);
  void dressed.then(() => column?.open(link));
});
