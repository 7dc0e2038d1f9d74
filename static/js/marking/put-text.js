/* Puts a text into a box as if it had been typed, so that Ctrl+Z takes it back. */
export function putText(box, text, start = box.selectionStart, end = box.selectionEnd) {
  box.focus();
  box.setSelectionRange(start, end);
  if (document.execCommand("insertText", false, text)) return; // the one way that keeps the browser's own undo
  box.setRangeText(text, start, end, "end");
  box.dispatchEvent(new Event("input", {bubbles: true}));
}

/* As if "/" had been typed at the end of a comment, which opens the list of the bank. */
export function askBank(box) {
  const end = box.value.length;
  putText(box, /\S$/.test(box.value) ? " /" : "/", end, end);
}
