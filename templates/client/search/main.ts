// The second script: loaded when a reader reaches for search.
import type zh from "../../text/search-zh.json";
import texts from "texts:../../text/search";
import { handOver } from "../script.ts";
import pageScript from "script:./page.ts";
import { Box } from "./box.ts";
import { attachCarry } from "./carry.ts";
import { connect } from "./connect.ts";
import { fillDialog } from "./dialog.ts";
import type { Host, OpenSearch } from "./handover.ts";
import type { AttachPage } from "./page.ts";
import type { Shell } from "./shell.ts";
import { readPlace } from "./place.ts";
import { type SearchSay, sayFrom } from "./text.ts";
import { View } from "./view.ts";

const open: OpenSearch = async (root, host) => {
  const place = readPlace(host.form);
  const engine = connect(host, place);
  const say = sayWith(host);
  const filled = new WeakSet<Shell>();
  attachCarry(root, host.leave);
  if (root.querySelector("[data-biji=found]")) {
    engine.warm();
    ((await host.script(pageScript)) as AttachPage)(root, { engine, place, say, Box, View });
  }
  return {
    engine,
    dress: (shell) => {
      if (filled.has(shell)) return;
      filled.add(shell);
      fillDialog(shell, engine, place, host, say);
    },
  };
};
handOver("search", open);

/** sayWith takes from the page what it says itself where this script does not come. */
function sayWith({ words }: Host): SearchSay {
  const page = { retry: words("search_retry"), updated: words("search_updated"), reload: words("search_reload"), stays: words("search_stays") };
  return sayFrom({ ...(texts as typeof zh), ...page });
}
