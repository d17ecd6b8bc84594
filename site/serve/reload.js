// Shows the page anew when it changed, and why the site was not made. What changed
// in the text is put in its place; a page of which more changed is loaded again.
(() => {
  "use strict";
  const me = document.currentScript;
  const main = "main";

  const box = (role, style) => {
    let shown = null;
    // Text only: what a build says may hold anything that stands in a note.
    return (text) => {
      if (!text) {
        shown?.remove();
        shown = null;
        return;
      }
      if (!shown) {
        shown = document.createElement("div");
        shown.setAttribute("role", role);
        shown.style.cssText = style +
          ";position:fixed;overflow:auto;z-index:2147483647;margin:0;white-space:pre-wrap;overflow-wrap:anywhere;" +
          "font:14px/1.5 ui-monospace,monospace;background:#3b0d0c;color:#ffe3e0";
        document.documentElement.append(shown);
      }
      if (shown.textContent !== text) shown.textContent = text;
    };
  };
  const alert = box("alert", "inset:auto 0 0 0;max-height:50vh;padding:1em 1.5em;border-top:3px solid #f85149");
  const corner = box("status", "inset:auto 1em 1em auto;max-width:min(36em,90vw);max-height:40vh;padding:.6em 1em;border-left:3px solid #f85149;border-radius:4px");

  // The page as it was sent, before scripts worked on it.
  let source = null;
  const read = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const tag = page.querySelector("script[data-events]");
    return tag && { page, print: tag.dataset.page, frame: tag.dataset.frame };
  };
  // It is asked for at once: what is saved before it is here costs a reload.
  const first = (me.dataset.page ? read() : Promise.resolve()).catch(() => null).finally(() => (me.dataset.ready = ""));

  // What stands in a note is set up by scripts wherever it is put; other parts of a
  // page are when it is loaded.
  const fixed = "[data-biji],script";
  const contents = "[data-biji=contents]";
  const inner = "ARTICLE DIV SECTION UL OL LI BLOCKQUOTE DETAILS DL TABLE TBODY";
  const isFree = (e) => !e.matches(fixed) && !e.querySelector(fixed);
  const opening = (e) => e.cloneNode(false).outerHTML;
  const bare = (e) => [...e.childNodes].every((n) => n.nodeType !== Node.TEXT_NODE || !n.data.trim());
  // mend makes live, which came from before, what is after. It collects what it put
  // there, and is false if that cannot be done.
  const mend = (live, before, after, put) => {
    if (before.outerHTML === after.outerHTML) return true;
    if (before.matches(contents) && after.matches(contents)) {
      const [old, now] = [live, after].map((e) => e.querySelector("ol"));
      if (old && now) old.replaceWith(document.importNode(now, true));
      return old && now;
    }
    if (inner.includes(after.tagName) && opening(before) === opening(after) && bare(before) && bare(after) && merge(live, before, after, put)) return true;
    if (!isFree(before) || !isFree(after)) return false;
    const made = document.importNode(after, true);
    live.replaceWith(made);
    put.push(made);
    return true;
  };
  // merge is mend for the children of an element.
  const merge = (live, before, after, put) => {
    const [l, b, a] = [live, before, after].map((e) => [...e.children]);
    if (l.length !== b.length || l.some((e, i) => e.tagName !== b[i].tagName)) return false;
    let from = 0;
    while (from < Math.min(b.length, a.length) && b[from].outerHTML === a[from].outerHTML) from++;
    let end = 0;
    while (end < Math.min(b.length, a.length) - from && b[b.length - 1 - end].outerHTML === a[a.length - 1 - end].outerHTML) end++;
    const [old, now, there] = [b.slice(from, b.length - end), a.slice(from, a.length - end), l.slice(from, l.length - end)];
    if (old.length === now.length) return old.every((e, i) => mend(there[i], e, now[i], put));
    if (![...old, ...now].every(isFree)) return false;
    const next = l[l.length - end] ?? null;
    there.forEach((e) => e.remove());
    for (const e of now) {
      const made = document.importNode(e, true);
      live.insertBefore(made, next);
      put.push(made);
    }
    return true;
  };
  const replace = async () => {
    const next = await read();
    const [live, before, after] = [document, source?.page, next?.page].map((d) => d?.querySelector(main));
    const put = [];
    if (!source || !next?.frame || next.frame !== me.dataset.frame || !live || !before || !after || !merge(live, before, after, put)) {
      location.reload();
      return;
    }
    source = next;
    me.dataset.page = next.print;
    dispatchEvent(new Event("biji")); // to the scripts of the page
    const text = put.filter((e) => e.isConnected && e.closest(".biji-text, main"));
    const first = text.find((e) => e.closest(".biji-text")) ?? text[0];
    const at = first?.getBoundingClientRect();
    if (at && (at.bottom < 0 || at.top > innerHeight)) first.scrollIntoView({ block: "center" });
  };

  // One after the other: what is said meanwhile is said of a page that is not there yet.
  let last = Promise.resolve();
  const hear = async (state) => {
    if (state.page && me.dataset.page) {
      source ??= await first;
      if (source?.print !== me.dataset.page) source = null;
      if (state.page !== me.dataset.page) await replace();
    } else if (state.build !== me.dataset.build) {
      location.reload();
    }
    alert(state.error && state.failed + "\n\n" + state.error);
    corner((state.notes ?? []).join("\n"));
    behind = state.search;
    tellSearch(document.querySelector("dialog[open]"));
  };

  // The search may know an earlier state of the notes.
  let behind = "";
  const tellSearch = (dialog) => {
    if (!dialog?.querySelector(".biji-find-input")) return;
    let line = dialog.querySelector("[data-biji-behind]");
    if (!behind) return line?.remove();
    if (!line) {
      line = document.createElement("p");
      line.dataset.bijiBehind = "";
      line.setAttribute("role", "status");
      line.style.cssText = "margin:0;padding:.3em 1em;font-size:.85em;opacity:.8";
      dialog.append(line);
    }
    const zh = document.querySelector("[data-biji-lang]")?.dataset.bijiLang?.startsWith("zh");
    line.textContent = zh ? "索引是 " + behind + " 的" : "index of " + behind;
  };
  document.addEventListener("focusin", (event) => tellSearch(event.target.closest?.("dialog")));

  const events = new EventSource(me.dataset.events);
  events.onmessage = (event) => {
    const state = JSON.parse(event.data);
    last = last.then(() => hear(state)).catch(() => location.reload());
  };
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
