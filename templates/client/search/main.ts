// The second script: loaded when a reader reaches for search.
import { connect } from "./connect.ts";
import { fillDialog } from "./dialog.ts";
import { announce, readPlace } from "./handover.ts";
import { attachLanding } from "./landing.ts";
import { keepMarks, marksIn } from "./marks.ts";
import { attachPage } from "./page.ts";
import type { Shell } from "./shell.ts";
import { sayIn } from "./text.ts";

const form = document.querySelector<HTMLFormElement>("form[data-biji=search]");
if (form) {
  const place = readPlace(form);
  const say = sayIn(place.lang);
  const engine = connect(place);
  const filled = new WeakSet<Shell>();
  attachPage(document, engine, place, say);
  let leave = attachLanding(document, say);
  const revisit = (link: HTMLAnchorElement) => {
    leave();
    location.hash = link.hash; // the browser scrolls there, and remembers where it was
    keepMarks(marksIn(link.href));
    leave = attachLanding(document, say);
  };
  announce(document, {
    warm: () => engine.warm(),
    dress: (shell) => {
      if (filled.has(shell)) return;
      filled.add(shell);
      fillDialog(shell, engine, place, say, revisit);
    },
  });
}
