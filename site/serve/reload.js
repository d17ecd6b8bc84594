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

  // What scripts work on when a page is loaded cannot be put in its place.
  const worked = "figure,img,table,object,video,audio,iframe,svg,math,[data-biji],[role],h1,h2,h3,h4,h5,h6,input,.tabs";
  const inner = "ARTICLE DIV SECTION UL OL LI BLOCKQUOTE DETAILS DL";
  const isPlain = (e) => !e.matches(worked) && !e.querySelector(worked);
  const opening = (e) => e.cloneNode(false).outerHTML;
  const bare = (e) => [...e.childNodes].every((n) => n.nodeType !== Node.TEXT_NODE || !n.data.trim());

  // merge makes the children of live, which came from before, those of after. It
  // collects what it put there, and is false if that cannot be done.
  const merge = (live, before, after, put) => {
    const [l, b, a] = [live, before, after].map((e) => [...e.children]);
    if (l.length !== b.length || l.some((e, i) => e.tagName !== b[i].tagName)) return false;
    let from = 0;
    while (from < Math.min(b.length, a.length) && b[from].outerHTML === a[from].outerHTML) from++;
    let end = 0;
    while (end < Math.min(b.length, a.length) - from && b[b.length - 1 - end].outerHTML === a[a.length - 1 - end].outerHTML) end++;
    const [old, now, there] = [b.slice(from, b.length - end), a.slice(from, a.length - end), l.slice(from, l.length - end)];
    if (old.length === now.length && old.every((e, i) => inner.includes(e.tagName) && opening(e) === opening(now[i]) && bare(e) && bare(now[i])))
      return old.every((e, i) => merge(there[i], e, now[i], put));
    if (![...old, ...now].every(isPlain)) return false;
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
    const at = put[0]?.getBoundingClientRect();
    if (at && (at.bottom < 0 || at.top > innerHeight)) put[0].scrollIntoView({ block: "center" });
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
