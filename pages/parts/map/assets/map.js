// The map: pan, zoom, hover, click and lasso over points, told to Python by index.

const CLICK_PIXELS = 4; // a pointer that moved no further has clicked
const REACH_PIXELS = 9;
const HOVER_MS = 120;
const LINE_PIXELS = 16; // of a wheel that counts in lines
const STEP_PIXELS = 60; // of an arrow key
const ZOOM_STEP = 1.5;

class DocumentMap {
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.frame = this.part("frame");
    this.view = new View();
    this.points = new Points(this.part("points"));
    this.marks = new Marks(this.part("marks"));
    this.names = new Names(this.part("names"));
    this.data = { version: null };
    this.tool = "pan";
    this.marked = { outline: [], chosen: -1 };
    this.lasso = [];
    this.hovered = -1;
    this.times = Date.now(); // so that the same is never told in the same words
    this.listen();
  }

  get works() {
    return Boolean(this.points.gl);
  }

  // Python's latest word; only what has another version is sent to the graphics card again.
  update(data) {
    const old = this.data;
    this.data = data;
    this.frame.setAttribute("aria-label", data.alt);
    drawLegend(this.part("legend"), data.legend);
    if (!this.works) return;
    if (data.version !== old.version) {
      this.points.setPositions(data.positions);
      this.nearest = new Nearest(data.positions);
      this.names.set(data.names);
      this.view.extent = data.extent;
      this.view.whole();
    }
    this.points.setValues(data.values);
    this.setColours();
    this.resize();
  }

  // A state of the component: what is told cannot be lost to what is told right after it.
  tell(name, value) {
    this.tellState(name, { value, times: this.times++ });
  }

  mark(marked = { outline: [], chosen: -1 }) {
    this.marked = marked;
    this.lasso = marked.outline;
    this.redraw("marks");
  }

  // Python draws again with the theme that is in force.
  setColours() {
    const style = getComputedStyle(this.frame);
    this.colour = style.getPropertyValue("--mark-colour");
    const rest = style.getPropertyValue("--rest-colour").match(/[\d.]+/g).map(Number);
    this.points.setPalette(rest.slice(0, 3), this.data.palette);
  }

  resize() {
    const { width, height } = this.frame.getBoundingClientRect();
    if (!width || !height) return;
    Object.assign(this.view, { width, height });
    for (const canvas of [this.points.gl.canvas, this.marks.canvas]) {
      canvas.width = Math.round(width * devicePixelRatio);
      canvas.height = Math.round(height * devicePixelRatio);
    }
    this.draw();
  }

  draw() {
    this.redraw("points");
  }

  // What is asked for several times before the next frame is drawn once.
  redraw(what) {
    this.stale = this.stale === "points" ? "points" : what;
    this.pending ??= requestAnimationFrame(() => {
      this.pending = null;
      if (this.stale === "points") this.drawPoints();
      this.stale = null;
      this.drawMarks();
    });
  }

  drawPoints() {
    if (this.data.version === null || this.points.gl.isContextLost()) return;
    this.points.draw(this.view, this.style());
    this.names.place(this.view);
    this.frame.dataset.drawn = this.data.version;
    this.frame.dataset.zoom = this.view.zoom.toFixed(2);
  }

  // Many points are small and let each other through; zoomed in they get larger and solid.
  style() {
    const room = Math.sqrt((this.view.width * this.view.height) / this.data.n);
    const size = Math.min(9, Math.max(1.6, 0.8 * room) * this.view.zoom ** 0.4);
    const opacity = Math.min(0.95, (0.3 + 0.12 * room) * this.view.zoom ** 0.4);
    return { size: size * devicePixelRatio, opacity, restOpacity: opacity * this.data.rest_opacity };
  }

  drawMarks() {
    const at = (i) => [this.data.positions[2 * i], this.data.positions[2 * i + 1]];
    this.marks.draw(this.view, {
      rings: [this.hovered, this.marked.chosen].filter((i) => i >= 0 && i < this.data.n).map(at),
      lasso: this.lasso,
      aim: this.frame.matches(":focus-visible"),
      colour: this.colour,
    });
  }

  pick(left, top) {
    return this.nearest.find(...this.view.toUnits(left, top), REACH_PIXELS / this.view.scale);
  }

  choose(tool) {
    this.tool = tool;
    this.frame.dataset.tool = tool;
    for (const name of ["pan", "lasso"])
      this.part(name).setAttribute("aria-pressed", String(name === tool));
  }

  move(change) {
    change();
    this.hover(-1);
    this.draw();
  }

  hover(index, event) {
    if (index === this.hovered) return;
    clearTimeout(this.waiting);
    this.hovered = index;
    this.redraw("marks");
    const told = event && { index, left: event.clientX, top: event.clientY };
    if (index >= 0) this.waiting = setTimeout(() => this.tellEvent("hovered", told), HOVER_MS);
  }

  endLasso() {
    this.lasso = fewCorners(this.lasso);
    this.choose("pan");
    if (this.lasso.length > 2) this.tell("lasso", this.lasso);
    else this.clear();
  }

  clear() {
    this.choose("pan");
    this.lasso = [];
    this.redraw("marks");
    this.tell("lasso", []);
  }

  listen() {
    const { frame } = this;
    frame.onpointerdown = (event) => this.pointerDown(event);
    frame.onpointermove = (event) => this.pointerMove(event);
    frame.onpointerup = (event) => this.pointerUp(event);
    frame.onpointercancel = () => (this.drag = null);
    frame.onpointerleave = () => this.hover(-1);
    frame.onkeydown = (event) => this.keyDown(event);
    frame.onfocus = frame.onblur = () => this.redraw("marks");
    frame.onwheel = (event) => {
      event.preventDefault();
      const down = event.deltaY * (event.deltaMode ? LINE_PIXELS : 1);
      this.move(() => this.view.zoomBy(Math.exp(-down / 300), ...this.place(event)));
    };
    this.part("pan").onclick = () => this.choose("pan");
    this.part("lasso").onclick = () => this.choose("lasso");
    this.part("closer").onclick = () => this.move(() => this.view.zoomBy(ZOOM_STEP));
    this.part("farther").onclick = () => this.move(() => this.view.zoomBy(1 / ZOOM_STEP));
    this.part("whole").onclick = () => this.move(() => this.view.whole());
    this.part("clear").onclick = () => this.clear();
    const canvas = this.part("points");
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault(); // or it would never come back
      this.part("lost").hidden = false;
    });
    canvas.addEventListener("webglcontextrestored", () => this.restore());
    this.onMarks = ({ detail }) => this.mark(detail);
    document.addEventListener("priorscope-marks", this.onMarks);
    this.observer = new ResizeObserver(() => this.works && this.data.version && this.resize());
    this.observer.observe(frame);
  }

  restore() {
    this.part("lost").hidden = true;
    this.points.prepare();
    this.points.setPositions(this.data.positions);
    this.points.setValues(this.data.values);
    this.setColours();
    this.draw();
  }

  place(event) {
    const { left, top } = this.frame.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  pointerDown(event) {
    if (event.button !== 0) return;
    this.frame.setPointerCapture(event.pointerId);
    clearTimeout(this.waiting);
    const at = this.place(event);
    const lasso = this.tool === "lasso" || event.shiftKey;
    this.drag = { from: at, last: at, lasso, moved: false };
    if (lasso) this.lasso = [this.view.toUnits(...at)];
  }

  pointerMove(event) {
    const at = this.place(event);
    const { drag } = this;
    if (!drag) return this.hover(this.pick(...at), event);
    drag.moved ||= Math.hypot(at[0] - drag.from[0], at[1] - drag.from[1]) > CLICK_PIXELS;
    if (drag.lasso) {
      this.lasso.push(this.view.toUnits(...at));
      this.redraw("marks");
    } else if (drag.moved) this.move(() => this.view.pan(at[0] - drag.last[0], at[1] - drag.last[1]));
    drag.last = at;
  }

  pointerUp(event) {
    const { drag } = this;
    this.drag = null;
    if (!drag) return;
    if (drag.lasso && drag.moved) this.endLasso();
    else this.tellChosen(this.pick(...this.place(event)));
  }

  tellChosen(index) {
    this.lasso = this.marked.outline;
    this.redraw("marks");
    if (index >= 0) this.tell("chosen", index);
  }

  keyDown(event) {
    const { view } = this;
    const moves = {
      ArrowLeft: () => view.pan(STEP_PIXELS, 0),
      ArrowRight: () => view.pan(-STEP_PIXELS, 0),
      ArrowUp: () => view.pan(0, STEP_PIXELS),
      ArrowDown: () => view.pan(0, -STEP_PIXELS),
      "+": () => view.zoomBy(ZOOM_STEP),
      "=": () => view.zoomBy(ZOOM_STEP),
      "-": () => view.zoomBy(1 / ZOOM_STEP),
      0: () => view.whole(),
    };
    const others = {
      Enter: () => this.tellChosen(this.nearest.find(view.x, view.y, view.width / 4 / view.scale)),
      Escape: () => this.clear(),
    };
    if (event.target !== this.frame || event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key]) this.move(moves[event.key]);
    else if (others[event.key]) others[event.key]();
    else return;
    event.preventDefault();
  }

  remove() {
    clearTimeout(this.waiting);
    cancelAnimationFrame(this.pending);
    document.removeEventListener("priorscope-marks", this.onMarks);
    this.observer.disconnect();
    this.points.free();
  }
}

const maps = new WeakMap();

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const known = maps.get(parentElement);
  const map = known ?? new DocumentMap(parentElement);
  maps.set(parentElement, map);
  map.part("none").hidden = map.works;
  if (!map.works && !known) setStateValue("no_webgl", true);
  Object.assign(map, { tellState: setStateValue, tellEvent: setTriggerValue });
  map.update(readPayload(data));
  if (!known) map.mark(globalThis.priorscopeMarks);
  return () => {
    map.remove();
    maps.delete(parentElement);
  };
}
