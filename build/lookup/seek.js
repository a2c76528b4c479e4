// The search of a site of files: finds what the search of a server finds, in the index that the
// build has written. The query is cut as package search of the server cuts it.

import { element, language, text } from './page.js';
import { words as dateWords } from './time.js';
import { lang, say } from './words.js';

const DATA = new URL('../search/', import.meta.url);
const ROOT = new URL('../', document.baseURI); // of the pages in the language of this one
const PER_PAGE = 20;
const NAMES = 8; // people, topics and posts that are named each
const PER_ITEM = 3; // sentences of one viewpoint or appearance
const LEAD = 30; // characters of a sentence ahead of the first find
const SIZE = 150; // characters of a sentence

// How a query is cut.

const PAIRED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ーｰ]`;
const DRESS = String.raw`[\p{Mn}\p{Me}\p{Cf}ﾞﾟ\u1160-\u11ff\ud7b0-\ud7ff]`;
const EXTEND = String.raw`[\p{M}\p{Cf}]*`;
const LONE = String.raw`[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const LETTER = String.raw`[\p{Alphabetic}--\p{M}--${PAIRED}--${LONE}]`;
const MIDDLE = String.raw`[.'’‘․﹒＇．]`; // between two letters, and between two figures
const PIECE = new RegExp(
  String.raw`(?<paired>${PAIRED}${DRESS}*)|(?<word>(?:[${LETTER}\p{Nd}\p{Pc}]${EXTEND}` +
    String.raw`|(?<=${LETTER}${EXTEND})(?:${MIDDLE}|[:·՟״‧︓﹕：])${EXTEND}(?=${LETTER})` +
    String.raw`|(?<=\p{Nd}${EXTEND})(?:${MIDDLE}|[,;\u037e\u0384،؍٬߸⁄︐︔﹐﹔，；])${EXTEND}(?=\p{Nd}))+)` +
    String.raw`|(?<other>[\p{L}\p{N}]${EXTEND})`,
  'gv',
);
const ONE_PAIRED = new RegExp(PAIRED, 'u');
const WORD = /[\p{L}\p{N}]/u;
const LETTERS = new Map(Object.entries({ ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ı: 'i', æ: 'ae', œ: 'oe', '’': "'", ʼ: "'", ß: 'ss', ς: 'σ' }));

let simplified; // Simplified characters by Traditional ones

/** A word in the form in which it is found; see fold in package search. */
function fold(word) {
  let folded = word.normalize('NFKC');
  if (!/^[\p{Script=Katakana}\p{Script=Hangul}]/u.test(folded)) folded = folded.normalize('NFD');
  folded = folded.replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, '').normalize('NFC').toLowerCase();
  folded = [...folded].map((letter) => LETTERS.get(letter) ?? letter).join('');
  return folded.replace(/'s$/, '').replaceAll("'", '');
}

/** The characters that one of a script of pairs stands for. */
function characters(of) {
  const bare = of.normalize('NFKC').replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, '');
  return [...bare].filter((c) => ONE_PAIRED.test(c)).map((c) => simplified.get(c) ?? c);
}

/** The words of a text, with where they stand; of a run of characters its pairs, and each character where it is alone or `alone` is wanted. */
export function scan(content, alone) {
  const found = [];
  let last; // the character before, where a run goes on
  let pairs = false;
  const end = () => {
    if (last && !alone && !pairs) found.push(last);
    last = undefined;
    pairs = false;
  };
  let at = 0;
  for (const match of content.matchAll(PIECE)) {
    const from = match.index;
    const to = from + match[0].length;
    if (from > at) end();
    at = to;
    if (match.groups.paired) {
      for (const c of characters(match[0])) {
        const one = { text: c, from, to, paired: true };
        if (last) {
          found.push({ text: last.text + c, from: last.from, to, paired: true });
          pairs = true;
        }
        last = one;
        if (alone) found.push(one);
      }
      continue;
    }
    end();
    const folded = fold(match[0]);
    if (WORD.test(folded)) found.push({ text: folded, from, to, paired: false });
  }
  end();
  return found;
}

function plural(word) {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /([sxz]|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** The other forms that an English word can have; see forms in package search. */
function forms(word) {
  if (word.length < 3 || word === 'news' || /[^a-z]/.test(word)) return [];
  const all = plural(word) === 'news' ? [] : [plural(word)];
  for (const [ending, instead] of [['s', ''], ['es', ''], ['ies', 'y']]) {
    const singular = word.slice(0, -ending.length) + instead;
    if (word.endsWith(ending) && singular.length >= 3 && plural(singular) === word) all.push(singular);
  }
  return all;
}

/** What a query wants: each word once, with its other forms; the last one may be a beginning. */
export function parse(query) {
  const found = scan(query, false);
  const terms = new Map(found.map((word) => [word.text, { text: word.text, prefix: false, forms: forms(word.text) }]));
  const last = found.at(-1);
  const long = last && [...last.text].length >= 3 && new TextEncoder().encode(last.text).length <= 100;
  if (last && !last.paired && long) terms.get(last.text).prefix = true;
  return [...terms.values()];
}

const matches = (term, word) => word === term.text || (term.prefix && word.startsWith(term.text)) || term.forms.includes(word);

// How the index is read.

const files = new Map();

/** A file of the index. */
function file(name) {
  if (!files.has(name)) {
    files.set(
      name,
      fetch(new URL(name, DATA)).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
        return answer.json();
      }),
    );
  }
  return files.get(name);
}

