// The third script: loaded where there are matches to mark.
import type zh from "../../text/marks-zh.json";
import texts from "texts:../../text/marks";
import { handOver } from "../script.ts";
import type { Landing } from "./handover.ts";
import { attachLanding } from "./landing.ts";
import { keepMarks, marksIn } from "./marks.ts";
import { sayFrom } from "./text.ts";

const land: Landing = (root, link) => {
  if (link) {
    location.hash = link.hash; // the browser scrolls there, and remembers where it was
    keepMarks(marksIn(link.href));
  }
  return attachLanding(root, sayFrom(texts as typeof zh));
};
handOver("marks", land);
