// The console: sends the query in the editor, and shows the answer.

import { follow } from './asked.js';
import { complete } from './complete.js';
import { Schema } from './graphql.js';
import { list } from './schema.js';
import { say } from './words.js';

const $ = (id) => document.getElementById(id);
const form = $('form');
const endpoint = form.getAttribute('action');

let schema;
let running;

/** Posts a request; returns the response, its text, and its JSON where the text is JSON. */
async function post(request, signal) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(request),
    signal,
  });
  const text = await response.text();
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    // the text is not JSON: the status and the text are shown
  }
  return { response, text, json };
}

function show(text, status, failed = false) {
  $('result').textContent = text;
  $('result').scrollTop = 0;
  $('status').textContent = status;
  $('status').classList.toggle('failed', failed);
}

/** The variables as they are typed; an error names what is wrong with them. */
function variables() {
  const text = $('variables').value.trim();
  if (text === '') return {};
  const value = JSON.parse(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new TypeError(say('console.want', '{"slug": "ilya-sutskever"}'));
  }
  return value;
}

async function run() {
  running?.abort();
  const request = { query: $('query').value };
  try {
    request.variables = variables();
  } catch (error) {
    show('', say('console.variables.wrong', error.message), true);
    $('variables').focus();
    return;
  }
  running = new AbortController();
  const { signal } = running;
  const started = performance.now();
  $('status').textContent = say('console.running');
  $('status').classList.remove('failed');
  $('result').setAttribute('aria-busy', 'true');
  try {
    const { response, text, json } = await post(request, signal);
    const took = Math.round(performance.now() - started);
    const errors = json?.errors?.length ?? 0;
    const told = [`HTTP ${response.status}`, `${took} ms`, `${(new Blob([text]).size / 1024).toFixed(1)} kB`];
    if (errors > 0) told.unshift(say('console.errors', errors));
    show(json ? JSON.stringify(json, null, 2) : text, told.join(' · '), errors > 0 || !response.ok);
  } catch (error) {
    if (signal.aborted) return; // a later run has taken over
    show('', say('console.unreachable', error.message), true);
  }
  $('result').removeAttribute('aria-busy');
  $('result').scrollIntoView({ block: 'nearest' });
}

async function introspect() {
  try {
    const query = await (await fetch('/static/introspection.graphql')).text();
    const { json } = await post({ query });
    schema = new Schema(json.data.__schema);
    list(schema, $('types'), $('search'), $('found'));
  } catch (error) {
    $('found').textContent = say('console.schema.unread', error.message);
  }
}

const note = follow();
const noted = () => note($('query').value, $('variables').value);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  run();
});
form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
$('examples').addEventListener('change', () => {
  $('query').value = $('examples').value;
  noted();
});
$('query').addEventListener('input', noted);
$('variables').addEventListener('input', noted);
$('found').textContent = say('console.schema.reading');
complete($('query'), $('completions'), () => schema);
introspect();
