// The card that describes an appearance, or a cluster, while the reader points at its mark.

import { element, text } from './page.js';
import { say } from './words.js';

/** The name of a kind of appearance, for readers. */
export function kindName(kind) {
  return say(`kind.${kind}`);
}

export class Tip {
  node = element('div', { className: 'tip', hidden: true, 'aria-hidden': 'true' });

  /** Shows the card of a mark, which may be of several kinds, below its node, or above where there is more room. */
  show(mark, node, plot) {
    this.node.hidden = false;
    this.node.dataset.kind = mark.kind ?? '';
    this.node.replaceChildren(
      element('p', { className: 'when' }, element('b', { textContent: mark.when }), ...(mark.kind ? [` ${kindName(mark.kind)}`] : [])),
      text('p', 'title', mark.text),
      ...(mark.theme ? [text('p', 'theme', mark.theme)] : []),
    );
    const area = plot.getBoundingClientRect();
    const box = node.getBoundingClientRect();
    const left = Math.min(box.left - area.left, area.width - this.node.offsetWidth);
    const below = box.bottom - area.top + 6;
    const above = box.top - area.top - this.node.offsetHeight - 6;
    const fits = area.top + below + this.node.offsetHeight < document.documentElement.clientHeight;
    this.node.style.transform = `translate(${Math.max(0, left)}px, ${fits || above < 0 ? below : above}px)`;
  }

  hide() {
    this.node.hidden = true;
  }
}
