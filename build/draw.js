// Draws the chart of a site of files: the appearances of the people who have most, as the build
// has written them.

import { Chart } from './chart.js';
import { format, parse } from './time.js';
import { say } from './words.js';

const REST = 100; // milliseconds after the last movement of the chart until the address says where it is

const root = document.getElementById('chart');
const state = document.getElementById('state');

/** The days that the address says are in view; undefined for all. */
function view() {
  const [from, to] = (new URLSearchParams(location.search).get('zoom') ?? '').split('..').map(parse);
  return from < to ? { from, to } : undefined;
}

let moving;

/** Has the address say which days are in view, a moment after the last movement. */
function remember(view) {
  clearTimeout(moving);
  moving = setTimeout(() => {
    const parameters = new URLSearchParams(location.search);
    if (view) parameters.set('zoom', `${format(view.from)}..${format(view.to)}`);
    else parameters.delete('zoom');
    history.replaceState(null, '', `${location.pathname}${String(parameters) && `?${parameters}`}${location.hash}`);
  }, REST);
}

async function draw() {
  const response = await fetch(new URL('../chart.json', import.meta.url));
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const { nodes, total, years, whole } = await response.json();
  root.hidden = false;
  const chart = new Chart(root, remember, () => {}, () => {});
  chart.view = view();
  chart.show(nodes, { years, left: whole ? 0 : 1, more: 0, chosen: false });
  chart.more.hidden = chart.people.hidden = true; // which ask a server
  state.textContent = total > nodes.length ? say('chart.built', nodes.length, total) : whole ? '' : say('chart.most');
  addEventListener('popstate', () => (chart.view = view()));
}

draw().catch((error) => console.error(error)).finally(() => document.documentElement.classList.add('drawn'));
