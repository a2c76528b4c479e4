// A list of a schema's types and fields that can be searched. Descriptions are in English.

import { written } from './graphql.js';
import { say } from './words.js';

/** Fills the list, which the search box narrows; the element found tells how many types are left. */
export function list(schema, box, search, found) {
  const types = schema.types.filter(({ name }) => !name.startsWith('__'));
  const first = (type) => (type === schema.root('query') ? 0 : 1);
  types.sort((a, b) => first(a) - first(b) || a.name.localeCompare(b.name));
  const sections = types.map(section);
  box.replaceChildren(...sections.map(({ details }) => details));
  box.addEventListener('click', (event) => follow(event, search, narrow));

  function narrow() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const { details, head, parts } of sections) {
      const whole = matches(head, words);
      let shown = 0;
      for (const { element, text } of parts) {
        element.hidden = !(whole || matches(text, words));
        if (!element.hidden) shown++;
      }
      details.hidden = !whole && shown === 0;
      details.open = !details.hidden && words.length > 0;
      if (!details.hidden) left++;
    }
    found.textContent = words.length === 0 ? say('console.types', sections.length) : say('console.types.left', left, sections.length);
  }
  search.addEventListener('input', narrow);
  narrow();
}

const matches = (text, words) => words.every((word) => text.includes(word));

/** Opens the type that a link names, even if the search had hidden it. */
function follow(event, search, narrow) {
  const link = event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  const target = document.getElementById(link.hash.slice(1));
  if (target.hidden) {
    search.value = '';
    narrow();
  }
  target.open = true;
  target.scrollIntoView({ block: 'nearest' });
  target.querySelector('summary').focus({ preventScroll: true });
}

function section(type) {
  const details = node('details', { id: 'type-' + type.name });
  details.append(node('summary', {}, node('b', { lang: 'en' }, type.name), ' ', node('span', { className: 'hint' }, say(`console.kind.${type.kind}`))));
  if (type.description) details.append(node('p', { lang: 'en' }, type.description));
  const named = [...(type.interfaces ?? []), ...(type.possibleTypes ?? [])];
  if (named.length > 0) {
    const label = type.kind === 'OBJECT' ? say('console.implements') : say('console.either');
    details.append(node('p', { className: 'hint' }, label, ...named.flatMap((t, i) => [i ? say('console.comma') : '', reference(t)])));
  }
  const parts = [...(type.fields ?? []), ...(type.inputFields ?? []), ...(type.enumValues ?? [])].map(part);
  if (parts.length > 0) details.append(node('ul', {}, ...parts.map(({ element }) => element)));
  return { details, parts, head: (type.name + ' ' + (type.description ?? '')).toLowerCase() };
}

/** One field, input field or enum value, with the text that a search goes through. */
function part(field) {
  const signature = node('code', {}, node('b', {}, field.name));
  if (field.args?.length > 0) {
    signature.append('(', ...field.args.flatMap((arg, i) => [i ? ', ' : '', ...input(arg)]), ')');
  }
  if (field.type) signature.append(': ', reference(field.type));
  if (field.defaultValue) signature.append(' = ' + field.defaultValue);
  const element = node('li', {}, signature);
  if (field.isDeprecated) element.append(node('p', { className: 'hint' }, say('console.deprecated', field.deprecationReason)));
  if (field.description) element.append(node('p', { lang: 'en' }, field.description));
  const names = [field.name, ...(field.args ?? []).map((arg) => arg.name), field.description ?? ''];
  return { element, text: names.join(' ').toLowerCase() };
}

function input(arg) {
  const name = node('span', { title: arg.description ?? '' }, arg.name);
  return [name, ': ', reference(arg.type), arg.defaultValue ? ' = ' + arg.defaultValue : ''];
}

/** A type as written, linked to its place in the list. */
function reference(type) {
  let named = type;
  while (named.ofType) named = named.ofType;
  const text = type.kind ? written(type) : type.name;
  return node('a', { href: '#type-' + named.name, lang: 'en' }, text);
}

function node(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
