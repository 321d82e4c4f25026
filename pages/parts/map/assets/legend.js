// What the colours mean: names with their colours, or a scale with its ends.

function drawLegend(list, legend) {
  const rows = legend.ends ? scaleRows(legend) : categoryRows(legend);
  list.replaceChildren(...rows);
  list.hidden = !rows.length;
}

function categoryRows({ rows, n_others }) {
  const drawn = rows.map(([name, colour, count]) =>
    row([swatch(colour), text(name), text(count.toLocaleString("en"), "count")]),
  );
  if (n_others > 0) drawn.push(row([text(`and ${n_others.toLocaleString("en")} more colours`)]));
  return drawn;
}

const scaleRows = ({ ends, steps }) => [row([text(ends[0]), ...steps.map(swatch), text(ends[1])])];

function row(parts) {
  const element = document.createElement("li");
  element.append(...parts);
  return element;
}

function text(content, kind = "name") {
  const element = document.createElement("span");
  element.textContent = content;
  element.className = kind;
  return element;
}

function swatch(colour) {
  const element = document.createElement("i");
  element.style.background = colour;
  return element;
}
