/*
 * Keeping by number: the form that works without script shows here which words its numbers name, before they are kept
 * or cited.
 */
import {sentences} from "../sentences.js";
import {labelOf, textOf} from "./paragraph-text.js";

const NUMBERS = /^\s*([0-9]{1,4})(?:\s*[-\u2013\u2014]\s*([0-9]{1,4}))?\s*$/;

export function byNumber(essay, form, {keep, cite}) {
  const preview = form.querySelector("[data-keep-preview]");
  const fields = form.elements;

  function show() {
    const found = wordsOf(essay, fields.paragraph.value, fields.sentences.value);
    preview.hidden = !found.words;
    preview.dataset.state = found.isFound ? "found" : "none";
    preview.textContent = found.words;
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = {
      edition: fields.edition.value,
      paragraph: fields.paragraph.value.trim(),
      sentences: fields.sentences.value.trim(),
      note: fields.note.value,
    };
    const act = event.submitter?.value === "cite" ? ({note, ...place}) => cite(place) : keep;
    if (!await act(sent)) return; // what was typed stays
    fields.sentences.value = "";
    fields.note.value = "";
    show();
    fields.sentences.focus();
  });

  /* Begins with the first sentence of a paragraph. */
  return (label) => {
    fields.paragraph.value = label;
    fields.sentences.value = "1";
    show();
    fields.sentences.focus();
    fields.sentences.select();
  };
}

/* The words that the numbers name, or what is wrong with them. */
export function wordsOf(essay, label, numbers) {
  if (!label.trim() || !numbers.trim()) return {words: "", isFound: false};
  const paragraph = [...essay.querySelectorAll(".paragraph")].find((one) => labelOf(one) === label.trim());
  if (!paragraph) return {words: `There is no paragraph ${label.trim()} here.`, isFound: false};
  const match = NUMBERS.exec(numbers);
  if (!match) return {words: "Type one number, or two with a dash between, such as 2-4.", isFound: false};
  const text = textOf(paragraph);
  const spans = sentences(text);
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
  if (first < 1 || first > last || last > spans.length) {
    return {words: `Paragraph ${label.trim()} has ${spans.length} sentence${spans.length === 1 ? "" : "s"}.`, isFound: false};
  }
  return {words: [...text].slice(spans[first - 1][0], spans[last - 1][1]).join(""), isFound: true};
}
