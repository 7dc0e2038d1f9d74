/*
 * Comments on parts of the answer, and tags, sent in the background. Words are chosen by selecting them, or by the
 * numbers of sentences: no mouse is needed. What is typed stays in its box until the server has it.
 */
import {countPoints} from "../code-points.js";
import {inverseOf, notesOf, sendNote} from "./note-acts.js";
import {takeParts} from "./pages.js";

const PARTS = [".desk-notes", "[data-answer]", ".desk-guide"];

export class Notes {
  constructor(page, told) {
    this.page = page;
    this.told = told; // {say, changed, ticked, did, elsewhere}
    this.versions = new Map(); // of comments on parts, by address: the last that was made from here
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
    const sent = {action, body: new URLSearchParams(new FormData(form, submitter))};
    try {
      const {page, why} = await sendNote(sent);
      if (why) return void this.told.say(`Not saved. ${why}`);
      const inverse = form.isConnected ? inverseOf(sent, this.page, page) : null;
      this.take(page, form, submitter);
      if (inverse?.version) this.versions.set(inverse.action, inverse.version);
      if (inverse) this.told.did(inverse);
    } catch {
      this.told.say("Not saved: no connection. What you typed is still there; press the button again.");
    } finally {
      delete form.dataset.sending;
    }
  }

  /* The other boxes of the notes keep what is typed in them meanwhile. */
  take(page, sent = null, submitter = null) {
    if (sent && !sent.isConnected) return void this.told.changed(); // another answer stands here by now
    const name = submitter?.id || sent?.querySelector("input[name=text], textarea")?.id;
    const sum = this.page.querySelector("[data-tick-sum]")?.value ?? "";
    const typed = [...this.page.querySelectorAll("form[data-note] :is(textarea, .control)")]
      .filter((box) => box.form !== sent && box.id && box.value !== box.defaultValue)
      .map((box) => [box.id, box.value]);
    takeParts(this.page, page, PARTS);
    this.told.ticked(sum);
    this.told.changed();
    for (const [id, value] of typed) {
      const box = this.page.querySelector(`[id="${id}"]`);
      if (box) box.value = value;
    }
    if (name) this.page.querySelector(`[id="${name}"]`)?.focus();
    this.told.say("Notes saved.");
  }

  /* Whatever answer stands here by now. Tells where the notes are that were changed, if that is elsewhere. */
  async undo(inverse) {
    const {action, body, words} = inverse;
    const version = this.versions.get(action);
    if (version) body.set("based_on", version);
    const {page, address, why} = await sendNote(inverse).catch(() => ({why: "There is no connection."}));
    if (why) return void this.told.say(`Not undone: ${words}. ${why}`);
    if (version) this.versions.set(action, version + 1);
    const here = this.page.querySelector("form[data-note]");
    if (here && notesOf(here.action) === notesOf(action)) this.take(page);
    else this.told.elsewhere(address.replace(/#.*/, ""));
    this.told.say(`Undone: ${words}.`);
  }
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
