/*
 * Whose browser this is just now, for the page that is shown without a connection (behaviors/device-copies.js): nobody
 * can prove who they are then, and scripts cannot see the session. So every signed-in page leaves the person's id in
 * a cookie that the browser forgets when it forgets the session: when it is closed. localStorage would outlive that,
 * and the next pupil at a shared computer would be shown the last one's texts. Signing out removes it, and so does
 * the sign-in page, so that it never names anyone but the last person who was signed in. The server does not read it.
 */
const NAME = "studyhub_here";
const MANNERS = `path=/; SameSite=Strict${location.protocol === "https:" ? "; Secure" : ""}`;

export function isHere(person) {
  document.cookie = `${NAME}=${encodeURIComponent(person)}; ${MANNERS}`;
}

export function nobodyIsHere() {
  document.cookie = `${NAME}=; Max-Age=0; ${MANNERS}`;
}

/* The person's id, or nothing. */
export function whoIsHere() {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${NAME}=`));
  return found ? decodeURIComponent(found.slice(NAME.length + 1)) : "";
}
