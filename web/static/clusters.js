// Clusters: where more marks of a lane stand in one place than the lane has rows, one mark
// with their number stands for them.

import { element, text } from './page.js';
import { describe } from './time.js';
import { kindName } from './tip.js';
import { say } from './words.js';

const numbers = new Intl.NumberFormat(document.documentElement.lang);
const SMALL = 30; // pixels; a longer mark is a bar, which dots do not join
const BELOW = 4; // pixels between a cluster and its list
const written = []; // each number as readers see it, once it was asked for: to write one takes long

/** Marks that one mark stands for, with its edges in pixels. Its label has no width. */
class Cluster {
  label = 0;

  constructor(pieces) {
    this.marks = pieces.flatMap((piece) => piece.marks ?? [piece]);
    this.small = pieces.every(small);
    this.left = Math.min(...pieces.map((piece) => piece.left));
    this.#measure(Math.max(...pieces.map((piece) => piece.right)));
  }

  add(mark) {
    this.marks.push(mark);
    this.#measure(this.right);
  }

  #measure(right) {
    const needed = this.left + 14 + 8 * write(this.marks.length).length;
    this.right = this.small ? needed : Math.max(right, needed);
  }

  /** The mark whose place in the order of the lane the cluster takes. */
  get first() {
    return this.marks[0];
  }

  /** The days from the first mark to the last one. */
  get span() {
    return { from: Math.min(...this.marks.map((mark) => mark.from)), to: Math.max(...this.marks.map((mark) => mark.to)) };
  }

  /** The kind of all marks; undefined where they have several. */
  get kind() {
    return this.marks.every((mark) => mark.kind === this.first.kind) ? this.first.kind : undefined;
  }

  /** What the cluster is, for readers, as a mark has it: what it holds, and of which time. */
  get text() {
    return say('chart.cluster', this.marks.length);
  }

  get when() {
    const { from, to } = this.span;
    return describe(from, to);
  }
}

/**
 * What a lane of so many rows shows: marks, and clusters in place of those that would overlap,
 * in the order of their left edges. Marks learn which cluster they are in. Which marks make a
 * cluster follows from all of them, in view or not, so that a cluster moves as a whole.
 */
export function gather(marks, rows) {
  let last = new Array(rows).fill(undefined); // the piece that each row ends with
  let open; // the newest cluster of dots, which takes in each dot that begins on it
  const pieces = new Set();
  for (const mark of [...marks].sort((a, b) => a.left - b.left)) {
    mark.cluster = undefined;
    if (open && mark.left < open.right && small(mark)) {
      open.add(mark);
      continue;
    }
    pieces.add(mark);
    const row = last.findIndex((other) => !(other?.right > mark.left));
    if (row >= 0) {
      last[row] = mark;
      continue;
    }
    const joined = meant([...last, mark]);
    const cluster = new Cluster(joined);
    joined.forEach((piece) => pieces.delete(piece));
    pieces.add(cluster);
    last = last.map((piece) => (joined.includes(piece) ? undefined : piece));
    last[last.indexOf(undefined)] = cluster;
    if (!joined.includes(mark)) last[last.indexOf(undefined)] = mark;
    if (cluster.small) open = cluster;
  }
  const all = [...pieces].sort((a, b) => a.left - b.left);
  for (const cluster of all) cluster.marks?.forEach((mark) => (mark.cluster = cluster));
  return all;
}

/** Which of the pieces in one place make a cluster: dots rather than bars, and bars rather than both. */
function meant(pieces) {
  const dots = pieces.filter(small);
  if (dots.length > 1) return dots;
  const bars = pieces.filter((piece) => !small(piece));
  return bars.length > 1 ? bars : pieces;
}

function write(number) {
  return (written[number] ??= numbers.format(number));
}

function small(piece) {
  return piece.small ?? piece.right - piece.left <= SMALL;
}

/** The button that shows a cluster. */
export function clusterButton() {
  return element('button', { className: 'cluster', type: 'button', tabIndex: -1 }, element('span', { className: 'mark' }));
}

const told = new WeakMap(); // of each button the marks of which it tells

/** Has a button say which cluster it shows. */
export function tellCluster(button, cluster) {
  const was = told.get(button);
  if (was === cluster.marks || (was?.length === cluster.marks.length && was.every((mark, i) => mark === cluster.marks[i]))) return;
  told.set(button, cluster.marks);
  button.firstChild.textContent = write(cluster.marks.length);
  button.ariaLabel = say('chart.cluster.label', cluster.text, cluster.when);
  button.firstChild.dataset.kind = cluster.kind ?? '';
  button.classList.toggle('new', cluster.marks.some((mark) => mark.node.classList.contains('new')));
}

/** The list of the appearances of a cluster, which opens beside its button. */
export class ClusterList {
  node = element('div', { className: 'cluster-list', popover: 'auto', role: 'dialog' });

  /** Shows the marks of a cluster as links, by date. */
  show(cluster, button) {
    const links = [...cluster.marks].sort((a, b) => a.from - b.from).map((mark) => {
      const link = element('a', { href: mark.node.href }, element('b', { textContent: mark.when }), ` ${kindName(mark.kind)}`, text('span', '', mark.text));
      link.dataset.opens = mark.key;
      link.dataset.kind = mark.kind;
      return element('li', {}, link);
    });
    this.node.ariaLabel = button.ariaLabel;
    this.node.replaceChildren(element('p', { textContent: cluster.text }), element('ul', {}, ...links));
    if (!this.node.isConnected) document.body.append(this.node);
    this.node.showPopover?.();
    this.#place(button.getBoundingClientRect());
    this.node.querySelector('a').focus({ preventScroll: true });
  }

  /** Places the list below the button, or above where there is no room, or where the window has room for the list. */
  #place(box) {
    const { clientWidth, clientHeight } = document.documentElement;
    const { width, height } = this.node.getBoundingClientRect();
    const below = box.bottom + BELOW;
    const above = box.top - BELOW - height;
    const top = below + height <= clientHeight ? below : above >= 0 ? above : Math.max(0, clientHeight - height);
    const left = Math.max(0, Math.min(box.left, clientWidth - width));
    this.node.style.left = `${scrollX + left}px`;
    this.node.style.top = `${scrollY + top}px`;
  }

  hide() {
    if (this.node.isConnected) this.node.hidePopover?.();
  }
}
