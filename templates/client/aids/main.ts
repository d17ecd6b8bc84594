// What keys do, and the panel for the look of the text: loaded at the first such key,
// or when the button is pressed.
import aidsSheet from "sheet:../../style/aids.css";
import type zh from "../../text/aids-zh.json";
import texts from "texts:../../text/aids";
import type { Aids } from "../later.ts";
import { handOver } from "../script.ts";
import { makeHelp } from "./help.ts";
import { press } from "./keys.ts";
import { makePanel } from "./panel.ts";

/** AidsWords are what the panel and the sheet say. */
export type AidsWords = typeof zh;

const words = texts as AidsWords;

/** dressed loads the style sheet; what it dresses waits for it, in vain if it does not come. */
const dressed = new Promise<unknown>((done) => {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL(aidsSheet, (document.currentScript as HTMLScriptElement).src).href;
  sheet.onload = sheet.onerror = done;
  document.head.append(sheet);
});

let help: HTMLDialogElement | undefined;
const showHelp = () =>
  void dressed.then(() => {
    help ??= makeHelp(document, words);
    if (!help.open) help.showModal();
  });

let panel: HTMLElement | undefined;
const aids: Aids = {
  press: (letter) => (letter === "?" ? showHelp() : press(document, letter)),
  open: (button) => {
    if (panel) return; // then the button opens and closes it by itself
    const made = (panel = makePanel(button, words, showHelp));
    const show = () => {
      made.showPopover();
      button.popoverTargetElement = made;
    };
    void dressed.then(() => setTimeout(show)); // at once, the press that is under way would close it again
  },
};
handOver("aids", aids);
