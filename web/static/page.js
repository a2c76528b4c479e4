// What the scripts of all pages share: elements, the endpoint, live updates.

import { lang, say } from './words.js';

/** An element with properties, attributes (those with a dash, and lang) and children. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || name === 'role') made.setAttribute(name, value);
    else if (value !== undefined) made[name] = value;
  }
  made.append(...children);
  return made;
}

/** The language of a text, by its script: a Chinese character weighs as much as four Latin letters. */
export function language(text) {
  const count = (pattern) => text.match(pattern)?.length ?? 0;
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(/\p{Script=Hangul}/gu);
  const east = count(/\p{Script=Han}/gu) + kana + hangul;
  if (east === 0 || east * 4 < count(/\p{Script=Latin}/gu)) return '';
  if (kana * 4 > east) return 'ja';
  return hangul * 4 > east ? 'ko' : 'zh';
}

/**
 * An element that holds one text, with its language where that is not the language of the
 * page. On a Chinese page a text in Latin letters is taken as English.
 */
export function text(tag, className, content) {
  const own = language(content) || (/\p{L}/u.test(content) ? 'en' : '');
  return element(tag, { className, textContent: content, ...(own && own !== lang && { lang: own }) });
}

const texts = new Map();

/** The text of a query of this site. */
export async function queryText(name) {
  if (!texts.has(name)) {
    const response = await fetch(`/static/${name}.graphql`);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    texts.set(name, await response.text());
  }
  return texts.get(name);
}

/** Asks the endpoint, and returns the data. An error of the endpoint is thrown, in the endpoint's words. */
export async function ask(name, variables, signal) {
  const parameters = new URLSearchParams({ query: await queryText(name), variables: JSON.stringify(variables) });
  const response = await fetch(`/query?${parameters}`, { headers: { Accept: 'application/json' }, signal });
  let answer;
  try {
    answer = await response.json();
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(`${response.status} ${response.statusText}`, { cause: error });
  }
  if (answer.errors?.length) throw new Error(answer.errors[0].message);
  return answer.data;
}

/** Another page of this site, as a document; a page that tells of an error is returned as well. */
export async function page(address, signal) {
  const response = await fetch(address, { headers: { Accept: 'text/html' }, signal });
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

const SOON = 250; // milliseconds until a stream that ended is asked for again; doubled each time, up to
const LATE = 15_000;

/**
 * Calls back after every import, and when there may have been one unseen. A page that nobody
 * sees holds no stream: browsers allow few to one server. While the server cannot be reached
 * the page says so, and tries again.
 */
export async function follow(changed) {
  const address = `/query?${new URLSearchParams({ query: await queryText('changed') })}`;
  const away = new Away();
  let source;
  let missed = false;
  let wait = SOON;
  let timer;
  const stop = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
    missed = true;
  };
  const again = () => {
    stop();
    timer = setTimeout(start, wait * (0.75 + Math.random() / 2)); // not all readers at once
    wait = Math.min(2 * wait, LATE);
  };
  const start = () => {
    if (document.hidden || source) return;
    clearTimeout(timer);
    source = new EventSource(address);
    source.addEventListener('next', changed);
    source.addEventListener('complete', again); // the server stops
    source.addEventListener('open', () => {
      away.end();
      wait = SOON;
      if (missed) changed();
      missed = false;
    });
    source.addEventListener('error', async () => {
      const refused = source?.readyState === EventSource.CLOSED; // by a server that is there, or by what stands before it
      again();
      const gone = !refused || !(await reached());
      if (gone && source?.readyState !== EventSource.OPEN) away.begin();
    });
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : start()));
  addEventListener('online', start);
  start();
}

/** Whether the server answers. */
async function reached() {
  try {
    return (await fetch('/static/changed.graphql', { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/** Says at the edge of the window that the server cannot be reached, over whatever is open. */
class Away {
  #node = element('p', { className: 'away', popover: 'manual', role: 'status' });

  begin() {
    if (!this.#node.isConnected) document.body.append(this.#node);
    this.#node.textContent = say('live.away');
    this.#node.showPopover?.();
  }

  end() {
    this.#node.remove();
  }
}
