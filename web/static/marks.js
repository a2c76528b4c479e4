// What the chart shows of an appearance, a link at its date, and of a person, the name.

import { element, language, text } from './page.js';
import { parse, tomorrow, words } from './time.js';
import { kindName } from './tip.js';
import { local, say } from './words.js';

/** The mark of an appearance: the appearance with its node, its words, and its days as numbers. A site of files tells the address of the page. */
export function markOf(a) {
  const label = a.title || a.key;
  const when = words(a);
  const node = element(
    'a',
    { className: 'item', href: a.pageUrl ?? local(`/people/${a.key.split('/').map(encodeURIComponent).join('/')}`), draggable: false, tabIndex: -1 },
    element('span', { className: 'mark', 'aria-hidden': 'true' }),
    text('span', 'label', label),
  );
  node.dataset.opens = a.key;
  for (const part of [...node.children]) part.dataset.kind = a.kind; // not on the node: a node that moves costs twice as much where it has a colour of its own
  node.dataset.precision = a.datePrecision;
  node.append(element('span', { className: 'hidden', textContent: say('chart.mark', when, kindName(a.kind)) }));
  const mark = { ...a, node, when, text: label, from: parse(a.earliest), to: parse(a.latest) + 1 };
  if (mark.from < tomorrow()) mark.to = Math.min(mark.to, tomorrow()); // what is told of has been
  return mark;
}

/** The name of a person, with a Chinese one beside it where there is one. */
export function nameOf(person) {
  if (!person) return element('h2', { className: 'name', textContent: say('chart.unknown') });
  const name = text('a', '', person.name);
  name.href = person.pageUrl ?? local(`/people/${encodeURIComponent(person.slug)}`);
  const other = language(person.name) !== 'zh' && person.aliases.find((alias) => language(alias) === 'zh');
  return element('h2', { className: 'name' }, name, ...(other ? [text('span', 'alias', other)] : []));
}
