/*
 * Shows one question at a time in a form of .question articles, with the stepper's links, Back and Next, and the
 * address (#q-8b). Without script all boxes stand below one another and the stepper's links jump to them.
 */
import {countWords, inWords} from "./word-count.js";

export function start(form) {
  const questions = [...form.querySelectorAll(".question")];
  if (questions.length === 0) return;
  const steps = new Map([...form.querySelectorAll(".step")].map((step) => [step.hash.slice(1), step]));
  const [back, next] = [form.querySelector('[data-step="-1"]'), form.querySelector('[data-step="1"]')];
  const review = form.querySelector("[data-review]");
  let current = null;

  function show(question, {focus = false} = {}) {
    current = question;
    for (const other of questions) other.hidden = other !== question;
    for (const [id, step] of steps) {
      if (id === question.id) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
    label(back, questions[questions.indexOf(question) - 1], "Back to question");
    label(next, questions[questions.indexOf(question) + 1], "On to question");
    review.classList.toggle("button-primary", next.hidden);
    form.scrollTo({top: 0});
    document.dispatchEvent(new CustomEvent("studyhub:question", {detail: question}));
    if (focus) question.querySelector("h2").focus({preventScroll: form.scrollHeight > form.clientHeight});
  }

  function label(button, question, words) {
    button.hidden = !question;
    if (!question) return;
    const number = question.id.slice(2);
    button.querySelector("[data-step-label]").textContent = number;
    button.setAttribute("aria-label", `${words} ${number}`);
  }

  function go(question) {
    history.pushState(null, "", `#${question.id}`);
    show(question, {focus: true});
  }

  /* Empty, written and at school, or written and not at school yet: see autosave.js, which sets data-unsent. */
  function mark(question) {
    const step = steps.get(question.id);
    const words = countWords(question.querySelector("textarea").value);
    const unsent = "unsent" in question.dataset;
    step.dataset.state = unsent ? "begun" : words ? "done" : "empty";
    const state = words ? inWords(words) : "empty";
    step.title = words ? inWords(words) : "Empty";
    step.querySelector(".step-state").textContent = `, ${state}${unsent ? ", not saved yet" : ""}`;
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    const link = event.target.closest(".step");
    if (button) go(questions[questions.indexOf(current) + Number(button.dataset.step)]);
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go(document.getElementById(link.hash.slice(1)));
    }
  });
  form.addEventListener("input", () => mark(current));
  form.addEventListener("studyhub:state", (event) => mark(event.target));
  form.addEventListener("invalid", (event) => show(event.target.closest(".question")), true);
  window.addEventListener("hashchange", () => {
    const named = questions.find((question) => `#${question.id}` === decodeURIComponent(location.hash));
    if (named && named !== current) show(named);
  });
  document.querySelector(".write-top")?.addEventListener("click", (event) => {
    const named = questions.find((question) => event.target.closest("a")?.hash === `#${question.id}`);
    if (named) show(named, {focus: true});
  });

  form.classList.add("is-stepped");
  const named = questions.find((question) => `#${question.id}` === decodeURIComponent(location.hash));
  const waiting = questions.find((question) => "conflict" in question.dataset || question.querySelector(".errorlist"));
  const empty = questions.find((question) => !question.querySelector("textarea").value.trim());
  show(waiting ?? named ?? empty ?? questions[0]);
}
