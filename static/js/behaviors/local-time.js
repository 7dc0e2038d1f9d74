/*
 * <time datetime="2026-11-27T17:00+01:00"> shows school time. On a device set to another zone the title adds
 * what that is there; the words on the page stay as the server wrote them.
 */
export function start(time) {
  const stamp = time.dateTime;
  const moment = new Date(stamp);
  const schoolOffset = offsetOf(stamp);
  if (schoolOffset === null || Number.isNaN(moment.getTime())) return;
  if (schoolOffset === -moment.getTimezoneOffset()) return;
  time.title = `On this device: ${format(moment)}`;
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
  const hour = moment.toLocaleTimeString("en-GB", {hour: "2-digit", minute: "2-digit"});
  return `${day}, ${hour}`;
}
