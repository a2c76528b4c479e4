// The chart: people as lanes, time across, every appearance at its date.

import { chooser } from './choose.js';
import { ClusterList } from './clusters.js';
import { Gestures } from './gestures.js';
import { Lane } from './lane.js';
import { locate, rowsNeeded } from './lanes.js';
import { markOf } from './marks.js';
import { element, text } from './page.js';
import { Strip } from './strip.js';
import { describe, parse, ticks, tomorrow, widen } from './time.js';
import { Tip } from './tip.js';
import { say } from './words.js';

const MOST_ROWS = 8; // rows of a lane at most
const FEW = 12; // lanes; of more lanes each has fewer rows
const FEW_ROWS = 3; // rows of each lane then, and one of a crowded lane
const TICK = 88; // pixels between lines at least
const SHORTEST_VIEW = 14; // days
const MARGIN = 24; // pixels that stay free at both ends when all is shown
const ZOOM = 1.5; // the factor by which a key or a button zooms
const OPENED = 1.25; // the view of a cluster that opens, as a multiple of the cluster's span
const REST = 100; // milliseconds after the last movement until the lanes are drawn that are not in the window
const AT_ONCE = 4; // of those lanes
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
  #settling = false; // whether the chart itself moves the focus
  #measure = document.createElement('canvas').getContext('2d');
  #resting; // the timer of the lanes that are not in the window
  #window = new IntersectionObserver((all) => all.forEach(({ target, isIntersecting }) => this.#see(target, isIntersecting)));

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
    const chart = { heed: (node, mark) => this.#heed(node, mark), open: (cluster) => this.#open(cluster), go: (lane, way) => this.#go(lane, way) };
    this.#lanes = [...lanes.values()].map(({ person, marks }) => new Lane(person, marks, chart)); // the person whose first appearance is the earliest stands first
    this.#window.disconnect();
    this.body.replaceChildren(...this.#lanes.map((lane) => lane.node));
    this.#lanes.forEach((lane) => this.#window.observe(lane.node));
  }

  /** Goes to the nearest appearance of a lane ahead of what is in view, or behind it. */
  #go(lane, way) {
    const { from, to } = this.#shown();
    const out = lane.marks.filter((mark) => (way < 0 ? mark.to <= from : mark.from >= to));
    const next = out.reduce((best, mark) => (best && (mark.from - best.from) * way >= 0 ? best : mark), undefined);
    if (!next) return;
    const half = (to - from) / 2;
    this.#move({ from: next.from - half, to: next.from + half });
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

  /** The node that shows a mark; an appearance without a date has no lane. */
  #shownAs(mark) {
    return mark.lane?.nodeOf(mark) ?? mark.node;
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
    }
    this.#draw();
    this.#drawLanes(() => true);
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
    const days = this.#marks.length ? describe(...Object.values(this.#view ?? this.#extent)) : '';
    if (this.range.textContent !== days) this.range.textContent = days;
    this.#drawAxis(view);
    this.#strip.show(this.#view, this.#all());
    const held = this.#current();
    this.#lanes.forEach((lane) => (lane.stale = true));
    this.#drawLanes((lane) => lane.seen || lane === held?.lane);
    this.#settle(held);
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#rest(), REST);
  }

  /** Draws the lanes, of those that the view has moved away from, which pass a test. */
  #drawLanes(test) {
    const view = this.#shown();
    this.#lanes.filter((lane) => lane.stale && test(lane)).forEach((lane) => lane.draw(view, this.#width));
  }

  /** Draws the lanes that nobody sees, some at once. */
  #rest() {
    const some = this.#lanes.filter((lane) => lane.stale).slice(0, AT_ONCE);
    this.#drawLanes((lane) => some.includes(lane));
    if (some.length > 0) this.#resting = setTimeout(() => this.#rest());
  }

  /** Heeds that a lane came into the window, or left it. */
  #see(node, seen) {
    const lane = this.#lanes.find((one) => one.node === node);
    if (!lane) return;
    lane.seen = seen;
    if (seen) this.#drawLanes((one) => one === lane);
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
    while (this.axis.children.length > found.length) [this.axis, this.lines].forEach((all) => all.lastChild.remove());
    while (this.axis.children.length < found.length) {
      this.axis.append(element('span', {}, ''));
      this.lines.append(element('i'));
    }
    found.forEach((tick, i) => {
      const [label, line] = [this.axis.children[i], this.lines.children[i]];
      label.style.left = line.style.left = `${(tick.day - from) * scale}px`;
      if (label.firstChild.data !== tick.label) label.firstChild.data = tick.label;
    });
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
    if (same || view.to - view.from > (shown.to - shown.from) * WORTH) this.#list.show(cluster, this.#shownAs(cluster.first));
    else this.#move(view);
  }

  /** The mark that has the focus, or the first one of the cluster that has; undefined where none has. */
  #current() {
    const active = document.activeElement;
    return this.body.contains(active) ? this.#marks.find((mark) => mark.node === active || mark.button === active) : undefined;
  }

  /** What the keys go through: marks in order of date, and each cluster at the place of its first one. */
  #stops() {
    this.#drawLanes(() => true);
    return this.#marks.filter((mark) => !mark.cluster || mark.cluster.first === mark);
  }

  /** Where the appearance that has the focus is, in pixels from the left. */
  #focus() {
    const mark = this.#current();
    if (!mark) return undefined;
    return mark.lane.middle(mark.cluster ?? mark);
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
    const index = this.#lanes.indexOf(mark?.lane);
    this.#drawLanes(() => true);
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
