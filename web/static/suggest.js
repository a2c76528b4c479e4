// Names and titles below a search field, while the reader types: links to their pages.

import { ask, element, text } from './page.js';
import { local, say } from './words.js';

/** Has a list show what the words of a field may be the beginning of. */
export function suggestions(field, list) {
  suggesting(field, (found) => {
    list.replaceChildren(...found.map(({ text: name, node }) => {
      const { pathname, hash } = new URL(node.pageUrl, location);
      const link = element('a', { href: local(pathname) + hash }, text('span', 'name', node.name ?? name));
      if (node.name && node.name !== name) link.append(' ', text('span', 'of', name)); // an alias was found
      link.append(' ', element('span', { className: 'of', textContent: say(`suggest.${node.__typename}`) }));
      return element('li', {}, link);
    }));
    list.hidden = found.length === 0;
  });
}

/** Calls `show` with what the words of a field may be the beginning of, whenever somebody types there. */
export function suggesting(field, show) {
  let asking;
  field.addEventListener('input', async () => {
    asking?.abort();
    const { signal } = (asking = new AbortController());
    const typed = field.value.trim();
    try {
      const found = typed ? (await ask('suggest', { text: typed.slice(0, 500) }, signal)).suggest : [];
      if (!signal.aborted) show(found);
    } catch {
      if (!signal.aborted) show([]); // the list of what was found tells of errors
    }
  });
}
