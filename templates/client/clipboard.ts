/**
 * putOnClipboard copies text. Pages from disk count as secure, but a browser
 * may still refuse the modern way, and then the old one is tried.
 */
export async function putOnClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "biji-hidden";
  field.style.whiteSpace = "pre"; // or a hidden field's lines lose their indentation
  field.readOnly = true;
  const focused = document.activeElement;
  document.body.append(field);
  field.focus({ preventScroll: true }); // a field without the focus has no selection to copy
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    // no way left
  }
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return done;
}
