// The start page: the filter, the chart, the list and the panel. The address says what
// they show, so that a reader can send it to somebody.

import { Chart } from './chart.js';
import { choosing } from './choose.js';
import { cite } from './cite.js';
import { ask, element, follow, page } from './page.js';
import { Panel } from './panel.js';
import { suggestions } from './suggest.js';
import { format, parse } from './time.js';
import { say } from './words.js';

const MOST = 2000; // appearances that the chart draws
const LANES = 24; // people whom the chart shows, those with most appearances, and how many more the reader gets at a time
const COUNTED = 100; // people whom overview.graphql counts at most
const PAUSE = 300; // milliseconds after the last key until the words are searched for
const REST = 100; // milliseconds after the last movement of the chart until the address says where it is: with each new address a browser styles all links anew
const FILTERS = ['text', 'person', 'topic', 'from', 'to', 'kind'];

const form = document.getElementById('filter');
const state = document.getElementById('state');

let chart;
let panel;
let loading;
let moving;
let typing = false; // whether the newest step of the history has words that the reader goes on typing
let lanes = LANES;
let shown; // the part of the address that the chart and the list show

if (form) begin();
else follow(() => location.reload()).catch(() => {}); // nothing is imported yet

function begin() {
  const root = document.getElementById('chart');
  root.hidden = false;
  chart = new Chart(
    root,
    (view) => {
      clearTimeout(moving);
      moving = setTimeout(() => remember({ zoom: view && `${format(view.from)}..${format(view.to)}` }), REST);
    },
    () => {
      lanes += LANES;
      load();
    },
    (slug) => {
      const all = slug === undefined ? [] : [...new Set([...chosen(), slug])];
      remember({ with: all.join(',') }, true);
      restore();
    },
  );
  panel = new Panel((key) => remember({ open: key }, true));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    filter();
    typing = false;
  });
  form.addEventListener('change', () => {
    filter();
    typing = false;
  });
  let pause;
  form.elements.text.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => filter(true), PAUSE);
  });
  const person = form.elements.person;
  if (person instanceof HTMLInputElement) {
    choosing(person, document.getElementById('suggestions'), (slug) => {
      person.value = slug;
      filter();
    });
  }
  suggestions(form.elements.text, document.getElementById('suggestions'));
  document.addEventListener('click', open);
  cite();
  addEventListener('popstate', () => {
    typing = false;
    restore();
  });
  restore();
  follow(refresh).catch(() => {});
}

/** Opens an appearance in the panel, at a plain click on a link to the appearance. */
function open(event) {
  const link = event.target.closest?.('a[data-opens], #clear');
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.id === 'clear') go(blank());
  else panel.open(link.dataset.opens);
}

// The address.

function address() {
  return new URLSearchParams(location.search);
}

/** Writes a part of what is shown into the address; with step, as a new entry of the history, from which the reader can go back. */
function remember(part, step = false) {
  const parameters = address();
  for (const [name, value] of Object.entries(part)) {
    if (value) parameters.set(name, value);
    else parameters.delete(name);
  }
  if (String(parameters) === String(address())) return;
  history[step ? 'pushState' : 'replaceState'](null, '', at(parameters));
  offer();
}

function at(parameters) {
  const query = String(parameters).replaceAll('%2F', '/');
  return location.pathname + (query && `?${query}`);
}

/** The slugs of the people whose lanes the reader chose; none where those with most appearances are shown. */
function chosen() {
  return (address().get('with') ?? '').split(',').filter(Boolean);
}

/** The parameters of a page that shows everything, in the language that the reader chose. */
function blank() {
  const parameters = new URLSearchParams();
  if (address().has('lang')) parameters.set('lang', address().get('lang'));
  return parameters;
}

/** Has the link to the other language lead to what is shown now. */
function offer() {
  const link = document.getElementById('elsewhere');
  const parameters = address();
  parameters.set('lang', new URL(link.href).searchParams.get('lang'));
  link.href = at(parameters);
}

/** Goes to another filter, as far as the form can say it. While the reader types, all is one step of the history. */
function filter(typed = false) {
  if (!form.reportValidity()) return;
  const parameters = blank();
  for (const name of FILTERS) {
    const value = form.elements[name].value.trim();
    if (value) parameters.set(name, value);
  }
  if (address().has('with')) parameters.set('with', address().get('with'));
  const same = FILTERS.every((name) => (parameters.get(name) ?? '') === (address().get(name) ?? ''));
  if (same) return;
  go(parameters, typed && typing);
  typing = typed;
}

