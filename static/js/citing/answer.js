/*
 * One answer with its citations: what lies behind its box, so that tokens look like chips while somebody writes, and
 * the list of what is cited under it. The text itself stays plain words in a plain box.
 */
import {tokensIn} from "./tokens.js";

export class CitedAnswer {
  constructor(article, template) {
    this.article = article;
    this.template = template;
    this.textarea = article.querySelector("textarea");
    this.list = article.querySelector("[data-cited]");
    this.address = article.dataset.cite;
    this.wasEntered = false;
    this.back = document.createElement("div");
    this.back.className = "answer-box answer-back";
    this.back.setAttribute("aria-hidden", "true");
    this.textarea.before(this.back);
    for (const button of this.list.querySelectorAll("[data-uncite]")) button.hidden = false;
    this.textarea.addEventListener("focus", () => { this.wasEntered = true; });
    this.textarea.addEventListener("input", () => this.draw());
    this.textarea.addEventListener("scroll", () => { this.back.scrollTop = this.textarea.scrollTop; });
    this.textarea.addEventListener("beforeinput", (event) => this.widen(event));
    this.list.addEventListener("click", (event) => {
      const entry = event.target.closest("[data-uncite]")?.closest("li");
      if (entry) this.takeOut(Number(entry.dataset.number));
    });
    this.draw();
  }

  get isShown() { return !this.article.hidden; }

  get label() { return this.article.id.slice(2); }

  get numbers() { return new Set([...this.list.children].map((entry) => Number(entry.dataset.number))); }

  get tokens() { return tokensIn(this.textarea.value, this.numbers); }

  draw() {
    const text = this.textarea.value;
    const {tokens} = this;
    const used = new Set(tokens.map(({number}) => number));
    for (const entry of this.list.children) entry.hidden = !used.has(Number(entry.dataset.number));
    const parts = [];
    let at = 0;
    for (const {start, end} of tokens) {
      const chip = document.createElement("mark");
      chip.textContent = text.slice(start, end);
      parts.push(text.slice(at, start), chip);
      at = end;
    }
    this.back.replaceChildren(...parts, parts.length ? `${text.slice(at)}\n` : "");
    this.back.scrollTop = this.textarea.scrollTop;
  }

  /* A token goes as a whole: with half of it gone it would cite nothing. */
  widen(event) {
    const {selectionStart: start, selectionEnd: end} = this.textarea;
    if (start !== end) return;
    const isBack = event.inputType === "deleteContentBackward";
    if (!isBack && event.inputType !== "deleteContentForward") return;
    const token = this.tokens.find((one) => (isBack ? one.end === end : one.start === start));
    if (token) this.textarea.setSelectionRange(token.start, token.end);
  }

  add(citation) {
    if (this.numbers.has(citation.number)) return;
    const entry = this.template.content.firstElementChild.cloneNode(true);
    const place = entry.querySelector(".cited-place");
    const words = entry.querySelector("q");
    Object.assign(entry.dataset, {number: citation.number, token: citation.token});
    place.textContent = `[${citation.number}] ${citation.label}`;
    place.href = citation.here ? `#${citation.anchor}` : citation.url;
    if (citation.kind === "passage") words.textContent = citation.exact;
    else words.remove();
    entry.querySelector(".visually-hidden").textContent = ` [${citation.number}]`;
    this.list.append(entry);
  }

  /* After the caret, or at the end of an answer nobody has been in yet; the browser's own undo takes it out again. */
  insert(token) {
    const {value, selectionEnd} = this.textarea;
    const around = this.tokens.find(({start, end}) => start < selectionEnd && selectionEnd < end);
    const at = this.wasEntered ? around?.end ?? selectionEnd : value.length;
    const space = /[^\s(\u201c"']$/u.test(value.slice(0, at)) ? " " : "";
    this.replace(at, at, space + token);
    return at + space.length;
  }

  /* Everywhere or, with `near`, only the one that stands nearest to there. */
  takeOut(number, near = null) {
    const found = this.tokens.filter((one) => one.number === number).reverse();
    const away = ({start}) => Math.abs(start - near);
    if (near !== null) found.sort((one, other) => away(one) - away(other)).splice(1);
    for (const {start, end} of found) {
      const space = this.textarea.value[start - 1] === " " ? 1 : 0;
      this.replace(start - space, end, "");
    }
    this.textarea.focus({preventScroll: true});
  }

  /* Typed rather than set where the box can be seen, so that the browser's undo knows of it. */
  replace(start, end, words) {
    const isVisible = this.textarea.offsetParent !== null;
    if (isVisible) this.textarea.focus({preventScroll: true});
    this.textarea.setSelectionRange(start, end);
    if (isVisible && document.execCommand(words ? "insertText" : "delete", false, words)) return;
    this.textarea.setRangeText(words, start, end, "end");
    this.textarea.dispatchEvent(new Event("input", {bubbles: true}));
  }
}
