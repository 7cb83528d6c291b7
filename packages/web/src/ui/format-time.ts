/** Whose clock times are read on: the viewer's own, or UTC. */
export type Zone = "local" | "utc";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

/** The moment's fields on that clock; null for text that is no time. */
function fieldsOf(iso: string, zone: Zone): Fields | null {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return null;
  // Date's getters read the viewer's clock: for UTC the moment is moved by the zone's offset, which its UTC getters undo.
  const moved = zone === "utc" ? date : new Date(date.getTime() - date.getTimezoneOffset() * MINUTE_MS);
  return {
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth(),
    day: moved.getUTCDate(),
    hour: moved.getUTCHours(),
    minute: moved.getUTCMinutes(),
    second: moved.getUTCSeconds(),
    millisecond: moved.getUTCMilliseconds(),
  };
}

const pad = (value: number, width = 2) => String(value).padStart(width, "0");

/** `14:03:07.412` */
export function formatClock(iso: string, zone: Zone): string {
  const at = fieldsOf(iso, zone);
  return at ? `${pad(at.hour)}:${pad(at.minute)}:${pad(at.second)}.${pad(at.millisecond, 3)}` : iso;
}

/** NaN for text that is no time. */
export function yearOf(iso: string, zone: Zone): number {
  return fieldsOf(iso, zone)?.year ?? NaN;
}

/** `22 Nov 2026` */
export function formatDate(iso: string, zone: Zone): string {
  const at = fieldsOf(iso, zone);
  return at ? `${at.day} ${MONTHS[at.month]} ${at.year}` : iso;
}

/** `22 Nov 2026 14:03:07.412` */
export function formatMoment(iso: string, zone: Zone): string {
  return `${formatDate(iso, zone)} ${formatClock(iso, zone)}`;
}

/** `22 Nov 2026 14:03:07` */
export function formatSecond(iso: string, zone: Zone): string {
  return formatMoment(iso, zone).replace(/\.\d{3}$/, "");
}

/** A label for an axis over `spanMs`: as coarse as tells its ticks apart. */
export function formatTick(iso: string, zone: Zone, spanMs: number): string {
  const at = fieldsOf(iso, zone);
  if (!at) return iso;
  if (spanMs > 300 * DAY_MS) return `${MONTHS[at.month]} ${at.year}`;
  if (spanMs > 7 * DAY_MS) return `${at.day} ${MONTHS[at.month]}`;
  const clock = `${pad(at.hour)}:${pad(at.minute)}`;
  if (spanMs > 0.9 * DAY_MS) return `${at.day} ${MONTHS[at.month]} ${clock}`;
  return spanMs > 10 * MINUTE_MS ? clock : `${clock}:${pad(at.second)}`;
}

/** `22 Nov 2026 14:00 to 15:00`: what a bucket covers. */
export function formatBucket(startIso: string, bucketSeconds: number, zone: Zone): string {
  const end = new Date(Date.parse(startIso) + bucketSeconds * 1000).toISOString();
  const startDate = formatDate(startIso, zone);
  const endDate = formatDate(end, zone);
  if (bucketSeconds * 1000 >= DAY_MS) return startDate === endDate ? startDate : `${startDate} to ${endDate}`;
  const cut = bucketSeconds % 60 === 0 ? 5 : 8;
  const from = formatClock(startIso, zone).slice(0, cut);
  const to = formatClock(end, zone).slice(0, cut);
  return `${startDate} ${from} to ${endDate === startDate ? to : `${endDate} ${to}`}`;
}

/** `22 Nov 2026 14:00 – 15:30:07`, the date of the end only where it is another. */
export function formatRange(startIso: string, endIso: string, zone: Zone): string {
  const [from, to] = [startIso, endIso].map((iso) => formatSecond(iso, zone).replace(/:00$/, "")) as [string, string];
  const isSameDay = formatDate(startIso, zone) === formatDate(endIso, zone);
  return `${from} – ${isSameDay ? to.slice(to.lastIndexOf(" ") + 1) : to}`;
}

/** `3 min ago` */
export function formatAgo(iso: string, nowMs: number): string {
  const ms = nowMs - Date.parse(iso);
  if (ms < MINUTE_MS) return "just now";
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min ago`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h ago`;
  const days = Math.floor(ms / DAY_MS);
  return days === 1 ? "yesterday" : `${days} days ago`;
}

/** `1 h 12 min`, `3.4 s`: the two largest units. */
export function formatDuration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < MINUTE_MS) return `${Math.round(ms / 1000)} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min ${Math.floor((ms % MINUTE_MS) / 1000)} s`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h ${Math.floor((ms % HOUR_MS) / MINUTE_MS)} min`;
  return `${Math.floor(ms / DAY_MS)} d ${Math.floor((ms % DAY_MS) / HOUR_MS)} h`;
}

/** The same without empty units, for round lengths: `15 min`, `1 d`. */
export function formatLength(ms: number): string {
  return formatDuration(ms)
    .replace(/\.0 s$/, " s")
    .replace(/ 0 (s|min|h)$/, "");
}
