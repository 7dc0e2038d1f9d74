/*
 * The list beside the text, in reading order, each entry edited where it stands: a dialog opened by its button or, beside
 * an answer, a part of the page behind its tab.
 */
import {Entry} from "./entry.js";
import {byNumber} from "./by-number.js";

const BESIDE = "(min-width: 64rem)"; // in a wide window the text stays in use while the list is open

export class Panel {
  constructor(dialog, {said, templates, shelf}) {
    Object.assign(this, {dialog, said, templates, shelf});
    this.list = dialog.querySelector("[data-shelf-list]");
    this.none = dialog.querySelector("[data-shelf-none]");
    this.home = said.parentElement;
    this.entries = new Map();
    this.number = byNumber(shelf.essay, dialog.querySelector("#keep-form"), {
      keep: (sent) => shelf.keepSentences(sent),
      cite: (sent) => shelf.cite(sent),
    });
    if (!this.isDialog) return;
    dialog.querySelector("[data-shelf-close]").addEventListener("click", () => this.close());
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.close();
    });
    dialog.addEventListener("close", () => this.closed());
    dialog.addEventListener("click", (event) => {
      if (event.target.closest(".shelf-place a[href]") && this.isModal) this.close();
    });
  }

  get isDialog() { return this.dialog.localName === "dialog"; }

  get isModal() { return this.dialog.matches(":modal"); }

  open({focus = true} = {}) {
    if (!this.isDialog) {
      const tab = document.querySelector(`a[href="#${this.dialog.id}"]`);
      if (this.dialog.offsetParent === null) tab?.click();
    } else if (!this.dialog.open) {
      this.before = document.activeElement;
      if (matchMedia(BESIDE).matches) this.dialog.show();
      else this.dialog.showModal();
      if (this.isModal) this.dialog.append(this.said); // what lies outside of a modal dialog is not read out
    }
    if (focus) this.dialog.querySelector("h2").focus();
  }

  openAtNumber(label) {
    this.open({focus: false});
    this.dialog.querySelector(".shelf-by-number").open = true;
    this.number(label);
  }

  close() { this.dialog.close(); }

  closed() {
    this.home.append(this.said);
    this.shelf.point(null);
    if (this.before?.isConnected) this.before.focus({preventScroll: true});
  }

  draw(items) {
    this.none.hidden = items.length > 0;
    const gone = new Set(this.entries.keys());
    items.forEach((item, index) => {
      gone.delete(item.id);
      const entry = this.entries.get(item.id);
      if (entry) entry.show(item);
      else this.entries.set(item.id, new Entry(item, this));
      const element = this.entries.get(item.id).element;
      if (this.list.children[index] !== element) this.list.insertBefore(element, this.list.children[index] ?? null);
    });
    for (const id of gone) this.take(id);
  }

  /* The focus goes on to the next entry, or to the heading. */
  take(id) {
    const {element} = this.entries.get(id);
    this.entries.delete(id);
    const next = element.nextElementSibling ?? element.previousElementSibling;
    const hadFocus = element.contains(document.activeElement);
    element.remove();
    if (hadFocus) (next?.querySelector("[data-entry-remove]") ?? this.dialog.querySelector("h2")).focus();
  }

  /* Opens the panel on one entry, and its note if wanted. */
  reveal(id, {edit = false} = {}) {
    this.open({focus: false});
    const entry = this.entries.get(id);
    if (!entry) return;
    for (const other of this.list.children) other.classList.toggle("is-pointed", other === entry.element);
    entry.element.scrollIntoView({block: "center"});
    if (edit) entry.edit();
    else entry.element.querySelector("[data-entry-edit]").focus({preventScroll: true});
  }
}
