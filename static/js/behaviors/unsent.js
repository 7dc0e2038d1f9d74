/*
 * Text of the person signed in that this device keeps, school has not got, and no box of this page will send: on the
 * start page and on pages of work, so that nothing waits unseen. Where it can still be sent a link leads there; a text
 * of this very page has no box any more (handed in, closed), and is shown to be read and copied. It goes from the
 * device only with a second press.
 *
 *   <section data-behavior="unsent" data-person="..." hidden>: ul[data-list], template[data-item]
 */
import {copiesOf, drop} from "../device.js";

export function start(section) {
  const {person} = section.dataset;
  const list = section.querySelector("[data-list]");
  const template = section.querySelector("template[data-item]");
  let drawn = "";

  async function draw() {
    const waiting = (await copiesOf(person)).filter((copy) => !hasBox(copy.answer));
    const names = JSON.stringify(waiting.map((copy) => [copy.answer, copy.text]));
    if (names === drawn) return; // whoever is reading or about to confirm is not disturbed
    drawn = names;
    list.replaceChildren(...waiting.map(item));
    section.hidden = waiting.length === 0;
  }

  function item(copy) {
    const made = template.content.cloneNode(true).firstElementChild;
    for (const name of made.querySelectorAll("[data-name]")) name.textContent = `Answer ${copy.label}, ${copy.title}`;
    const isElsewhere = copy.address.split("#")[0] !== location.pathname;
    made.querySelector("[data-open]").href = copy.address;
    made.querySelector("[data-elsewhere]").hidden = !isElsewhere;
    made.querySelector("[data-here]").hidden = isElsewhere;
    made.querySelector("textarea").value = copy.text;
    const [remove, sure, stay] = ["remove", "sure", "stay"].map((name) => made.querySelector(`[data-${name}]`));
    const ask = (isAsking) => {
      remove.hidden = isAsking;
      sure.hidden = stay.hidden = !isAsking;
      (isAsking ? stay : remove).focus();
    };
    remove.addEventListener("click", () => ask(true));
    stay.addEventListener("click", () => ask(false));
    sure.addEventListener("click", () => drop(person, copy.answer, copy.text).then(draw));
    return made;
  }

  window.addEventListener("focus", draw);
  draw();
}

const hasBox = (answerId) => [...document.querySelectorAll("[data-answer]")].some((box) => box.dataset.answer === answerId);
