// Completions at the cursor of a text area: a list box below the word.

import { candidates, wordBefore, written } from './graphql.js';

const most = 50; // candidates shown

/** Completes names in the text area from the schema that schema() returns; it returns undefined until there is one. */
export function complete(area, box, schema) {
  const popup = new Popup(area, box);

  const update = (always) => {
    const word = wordBefore(area.value, area.selectionStart);
    const open = schema() && area.selectionStart === area.selectionEnd && (always || word !== '');
    popup.show(open ? matching(candidates(schema(), area.value, area.selectionStart), word) : [], word);
  };

  area.addEventListener('input', (event) => update(event.inputType === undefined));
  area.addEventListener('blur', () => popup.hide());
  area.addEventListener('scroll', () => popup.hide());
  area.addEventListener('click', () => popup.hide());
  area.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      update(true);
    } else if (popup.key(event)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      insert(area, area.selectionStart, '\n' + indent(area));
    } else if (/^(Arrow|Home|End|Page)/.test(event.key)) {
      popup.hide();
    }
  });
}

/** The candidates for a word: those that begin with it stand before those that only contain it. */
function matching(all, word) {
  const lower = word.toLowerCase();
  const rank = (c) => c.name.toLowerCase().indexOf(lower);
  const found = all.filter((c) => rank(c) >= 0);
  return [...found.filter((c) => rank(c) === 0), ...found.filter((c) => rank(c) > 0)].slice(0, most);
}

/** The indentation of the line at the cursor, deeper behind an open bracket. */
function indent(area) {
  const line = area.value.slice(0, area.selectionStart).split('\n').at(-1);
  return /^ */.exec(line)[0] + (/[{(]\s*$/.test(line) ? '  ' : '');
}

/** Replaces the text from start to the end of the selection, in a way that the reader can undo. */
function insert(area, start, text) {
  area.setSelectionRange(start, area.selectionEnd);
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, start, area.selectionEnd, 'end');
  }
}

class Popup {
  constructor(area, box) {
    Object.assign(this, { area, box, items: [], active: -1, word: '' });
    this.probe = document.createElement('span');
    this.probe.className = 'probe';
    this.probe.setAttribute('aria-hidden', 'true');
    box.before(this.probe);
    box.addEventListener('mousedown', (event) => {
      event.preventDefault(); // the text area keeps the focus
      const option = event.target.closest('[role=option]');
      if (option) this.accept([...box.children].indexOf(option));
    });
  }

  show(items, word) {
    if (items.length === 0 || (items.length === 1 && items[0].name === word)) {
      this.hide();
      return;
    }
    Object.assign(this, { items, word });
    this.box.replaceChildren(...items.map(option));
    this.box.hidden = false;
    this.box.scrollTop = 0;
    this.place();
    // A word that is complete is left alone, so that Enter ends the line.
    this.activate(items[0].name === word ? -1 : 0);
  }

  hide() {
    this.box.hidden = true;
    this.activate(-1);
  }

  /** Handles a key; returns whether the key was meant for the list. */
  key(event) {
    if (this.box.hidden || event.ctrlKey || event.metaKey || event.altKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.activate((this.active + step + this.items.length) % this.items.length);
      return true;
    }
    if (event.key === 'Escape') {
      this.hide();
      return true;
    }
    if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && this.active >= 0) {
      this.accept(this.active);
      return true;
    }
    return false;
  }

  activate(index) {
    this.box.children[this.active]?.removeAttribute('aria-selected');
    this.active = index;
    const chosen = this.box.hidden ? undefined : this.box.children[index];
    if (!chosen) {
      this.area.removeAttribute('aria-activedescendant');
      return;
    }
    chosen.setAttribute('aria-selected', 'true');
    chosen.scrollIntoView({ block: 'nearest' });
    this.area.setAttribute('aria-activedescendant', chosen.id);
  }

  accept(index) {
    insert(this.area, this.area.selectionStart - this.word.length, this.items[index].name);
    this.hide();
  }

  /** Puts the list below the word, as far as there is room. */
  place() {
    const { area, box, probe } = this;
    const lines = area.value.slice(0, area.selectionStart - this.word.length).split('\n');
    const style = getComputedStyle(area);
    probe.textContent = lines.at(-1);
    const left = area.offsetLeft + parseFloat(style.paddingLeft) + probe.offsetWidth - area.scrollLeft;
    const top = area.offsetTop + parseFloat(style.paddingTop) + lines.length * parseFloat(style.lineHeight) - area.scrollTop;
    box.style.left = Math.max(0, Math.min(left, area.offsetLeft + area.offsetWidth - box.offsetWidth)) + 'px';
    box.style.top = top + 'px';
  }
}

function option(candidate, index) {
  const li = document.createElement('li');
  li.id = 'completion-' + index;
  li.setAttribute('role', 'option');
  li.title = candidate.description ?? '';
  const name = document.createElement('b');
  name.textContent = candidate.name;
  li.append(name);
  if (candidate.type) li.append(' ', written(candidate.type));
  return li;
}
