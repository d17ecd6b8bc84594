// The second script: loaded when a reader reaches for search.
import en from "../../text/search-en.json";
import zh from "../../text/search-zh.json";
import { handOver } from "../script.ts";
import { connect } from "./connect.ts";
import { fillDialog } from "./dialog.ts";
import type { OpenSearch } from "./handover.ts";
import { attachPage } from "./page.ts";
import type { Shell } from "./shell.ts";
import { type SearchSay, sayFrom } from "./text.ts";

const say: SearchSay = sayFrom(LANGUAGE === "zh" ? zh : en);

const open: OpenSearch = (root, host) => {
  const engine = connect(host);
  const filled = new WeakSet<Shell>();
  attachPage(root, engine, host.place, say);
  return {
    warm: () => engine.warm(),
    dress: (shell) => {
      if (filled.has(shell)) return;
      filled.add(shell);
      fillDialog(shell, engine, host, say);
    },
  };
};
handOver("search", open);
