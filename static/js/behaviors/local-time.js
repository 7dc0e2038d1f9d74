/*
 * <time datetime="2026-11-27T17:00+01:00"> shows school time. On a device set to another zone the title adds
 * what that is there; the words on the page stay as the server wrote them. With data-local-time="beside" they end in
 * the place, "17:00 (Cairo time)", and the device's time goes into the brackets: "(Cairo time; 16:00 on this device)".
 */
export function start(time) {
  const stamp = time.dateTime;
  const moment = new Date(stamp);
  const schoolOffset = offsetOf(stamp);
  if (schoolOffset === null || Number.isNaN(moment.getTime())) return;
  if (schoolOffset === -moment.getTimezoneOffset()) return;
  if (time.dataset.localTime === "beside") time.textContent = beside(time.textContent, stamp, moment);
  else time.title = `On this device: ${format(moment)}`;
}

/* The day is told only where it is another one there. */
function beside(words, stamp, moment) {
  const sameDay = stamp.slice(0, 10) === isoDay(moment);
  const there = sameDay ? hourOf(moment) : format(moment);
  return words.replace(/\)$/, `; ${there} on this device)`);
}

function isoDay(moment) {
  const two = (number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/* Minutes east of Greenwich, or null where the stamp names no zone. */
function offsetOf(stamp) {
  const match = /(?:(Z)|([+-])(\d\d):?(\d\d))$/.exec(stamp);
  if (!match) return null;
  if (match[1]) return 0;
  const minutes = Number(match[3]) * 60 + Number(match[4]);
  return match[2] === "-" ? -minutes : minutes;
}

function format(moment) {
  const day = moment.toLocaleDateString("en-GB", {weekday: "long", day: "numeric", month: "long"});
  return `${day}, ${hourOf(moment)}`;
}

function hourOf(moment) {
  return moment.toLocaleTimeString("en-GB", {hour: "2-digit", minute: "2-digit"});
}
