// The words of the page, in its language. They come from the catalogue, as the page has
// them for its scripts: no script spells a word itself.

const said = JSON.parse(document.getElementById('words')?.textContent ?? '{}');
const numbers = new Intl.NumberFormat(document.documentElement.lang);
const plurals = new Intl.PluralRules(document.documentElement.lang);

/** The language of the page, without its script: "en" or "zh". */
export const lang = document.documentElement.lang.split('-')[0];

/**
 * A message with its values, which stand in it as %s, or %d for a number, or %[2]s for
 * the second one. Of several plural forms the first value chooses. Of a key that the page
 * does not have it is the key.
 */
export function say(key, ...values) {
  const forms = said[key] ?? key;
  const form = typeof forms === 'string' ? forms : forms[plurals.select(values[0])] ?? forms.other;
  let next = 0;
  return form.replace(/%(?:\[(\d)\])?([ds])/g, (_, place, verb) => {
    const value = values[place ? place - 1 : next++];
    return verb === 'd' ? numbers.format(value) : value;
  });
}

/** An address on this site, in the language that the address of this page names. */
export function local(address) {
  const chosen = new URLSearchParams(location.search).get('lang');
  if (!chosen) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams({ lang: chosen })}`;
}