/** The name of the part that has a word; see part in package lookup. */
function part(word) {
  const first = word.codePointAt(0);
  if (first >= 128) return `u${first % 256}`;
  return word.length > 1 && word.charCodeAt(1) < 128 ? `${first}-${word.charCodeAt(1)}` : `${first}`;
}

/** The table of characters, which only texts in Chinese need. */
async function table(content) {
  if (simplified?.size || (simplified && !/\p{Script=Han}/u.test(content))) return;
  simplified = new Map();
  if (!/\p{Script=Han}/u.test(content)) return;
  const [from, to] = (await file('simplified.json')).map((list) => [...list]);
  from.forEach((character, i) => simplified.set(character, to[i]));
}

/** The numbers of all items that have what the terms want, each with whether it is a strong hit. */
async function lookup(terms) {
  const { parts } = await file('index.json');
  const words = async (name) => (parts.includes(name) ? file(`words/${name}.json`) : {});
  const lists = await Promise.all(
    terms.map(async (term) => {
      const found = new Map();
      for (const [word, codes] of Object.entries(await words(part(term.text)))) {
        if (!matches(term, word)) continue;
        for (const code of codes) found.set(code >> 1, (found.get(code >> 1) ?? false) || (code & 1) === 1);
      }
      return found;
    }),
  );
  const [least, ...others] = lists.sort((a, b) => a.size - b.size);
  return new Map([...least].filter(([number]) => others.every((list) => list.has(number))).map(([number, strong]) => [number, strong && others.every((list) => list.get(number))]));
}

/**
 * What is found: by type the numbers of the items, in the order that is asked for. Of an order
 * by relevance those whose label or title has all words stand first.
 */
export async function find(query, newest) {
  await table(query);
  const terms = parse(query);
  if (terms.length === 0) return { terms, types: {} };
  const [{ types }, found] = [await file('index.json'), await lookup(terms)];
  const byType = {};
  let from = 0;
  for (const { type, count } of types) {
    const start = from;
    const numbers = [...found.keys()].filter((n) => n >= start && n < start + count);
    const weak = (n) => (newest || found.get(n) ? 0 : 1);
    byType[type] = numbers.sort((a, b) => weak(a) - weak(b) || a - b);
    from += count;
  }
  return { terms, types: byType };
}

/** The item of a number. */
export async function item(number) {
  const { perFile } = await file('index.json');
  return (await file(`items/${Math.floor(number / perFile)}.json`))[number % perFile];
}

// What is shown.

/** A piece of a text with the finds marked; undefined where it has none. */
function marked(content, terms) {
  const spans = [];
  for (const word of scan(content, true)) {
    if (!terms.some((term) => matches(term, word.text))) continue;
    const before = spans.at(-1);
    if (before && word.from <= before.to) before.to = Math.max(before.to, word.to);
    else spans.push({ from: word.from, to: word.to });
  }
  if (spans.length === 0) return undefined;
  const start = Math.max(content.lastIndexOf('\n', spans[0].from) + 1, spans[0].from - LEAD);
  const shown = spans.filter((span) => span.from < start + SIZE);
  const stop = Math.min(content.length, Math.max(start + SIZE, shown.at(-1).to));
  const parts = [];
  let at = start;
  for (const { from, to } of shown) {
    parts.push(content.slice(at, from), element('mark', { textContent: content.slice(from, to) }));
    at = to;
  }
  parts.push(content.slice(at, stop));
  const more = String.fromCodePoint(0x2026);
  return [start > 0 ? more : '', ...parts, stop < content.length ? more : ''];
}

/** The element of a text in its own language. */
function inOwn(node, content) {
  const own = language(content);
  if (own && own !== lang) node.lang = own;
  return node;
}

/** The sentences of an item that have a find; its first one where no sentence has any. */
function sentences(of, terms) {
  const all = [];
  const link = (said, ...inner) => {
    const address = new URL(of.at, ROOT);
    address.hash = said.anchor ?? '';
    return element('p', { className: 'find' }, element('a', { href: address.href }, ...inner));
  };
  const labelled = (said, label) => (said.label ? [inOwn(element('b', { className: 'label' }, ...label), said.label), ' '] : []);
  for (const said of of.says ?? []) {
    const label = marked(said.label ?? '', terms);
    const texts = said.texts.map((content) => [content, marked(content, terms)]).filter(([, parts]) => parts);
    if (!label && texts.length === 0) continue;
    const [content, parts] = texts[0] ?? [said.texts[0] ?? '', [(said.texts[0] ?? '').slice(0, SIZE)]];
    all.push(link(said, ...labelled(said, label ?? [said.label ?? '']), inOwn(element('span', {}, ...parts), content)));
  }
  if (all.length === 0 && of.says?.[0]?.label) all.push(link(of.says[0], ...labelled(of.says[0], [of.says[0].label])));
  return all.slice(0, PER_ITEM);
}

