// Places the marks of a lane and their labels: no two marks and no two labels overlap, and no
// label is cut, as long as there are rows enough.

const GAP = 6; // pixels between a label and its mark, and ahead of what stands behind it
const OVER = 1e4; // pixels of labels that may be lost rather than that two marks overlap
const SHORTEST = 56; // pixels that a label has at least where it is cut; a shorter one is left out

/** How many rows, up to `most`, the marks need so that as little as can be is cut of labels. */
export function rowsNeeded(marks, most, width) {
  const least = pack(marks, most, width);
  for (let rows = 1; rows < most; rows++) {
    if (pack(marks, rows, width) === least) return rows;
  }
  return most;
}

/**
 * Gives each mark a row and its label a width, 0 for none, and a side: 'inside' a long bar,
 * 'after' the mark or 'before' it. Marks know their edges and the width of their whole label.
 * The result tells how much is lost: the pixels that are cut of labels, and OVER for each mark
 * that overlaps another one.
 */
export function pack(marks, rows, width) {
  const last = new Array(rows).fill(undefined); // the mark that each row ends with
  const seen = marks.filter((mark) => mark.right >= 0 && mark.left <= width).sort((a, b) => a.left - b.left);
  for (const mark of marks) Object.assign(mark, { row: 0, side: 'none', room: 0, end: mark.right });
  let lost = 0;
  for (const mark of seen) {
    if (!whole(mark, last, width) && cut(mark, last, width)) lost += OVER;
    last[mark.row] = mark;
  }
  return seen.reduce((sum, mark) => sum + mark.label - mark.room, lost);
}

/** Puts a mark with its whole label into the first row that has room for both; the result tells whether one has. */
function whole(mark, last, width) {
  const [left, right] = [Math.max(mark.left, 0), Math.min(mark.right, width)];
  const side = right - left - 2 * GAP >= mark.label ? 'inside' : right + GAP + mark.label <= width ? 'after' : undefined;
  const free = (start) => last.findIndex((other) => (other?.end ?? -Infinity) <= start);
  if (side && free(left) >= 0) {
    take(mark, free(left), side, mark.label);
    return true;
  }
  const start = left - GAP - mark.label;
  if (start < 0 || free(start) < 0) return false;
  take(mark, free(start), 'before', mark.label);
  return true;
}

/** Puts a mark where a part of its label fits, or where the mark alone does; the result tells whether it overlaps another one. */
function cut(mark, last, width) {
  const [left, right] = [Math.max(mark.left, 0), Math.min(mark.right, width)];
  const row = last.findIndex((other) => (other?.end ?? -Infinity) <= left);
  let over = false;
  if (row < 0) {
    const bars = last.map((other) => other.right);
    const least = bars.indexOf(Math.min(...bars));
    over = bars[least] > mark.left;
    shorten(last[least], left);
    take(mark, least, 'none', 0);
  } else {
    take(mark, row, 'none', 0);
  }
  const before = last[mark.row]?.end ?? 0;
  const room = { inside: right - left - 2 * GAP, after: width - right - GAP, before: left - GAP - before };
  const side = room.inside >= 2 * SHORTEST ? 'inside' : room.after >= room.before ? 'after' : 'before';
  if (room[side] >= Math.min(SHORTEST, mark.label)) take(mark, mark.row, side, Math.min(room[side], mark.label));
  return over;
}

/** Shortens the label behind a mark, so that the next mark of the row may begin at a place. */
function shorten(mark, place) {
  if (mark.side !== 'after') return;
  const room = place - mark.right - 2 * GAP;
  take(mark, mark.row, room >= SHORTEST ? 'after' : 'none', room >= SHORTEST ? room : 0);
}

function take(mark, row, side, room) {
  Object.assign(mark, { row, side, room, end: mark.right + (side === 'after' ? GAP + room : 0) + GAP });
}
