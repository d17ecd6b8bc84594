// Reloads the page when the site was built anew, and shows why it was not.
(() => {
  "use strict";
  const me = document.currentScript;
  let overlay = null;

  // Text only: what a build says may hold anything that stands in a note.
  const show = (text) => {
    if (!overlay) {
      overlay = document.createElement("div");
      overlay.setAttribute("role", "alert");
      overlay.style.cssText =
        "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;z-index:2147483647;margin:0;padding:1em 1.5em;" +
        "font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;" +
        "background:#3b0d0c;color:#ffe3e0;border-top:3px solid #f85149";
      document.documentElement.append(overlay);
    }
    overlay.textContent = text;
  };

  const hear = (state) => {
    const changed = state.page && me.dataset.page ? state.page !== me.dataset.page : state.build !== me.dataset.build;
    if (changed) {
      location.reload();
    } else if (state.error) {
      show(state.failed + "\n\n" + state.error);
    } else if (overlay) {
      overlay.remove();
      overlay = null;
    }
  };

  const events = new EventSource(me.dataset.events);
  events.onmessage = (event) => hear(JSON.parse(event.data));
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
