// Places the marks of a lane and their labels: no two marks and no two labels overlap, and no
// label is cut, as long as there are rows enough. Marks that would overlap make a cluster.

import { gather } from './clusters.js';

export const DOT = 12; // pixels across the dot of a day; a bar is at least as wide
const GAP = 6; // pixels between a label and its mark, and ahead of what stands behind it
const CROWDED = 1e4; // pixels of labels that may be lost rather than that a mark is in a cluster
const LABELLED = 0.25; // the part of its labels that a lane has room for at least, or else it is crowded
const SHORTEST = 56; // pixels that a label has at least where it is cut; a shorter one is left out

/** Gives a mark its edges, in pixels, where some days are in view on so many pixels. */
export function locate(mark, { from, to }, width) {
  const scale = width / (to - from);
  const left = (mark.from - from) * scale;
  const right = (mark.to - from) * scale;
  const point = mark.datePrecision === 'DAY' || right - left < DOT;
  const middle = (left + right) / 2;
  mark.left = point ? middle - DOT / 2 : left;
  mark.right = point ? middle + DOT / 2 : right;
}

/**
 * How many rows, up to `most`, the marks need so that as little as can be is cut of labels; of a
 * lane that is too crowded to have many labels in any case, how many it has.
 */
export function rowsNeeded(marks, most, width, crowded) {
  const lostOf = (rows) => {
    const pieces = gather(marks, rows);
    return { pieces, lost: pack(pieces, rows, 0, width) };
  };
  const { lost: least, pieces } = lostOf(most);
  const sum = (all, of) => all.reduce((so, one) => so + one[of], 0);
  if (sum(pieces, 'room') < LABELLED * sum(marks, 'label')) return crowded;
  for (let rows = 1; rows < most; rows++) {
    if (lostOf(rows).lost === least) return rows;
  }
  return most;
}

/**
 * Gives each piece, a mark or a cluster of them, a row and its label a width, 0 for none, and a
 * side: 'inside' a long bar, 'after' the mark or 'before' it. Pieces know their edges and the
 * width of their whole label; from begin to end they are in view. The result is how much is lost:
 * the pixels that are cut of labels, and CROWDED for each mark that is in a cluster.
 */
export function pack(pieces, rows, begin, end) {
  const last = new Array(rows).fill(undefined); // the piece that each row ends with
  let lost = 0;
  for (const piece of pieces) {
    piece.row = piece.room = 0;
    piece.side = 'none';
    piece.end = piece.right;
    if (piece.right < begin || piece.left > end) continue;
    if (!whole(piece, last, begin, end)) cut(piece, last, begin, end);
    last[piece.row] = piece;
  }
  for (const piece of pieces) {
    if (piece.right < begin || piece.left > end) continue;
    if (piece.marks) lost += piece.marks.reduce((sum, mark) => sum + mark.label + CROWDED, 0);
    lost += piece.label - piece.room;
  }
  return lost;
}

/** The first row that is free from a place on; -1 where none is. */
function free(last, place) {
  for (let row = 0; row < last.length; row++) {
    if (!last[row] || last[row].end <= place) return row;
  }
  return -1;
}

/** Puts a mark with its whole label into the first row that has room for both; the result tells whether one has. */
function whole(mark, last, begin, end) {
  const [left, right] = [Math.max(mark.left, begin), Math.min(mark.right, end)];
  const side = right - left - 2 * GAP >= mark.label ? 'inside' : right + GAP + mark.label <= end ? 'after' : undefined;
  const row = side ? free(last, left) : -1;
  if (row >= 0) {
    take(mark, row, side, mark.label);
    return true;
  }
  const start = left - GAP - mark.label;
  const ahead = start < begin ? -1 : free(last, start);
  if (ahead < 0) return false;
  take(mark, ahead, 'before', mark.label);
  return true;
}

/** Puts a mark where a part of its label fits, or where the mark alone does, as it does in a row at least. */
function cut(mark, last, begin, end) {
  const [left, right] = [Math.max(mark.left, begin), Math.min(mark.right, end)];
  const row = free(last, left);
  if (row < 0) {
    const bars = last.map((other) => other.right);
    const least = bars.indexOf(Math.min(...bars));
    shorten(last[least], left);
    take(mark, least, 'none', 0);
  } else {
    take(mark, row, 'none', 0);
  }
  const before = last[mark.row]?.end ?? begin;
  const room = { inside: right - left - 2 * GAP, after: end - right - GAP, before: left - GAP - before };
  const side = room.inside >= 2 * SHORTEST ? 'inside' : room.after >= room.before ? 'after' : 'before';
  if (room[side] >= Math.min(SHORTEST, mark.label)) take(mark, mark.row, side, Math.min(room[side], mark.label));
}

/** Shortens the label behind a mark, so that the next mark of the row may begin at a place. */
function shorten(mark, place) {
  if (mark.side !== 'after') return;
  const room = place - mark.right - 2 * GAP;
  take(mark, mark.row, room >= SHORTEST ? 'after' : 'none', room >= SHORTEST ? room : 0);
}

function take(mark, row, side, room) {
  mark.row = row;
  mark.side = side;
  mark.room = room;
  mark.end = mark.right + (side === 'after' ? GAP + room : 0) + GAP;
}
