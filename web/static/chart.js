// The chart: people as lanes, time across, every appearance at its date.

import { chooser } from './choose.js';
import { clusterButton, ClusterList, tellCluster } from './clusters.js';
import { Gestures } from './gestures.js';
import { DOT, locate, pack, rowsNeeded } from './lanes.js';
import { markOf, nameOf } from './marks.js';
import { element, text } from './page.js';
import { Strip } from './strip.js';
import { describe, parse, ticks, tomorrow, widen } from './time.js';
import { Tip } from './tip.js';
import { say } from './words.js';

const numbers = new Intl.NumberFormat(document.documentElement.lang);
const ROW = 28; // pixels
const MOST_ROWS = 8; // rows of a lane at most
const FEW = 12; // lanes; of more lanes each has fewer rows
const FEW_ROWS = 3; // rows of each lane then, and one of a crowded lane
const TICK = 88; // pixels between lines at least
const SHORTEST_VIEW = 14; // days
const MARGIN = 24; // pixels that stay free at both ends when all is shown
const ZOOM = 1.5; // the factor by which a key or a button zooms
const OPENED = 1.25; // the view of a cluster that opens, as a multiple of the cluster's span
const WORTH = 0.8; // the part of the view that a cluster's view is at most; else the cluster opens as a list

export class Chart {
  #root;
  #changed;
  #lanes = [];
  #marks = []; // those of the lanes, in order of date
  #extent = { from: 0, to: 1 };
  #view;
  #width = 0;
  #gestures;
  #tip = new Tip();
  #list = new ClusterList();
  #stop; // the mark that Tab leads to, in its cluster where it is in one
  #tabbed; // the node of that mark
  #written = new WeakMap(); // of each node what was written to it
  #settling = false; // whether the chart itself moves the focus
  #measure = document.createElement('canvas').getContext('2d');

  #strip = new Strip((view) => this.#move(this.#clamp(view)));

  /**
   * Draws into an element; `changed` is called with the days in view whenever the reader moves
   * the view, `more` when the reader asks for more people, and `choose` with the slug of a
   * person whom the reader chose, or with undefined for those with most appearances.
   */
  constructor(root, changed, more, choose) {
    this.#root = root;
    this.#changed = changed;
    this.range = element('output', { className: 'range' });
    this.lines = element('div', { className: 'lines', 'aria-hidden': 'true' });
    this.axis = element('div', { className: 'axis', 'aria-hidden': 'true' });
    this.body = element('div', { className: 'lanes' });
    this.plot = element('div', { className: 'plot' }, this.lines, this.axis, this.body, this.#tip.node);
    this.more = element('button', { className: 'more', type: 'button', hidden: true });
    this.undated = element('div', { className: 'undated-ones', hidden: true });
    this.people = chooser(choose);
    root.replaceChildren(this.#tools(), this.people, this.#strip.node, this.plot, this.more, this.undated);
    this.#gestures = new Gestures(this.plot, this.axis, {
      zoomed: () => this.#view !== undefined,
      zoom: (factor, x) => this.#zoom(factor, x),
      pan: (pixels) => this.#pan(pixels),
      begin: () => this.#tip.hide(),
    });
    this.more.addEventListener('click', more);
    root.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.#resized()).observe(this.axis);
  }

