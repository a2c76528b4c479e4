// Turns wheels, mouse drags and fingers into movements of the chart.

const MOVE = 4; // pixels after which a press is a drag
const LINE = 30; // pixels of a line, where a wheel counts lines (deltaMode 1)
const PINCHED = 40; // pixels of one event, below which the wheel is a pinch of a touchpad, which the browser tells with Ctrl
const PINCH = 12; // pixels between two fingers, at least, for a pinch to zoom

export class Gestures {
  #axis;
  #chart;
  #plot;
  #pointers = new Map();

  /** Whether the last press became a drag. */
  dragging = false;

  /**
   * Listens on the plot. Places are counted in pixels from the left of the axis.
   * The chart can zoom(factor, place) and pan(pixels), knows whether it is
   * zoomed() and is told where a drag begins().
   */
  constructor(plot, axis, chart) {
    [this.#plot, this.#axis, this.#chart] = [plot, axis, chart];
    plot.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    plot.addEventListener('pointerdown', (event) => this.#press(event));
    plot.addEventListener('pointermove', (event) => this.#move(event));
    for (const end of ['pointerup', 'pointercancel']) {
      plot.addEventListener(end, (event) => this.#pointers.delete(event.pointerId));
    }
    plot.addEventListener('click', (event) => this.dragging && event.preventDefault(), { capture: true });
  }

  #place(event) {
    return event.clientX - this.#axis.getBoundingClientRect().left;
  }

  #wheel(event) {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      if (this.#chart.zoomed()) event.preventDefault();
      this.#chart.pan((event.deltaX || event.deltaY) * unit);
      return;
    }
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    this.#chart.zoom(Math.exp((-event.deltaY * unit) / (event.deltaMode === 0 && Math.abs(event.deltaY) < PINCHED ? 100 : 400)), this.#place(event));
  }

  #press(event) {
    if (event.button !== 0) return;
    if (this.#pointers.size === 0) this.dragging = false;
    const place = this.#place(event);
    this.#pointers.set(event.pointerId, { place, start: place });
  }

  #move(event) {
    const pointer = this.#pointers.get(event.pointerId);
    if (!pointer) return;
    const place = this.#place(event);
    if (!this.dragging && Math.abs(place - pointer.start) < MOVE) return;
    if (!this.dragging) this.#chart.begin();
    this.dragging = true;
    this.#plot.setPointerCapture(event.pointerId);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const [before, after] = [Math.abs(pointer.place - other.place), Math.abs(place - other.place)];
      if (Math.min(before, after) > PINCH) this.#chart.zoom(after / before, (place + other.place) / 2);
    } else {
      this.#chart.pan(pointer.place - place);
    }
    pointer.place = place;
  }
}
