// The chart: people as lanes, time across, every appearance at its date.

import { chooser } from './choose.js';
import { Gestures } from './gestures.js';
import { pack, rowsNeeded } from './lanes.js';
import { element, language, text } from './page.js';
import { Strip } from './strip.js';
import { describe, parse, ticks, tomorrow, widen, words } from './time.js';
import { kindName, Tip } from './tip.js';
import { local, say } from './words.js';

const numbers = new Intl.NumberFormat(document.documentElement.lang);
const DOT = 12; // pixels across the dot of a day; a bar is at least as wide
const ROW = 28; // pixels
const MOST_ROWS = 8; // rows of a lane at most
const FEW = 12; // lanes; of more lanes each has fewer rows
const FEW_ROWS = 3; // rows of each lane then
const TICK = 88; // pixels between lines at least
const SHORTEST_VIEW = 14; // days
const MARGIN = 24; // pixels that stay free at both ends when all is shown
const ZOOM = 1.5; // the factor by which a key or a button zooms

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
    this.#marks[0]?.node.setAttribute('tabindex', '0');
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
    const label = a.title || a.key;
    const when = words(a);
    const node = element(
      'a',
      { className: 'item', href: local(`/people/${a.key.split('/').map(encodeURIComponent).join('/')}`), draggable: false, tabIndex: -1 },
      element('span', { className: 'mark', 'aria-hidden': 'true' }),
      text('span', 'label', label),
    );
    node.dataset.opens = a.key;
    node.dataset.kind = a.kind;
    node.dataset.precision = a.datePrecision;
    node.append(element('span', { className: 'hidden', textContent: say('chart.mark', when, kindName(a.kind)) }));
    const mark = { ...a, node, when, text: label, from: parse(a.earliest), to: parse(a.latest) + 1 };
    if (mark.from < tomorrow()) mark.to = Math.min(mark.to, tomorrow()); // what is told of has been
    node.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && this.#tell(mark));
    node.addEventListener('pointerleave', () => this.#tip.hide());
    node.addEventListener('focus', () => this.#reveal(mark));
    node.addEventListener('blur', () => this.#tip.hide());
    return mark;
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

  /** Shows the card that describes an appearance beside its mark. */
  #tell(mark) {
    if (mark.left !== undefined && !this.#gestures.dragging) this.#tip.show(mark, this.plot);
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
      lane.marks.forEach((mark) => this.#locate(mark, all));
      lane.rows = rowsNeeded(lane.marks, this.#lanes.length > FEW ? FEW_ROWS : MOST_ROWS, width);
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

  #locate(mark, { from, to }) {
    const scale = this.#width / (to - from);
    const left = (mark.from - from) * scale;
    const right = (mark.to - from) * scale;
    const point = mark.datePrecision === 'DAY' || right - left < DOT;
    const middle = (left + right) / 2;
    mark.left = point ? middle - DOT / 2 : left;
    mark.right = point ? middle + DOT / 2 : right;
  }

  #draw() {
    if (this.#width === 0) return;
    const view = this.#shown();
    this.range.textContent = this.#marks.length ? describe(...Object.values(this.#view ?? this.#extent)) : '';
    this.#drawAxis(view);
    this.#strip.show(this.#view, this.#all());
    for (const lane of this.#lanes) {
      lane.marks.forEach((mark) => this.#locate(mark, view));
      pack(lane.marks, lane.rows, this.#width);
      lane.marks.forEach((mark) => this.#put(mark));
      const earlier = lane.marks.filter((mark) => mark.to <= view.from).length;
      const later = lane.marks.filter((mark) => mark.from >= view.to).length;
      if (earlier === lane.out?.earlier && later === lane.out.later) continue;
      lane.out = { earlier, later };
      Object.assign(lane.earlier, { hidden: earlier === 0, textContent: `‹ ${numbers.format(earlier)}`, ariaLabel: say('chart.earlier', earlier) });
      Object.assign(lane.later, { hidden: later === 0, textContent: `${numbers.format(later)} ›`, ariaLabel: say('chart.later', later) });
    }
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

  #put(mark) {
    const { node, side, room } = mark;
    const left = Math.max(mark.left, -DOT);
    const right = Math.min(mark.right, this.#width + DOT);
    const out = right < 0 || left > this.#width;
    node.classList.toggle('out', out);
    if (out) return;
    node.dataset.side = side;
    const before = side === 'before' ? room + 6 : 0;
    node.style.transform = `translate(${left - before}px, ${mark.row * ROW}px)`;
    node.firstChild.style.width = `${right - left}px`;
    node.children[1].style.width = `${room}px`;
    node.children[1].style.marginLeft = side === 'inside' ? `${Math.max(0, -left)}px` : '';
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
      Home: () => this.#marks[0]?.node.focus(),
      End: () => this.#marks.at(-1)?.node.focus(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #current() {
    return this.#marks.find((mark) => mark.node === document.activeElement);
  }

  /** Where the appearance that has the focus is, in pixels from the left. */
  #focus() {
    const mark = this.#current();
    return mark && (mark.left + mark.right) / 2;
  }

  /** Goes to the appearance before or after, whoever's it is. */
  #step(by) {
    const index = this.#marks.indexOf(this.#current());
    this.#marks[index < 0 ? 0 : index + by]?.node.focus();
  }

  /** Goes to the nearest appearance of another lane. */
  #change(by) {
    const mark = this.#current();
    const index = this.#lanes.findIndex((lane) => lane.marks.includes(mark));
    const marks = this.#lanes[index < 0 ? 0 : index + by]?.marks ?? [];
    const distance = (other) => Math.abs(other.from - (mark?.from ?? 0));
    marks.reduce((best, other) => (best && distance(best) <= distance(other) ? best : other), undefined)?.node.focus();
  }

  /** Brings an appearance that got the focus into view. */
  #reveal(mark) {
    for (const other of this.#marks) other.node.setAttribute('tabindex', other === mark ? '0' : '-1');
    const view = this.#view;
    if (view && mark.from !== undefined && (mark.to < view.from || mark.from > view.to)) {
      const half = (view.to - view.from) / 2;
      this.#move({ from: mark.from - half, to: mark.from + half });
    }
    this.#tell(mark);
  }
}

function nameOf(person) {
  if (!person) return element('h2', { className: 'name', textContent: say('chart.unknown') });
  const name = text('a', '', person.name);
  name.href = local(`/people/${encodeURIComponent(person.slug)}`);
  const other = language(person.name) !== 'zh' && person.aliases.find((alias) => language(alias) === 'zh');
  return element('h2', { className: 'name' }, name, ...(other ? [text('span', 'alias', other)] : []));
}
