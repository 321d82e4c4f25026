// What part of the map is seen: positions are 0 to 65535 on both axes, y upwards.

const SPAN = 65535;
const LARGEST_ZOOM = 400;
const MARGIN = 1.06;

class View {
  constructor() {
    Object.assign(this, { x: SPAN / 2, y: SPAN / 2, width: 1, height: 1, zoom: 1 });
    this.extent = [SPAN, SPAN];
  }

  // Pixels of the page for one unit.
  get scale() {
    const [wide, high] = this.extent;
    return (this.zoom / MARGIN) * Math.min(this.width / wide, this.height / high);
  }

  toPixels(x, y) {
    return [
      (x - this.x) * this.scale + this.width / 2,
      this.height / 2 - (y - this.y) * this.scale,
    ];
  }

  toUnits(left, top) {
    return [
      this.x + (left - this.width / 2) / this.scale,
      this.y + (this.height / 2 - top) / this.scale,
    ];
  }

  pan(right, down) {
    const within = (value) => Math.min(SPAN, Math.max(0, value));
    this.x = within(this.x - right / this.scale);
    this.y = within(this.y + down / this.scale);
  }

  // What lies under the pixel stays there.
  zoomBy(factor, left = this.width / 2, top = this.height / 2) {
    const [x, y] = this.toUnits(left, top);
    this.zoom = Math.min(LARGEST_ZOOM, Math.max(0.8, this.zoom * factor));
    const [atX, atY] = this.toUnits(left, top);
    this.x += x - atX;
    this.y += y - atY;
  }

  whole() {
    Object.assign(this, { x: SPAN / 2, y: SPAN / 2, zoom: 1 });
  }
}
