/*
 * Comments on parts of the answer, and tags, sent in the background. Words are chosen by selecting them, or by the
 * numbers of sentences: no mouse is needed. What is typed stays in its box until the server has it.
 */
import {countPoints} from "../code-points.js";
import {parsed, takeParts} from "./pages.js";

const TIMEOUT = 20_000;
const PARTS = [".desk-notes", "[data-answer]", ".desk-guide"];

export class Notes {
  constructor(page, {say, changed, ticked}) {
    this.page = page;
    this.told = {say, changed, ticked};
    document.addEventListener("selectionchange", () => this.selected());
  }

  get form() { return this.page.querySelector("[data-part]"); }

  get isTouched() {
    return [...this.page.querySelectorAll("form[data-note] textarea")].some((box) => box.value !== box.defaultValue);
  }

  /* Keeps the words selected, which focus in a box would lose. */
  selected() {
    const span = spanOf(this.page.querySelector("[data-answer]"));
    if (span && this.form) this.choose(span);
  }

  choose({start, end, words}) {
    const {form} = this;
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.first.value = form.elements.last.value = "";
    const chosen = form.querySelector("[data-part-chosen]");
    chosen.hidden = false;
    chosen.textContent = `On “${words.length > 90 ? `${words.slice(0, 88)} …` : words}”`;
  }

  beginPart() {
    const {form} = this;
    if (!form) return;
    this.selected(); // the event of a selection made just now may be still to come
    const box = form.elements.start.value === "" ? form.elements.first : form.elements.text;
    box.focus();
    box.scrollIntoView({block: "nearest"});
  }

  beginTag() { this.page.querySelector(".tag-form input[name=text]")?.focus(); }

  async send(event) {
    event.preventDefault();
    const {submitter, target: form} = event;
    if (form.dataset.sending !== undefined) return;
    form.dataset.sending = "";
    const action = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
    try {
      const response = await fetch(action, {
        method: "POST",
        headers: {Accept: "text/html"},
        body: new URLSearchParams(new FormData(form, submitter)),
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const html = await response.text();
      const found = response.redirected ? parsed(html) : null;
      if (!found) return void this.told.say(`Not saved. ${reason(response, html)}`);
      this.take(found.page, form, submitter);
    } catch {
      this.told.say("Not saved: no connection. What you typed is still there; press the button again.");
    } finally {
      delete form.dataset.sending;
    }
  }

  /* The other boxes of the notes keep what is typed in them meanwhile. */
  take(page, sent, submitter) {
    if (!sent.isConnected) return void this.told.changed(); // another answer stands here by now
    const name = submitter?.id || sent.querySelector("input[name=text], textarea")?.id;
    const sum = this.page.querySelector("[data-tick-sum]")?.value ?? "";
    const typed = [...this.page.querySelectorAll("form[data-note] :is(textarea, .control)")]
      .filter((box) => box.form !== sent && box.id && box.value !== box.defaultValue)
      .map((box) => [box.id, box.value]);
    takeParts(this.page, page, PARTS);
    if (sent.matches("[data-ticks]")) this.told.ticked(sum);
    this.told.changed();
    for (const [id, value] of typed) {
      const box = this.page.querySelector(`[id="${id}"]`);
      if (box) box.value = value;
    }
    if (name) this.page.querySelector(`[id="${name}"]`)?.focus();
    this.told.say("Notes saved.");
  }
}

function reason(response, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const said = page.querySelector(".form-errors p")?.textContent;
  if (said) return said;
  return response.redirected ? "You are signed out: sign in in a new tab, then press it again." : "Reload the page.";
}

/* The words selected in the answer, as positions in code points of its text; null for none. */
function spanOf(answer) {
  const selection = document.getSelection();
  if (!answer || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!answer.contains(range.startContainer) || !answer.contains(range.endContainer)) return null;
  const start = pointsBefore(answer, range.startContainer, range.startOffset);
  const end = pointsBefore(answer, range.endContainer, range.endOffset);
  return start < end ? {start, end, words: selection.toString().trim()} : null;
}

function pointsBefore(answer, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(answer);
  range.setEnd(node, offset);
  const part = range.cloneContents();
  for (const number of part.querySelectorAll(".passage-number")) number.remove();
  return countPoints(part.textContent);
}
