// All points by WebGL, in two passes: first those without a colour, then the coloured ones.

const VERTEX_SHADER = `
  attribute vec2 position;
  attribute float value;
  uniform vec2 centre, unitsPerHalf;
  uniform float size, coloured;
  varying float drawnValue;
  void main() {
    bool shown = (value > 0.5) == (coloured > 0.5);
    gl_Position = shown ? vec4((position - centre) / unitsPerHalf, 0.0, 1.0) : vec4(2.0);
    gl_PointSize = size;
    drawnValue = value;
  }`;
const FRAGMENT_SHADER = `
  precision highp float;
  uniform sampler2D palette;
  uniform float opacity, size;
  varying float drawnValue;
  void main() {
    if (size > 3.0 && length(gl_PointCoord - 0.5) > 0.5) discard;
    float code = floor(drawnValue + 0.5);
    vec2 cell = vec2(mod(code, 256.0), floor(code / 256.0));
    gl_FragColor = vec4(texture2D(palette, (cell + 0.5) / 256.0).rgb * opacity, opacity);
  }`;
const PALETTE_SIDE = 256;

class Points {
  constructor(canvas) {
    this.gl = canvas.getContext("webgl", { antialias: false, depth: false, alpha: true });
    if (this.gl) this.prepare();
  }

  // Also after the context was lost and came back: everything on the graphics card is gone.
  prepare() {
    const gl = this.gl;
    const program = gl.createProgram();
    for (const [kind, source] of [
      [gl.VERTEX_SHADER, VERTEX_SHADER],
      [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
    ]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.bindAttribLocation(program, 0, "position");
    gl.bindAttribLocation(program, 1, "value");
    gl.linkProgram(program);
    gl.useProgram(program);
    this.uniform = (name) => gl.getUniformLocation(program, name);
    this.buffers = { positions: gl.createBuffer(), values: gl.createBuffer() };
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  setPositions(positions) {
    this.n = positions.length / 2;
    this.upload(this.buffers.positions, 0, positions, 2, this.gl.UNSIGNED_SHORT);
  }

  setValues(values) {
    const gl = this.gl;
    const type = values instanceof Uint16Array ? gl.UNSIGNED_SHORT : gl.UNSIGNED_BYTE;
    this.upload(this.buffers.values, 1, values, 1, type);
    const nColoured = values.reduce((n, value) => n + (value > 0), 0);
    // A few among many are drawn larger, or they would hardly be found.
    this.emphasis = nColoured && Math.min(2, (values.length / nColoured) ** 0.15);
  }

  upload(buffer, location, array, size, type) {
    const gl = this.gl;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, array, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, size, type, false, 0, 0);
  }

  // Value 0 has the colour of the rest, value k the k-th of the palette.
  setPalette(rest, palette) {
    const gl = this.gl;
    const texels = new Uint8Array(4 * PALETTE_SIDE * PALETTE_SIDE).fill(255);
    texels.set(rest, 0);
    for (let i = 0; i < palette.length / 3; i++)
      texels.set(palette.subarray(3 * i, 3 * i + 3), 4 * (i + 1));
    gl.texImage2D(
      gl.TEXTURE_2D, 0, gl.RGBA, PALETTE_SIDE, PALETTE_SIDE, 0, gl.RGBA, gl.UNSIGNED_BYTE, texels,
    );
  }

  draw(view, style) {
    const gl = this.gl;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform2f(this.uniform("centre"), view.x, view.y);
    gl.uniform2f(
      this.uniform("unitsPerHalf"), view.width / 2 / view.scale, view.height / 2 / view.scale,
    );
    const passes = [{ coloured: 0, opacity: style.restOpacity, size: style.size }];
    if (this.emphasis)
      passes.push({ coloured: 1, opacity: style.opacity, size: style.size * this.emphasis });
    for (const { coloured, opacity, size } of passes) {
      gl.uniform1f(this.uniform("coloured"), coloured);
      gl.uniform1f(this.uniform("opacity"), opacity);
      gl.uniform1f(this.uniform("size"), size);
      gl.drawArrays(gl.POINTS, 0, this.n);
    }
  }

  free() {
    this.gl?.getExtension("WEBGL_lose_context")?.loseContext();
  }
}
