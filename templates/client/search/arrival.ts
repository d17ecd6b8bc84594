// The third script: loaded where there are matches to mark.
import en from "../../text/marks-en.json";
import zh from "../../text/marks-zh.json";
import { handOver } from "../script.ts";
import type { Landing } from "./handover.ts";
import { attachLanding } from "./landing.ts";
import { sayFrom } from "./text.ts";

const land: Landing = (root) => attachLanding(root, sayFrom(LANGUAGE === "zh" ? zh : en));
handOver("marks", land);
