import { type Answer, type Engine, type Hit, SearchError, type Wanted } from "./engine.ts";

/*
 * An engine that does what a test asks of it, by the words of the question.
 * What it was asked stands in window.asked.
 */

interface Asked {
  asked: string[];
  stopped: string[];
  late: string[]; // answered though they were stopped
  warmed: number;
  ran?: boolean;
}

const seen = window as unknown as Asked;
seen.asked = [];
seen.stopped = [];
seen.late = [];
seen.warmed = 0;
let failures = 0;

export function connect(): Engine {
  return {
    warm: () => {
      seen.warmed++;
    },
    search,
  };
}

async function search(text: string, wanted: Wanted): Promise<Answer> {
  seen.asked.push([text, wanted.from || undefined, wanted.tag, wanted.dir].filter((x) => x !== undefined).join("|"));
  if (text.includes("slow")) await pause(text, wanted.signal);
  if (text.includes("bad") && failures++ === 0) throw new SearchError("failed", "a piece did not come");
  if (text.includes("updated")) throw new SearchError("updated");
  if (text.includes("none") || text === "=>") return answer([]);
  if (text.includes("twins")) return answer(["big/a.html", "big/b.html", "c.html"].map((page) => hit(page, "", "Setup", [], "twins", text)));
  if (text.includes("evil")) return evil();
  if (text.includes("deep")) return deep(wanted);
  if (text.includes("many")) return answer(many().slice(wanted.from, wanted.from + wanted.size), 30);
  if (wanted.tag === "empty") return answer([]);
  return { ...answer(few(text)), words: [text], how: `“${text}”`, dropped: ["foo"], corrected: [["scoket", "socket"]] };
}

function pause(text: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      if (signal.aborted) seen.late.push(text);
      resolve();
    }, 400);
    signal.addEventListener("abort", () => {
      seen.stopped.push(text);
      if (!text.includes("deaf")) reject(new SearchError("aborted"));
    });
  });
}

function answer(hits: Hit[], total = hits.length): Answer {
  return { hits, total, listed: total, first: total, words: [], how: "", dropped: [], corrected: [], facets: { tags: [["网络", 3], ["empty", 1]], dirs: [["big", 3], ["深/处", 1]] } };
}

function hit(page: string, id: string, title: string, trail: string[], text: string, found: string, code = false): Hit {
  const from = text.indexOf(found);
  const marks = from < 0 ? [] : [{ from, to: from + found.length }];
  const own = trail[trail.length - 1] ?? "";
  const trailMarks = own !== "" && found.includes(own) ? [{ from: 0, to: own.length }] : [];
  return { number: page.length, onPage: 1, page, id, url: page + (id && `#${encodeURIComponent(id)}`), title, trail, titleMarks: [], trailMarks, also: [], excerpts: [{ text, marks, code }], tags: [], dir: "big", score: 1 };
}

function few(text: string): Hit[] {
  return [
    hit("big/socket.html", "握手", "Socket", ["连接", "握手"], "三次握手需要三个报文", "三次握手"),
    hit("index.html", "", "Front", [], `Text of ${text}.`, text),
    hit("big/socket.html", "代码", "Socket", ["代码"], "…handshake() {\n    if syn {\n      三次握手\n    }\n    }", "三次握手", true),
  ];
}

/** deep has nine sections on one page, and one on another. */
function deep({ page, from, size }: Wanted): Answer {
  const nine = Array.from({ length: 9 }, (_, i) => ({ ...hit("big/socket.html", `s${i}`, "Socket", [`S${i}`], "", "deep"), number: 7, onPage: 9 }));
  const list = page === 7 ? nine : [...nine.slice(0, 3), hit("index.html", "", "Front", [], "", "deep"), ...nine.slice(3)];
  return { ...answer(list.slice(from, from + size), 10), words: ["deep"], listed: 4 };
}

function many(): Hit[] {
  return Array.from({ length: 30 }, (_, i) => hit(`page-${i}.html`, "", `Page ${i}`, [], "many words", "many"));
}

const payload = `<img src=x onerror="window.ran=true"><script>window.ran=true</script>"'>`;

function evil(): Answer {
  const bad = { ...hit("big/socket.html", payload, payload, [payload, payload], payload, "<script>"), url: "javascript:window.ran=true", dir: payload };
  const odd = { ...bad, excerpts: [{ text: payload, marks: [{ from: -5, to: 1e9 }, { from: 7, to: 3 }, { from: NaN, to: 2 }], code: true }] };
  return {
    ...answer([bad, odd]),
    how: payload,
    dropped: [payload],
    corrected: [[payload, payload]],
    facets: { tags: [[payload, 1], ["a", 1]], dirs: [[payload, 1], ["b", 1]] },
  };
}
