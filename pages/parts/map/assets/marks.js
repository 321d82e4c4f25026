// What is drawn over the points on a canvas of its own: rings around points, the lasso, the aim.
// Drawing them never draws the points again.

class Marks {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
  }

  draw(view, { rings, lasso, aim, colour }) {
    const ratio = this.canvas.width / view.width;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, view.width, view.height);
    this.context.strokeStyle = colour;
    this.context.lineWidth = 2;
    for (const [x, y] of rings) this.stroke((path) => path.arc(...view.toPixels(x, y), 7, 0, 7));
    if (aim) this.cross(view.width / 2, view.height / 2);
    if (lasso.length > 1) this.polygon(lasso.map(([x, y]) => view.toPixels(x, y)), colour);
  }

  stroke(trace) {
    this.context.beginPath();
    trace(this.context);
    this.context.stroke();
  }

  cross(left, top) {
    for (const [right, down] of [[9, 0], [0, 9]])
      this.stroke((path) => {
        path.moveTo(left - right, top - down);
        path.lineTo(left + right, top + down);
      });
  }

  polygon(corners, colour) {
    this.stroke((path) => {
      corners.forEach((corner) => path.lineTo(...corner));
      path.closePath();
    });
    this.context.globalAlpha = 0.1;
    this.context.fillStyle = colour;
    this.context.fill();
    this.context.globalAlpha = 1;
  }
}

// Few corners, so that a lasso fits into a link: those closest to the line between their
// neighbours go first, and those on it always.
function fewCorners(corners, most = 48) {
  const kept = corners.map((corner) => corner.map(Math.round));
  const excess = (_, i) => {
    const [a, b, c] = [-1, 0, 1].map((step) => kept.at((i + step) % kept.length));
    return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]));
  };
  while (kept.length > 2) {
    const excesses = kept.map(excess);
    const least = Math.min(...excesses);
    if (least > 0 && kept.length <= most) break;
    kept.splice(excesses.indexOf(least), 1);
  }
  return kept;
}