  /**
   * Shows these appearances, as the endpoint gives them; years has the number of all that
   * there are in each year, whether shown or not, left is how many people are not shown, more
   * how many of them the button shows, undefined for all, and chosen whether the reader chose
   * those who are shown.
   * The view stays where it was, if it was moved. After an import, those that are new stand
   * out.
   */
  show(appearances, { years, left, more, chosen }, imported = false) {
    const known = new Set(this.#marks.map((mark) => mark.key));
    const dated = appearances.filter((a) => a.earliest);
    this.#marks = dated.map((a) => this.#mark(a)).sort((a, b) => a.from - b.from || b.to - a.to);
    if (imported) this.#marks.filter((mark) => !known.has(mark.key)).forEach((mark) => mark.node.classList.add('new'));
    const days = new Map(years.map(({ year, count }) => [parse(`${String(year).padStart(4, '0')}-01-01`), count]));
    this.#extent = this.#span(left > 0 ? [...days.keys()] : []);
    this.#strip.count(days);
    this.more.hidden = left === 0 || chosen;
    this.people.hidden = left === 0 && !chosen;
    this.people.lastElementChild.hidden = !chosen;
    this.more.textContent = more === undefined ? say('chart.everybody') : say('chart.more', more);
    this.#root.hidden = appearances.length === 0; // the list says why
    this.#view &&= this.#clamp(this.#view);
    this.#fillLanes();
    this.#fillUndated(appearances.filter((a) => !a.earliest));
    this.#tip.hide();
    this.#list.hide();
    this.#stop = this.#marks[0];
    this.#resized();
  }

  /** The days of all marks, and of years that have more. */
  #span(years) {
    if (this.#marks.length === 0) return this.#extent;
    const from = Math.min(...this.#marks.map((mark) => mark.from), ...years);
    const to = Math.max(...this.#marks.map((mark) => mark.to), ...years.map((day) => Math.min(day + 365, tomorrow())));
    return widen({ from, to });
  }

  /** The days in view; undefined where all are. */
  get view() {
    return this.#view;
  }

  set view(view) {
    this.#view = view && this.#marks.length > 0 ? this.#clamp(view) : view;
    this.#draw();
  }

  #tools() {
    const button = (label, title, act) => {
      const made = element('button', { type: 'button', textContent: label, title, 'aria-label': title });
      made.addEventListener('click', act);
      return made;
    };
    return element(
      'div',
      { className: 'tools' },
      this.range,
      element('span', { className: 'hint', textContent: say('chart.hint') }),
      button('−', say('chart.out'), () => this.#zoom(1 / ZOOM)),
      button('+', say('chart.in'), () => this.#zoom(ZOOM)),
      button(say('chart.all'), say('chart.years'), () => this.#move(undefined)),
    );
  }

  #mark(a) {
    const mark = markOf(a);
    this.#heed(mark.node, mark);
    return mark;
  }

  /** The button of the cluster that a mark is the first of. */
  #button(mark) {
    if (!mark.button) {
      mark.button = clusterButton();
      mark.node.after(mark.button);
      mark.button.addEventListener('click', (event) => !event.defaultPrevented && mark.cluster && this.#open(mark.cluster));
      this.#heed(mark.button, mark);
    }
    return mark.button;
  }

  /** Tells of a mark while the reader points at a node of the mark, or while the node has the focus. */
  #heed(node, mark) {
    node.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && this.#tell(mark));
    node.addEventListener('pointerleave', () => this.#tip.hide());
    node.addEventListener('focus', () => this.#reveal(mark));
    node.addEventListener('blur', () => this.#tip.hide());
  }

  #fillLanes() {
    const lanes = new Map();
    for (const mark of this.#marks) {
      const slug = mark.person?.slug ?? '';
      if (!lanes.has(slug)) lanes.set(slug, { person: mark.person, marks: [] });
      lanes.get(slug).marks.push(mark);
    }
    this.#lanes = [...lanes.values()]; // the person whose first appearance is the earliest stands first
    this.#lanes.forEach((lane) => {
      lane.track = element('ol', { className: 'track' }, ...lane.marks.map((mark) => element('li', {}, mark.node)));
    });
    this.body.replaceChildren(
      ...this.#lanes.map((lane) => {
        lane.earlier = this.#beyond(lane, -1);
        lane.later = this.#beyond(lane, 1);
        return element('section', { className: 'lane' }, element('div', { className: 'head' }, nameOf(lane.person), element('span', { className: 'beyond' }, lane.earlier, lane.later)), lane.track);
      }),
    );
  }

  /** A button that leads to the nearest appearance of a lane ahead of what is in view, or behind it. */
  #beyond(lane, way) {
    const button = element('button', { type: 'button', hidden: true });
    button.addEventListener('click', () => {
      const { from, to } = this.#shown();
      const out = lane.marks.filter((mark) => (way < 0 ? mark.to <= from : mark.from >= to));
      const next = out.reduce((best, mark) => (best && (mark.from - best.from) * way >= 0 ? best : mark), undefined);
      if (!next) return;
      const half = (to - from) / 2;
      this.#move({ from: next.from - half, to: next.from + half });
    });
    return button;
  }

