// What the scripts of all pages share: elements, the endpoint, live updates.

import { lang } from './words.js';

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

const AGAIN = 10_000; // milliseconds until a stream that was refused is asked for again

/**
 * Calls back after every import, and when there may have been one unseen. A page
 * that nobody sees holds no stream: browsers allow few to one server.
 */
export async function follow(changed) {
  const address = `/query?${new URLSearchParams({ query: await queryText('changed') })}`;
  let source;
  let missed = false;
  const stop = () => {
    source?.close();
    source = undefined;
    missed = true;
  };
  const start = () => {
    if (document.hidden || source) return;
    source = new EventSource(address);
    source.addEventListener('next', changed);
    source.addEventListener('complete', stop);
    source.addEventListener('open', () => {
      if (missed) changed();
      missed = false;
    });
    source.addEventListener('error', () => {
      missed = true;
      if (source?.readyState === EventSource.CLOSED) {
        stop();
        setTimeout(start, AGAIN);
      }
    });
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : start()));
  start();
}
