// Names of regions as text over the map, those of finer regions as it is zoomed in.

const FINER_FROM = [2.2, 5]; // zoom from which the next level of names is shown

class Names {
  constructor(layer) {
    this.layer = layer;
    this.set([]);
  }

  // Each name: level, x, y, text; the largest region of a level first.
  set(names) {
    this.names = names.map(([level, x, y, text]) => {
      const element = document.createElement("span");
      element.textContent = text;
      element.hidden = true;
      return { level, x, y, element };
    });
    this.layer.replaceChildren(...this.names.map(({ element }) => element));
  }

  place(view) {
    const level = FINER_FROM.filter((zoom) => view.zoom >= zoom).length;
    const taken = [];
    for (const name of this.names) {
      name.element.hidden = name.level !== level;
      if (name.element.hidden) continue;
      const [left, top] = view.toPixels(name.x, name.y);
      const half = (name.width ??= name.element.offsetWidth) / 2;
      const box = [left - half, top - 9, left + half, top + 9];
      name.element.hidden =
        box[0] < 0 || box[1] < 0 || box[2] > view.width || box[3] > view.height ||
        taken.some((other) => overlap(box, other));
      if (name.element.hidden) continue;
      taken.push(box);
      name.element.style.transform = `translate(${box[0]}px, ${box[1]}px)`;
    }
  }
}

const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