  #fillUndated(appearances) {
    this.undated.hidden = appearances.length === 0;
    const list = appearances.map((a) => {
      const mark = this.#mark(a);
      mark.node.tabIndex = 0;
      return element('li', {}, mark.node, text('span', 'who', a.person?.name ?? ''));
    });
    this.undated.replaceChildren(element('h2', { textContent: say('date.without') }), element('ul', {}, ...list));
  }

  /** Shows the card that describes an appearance beside its mark, or the cluster beside its button. */
  #tell(mark) {
    if (mark.left !== undefined && !this.#gestures.dragging) this.#tip.show(mark.cluster ?? mark, this.#shownAs(mark), this.plot);
  }

  /** The node that shows a mark: its own, or the button of its cluster. */
  #shownAs(mark) {
    return mark.cluster ? this.#button(mark.cluster.first) : mark.node;
  }

  // Where things are.

  #resized() {
    const width = this.axis.clientWidth;
    if (width === 0) return;
    this.#width = width;
    this.#measure.font = getComputedStyle(this.body.querySelector('.item') ?? this.body).font;
    for (const mark of this.#marks) mark.label = Math.ceil(this.#measure.measureText(mark.text).width) + 1;
    const all = this.#all();
    for (const lane of this.#lanes) {
      lane.marks.forEach((mark) => locate(mark, all, width));
      const few = this.#lanes.length <= FEW;
      lane.rows = rowsNeeded(lane.marks, few ? MOST_ROWS : FEW_ROWS, width, few ? FEW_ROWS : 1);
      lane.track.style.height = `${lane.rows * ROW}px`;
    }
    this.#draw();
  }

  /** The view that shows all appearances, with a margin at both ends. */
  #all() {
    const { from, to } = this.#extent;
    const margin = ((to - from) * MARGIN) / Math.max(1, this.#width - 2 * MARGIN);
    return { from: from - margin, to: to + margin };
  }

  #clamp({ from, to }) {
    const all = this.#all();
    const span = Math.min(Math.max(to - from, SHORTEST_VIEW), all.to - all.from);
    const start = Math.min(Math.max((from + to - span) / 2, all.from), all.to - span);
    return { from: start, to: start + span };
  }

  #shown() {
    return this.#view ?? this.#all();
  }

  #draw() {
    if (this.#width === 0) return;
    const view = this.#shown();
    this.range.textContent = this.#marks.length ? describe(...Object.values(this.#view ?? this.#extent)) : '';
    this.#drawAxis(view);
    this.#strip.show(this.#view, this.#all());
    const held = this.#current();
    for (const lane of this.#lanes) {
      lane.marks.forEach((mark) => locate(mark, view, this.#width));
      for (const piece of pack(lane.marks, lane.rows, this.#width).pieces) this.#put(piece);
      lane.marks.forEach((mark) => this.#swap(mark));
      const earlier = lane.marks.filter((mark) => mark.to <= view.from).length;
      const later = lane.marks.filter((mark) => mark.from >= view.to).length;
      if (earlier === lane.out?.earlier && later === lane.out.later) continue;
      lane.out = { earlier, later };
      Object.assign(lane.earlier, { hidden: earlier === 0, textContent: `‹ ${numbers.format(earlier)}`, ariaLabel: say('chart.earlier', earlier) });
      Object.assign(lane.later, { hidden: later === 0, textContent: `${numbers.format(later)} ›`, ariaLabel: say('chart.later', later) });
    }
    this.#settle(held);
  }

  /** Hides the node of a mark that is in a cluster, and the button of a cluster that is no more. */
  #swap(mark) {
    if (mark.node.hidden !== Boolean(mark.cluster)) mark.node.hidden = !mark.node.hidden;
    if (mark.button && mark.button.hidden !== (mark.cluster?.first !== mark)) mark.button.hidden = !mark.button.hidden;
  }

  /** Leaves the focus where it was, also where that is now a cluster, or none any more, and has Tab lead to one mark. */
  #settle(held) {
    if (held && document.activeElement !== this.#shownAs(held)) {
      this.#settling = true;
      this.#shownAs(held).focus({ preventScroll: true });
      this.#settling = false;
    }
    const next = this.#stop && this.#shownAs(this.#stop);
    if (next === this.#tabbed) return;
    this.#tabbed?.setAttribute('tabindex', '-1');
    next?.setAttribute('tabindex', '0');
    this.#tabbed = next;
  }

  #drawAxis({ from, to }) {
    const scale = this.#width / (to - from);
    const found = this.#marks.length ? ticks(from, to, TICK / scale) : [];
    const at = (made, day) => {
      made.style.left = `${(day - from) * scale}px`;
      return made;
    };
    this.axis.replaceChildren(...found.map((tick) => at(element('span', { textContent: tick.label }), tick.day)));
    this.lines.replaceChildren(...found.map((tick) => at(element('i'), tick.day)));
  }

  /** Puts a mark, or the button of a cluster, where it is. Only what differs is written, since each writing has the browser lay out. */
  #put(mark) {
    const { side, room } = mark;
    const node = mark.marks ? this.#button(mark.first) : mark.node;
    const left = Math.max(mark.left, -DOT);
    const right = Math.min(mark.right, this.#width + DOT);
    const out = right < 0 || left > this.#width;
    const was = this.#written.get(node) ?? {};
    const now = { ...was, out };
    this.#written.set(node, now);
    if (out !== was.out) node.classList.toggle('out', out);
    if (mark.marks) tellCluster(node, mark);
    if (out) return;
    Object.assign(now, { side, room, long: Math.round(right - left), margin: side === 'inside' ? Math.max(0, -left) : 0 });
    const before = side === 'before' ? room + 6 : 0;
    node.style.transform = `translate(${left - before}px, ${mark.row * ROW}px)`;
    if (side !== was.side) node.dataset.side = side;
    if (now.long !== was.long) node.firstChild.style.width = `${right - left}px`;
    if (mark.marks) return;
    if (room !== was.room) node.children[1].style.width = `${room}px`;
    if (now.margin !== was.margin) node.children[1].style.marginLeft = now.margin ? `${now.margin}px` : '';
  }

  // What the reader does.

  #move(view) {
    this.view = view;
    this.#changed(this.#view);
  }

  /** Zooms in by a factor around a place, in pixels from the left; the middle where none is given. */
  #zoom(factor, x = this.#width / 2) {
    const { from, to } = this.#shown();
    const all = this.#all();
    const span = (to - from) / factor;
    if (span >= all.to - all.from) return this.#move(undefined);
    if (span < SHORTEST_VIEW) factor = (to - from) / SHORTEST_VIEW;
    const fixed = from + ((to - from) * x) / this.#width;
    this.#move({ from: fixed - (fixed - from) / factor, to: fixed + (to - fixed) / factor });
  }

  /** Moves what is in view by pixels to the left. */
  #pan(pixels) {
    if (!this.#view) return;
    const { from, to } = this.#view;
    const days = (pixels * (to - from)) / this.#width;
    this.#move({ from: from + days, to: to + days });
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      '+': () => this.#zoom(ZOOM, this.#focus()),
      '=': () => this.#zoom(ZOOM, this.#focus()),
      '-': () => this.#zoom(1 / ZOOM, this.#focus()),
      0: () => this.#move(undefined),
      ArrowLeft: () => (event.shiftKey ? this.#pan(-this.#width / 4) : this.#step(-1)),
      ArrowRight: () => (event.shiftKey ? this.#pan(this.#width / 4) : this.#step(1)),
      ArrowUp: () => this.#change(-1),
      ArrowDown: () => this.#change(1),
      Home: () => this.#focusOn(this.#stops()[0]),
      End: () => this.#focusOn(this.#stops().at(-1)),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** Opens a cluster: zooms to its span, or, where that would tell no more, lists what is in the cluster. */
  #open(cluster) {
    const { from, to } = cluster.span;
    const [half, shown] = [((to - from) * OPENED) / 2, this.#shown()];
    const view = this.#clamp({ from: (from + to) / 2 - half, to: (from + to) / 2 + half });
    const same = cluster.marks.every((mark) => mark.from === cluster.first.from && mark.to === cluster.first.to);
    this.#tip.hide();
    if (same || view.to - view.from > (shown.to - shown.from) * WORTH) this.#list.show(cluster, this.#button(cluster.first));
    else this.#move(view);
  }

  /** The mark that has the focus, or the first one of the cluster that has; undefined where none has. */
  #current() {
    const active = document.activeElement;
    return this.body.contains(active) ? this.#marks.find((mark) => mark.node === active || mark.button === active) : undefined;
  }

  /** What the keys go through: marks in order of date, and each cluster at the place of its first one. */
  #stops() {
    return this.#marks.filter((mark) => !mark.cluster || mark.cluster.first === mark);
  }

  /** Where the appearance that has the focus is, in pixels from the left. */
  #focus() {
    const mark = this.#current();
    if (!mark) return undefined;
    const { left, right } = mark.cluster ?? mark;
    return (left + right) / 2;
  }

  /** Goes to the appearance before or after, whoever's it is. */
  #step(by) {
    const stops = this.#stops();
    const index = stops.indexOf(this.#current());
    this.#focusOn(stops[index < 0 ? 0 : index + by]);
  }

  #focusOn(mark) {
    if (mark) this.#shownAs(mark).focus();
  }

  /** Goes to the nearest appearance of another lane. */
  #change(by) {
    const mark = this.#current();
    const index = this.#lanes.findIndex((lane) => lane.marks.includes(mark));
    const marks = this.#lanes[index < 0 ? 0 : index + by]?.marks ?? [];
    const distance = (other) => Math.abs(other.from - (mark?.from ?? 0));
    this.#focusOn(marks.reduce((best, other) => (best && distance(best) <= distance(other) ? best : other), undefined));
  }

  /** Brings an appearance that got the focus, or the cluster that it is the first one of, into view. */
  #reveal(mark) {
    if (this.#settling) return;
    if (mark.earliest) this.#stop = mark;
    const view = this.#view;
    const { from, to } = mark.cluster?.span ?? mark;
    if (view && from !== undefined && (to < view.from || from > view.to)) {
      const half = (view.to - view.from) / 2;
      this.#move({ from: from - half, to: from + half });
    }
    this.#settle();
    this.#tell(mark);
  }
}
