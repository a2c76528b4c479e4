// Time on the chart: days since 1970-01-01 in UTC, and how to divide them.

import { say } from './words.js';

const DAY = 864e5; // in milliseconds

/** The day of a date; a month from 0, a day from 1, both of any size. */
function at(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day); // Date.UTC reads years below 100 as 19xx
  return date.getTime() / DAY;
}

/** The day that a text such as "1952-03-20" names; NaN where it names none. */
export function parse(text) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return at(Number(year), Number(month) - 1, Number(day));
}

/** The date of a day: "1952-03-20". */
export function format(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** A span of days, widened on both sides alike to a year where it is shorter, but not into the future. */
export function widen({ from, to }) {
  const missing = Math.max(0, 365 - (to - from));
  const behind = Math.min(missing / 2, Math.max(0, tomorrow() - to));
  return { from: from - (missing - behind), to: to + behind };
}

/** The first day of the future. */
export function tomorrow() {
  return Math.floor(Date.now() / DAY) + 1;
}

/** What a span of days is called: "1936 – 2025", "Mar 1952 – Jan 1953" or "3 Mar 1952 – 9 Mar 1952". */
export function describe(from, to) {
  const ends = [new Date(from * DAY), new Date((to - 1) * DAY)];
  const name = (date) => {
    const [year, month] = [String(date.getUTCFullYear()), shortMonth(date.getUTCMonth())];
    if (to - from > 8 * 366) return say('date.year', year);
    return to - from > 120 ? say('date.month', year, month) : say('date.day', year, month, date.getUTCDate());
  };
  const [first, last] = ends.map(name);
  return first === last ? first : say('date.range', first, last);
}

/** When an appearance was, in words: as the pages have it (site.When). */
export function words({ date, earliest, latest, dateSource, dateText, dateApproximate }) {
  const [first, last] = [earliest ?? '', latest ?? ''];
  const years = first.endsWith('-01-01') && last.endsWith('-12-31');
  const [from, to] = years ? [first.slice(0, 4), last.slice(0, 4)] : [first, last];
  const days = date ? written(date) : span(from, to);
  if (!days) return say('date.undated');
  if (dateApproximate && (dateSource === 'FRONT_MATTER' || dateSource === 'PATH')) return say('date.by', days);
  if (dateText && (dateApproximate || !date)) return dateText;
  return dateApproximate ? say('date.about', days) : days;
}

/** A partial date, such as "2020-05", as the language of the page writes it. */
function written(date) {
  const [year, month, day] = date.split('-').map(Number);
  if (!month) return say('date.year', year);
  return day ? say('date.day', year, say(`month.${month}`), day) : say('date.month', year, say(`month.${month}`));
}

/** The time between two dates; one date where both are the same, and nothing where there is none. */
function span(from, to) {
  if (!from || from === to || !to) return from && written(from);
  return from.includes('-') || to.includes('-') ? say('date.range', written(from), written(to)) : say('date.years', Number(from), Number(to));
}

/** The short name of a month, from 0. */
function shortMonth(month) {
  return say(`month.short.${month + 1}`);
}

const STEPS = [
  { days: 1, of: 'day', count: 1 },
  { days: 2, of: 'day', count: 2 },
  { days: 5, of: 'day', count: 5 },
  { days: 10, of: 'day', count: 10 },
  ...[1, 3, 6].map((count) => ({ days: count * 30.4, of: 'month', count })),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((count) => ({ days: count * 365.25, of: 'year', count })),
];

/** Where lines are drawn between two days, each with its label; at least `apart` days lie between two of them. */
export function ticks(from, to, apart) {
  const step = STEPS.find((s) => s.days >= apart) ?? STEPS.at(-1);
  const start = new Date(from * DAY);
  const lines = { year: years, month: months, day: days }[step.of](start, step.count, to);
  return lines.filter((line) => line.day >= from && line.day < to);
}

function years(start, count, to) {
  const lines = [];
  for (let year = Math.floor(start.getUTCFullYear() / count) * count; at(year, 0, 1) < to; year += count) {
    lines.push({ day: at(year, 0, 1), label: say('date.year', String(year)) });
  }
  return lines;
}

function months(start, count, to) {
  const lines = [];
  for (let month = start.getUTCFullYear() * 12; at(0, month, 1) < to; month += count) {
    const year = Math.floor(month / 12);
    lines.push({ day: at(0, month, 1), label: month % 12 === 0 ? say('date.year', String(year)) : say('date.month', String(year), shortMonth(month % 12)) });
  }
  return lines;
}

function days(start, count, to) {
  const lines = [];
  for (let month = start.getUTCFullYear() * 12 + start.getUTCMonth(); at(0, month, 1) < to; month++) {
    const first = at(0, month, 1);
    const next = at(0, month + 1, 1);
    const name = shortMonth(month % 12);
    lines.push({ day: first, label: say('date.month', String(Math.floor(month / 12)), name) });
    for (let day = first + count; day + count / 2 < next; day += count) {
      lines.push({ day, label: say('date.in_month', name, day - first + 1) });
    }
  }
  return lines;
}
