// The script of pages on which readers comment. The comments are loaded when
// they come into sight, from a host only, and look as the page does.
import { addFile, metaText, onWeb, readSettings, type Settings } from "./settings.ts";

/** Look tells the comments that the page is dark, or no longer. */
type Look = (dark: boolean) => void;

const section = document.querySelector<HTMLElement>("[data-biji=comments]");
if (section && onWeb()) show(section);

function show(section: HTMLElement): void {
  const settings = readSettings(section.dataset["bijiSettings"]);
  const session = takeSession(settings);
  section.hidden = false;
  const button = section.querySelector("button");
  const offer = button?.parentElement;
  const load = () => {
    const place = document.createElement("div");
    place.className = "biji-comments-in";
    offer?.remove();
    section.append(place);
    const answer = navigator.onLine ? start(place, settings, session) : Promise.reject(new Error("offline"));
    answer.then(follow, (reason: unknown) => { // the reader may try again
      console.warn(reason);
      place.remove();
      if (button && offer) button.hidden = false, section.append(offer);
    });
  };
  button?.addEventListener("click", load);
  if (!("IntersectionObserver" in window)) return;
  if (button) button.hidden = true;
  const sight = new IntersectionObserver((seen) => {
    if (!seen.some((s) => s.isIntersecting)) return;
    sight.disconnect();
    load();
  }, { rootMargin: "200px" });
  sight.observe(section);
}

