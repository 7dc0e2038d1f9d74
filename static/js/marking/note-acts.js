/* Acts on the notes of an answer: how one is sent, and which other one takes it back. */
import {parsed} from "./pages.js";

const TIMEOUT = 20_000;

/* The page that came back, with its address; or a sentence that says what stood against it. */
export async function sendNote({action, body}) {
  const response = await fetch(action, {
    method: "POST", headers: {Accept: "text/html"}, body, signal: AbortSignal.timeout(TIMEOUT),
  });
  const html = await response.text();
  const found = response.redirected ? parsed(html) : null;
  return found ? {page: found.page, address: response.url} : {why: reason(response, html)};
}

/*
 * What takes an act back: a tag goes off or on, a comment on a part is what it was before, or empty. With a version,
 * the act made it, and what takes it back has to be based on the last one that was made from here.
 */
export function inverseOf({action, body}, before, after) {
  const verb = action.match(/\/(tag|untag|add|change)\/$/)?.[1];
  if (verb === "tag" || verb === "untag") {
    const other = verb === "tag" ? "untag" : "tag";
    return {action: action.replace(/(un)?tag\/$/, `${other}/`), body, words: `“${body.get("text")}”`};
  }
  const [old, fresh] = [commentsOf(before), commentsOf(after)];
  const changed = verb === "change" ? action : [...fresh.keys()].find((key) => !old.has(key));
  if (!changed) return null;
  const version = verb === "change" ? Number(body.get("based_on")) + 1 : Number(fresh.get(changed).version);
  const back = new URLSearchParams({
    csrfmiddlewaretoken: body.get("csrfmiddlewaretoken"), to: body.get("to") ?? "",
    text: old.get(changed)?.text ?? "",
  });
  return {action: changed, body: back, words: "the comment on a part", version};
}

/* The notes of one answer all lie below one address. */
export function notesOf(action) { return action.replace(/\/notes\/([^/]+)\/.*$/, "/notes/$1/"); }

function commentsOf(page) {
  const forms = [...page.querySelectorAll(".part-change form")];
  return new Map(forms.map(({action, elements}) => [action, {text: elements.text.defaultValue, version: elements.based_on.value}]));
}

function reason(response, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const said = page.querySelector(".form-errors p")?.textContent;
  if (said) return said;
  return response.redirected ? "You are signed out: sign in in a new tab, then press it again." : "Reload the page.";
}
