// Shows the page anew when a post has changed, and after the server was away.

const changes = new EventSource('/changes');

changes.addEventListener('state', async ({ data }) => {
  const main = document.getElementById('main');
  if (main.dataset.state === data) return;
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const anew = page.getElementById('main');
  if (!anew) return; // the next change tries again
  document.title = page.title;
  document.getElementById('main').replaceWith(anew);
});

addEventListener('pagehide', () => changes.close());
