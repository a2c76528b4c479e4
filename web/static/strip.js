// The strip above the chart: how many appearances there are in each year, and which part of
// all years is in view. A press or a drag on the strip moves the view there.

import { element } from './page.js';

const BARS = 150; // bars at most
const FIRST = 0.2; // the part of all that a press brings into view while all is

export class Strip {
  node = element('div', { className: 'strip', 'aria-hidden': 'true', hidden: true }); // the buttons and keys of the chart do the same
  #bars = element('div', { className: 'bars' });
  #window = element('i', { className: 'window' });
  #years = new Map();
  #all = { from: 0, to: 1 };
  #view;

  /** `moved` is called with the days that a press asks for. */
  constructor(moved) {
    this.node.append(this.#bars, this.#window);
    const move = (event) => {
      const box = this.#bars.getBoundingClientRect();
      const { from, to } = this.#all;
      const middle = from + ((event.clientX - box.left) / box.width) * (to - from);
      const half = (this.#view ? this.#view.to - this.#view.from : (to - from) * FIRST) / 2;
      moved({ from: middle - half, to: middle + half });
    };
    this.node.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      this.node.setPointerCapture(event.pointerId);
      move(event);
    });
    this.node.addEventListener('pointermove', (event) => this.node.hasPointerCapture(event.pointerId) && move(event));
  }

  /** Shows the number of appearances of each year, by the first day of the year. */
  count(years) {
    this.#years = years;
    this.#fill();
  }

  /** Shows which days are in view, of all that the chart shows; undefined where all are. */
  show(view, all) {
    const other = all.from !== this.#all.from || all.to !== this.#all.to;
    [this.#view, this.#all] = [view, all];
    if (other) this.#fill();
    const { from, to } = view ?? all;
    this.#window.style.left = `${(100 * (from - all.from)) / (all.to - all.from)}%`;
    this.#window.style.width = `${(100 * (to - from)) / (all.to - all.from)}%`;
    this.#window.hidden = !view;
  }

  #fill() {
    const { from, to } = this.#all;
    const step = Math.max(366, (to - from) / BARS);
    const counts = new Array(Math.max(1, Math.ceil((to - from) / step))).fill(0);
    for (const [day, count] of this.#years) {
      const at = Math.floor((Math.max(day, from) + 183 - from) / step);
      counts[Math.min(Math.max(at, 0), counts.length - 1)] += count;
    }
    const most = Math.max(...counts);
    this.node.hidden = counts.length < 5 || most < 2;
    this.#bars.replaceChildren(...counts.map((count) => {
      const bar = element('i');
      bar.style.height = count ? `${Math.max(8, (100 * count) / most)}%` : '0';
      return bar;
    }));
  }
}
