/*
 * Offers comments of the bank while somebody types one: the words typed are what is looked for. The arrow keys choose,
 * Enter takes in, Escape leaves what was typed; after "/" the first is chosen already. Ctrl+Enter takes in what is
 * chosen and goes on to whoever else listens, which saves.
 *
 *   [data-behavior~=bank] around details[data-bank] (ul > li[data-question] > [data-bank-text], [data-bank-from]) and
 *   the boxes. Both are read anew each time: the page may change under them, and with it the name filled in.
 */
import {answering, lookedFor} from "../marking/looked-for.js";
import {OfferedList} from "../marking/offered-list.js";
import {putText} from "../marking/put-text.js";

const BOXES = ".desk-comment textarea, .note-form textarea";
const LEAVES = new Set(["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", "Tab"]);

export function start(root) { new Bank(root).start(); }

class Bank {
  constructor(root) {
    this.root = root;
    this.list = new OfferedList(root, {taken: (place) => this.takeIn(place)});
    this.offered = [];
    this.place = null; // what is looked for, while something is offered
    this.refused = null; // where Escape closed the list
  }

  start() {
    this.root.addEventListener("focusin", ({target}) => { if (target.matches(BOXES)) OfferedList.dress(target); });
    this.root.addEventListener("focusout", () => this.close());
    this.root.addEventListener("pointerdown", ({target}) => { if (target.matches(BOXES)) this.close(); });
    this.root.addEventListener("input", (event) => this.typed(event));
    this.root.addEventListener("keydown", (event) => this.pressed(event));
  }

  typed({target, isComposing, inputType}) {
    if (isComposing || !target.matches(BOXES)) return;
    const found = inputType?.startsWith("history") || this.isTakingIn ? null : lookedFor(target.value, target.selectionStart);
    if (!found) this.refused = null;
    const isRefused = found && this.refused?.box === target && this.refused.start === found.start;
    this.offered = found && !isRefused ? answering(this.comments(target), found) : [];
    this.place = found;
    if (this.offered.length > 0) this.list.open(target, this.offered, {isFirstChosen: found.isAsked});
    else this.close();
  }

  /* On a page of several questions the box's own come first; within one the server has ordered them. */
  comments(box) {
    const all = [...this.root.querySelectorAll("[data-bank] li")].map((entry) => ({
      text: entry.querySelector("[data-bank-text]").textContent,
      from: entry.querySelector("[data-bank-from]")?.textContent ?? "",
      isHere: box.name === `${entry.dataset.question}-comment`,
    }));
    return all.sort((one, other) => other.isHere - one.isHere);
  }

  pressed(event) {
    if (!this.list.isOpen || event.isComposing) return;
    const {key} = event;
    const {chosen} = this.list;
    if (key === "Enter" && chosen >= 0 && !event.shiftKey && !event.altKey) {
      this.takeIn(chosen);
      if (!event.ctrlKey && !event.metaKey) stop(event);
    } else if (key === "ArrowDown" || (key === "ArrowUp" && chosen >= 0)) {
      this.move(key === "ArrowDown" ? 1 : -1);
      stop(event);
    } else if (key === "Escape") {
      this.refused = {box: this.list.box, start: this.place.start};
      this.close();
      stop(event);
    } else if (LEAVES.has(key) || key === "ArrowUp" || key === "Enter") {
      this.close();
    }
  }

  /* Round the list; where nothing was chosen at first, by way of nothing. */
  move(step) {
    const {length} = this.offered;
    const {chosen} = this.list;
    if (this.place.isAsked) this.list.choose((chosen + step + length) % length);
    else this.list.choose(chosen + step >= length ? -1 : chosen + step);
  }

  takeIn(place) {
    const {box} = this.list;
    const {text} = this.offered[place];
    this.isTakingIn = true;
    putText(box, text, this.place.start, box.selectionStart);
    this.isTakingIn = false;
    this.close();
  }

  close() { this.list.close(); }
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation(); // what Enter and Escape do elsewhere on the page is not meant
}
