// Places the marks of a lane and their labels: no two marks and no two labels overlap,
// as long as there are rows enough.

const GAP = 6; // pixels between a label and what stands behind it
const SHORTEST = 56; // pixels that a label has at least; a shorter one is left out

/** How many rows, up to `most`, the marks need so that each has its whole label. */
export function rowsNeeded(marks, most) {
  const ends = [];
  for (const mark of marks) {
    const free = ends.findIndex((end) => end <= mark.left);
    ends[free < 0 ? ends.length : free] = mark.right + GAP + mark.label + GAP;
  }
  return Math.max(1, Math.min(most, ends.length));
}

/**
 * Gives each mark a row and its label a width, 0 for none, and a side: 'inside'
 * a long bar, 'after' the mark or 'before' it. Marks stand in order of their
 * left edge, and know the width of their whole label.
 */
export function pack(marks, rows, width) {
  const last = new Array(rows).fill(undefined);
  for (const mark of marks) {
    mark.row = rowFor(mark, last);
    mark.previous = last[mark.row];
    if (mark.previous) mark.previous.next = mark;
    mark.next = undefined;
    last[mark.row] = mark;
  }
  for (const mark of marks) place(mark, width);
}

function rowFor(mark, last) {
  const roomy = last.findIndex((other) => !other || other.right + GAP + other.label + GAP <= mark.left);
  if (roomy >= 0) return roomy;
  const ends = last.map((other) => other.right);
  return ends.indexOf(Math.min(...ends));
}

function place(mark, width) {
  const shown = Math.min(mark.right, width) - Math.max(mark.left, 0);
  const wanted = Math.min(mark.label, SHORTEST);
  const after = Math.min(mark.next?.left ?? width, width) - Math.max(mark.right, 0) - 2 * GAP;
  const before = mark.left - Math.max(mark.previous?.end ?? 0, 0) - 2 * GAP;
  mark.side = 'none';
  mark.room = 0;
  if (mark.right < 0 || mark.left > width) {
    // out of sight
  } else if (shown - 2 * GAP >= Math.min(mark.label, 2 * SHORTEST)) {
    mark.side = 'inside';
    mark.room = shown - 2 * GAP;
  } else if (after >= mark.label || (after >= wanted && after >= before)) {
    mark.side = 'after';
    mark.room = after;
  } else if (before >= wanted) {
    mark.side = 'before';
    mark.room = before;
  }
  mark.room = Math.max(0, Math.min(mark.room, mark.label));
  mark.end = mark.right + (mark.side === 'after' ? GAP + mark.room : 0);
}
