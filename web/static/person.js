// The pages of people and of appearances: shows the page anew after an import, and opens
// the appearance that the address names.

import { cite } from './cite.js';
import { follow, page } from './page.js';

function reveal() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!(named instanceof HTMLDetailsElement)) return;
  named.open = true;
  document.documentElement.classList.add('revealed');
  named.scrollIntoView();
}

/** Shows the page anew, with the same appearances open. */
async function refresh() {
  const main = document.getElementById('main');
  const open = [...main.querySelectorAll('details[open]')].map((details) => details.id);
  const anew = (await page(location.href)).getElementById('main');
  for (const id of open) anew.querySelector(`#${CSS.escape(id)}`)?.setAttribute('open', '');
  main.replaceWith(anew);
}

cite();
addEventListener('hashchange', reveal);
reveal();
follow(() => refresh().catch(() => {})).catch(() => {}); // the page as it was is better than none