/** The items of which those of one page that stand one behind the other are together. */
function grouped(items) {
  const groups = [];
  for (const of of items) {
    if (groups.at(-1)?.[0].at === of.at) groups.at(-1).push(of);
    else groups.push([of]);
  }
  return groups;
}

/** An entry of the list: the date, who, the occasion, and the sentences of all of its items. */
function entry(items, terms) {
  const [of] = items;
  const when = of.when && dateWords(of.when);
  const time = of.when?.date ? element('time', { dateTime: of.when.date, textContent: when }) : element('span', { className: 'undated', textContent: when ?? say('date.undated') });
  const who = of.whoAt ? element('a', { href: new URL(of.whoAt, ROOT).href }, text('span', '', of.who)) : text('span', '', of.who ?? '');
  const title = element('h3', {}, inOwn(element('a', { href: new URL(of.at, ROOT).href }, ...(marked(of.title, terms) ?? [of.title])), of.title));
  const list = element('div', { className: 'entry' }, ...(of.who ? [element('p', { className: 'who' }, who)] : []), title, ...items.flatMap((one) => sentences(one, terms)));
  const made = element('li', {}, time, list);
  if (of.kind) made.dataset.kind = of.kind;
  return made;
}

const LISTS = { Person: 'nav.people', Topic: 'nav.topics', Post: 'nav.posts' };
const COUNTS = { Viewpoint: 'count.viewpoints', Appearance: 'count.appearances', Paper: 'count.papers' };

/** What is found by name. */
async function names(types) {
  const rows = [];
  for (const [type, key] of Object.entries(LISTS)) {
    const numbers = types[type] ?? [];
    if (numbers.length === 0) continue;
    const links = await Promise.all(numbers.slice(0, NAMES).map(item));
    const more = numbers.length - links.length;
    rows.push(
      element(
        'div',
        {},
        element('dt', { textContent: say(key) }),
        element('dd', {}, ...links.flatMap((of) => [element('a', { href: new URL(of.at, ROOT).href }, text('span', '', of.title)), ' ']), ...(more ? [element('span', { textContent: say('search.more', more) })] : [])),
      ),
    );
  }
  return rows.length ? [element('dl', { className: 'named' }, ...rows)] : [];
}

/** A list of links to this page with another parameter. */
function choices(label, name, chosen, all) {
  return element(
    'ul',
    { className: 'topics', 'aria-label': label },
    ...all.map(([value, shown]) => {
      const address = new URL(location.href);
      address.searchParams.delete('page');
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
      const link = element('a', { href: address.href, textContent: shown });
      if (value === chosen) link.setAttribute('aria-current', 'true');
      return element('li', {}, link);
    }),
  );
}

async function show() {
  const asked = new URLSearchParams(location.search);
  const query = asked.get('text') ?? '';
  const form = document.getElementById('filter');
  form.elements.text.value = query;
  if (!query.trim()) return;
  document.querySelector('main > .hint')?.remove();
  const order = asked.get('order') === 'newest' ? 'newest' : '';
  const { terms, types } = await find(query, order === 'newest');
  const there = Object.keys(COUNTS).filter((type) => types[type]?.length);
  const wanted = (asked.get('type') ?? '').toUpperCase();
  const type = there.find((one) => one.toUpperCase() === wanted) ?? there[0];
  const box = element('section', { id: 'finds' }, ...(await names(types)));
  if (type) {
    const first = Math.max(0, Number.parseInt(asked.get('page') ?? '1', 10) - 1 || 0) * PER_PAGE;
    const items = await Promise.all(types[type].slice(first, first + PER_PAGE).map(item));
    for (const of of items) await table(JSON.stringify(of));
    box.append(
      element(
        'div',
        { className: 'choices' },
        choices(say('search.types'), 'type', type === there[0] ? '' : type.toUpperCase(), there.map((one, i) => [i ? one.toUpperCase() : '', say(COUNTS[one], types[one].length)])),
        choices(say('search.order'), 'order', order, [['', say('search.relevance')], ['newest', say('search.newest')]]),
      ),
      element('ol', { className: 'rail finds' }, ...grouped(items).map((group) => entry(group, terms))),
      paging(first, types[type].length),
    );
  } else {
    box.append(element('p', { className: 'none', textContent: `${say(box.childElementCount ? 'search.names' : 'search.none')} ${say('search.fewer')}` }));
  }
  document.querySelector('main').append(box);
}

function paging(first, count) {
  const to = (key, rel, number) => {
    const address = new URL(location.href);
    address.searchParams.set('page', number);
    return element('a', { rel, href: address.href, textContent: say(key) });
  };
  const page = first / PER_PAGE + 1;
  const links = [...(first > 0 ? [to('paging.newer', 'prev', page - 1)] : []), ...(first + PER_PAGE < count ? [to('paging.older', 'next', page + 1)] : [])];
  return element('nav', { className: 'paging', hidden: links.length === 0, 'aria-label': say('paging.label') }, ...links);
}

show();
