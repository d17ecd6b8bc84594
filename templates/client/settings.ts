/** Settings are what the site says to the script of a service. */
export type Settings = Record<string, string | undefined>;

/** readSettings reads what package service of biji wrote. */
export function readSettings(json: string | null | undefined): Settings {
  return JSON.parse(json ?? "{}") as Settings;
}

/** onWeb says whether the page comes from a host, and not from a disk. */
export function onWeb(): boolean {
  return /^https?:$/.test(location.protocol);
}

/** metaText is what the head of the page says under a name. */
export function metaText(name: string): string {
  return document.head.querySelector<HTMLMetaElement>(`[name="${name}"], [property="${name}"]`)?.content ?? "";
}

/** addFile puts the script or style sheet at an address into the page, and waits until it is there. */
export function addFile(file: HTMLScriptElement | HTMLLinkElement, sum?: string): Promise<unknown> {
  if (sum) {
    file.crossOrigin = "anonymous";
    file.integrity = sum;
  }
  return new Promise((done, failed) => {
    file.onload = done;
    file.onerror = failed;
    document.head.append(file);
  });
}
