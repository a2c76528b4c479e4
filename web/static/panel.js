// The panel beside the timeline: one appearance with all that is told of it.

import { element, page } from './page.js';
import { local, say } from './words.js';

export class Panel {
  #dialog;
  #content;
  #key;
  #loading;

  /** `changed` is called with the key of the appearance that was opened; with undefined when the panel closes. */
  constructor(changed) {
    this.#content = element('div', { className: 'content', tabIndex: -1 });
    const close = element('button', { className: 'close', type: 'button', textContent: '×', 'aria-label': say('chart.close') });
    this.#dialog = element('dialog', { className: 'panel', 'aria-label': say('chart.panel') }, close, this.#content);
    document.body.append(this.#dialog);
    close.addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('click', (event) => event.target === this.#dialog && this.#dialog.close());
    this.#dialog.addEventListener('close', () => {
      this.#loading?.abort();
      if (this.#key !== undefined) changed();
      this.#key = undefined;
    });
    this.changed = changed;
  }

  /** The key of the appearance that is open; undefined where none is. */
  get key() {
    return this.#key;
  }

  /** Opens an appearance. */
  open(key) {
    this.show(key);
    this.changed(key);
  }

  /** Shows an appearance, or closes the panel, without calling `changed`. */
  show(key) {
    if (key === this.#key) return;
    this.#key = key;
    if (!key) {
      this.#dialog.close();
      return;
    }
    this.#content.replaceChildren(element('p', { className: 'loading', textContent: say('chart.loading') }));
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#load();
  }

  /** Loads the open appearance once more, since an import may have changed it. */
  refresh() {
    if (this.#key) this.#load();
  }

  async #load() {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    try {
      const found = await page(local(`/people/${this.#key.split('/').map(encodeURIComponent).join('/')}`), signal);
      const article = found.getElementById('appearance') ?? found.getElementById('main');
      if (signal.aborted) return;
      this.#content.replaceChildren(...article.childNodes);
      for (const name of ['cited', 'who', 'what', 'when']) this.#content.dataset[name] = article.dataset[name] ?? '';
      this.#content.focus({ preventScroll: true });
    } catch (error) {
      if (signal.aborted) return;
      const again = element('button', { type: 'button', textContent: say('chart.again') });
      again.addEventListener('click', () => this.#load());
      this.#content.replaceChildren(
        element('p', { className: 'failed', textContent: say('chart.panel.failed', error.message) }),
        again,
      );
    }
  }
}
