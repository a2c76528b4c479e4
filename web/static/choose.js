// People to choose from below a field, while the reader types the beginning of a name.

import { element, text } from './page.js';
import { suggesting } from './suggest.js';
import { say } from './words.js';

/** Has a list show the people whom the words of a field may mean; `pick` is called with the slug of the one who is chosen. */
export function choosing(field, list, pick) {
  const show = (people) => {
    list.replaceChildren(...people.map(({ node }) => {
      const choice = element('button', { type: 'button' }, text('span', 'name', node.name));
      choice.addEventListener('pointerdown', (event) => event.preventDefault()); // the field keeps the focus, and what is typed there is not taken as a name
      choice.addEventListener('click', () => {
        show([]);
        pick(slugOf(node));
      });
      return element('li', {}, choice);
    }));
    list.hidden = people.length === 0;
  };
  suggesting(field, (found) => {
    const people = new Map(found.filter(({ node }) => slugOf(node) !== undefined).map((one) => [one.node.pageUrl, one]));
    show([...people.values()]);
  });
}

/**
 * A field by which the reader chooses people, and behind it a button for those with most
 * appearances: `choose` is called with a slug, or with undefined.
 */
export function chooser(choose) {
  const field = element('input', { type: 'search', autocomplete: 'off' });
  const list = element('ul', { className: 'suggestions', 'aria-label': say('suggest.label'), hidden: true });
  const all = element('button', { type: 'button', textContent: say('chart.active'), hidden: true });
  all.addEventListener('click', () => choose(undefined));
  choosing(field, list, (slug) => {
    field.value = '';
    choose(slug);
  });
  return element('div', { className: 'choose', hidden: true }, element('label', {}, say('chart.choose'), ' ', field), list, all);
}

/** The slug of the person whose page a node has; undefined where it is another kind of page. */
function slugOf({ pageUrl }) {
  const [, slug] = /^\/people\/([^/]+)$/.exec(new URL(pageUrl, location).pathname) ?? [];
  return slug && decodeURIComponent(slug);
}
