// The script of sites in several languages: their list closes as lists do, and the
// page of wrong addresses begins with the language of the address.
const list = document.querySelector<HTMLDetailsElement>(".biji-languages details");
document.addEventListener("click", ({ target }) => {
  if (list && !list.contains(target as Node)) list.open = false;
});
list?.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  list.open = false;
  list.querySelector("summary")?.focus();
});

const path = location.pathname.toLowerCase();
for (const text of document.querySelectorAll<HTMLElement>("[data-biji-folder]")) {
  const folder = text.dataset["bijiFolder"];
  if (folder && path.includes(encodeURI(`/${folder}/`).toLowerCase())) text.parentElement?.prepend(text);
}