function start(place: HTMLElement, settings: Settings, session: string): Promise<Look> {
  switch (settings["service"]) {
    case "giscus":
    case "utterances":
      return frame(place, settings, session);
    default:
      return client(place, settings);
  }
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function follow(look: Look): void {
  const tell = () => look(isDark());
  new MutationObserver(tell).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
  tell();
}

/*
 * giscus and utterances are a page of theirs in a frame. Who has logged in comes
 * back with a session in the address; the store in which their own scripts keep
 * it is used as they do.
 */

function storeKey(settings: Settings): string {
  return `${settings["service"]}-session`;
}

/** takeSession takes the session out of the address at once, and remembers it. */
function takeSession(settings: Settings): string {
  const url = new URL(location.href);
  const name = settings["service"] ?? "";
  const session = url.searchParams.get(name) ?? "";
  const asJSON = name === "giscus";
  try {
    if (!session) {
      const stored = localStorage.getItem(storeKey(settings)) ?? "";
      return asJSON && stored ? String(JSON.parse(stored)) : stored;
    }
    url.searchParams.delete(name);
    history.replaceState(history.state, "", url);
    localStorage.setItem(storeKey(settings), asJSON ? JSON.stringify(session) : session);
  } catch {
    // storage is blocked: then the session lasts as long as the page
  }
  return session;
}

/** PATIENCE is how long a frame may take to say how high it is, in ms. */
const PATIENCE = 15_000;

/** frame shows the page of the service, and fails if that does not answer. */
function frame(place: HTMLElement, settings: Settings, session: string): Promise<Look> {
  const from = settings["from"] ?? "";
  const isGiscus = settings["service"] === "giscus";
  const iframe = document.createElement("iframe");
  iframe.title = document.getElementById("biji-comments")?.textContent ?? "";
  iframe.allow = "clipboard-write";
  iframe.className = `biji-${settings["service"]}`;
  iframe.src = isGiscus ? giscusAddress(from, settings, session) : utterancesAddress(from, settings, session);
  const look: Look = (dark) => iframe.contentWindow?.postMessage(
    isGiscus ? { giscus: { setConfig: { theme: dark ? "dark" : "light" } } } : { type: "set-theme", theme: dark ? "github-dark" : "github-light" },
    from,
  );
  iframe.addEventListener("load", () => look(isDark()));
  place.append(iframe);
  return new Promise((resolve, reject) => {
    setTimeout(reject, PATIENCE, `${from}: no answer`);
    addEventListener("message", (event) => {
      if (event.origin !== from || event.source !== iframe.contentWindow) return;
      resolve(look);
      const data = event.data as { type?: string; height?: number; giscus?: { resizeHeight?: number; signOut?: boolean; error?: string } };
      const height = Number(isGiscus ? data.giscus?.resizeHeight : data.type === "resize" && data.height);
      if (height > 0) iframe.style.height = `${height}px`;
      if (session && (data.giscus?.signOut || /Bad credentials|Invalid state|State has expired/.test(String(data.giscus?.error)))) {
        session = "";
        localStorage.removeItem(storeKey(settings));
        iframe.src = giscusAddress(from, settings, "");
      }
    });
  });
}

/** here is the address of the page without what is only in this browser's. */
function here(): string {
  return document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href ?? location.origin + location.pathname;
}

function giscusAddress(from: string, settings: Settings, session: string): string {
  const terms: Record<string, string> = {
    url: location.origin + location.pathname,
    title: document.title,
    "og:title": metaText("og:title"),
    pathname: location.pathname.length < 2 ? "index" : location.pathname.slice(1).replace(/\.\w+$/, ""),
  };
  return `${from}/${{ zh: "zh-CN", "zh-Hant": "zh-TW", en: "en" }[LANGUAGE] ?? "en"}/widget?${new URLSearchParams({
    origin: location.origin + location.pathname + "#biji-comments", session, theme: isDark() ? "dark" : "light",
    reactionsEnabled: "1", emitMetadata: "0", inputPosition: "bottom", strict: "0",
    repo: settings["repo"] ?? "", repoId: settings["repo-id"] ?? "", category: settings["category"] ?? "", categoryId: settings["category-id"] ?? "",
    description: metaText("description"), backLink: here(), term: terms[settings["mapping"] ?? ""] ?? "",
  })}`;
}

function utterancesAddress(from: string, settings: Settings, session: string): string {
  return `${from}/utterances.html?${new URLSearchParams({
    src: `${from}/client.js`, repo: settings["repo"] ?? "", "issue-term": settings["mapping"] ?? "", label: settings["label"] ?? "",
    theme: isDark() ? "github-dark" : "github-light", crossorigin: "anonymous", async: "",
    url: here(), origin: location.origin, pathname: location.pathname.slice(1).replace(/\.\w+$/, "") || "index", title: document.title,
    description: metaText("description").slice(0, 1000), "og:title": metaText("og:title"), session,
  })}`;
}

/*
 * Waline, Twikoo and Artalk are scripts that write into the page.
 */

interface Clients {
  Waline?: { init(options: object): unknown };
  twikoo?: { init(options: object): Promise<unknown> };
  Artalk?: { init(options: object): { setDarkMode(dark: boolean): void } };
}

async function client(place: HTMLElement, settings: Settings): Promise<Look> {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = settings["style"] ?? "";
  const script = document.createElement("script");
  script.src = settings["script"] ?? "";
  await Promise.all([addFile(style, settings["style-sum"]), addFile(script, settings["script-sum"])]);
  const { Waline, twikoo, Artalk } = window as unknown as Clients;
  const server = settings["server"];
  const path = location.pathname.replace(/(index)?\.html$/, ""); // hosts show pages under both
  switch (settings["service"]) {
    case "waline": {
      // Told of the dark it would write a style element, which the policy refuses.
      Waline?.init({ el: place, serverURL: server, path, lang: document.documentElement.lang, emoji: false, search: false });
      return () => {}; // our style sheet gives it the colours of the page
    }
    case "twikoo":
      await twikoo?.init({ el: place, envId: server, path, lang: document.documentElement.lang });
      return () => {}; // it takes the colours of the page
    default: {
      const artalk = Artalk?.init({ el: place, server, site: settings["site"], pageKey: path, pageTitle: document.title, darkMode: isDark(), emoticons: false });
      return (dark) => artalk?.setDarkMode(dark);
    }
  }
}
