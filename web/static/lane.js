// A lane of the chart: the marks of one person, at their dates.
//
// A browser takes longest over the elements that change, so a lane has few of them change. Marks
// have their places in a list, and a movement that does not zoom moves the list alone; nothing is
// written that is there already; and a mark has elements once it first stands alone.

import { clusterButton, gather, tellCluster } from './clusters.js';
import { DOT, locate, pack } from './lanes.js';
import { nameOf } from './marks.js';
import { element } from './page.js';
import { say } from './words.js';

const numbers = new Intl.NumberFormat(document.documentElement.lang);
const ROW = 28; // pixels
const FAR = 1e4; // pixels that the list moves at most, and twice of which a mark is away that is out of view
const SAME = 1e-9; // the part of a zoom by which rounding may change the zoom

export class Lane {
  seen = true; // whether the lane is in the window
  stale = false; // whether the view moved since the lane was drawn
  #chart;
  #list = element('ol');
  #track = element('div', { className: 'track' }, this.#list);
  #pieces = [];
  #rows = 1;
  #zoom; // pixels that a day had when the marks got their places
  #from = 0; // the day from which their places are counted
  #moved = 0; // pixels that the view has moved since
  #written = new WeakMap(); // of each node what was written to it
  #out = {}; // how many marks are out of view

  /**
   * Makes the lane of a person with marks in order of date. The chart is asked to heed(node, mark)
   * a new node that shows a mark, to open(cluster) and to go(lane, way) to what is out of view.
   */
  constructor(person, marks, chart) {
    [this.marks, this.#chart] = [marks, chart];
    for (const mark of marks) Object.assign(mark, { lane: this, place: element('li') });
    this.#list.append(...marks.map((mark) => mark.place));
    marks[0].place.append(marks[0].node); // by which the chart measures labels
    [this.earlier, this.later] = [-1, 1].map((way) => {
      const button = element('button', { type: 'button', hidden: true }, '');
      button.addEventListener('click', () => chart.go(this, way));
      return button;
    });
    const head = element('div', { className: 'head' }, nameOf(person), element('span', { className: 'beyond' }, this.earlier, this.later));
    this.node = element('section', { className: 'lane' }, head, this.#track);
  }

  set rows(rows) {
    this.#rows = rows;
    this.#zoom = undefined; // all marks get new places
    this.#track.style.height = `${rows * ROW}px`;
  }

  /** Where the middle of a mark or a cluster is, in pixels from the left. */
  middle(piece) {
    return (piece.left + piece.right) / 2 - this.#moved;
  }

  /** The node that shows a mark: its own, or the button of its cluster. */
  nodeOf(mark) {
    return mark.cluster ? this.#button(mark.cluster.first) : mark.node;
  }

  /** Shows the days of a view on so many pixels. */
  draw(view, width) {
    this.stale = false;
    const zoom = width / (view.to - view.from);
    this.#moved = (view.from - this.#from) * zoom;
    const anew = !(Math.abs(zoom / this.#zoom - 1) < SAME) || Math.abs(this.#moved) > FAR;
    if (anew) {
      [this.#zoom, this.#from, this.#moved] = [zoom, view.from, 0];
      for (const mark of this.marks) locate(mark, view, width);
      this.#pieces = gather(this.marks, this.#rows);
    }
    this.#list.style.transform = `translateX(${-this.#moved}px)`;
    const [left, right] = [this.#moved, this.#moved + width];
    pack(this.#pieces, this.#rows, left, right);
    for (const piece of this.#pieces) this.#put(piece, left, right);
    if (anew) this.#tell();
    this.#count(view);
  }

  /** The button of the cluster that a mark is the first of. */
  #button(mark) {
    if (!mark.button) {
      mark.button = clusterButton();
      mark.place.append(mark.button);
      mark.button.addEventListener('click', (event) => !event.defaultPrevented && mark.cluster && this.#chart.open(mark.cluster));
      this.#chart.heed(mark.button, mark);
    }
    return mark.button;
  }

  /** Has each cluster say what it holds, and shows only the nodes of what stands alone, and the buttons of clusters that are. */
  #tell() {
    for (const piece of this.#pieces) if (piece.marks) tellCluster(this.#button(piece.first), piece);
    for (const mark of this.marks) this.#swap(mark);
  }

  /** Hides the node of a mark that is in a cluster, and the button of a cluster that is no more. */
  #swap(mark) {
    const { node, button, place, cluster } = mark;
    if (!cluster && !node.isConnected) place.prepend(node);
    if (node.isConnected && node.hidden !== Boolean(cluster)) node.hidden = !node.hidden;
    if (button && button.hidden !== (cluster?.first !== mark)) button.hidden = !button.hidden;
  }

  /** Puts a mark, or the button of a cluster, where it is; from left to right is in view. Only what differs is written. */
  #put(piece, left, right) {
    const node = piece.marks ? this.#button(piece.first) : piece.node;
    if (!this.#written.has(node)) this.#written.set(node, { out: false });
    const was = this.#written.get(node);
    const out = piece.right < left || piece.left > right;
    if (out !== was.out) node.classList.toggle('out', out);
    was.out = out;
    if (out) return this.#move(node, was, -2 * FAR, 0);
    const { side, room } = piece;
    const [from, to] = [Math.max(piece.left, left - DOT), Math.min(piece.right, right + DOT)];
    this.#move(node, was, from - (side === 'before' ? room + 6 : 0), piece.row * ROW);
    const long = Math.round(to - from);
    if (long !== was.long) node.firstChild.style.width = `${to - from}px`;
    was.long = long;
    if (piece.marks) return;
    const margin = side === 'inside' ? Math.max(0, left - from) : 0;
    if (side !== was.side) node.dataset.side = side;
    if (room !== was.room) node.children[1].style.width = `${room}px`;
    if (margin !== (was.margin ?? 0)) node.children[1].style.marginLeft = margin ? `${margin}px` : '';
    Object.assign(was, { side, room, margin });
  }

  #move(node, was, x, y) {
    if (x === was.x && y === was.y) return;
    node.style.transform = `translate(${x}px, ${y}px)`;
    Object.assign(was, { x, y });
  }

  /** Has the buttons say how many marks are out of view, on either side. */
  #count({ from, to }) {
    const earlier = this.marks.filter((mark) => mark.to <= from).length;
    const later = this.marks.filter((mark) => mark.from >= to).length;
    if (earlier !== this.#out.earlier) tell(this.earlier, earlier, `‹ ${numbers.format(earlier)}`, say('chart.earlier', earlier));
    if (later !== this.#out.later) tell(this.later, later, `${numbers.format(later)} ›`, say('chart.later', later));
    this.#out = { earlier, later };
  }
}

/** Has a button say how many marks are out of view, in short and for readers who hear it; the button of none hides. */
function tell(button, count, short, label) {
  if (button.hidden !== (count === 0)) button.hidden = count === 0;
  button.firstChild.data = short;
  button.ariaLabel = label;
}
