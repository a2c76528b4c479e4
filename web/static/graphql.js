// What a GraphQL document asks for at a place in it, by the types of a schema.

import { say } from './words.js';

const token = /"""(?:[^\\]|\\.)*?(?:"""|$)|"(?:[^"\\\n]|\\.)*(?:"|$)|#[^\n]*|\.\.\.|[_A-Za-z][_0-9A-Za-z]*|-?[0-9][-+.0-9A-Za-z]*|[!$&():=@[\]{|}]/g;
const roots = { query: 'queryType', mutation: 'mutationType', subscription: 'subscriptionType' };

/** An introspected __schema with its types by name. */
export class Schema {
  constructor(introspected) {
    this.types = introspected.types;
    this.byName = new Map(this.types.map((type) => [type.name, type]));
    this.introspected = introspected;
  }

  /** The type that operations with a keyword start from: Query for "query". */
  root(keyword) {
    return this.byName.get(this.introspected[roots[keyword]]?.name);
  }

  /** The named type of a list or of a type that is not null. */
  named(type) {
    while (type?.ofType) type = type.ofType;
    return this.byName.get(type?.name);
  }
}

/** A type as a schema writes it: "[Person!]!". */
export function written(type) {
  if (type.kind === 'NON_NULL') return written(type.ofType) + '!';
  if (type.kind === 'LIST') return '[' + written(type.ofType) + ']';
  return type.name;
}

/** The word that ends at the place: the one to complete. */
export function wordBefore(text, place) {
  return /[_A-Za-z][_0-9A-Za-z]*$/.exec(text.slice(0, place))?.[0] ?? '';
}

/**
 * What can stand at the place, in the order of the schema: fields, arguments,
 * enum values, or types; none in a comment, in a string or where it is unknown.
 */
export function candidates(schema, text, place) {
  const before = text.slice(0, place - wordBefore(text, place).length);
  const tokens = before.match(token) ?? [];
  const last = tokens.at(-1) ?? '';
  if (last[0] === '#' && before.endsWith(last)) return [];
  if (last[0] === '"' && before.endsWith(last) && (last.length === 1 || !last.endsWith('"'))) return [];
  return offer(schema, read(schema, tokens), last);
}

/** Reads tokens and returns the innermost open bracket. */
function read(schema, tokens) {
  let frame = { kind: 'document', next: schema.root('query') };
  tokens.forEach((t, i) => {
    const previous = tokens[i - 1];
    if (t[0] === '#' || t[0] === '"') return;
    if (t === '{' || t === '(') {
      frame = open(schema, frame, t);
    } else if (t === '}' || t === ')') {
      frame = frame.outer ?? frame;
    } else if (t === '...') {
      frame.next = frame.type;
    } else if (/^[_A-Za-z]/.test(t)) {
      name(schema, frame, t, previous);
    }
  });
  return frame;
}

function open(schema, outer, bracket) {
  if (bracket === '(') {
    if (outer.kind === 'document') return { kind: 'variables', outer };
    return { kind: 'input', inputs: outer.directive ? [] : outer.field?.args ?? [], outer };
  }
  if (outer.kind === 'input' || outer.kind === 'variables') {
    return { kind: 'input', inputs: schema.named(outer.input?.type)?.inputFields ?? [], outer };
  }
  const type = outer.next;
  if (outer.kind === 'document') outer.next = schema.root('query');
  return { kind: 'selection', type, outer };
}

/** Keeps what the next tokens need to know of a name: the field, the argument or the type that it names. */
function name(schema, frame, word, previous) {
  frame.directive = previous === '@';
  if (frame.directive || previous === '$') return;
  if (previous === 'on' && frame.kind !== 'input') {
    frame.next = schema.byName.get(word);
  } else if (frame.kind === 'document') {
    if (Object.hasOwn(roots, word)) frame.next = schema.root(word);
  } else if (frame.kind === 'selection' && previous !== '...') {
    frame.field = frame.type?.fields?.find((field) => field.name === word);
    frame.next = schema.named(frame.field?.type);
  } else if (frame.kind === 'input' && previous !== ':') {
    frame.input = frame.inputs.find((input) => input.name === word) ?? frame.input;
  }
}

function offer(schema, frame, last) {
  if (last === '$' || last === '@') return [];
  if (frame.kind === 'document') {
    return last === 'on' ? composite(schema) : [];
  }
  if (frame.kind === 'variables') {
    return last === ':' || last === '[' ? schema.types.filter(({ kind, name }) => /SCALAR|ENUM|INPUT/.test(kind) && !name.startsWith('__')) : [];
  }
  if (frame.kind === 'input') {
    return last === ':' || last === '[' ? values(schema.named(frame.input?.type)) : frame.inputs;
  }
  if (last === 'on') return composite(schema);
  if (last === '...' || !frame.type) return [];
  return [...(frame.type.fields ?? []), { name: '__typename', description: say('console.typename') }];
}

function composite(schema) {
  return schema.types.filter(({ kind, name }) => /OBJECT$|INTERFACE|UNION/.test(kind) && kind !== 'INPUT_OBJECT' && !name.startsWith('__'));
}

function values(type) {
  if (type?.name === 'Boolean') return [{ name: 'true' }, { name: 'false' }];
  return type?.enumValues ?? [];
}
