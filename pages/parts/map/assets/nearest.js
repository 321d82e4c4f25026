// The point next to a place, by a grid of cells in which the points are sorted.

const CELLS = 256; // on each axis, so that a cell is 256 units wide
const cellAt = (units) => Math.min(CELLS - 1, Math.max(0, Math.floor(units / 256)));

class Nearest {
  constructor(positions) {
    this.positions = positions;
    const n = positions.length / 2;
    this.start = new Uint32Array(CELLS * CELLS + 1);
    const cellOf = (i) => (positions[2 * i + 1] >> 8) * CELLS + (positions[2 * i] >> 8);
    for (let i = 0; i < n; i++) this.start[cellOf(i) + 1]++;
    for (let cell = 0; cell < CELLS * CELLS; cell++) this.start[cell + 1] += this.start[cell];
    this.order = new Uint32Array(n);
    const next = this.start.slice();
    for (let i = 0; i < n; i++) this.order[next[cellOf(i)]++] = i;
  }

  // Index, or -1 where no point lies within the radius.
  find(x, y, radius) {
    let best = -1;
    let least = radius * radius;
    for (let row = cellAt(y - radius); row <= cellAt(y + radius); row++) {
      const first = this.start[row * CELLS + cellAt(x - radius)];
      const last = this.start[row * CELLS + cellAt(x + radius) + 1];
      for (let k = first; k < last; k++) {
        const i = this.order[k];
        const dx = this.positions[2 * i] - x;
        const dy = this.positions[2 * i + 1] - y;
        const squared = dx * dx + dy * dy;
        if (squared <= least) [least, best] = [squared, i];
      }
    }
    return best;
  }
}
