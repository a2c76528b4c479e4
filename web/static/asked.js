// The address of the playground has the query and the variables, so that both can be kept
// and sent to others.

/** The longest address, in characters, that is written: longer ones some programs cut. */
const longest = 8000;

/** How long somebody must have typed nothing, in milliseconds. */
const pause = 300;

/** Returns a function that has the address follow a query and its variables. */
export function follow() {
  let waiting;
  return (query, variables) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const address = new URL(location.href);
      for (const [name, value] of Object.entries({ query, variables })) {
        if (value?.trim()) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      if (address.href.length <= longest) history.replaceState(history.state, '', address);
    }, pause);
  };
}
