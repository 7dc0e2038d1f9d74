/*
 * Sign in without leaving the page: the sign-in page's own form, in a dialog. Resolves to true once somebody is signed
 * in; who that is, the caller finds out by fetching its own page again. Dismissed, it resolves to false.
 */
import {nobodyIsHere} from "./here.js";

const STILL = 1200; // after the last key

let shown = null;

export function signIn(address) {
  shown ??= show(address).finally(() => { shown = null; });
  return shown;
}

async function show(address) {
  const {form, isSignedIn} = await asked(address);
  if (isSignedIn) return true; // in another tab
  if (!form) return false;
  await pauseOfKeys();
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "sign-in-title");
  const heading = document.createElement("h2");
  heading.id = "sign-in-title";
  heading.textContent = "You are signed out";
  const note = document.createElement("p");
  note.textContent = "Your text is still here. Sign in, and it is saved.";
  const later = document.createElement("button");
  later.type = "button";
  later.className = "button button-quiet";
  later.textContent = "Later";
  dialog.append(heading, note, form, later);
  document.body.append(dialog);
  const before = document.activeElement;
  dialog.showModal();
  return new Promise((resolve) => {
    let isOver = false;
    /* At once, and not in the "close" event alone, which comes a task later: keys typed meanwhile would be lost. */
    function end(outcome) {
      if (isOver) return;
      isOver = true;
      if (dialog.open) dialog.close(outcome);
      dialog.remove();
      before?.blur();
      before?.focus(); // Chromium gives the focus back without the caret, and keys go nowhere
      resolve(outcome === "in");
    }
    later.addEventListener("click", () => end(""));
    dialog.addEventListener("close", () => end("")); // Escape
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      send(event.target, address).then((again) => {
        if (!again) {
          nobodyIsHere(); // until the page has found out who it is
          end("in");
        } else dialog.querySelector("form").replaceWith(again);
      });
    });
  });
}

/* Answers the form to show again, with what was wrong; nothing where somebody is signed in now. */
async function send(form, address) {
  try {
    const response = await fetch(address, {method: "POST", body: new FormData(form), headers: {Accept: "text/html"}});
    if (response.redirected && response.ok) return null;
    return formIn(await response.text()) ?? withNote(form, "Signing in did not work. Try again in a minute.");
  } catch {
    return withNote(form, "There is no connection. Try again when there is.");
  }
}

function withNote(form, words) {
  form.querySelector("[data-note]")?.remove();
  const note = document.createElement("p");
  note.dataset.note = "";
  note.setAttribute("role", "alert");
  note.textContent = words;
  form.prepend(note);
  return form;
}

/* The sign-in page leads on who is signed in already; another page's form is no business of ours. */
async function asked(address) {
  try {
    const response = await fetch(address, {headers: {Accept: "text/html"}, cache: "no-store"});
    if (response.redirected) return {isSignedIn: response.ok};
    return {form: response.ok ? formIn(await response.text()) : null};
  } catch {
    return {};
  }
}

/* Nobody is interrupted in mid-word: keys that are meant for the text would go into the form. */
function pauseOfKeys() {
  return new Promise((resolve) => {
    let timer = setTimeout(end, STILL);
    function wait() {
      clearTimeout(timer);
      timer = setTimeout(end, STILL);
    }
    function end() {
      document.removeEventListener("keydown", wait);
      resolve();
    }
    document.addEventListener("keydown", wait);
  });
}

function formIn(page) {
  const form = new DOMParser().parseFromString(page, "text/html").querySelector("main form");
  return form ? document.adoptNode(form) : null;
}
