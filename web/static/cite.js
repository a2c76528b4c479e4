// Citing a sentence: the quiet link beside a viewpoint or a section offers the address to
// copy, and a viewpoint as a quote. Without scripts the link leads to its place.

import { element } from './page.js';
import { say } from './words.js';

let tools;

/** Has the quiet links of this page, of now and of later, open what there is to copy. */
export function cite() {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a.anchor');
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = link.parentElement;
    if (link.closest('dialog')) event.preventDefault(); // whose sentences have no place on this page
    open(place, link.hash);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !tools?.isConnected || !tools.contains(document.activeElement)) return;
    event.preventDefault();
    tools.parentElement.querySelector('a.anchor').focus();
    close();
  });
}

function open(place, hash) {
  const again = tools?.parentElement === place;
  close();
  if (again) return;
  const address = new URL(place.closest('[data-cited]').dataset.cited, location);
  address.hash = hash;
  const told = element('span', { role: 'status' });
  const button = (label, text) => {
    const made = element('button', { type: 'button', textContent: label });
    made.addEventListener('click', async () => {
      told.textContent = (await copy(text)) ? say('cite.copied') : say('cite.failed');
    });
    return made;
  };
  tools = element('div', { className: 'cite' }, button(say('cite.link'), address.href));
  if (place.matches('li')) tools.append(button(say('cite.quote'), quote(place, address.href)));
  tools.append(told);
  place.classList.add('cited');
  const points = [...place.children].find((child) => child.matches('.views, .body'));
  if (place.matches('li')) place.insertBefore(tools, points ?? null);
  else place.querySelector(':scope > .heading').after(tools);
}

function close() {
  tools?.parentElement?.classList.remove('cited');
  tools?.remove();
  tools = undefined;
}

/** A viewpoint with who said it, where and when, and its address. */
function quote(place, address) {
  const own = (selector) => place.querySelector(`:scope > ${selector}`)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  const { who, what, when } = place.closest('[data-cited]').dataset;
  const told = [who, what, when].filter(Boolean).join(say('cite.comma'));
  return `${say('cite.text', own('.text') || own('.label'), told)}\n${address}`;
}

/** Puts a text on the clipboard; the answer tells whether the browser let it. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The page is not of a secure origin, or the reader forbids it.
    const area = element('textarea', { value: text, className: 'hidden', readOnly: true });
    tools.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}
