// The second script: loaded when a reader reaches for search.
import type zh from "../../text/search-zh.json";
import texts from "texts:../../text/search";
import { handOver } from "../script.ts";
import { attachCarry } from "./carry.ts";
import { connect } from "./connect.ts";
import { fillDialog } from "./dialog.ts";
import type { Host, OpenSearch } from "./handover.ts";
import { attachPage } from "./page.ts";
import type { Shell } from "./shell.ts";
import { readPlace } from "./place.ts";
import { type SearchSay, sayFrom } from "./text.ts";

const open: OpenSearch = (root, host) => {
  const place = readPlace(host.form);
  const engine = connect(host, place);
  const say = sayWith(host);
  const filled = new WeakSet<Shell>();
  attachCarry(root);
  attachPage(root, engine, place, say);
  return {
    warm: () => engine.warm(),
    dress: (shell) => {
      if (filled.has(shell)) return;
      filled.add(shell);
      fillDialog(shell, engine, place, host.revisit, say);
    },
  };
};
handOver("search", open);

/** sayWith takes from the page what it says itself where this script does not come. */
function sayWith({ words }: Host): SearchSay {
  const page = { retry: words("search_retry"), updated: words("search_updated"), reload: words("search_reload"), stays: words("search_stays") };
  return sayFrom({ ...(texts as typeof zh), ...page });
}
