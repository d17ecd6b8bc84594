import { element } from "../search/element.ts";
import { chosenWords, set } from "./choices.ts";
import type { AidsWords } from "./main.ts";

/** makeHelp makes the sheet that says which keys there are. */
export function makeHelp(root: Document, words: AidsWords): HTMLDialogElement {
  const line = (keys: string, says: string, name = "") => {
    const shown = keys.split(" ").flatMap((key) => [element("kbd", {}, key), " "]);
    return element("div", name ? { class: name } : {}, element("dt", {}, ...shown), element("dd", {}, says));
  };
  const off = element("input", { type: "checkbox" });
  off.checked = !chosenWords().includes("keyless");
  off.addEventListener("change", () => set("keyless", off.checked ? "" : "keyless"));
  const close = element("button", { type: "button", class: "biji-button", "aria-label": words.close }, element("span", { class: "biji-icon biji-icon-close" }));
  const dialog = element(
    "dialog",
    { class: "biji-keys", "aria-labelledby": "biji-keys" },
    element("h2", { id: "biji-keys" }, words.keys),
    close,
    element(
      "dl",
      {},
      line("/", words.key_search),
      line("j k", words.key_step),
      line("[ ]", words.key_page),
      line("g h", words.key_home),
      line("t", words.key_theme),
      line("n N", words.key_match),
      line("b", words.key_beside, "biji-beside-key"),
      line("?", words.key_help),
    ),
    element("label", {}, off, words.single),
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("mousedown", (event) => {
    if (event.target === dialog) dialog.close(); // what stands in it covers all but the backdrop
  });
  root.body.append(dialog);
  return dialog;
}
