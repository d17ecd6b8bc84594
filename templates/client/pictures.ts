// The script of pages with pictures: a click enlarges one that is shown smaller
// than it is, and in the place of one that does not load it says which it was.
// A PDF gets room if the browser shows it.
import type zh from "../text/pictures-zh.json";
import texts from "texts:../text/pictures";

const words = texts as typeof zh;

const attached = new WeakSet<HTMLImageElement>();

attach();
addEventListener("biji", attach); // the local server has put others in their place

function attach(): void {
  for (const img of document.querySelectorAll<HTMLImageElement>(".biji-text img")) {
    if (attached.has(img)) continue;
    attached.add(img);
    if (img.complete) settle(img);
    else img.addEventListener("load", () => settle(img), { once: true });
    img.addEventListener("error", () => showLost(img), { once: true });
  }
  // Without a viewer there is a link, which needs no room.
  if (navigator.pdfViewerEnabled) {
    for (const pdf of document.querySelectorAll(".biji-text object")) pdf.classList.add("biji-viewer");
  }
}

/** settle looks at a picture that has loaded, or failed before we were there. */
function settle(img: HTMLImageElement): void {
  if (img.naturalWidth === 0) {
    if (!/\.svg([?#]|$)/i.test(img.src)) showLost(img); // one without a size has none
    return;
  }
  if (img.naturalWidth <= img.width * 1.2 || img.closest("a, button, summary")) return;
  img.tabIndex = 0;
  img.setAttribute("role", "button");
  img.setAttribute("aria-label", `${img.alt} ${words.enlarge}`.trim());
  img.classList.add("biji-enlarges");
  img.addEventListener("click", () => enlarge(img));
  img.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" && e.key !== " ") return;
    e.preventDefault();
    enlarge(img);
  });
}

function enlarge(img: HTMLImageElement): void {
  const dialog = document.createElement("dialog");
  dialog.className = "biji-enlarged";
  dialog.setAttribute("aria-label", img.alt || words.picture);
  const big = new Image(img.naturalWidth, img.naturalHeight);
  big.referrerPolicy = img.referrerPolicy;
  big.alt = img.alt;
  big.src = img.src;
  dialog.append(big);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    img.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** showLost writes what a picture was to show, and where it is, in its place. */
function showLost(img: HTMLImageElement): void {
  const box = document.createElement("span");
  box.className = "biji-lost";
  box.title = words.lost;
  const url = img.getAttribute("src") ?? "";
  const place = document.createElement(img.closest("a") ? "span" : "a");
  if (place instanceof HTMLAnchorElement) {
    place.href = url;
    place.rel = "noopener noreferrer";
  }
  place.textContent = url.length > 100 ? url.slice(0, 99) + "…" : url;
  box.append(img.alt || words.picture, place);
  img.replaceWith(box);
}