/** Goes to another address of this page; with instead, in place of the newest step of the history. */
function go(parameters, instead = false) {
  history[instead ? 'replaceState' : 'pushState'](null, '', at(parameters));
  restore();
}

/** Shows what the address says. */
function restore() {
  clearTimeout(moving);
  offer();
  const parameters = address();
  for (const name of FILTERS) fillIn(form.elements[name], parameters.get(name) ?? '');
  const [from, to] = (parameters.get('zoom') ?? '').split('..').map(parse);
  chart.view = from < to ? { from, to } : undefined;
  form.classList.toggle('narrowed', FILTERS.some((name) => parameters.get(name)));
  panel.show(parameters.get('open') ?? undefined);
  if (wanted() === shown) return;
  lanes = LANES;
  load();
}

/** The part of the address that says which appearances there are to see. */
function wanted() {
  const parameters = address();
  parameters.delete('zoom');
  parameters.delete('open');
  return String(parameters);
}

function fillIn(field, value) {
  if (field instanceof RadioNodeList) {
    for (const radio of field) radio.checked = radio.value === value.toUpperCase();
  } else if (!(field instanceof HTMLSelectElement) || [...field.options].some((option) => option.value === value)) {
    field.value = value; // else it is another name of what is selected
  }
}

// What is shown.

/** Loads and shows the chart, the list and the panel anew, as after an import. */
function refresh() {
  load(true);
  panel.refresh();
}

async function load(imported = false) {
  loading?.abort();
  const { signal } = (loading = new AbortController());
  shown = wanted();
  tell(say('chart.loading'));
  try {
    const [found] = await Promise.all([appearances(signal), list(signal)]);
    if (signal.aborted) return;
    chart.show(found.nodes, found, imported);
    const left = found.total - found.nodes.length;
    if (left > 0) tell(say('chart.newest', found.nodes.length, found.total));
    else tell();
  } catch (error) {
    if (signal.aborted) return;
    shown = undefined;
    const again = element('button', { type: 'button', textContent: say('chart.again') });
    again.addEventListener('click', () => load());
    tell(say('chart.failed', error.message), ' ', again);
  } finally {
    if (!signal.aborted) document.documentElement.classList.add('drawn');
  }
}

function tell(...what) {
  state.replaceChildren(...what);
  state.classList.toggle('failed', what.length > 1);
}

/**
 * The appearances that pass the filter, up to MOST, of the people with most of them, and how
 * many there are in each year, all of one revision. Left is the number of people who are left
 * out, COUNTED counting as all; more is how many of them come next, undefined for all.
 */
async function appearances(signal) {
  const parameters = address();
  const filter = Object.fromEntries(FILTERS.map((name) => [name, parameters.get(name) || undefined]));
  if (filter.kind) filter.kind = filter.kind.toUpperCase();
  const first = Number(document.getElementById('chart').dataset.chunk);
  do {
    const { corpus, appearances: all } = await ask('overview', { filter }, signal);
    const people = all.facets.byPerson.map(({ person }) => person.slug);
    const picked = filter.person ? [] : chosen();
    const left = Math.max(0, people.length - (picked.length || lanes));
    const more = left > LANES ? LANES : people.length < COUNTED ? left : undefined;
    const of = picked.length > 0 || left > 0 ? { ...filter, person: picked.length > 0 ? picked : people.slice(0, lanes) } : filter;
    const nodes = [];
    let after;
    do {
      const data = await ask('lanes', { filter: of, first, after }, signal);
      if (data.corpus.revision !== corpus.revision) break; // an import came between: begin again
      nodes.push(...data.appearances.nodes);
      const { hasNextPage, endCursor } = data.appearances.pageInfo;
      if (!hasNextPage || nodes.length >= MOST) return { nodes, total: data.appearances.totalCount, years: all.facets.byYear, left, more, chosen: picked.length > 0 };
      after = endCursor;
    } while (true);
  } while (true);
}

/** Takes the list and the counts from the page of the same address. */
async function list(signal) {
  const found = await page(at(address()), signal);
  for (const id of ['counts', 'list']) {
    const part = found.getElementById(id);
    if (!part) throw new Error(found.querySelector('main p')?.textContent ?? say('chart.changed'));
    document.getElementById(id).replaceWith(part);
  }
}
