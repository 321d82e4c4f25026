// What Python tells between two drawings of the map, so that the points need not be sent again:
// what is marked on it, and the text of the document under the pointer, shown beside it until
// the pointer moves on.

const FAR_PIXELS = 14;

export default function ({ parentElement, data }) {
  globalThis.priorscopeMarks = data.marks; // for a map that is drawn after this
  document.dispatchEvent(new CustomEvent("priorscope-marks", { detail: data.marks }));
  return showText(parentElement.querySelector('[data-part="text"]'), data);
}

function showText(bubble, data) {
  bubble.replaceChildren(
    ...data.lines.map((line) => {
      const element = document.createElement("p");
      element.textContent = line;
      return element;
    }),
  );
  bubble.stop?.abort(); // the listeners of the text before
  bubble.popover = "manual"; // Streamlit drops the attribute from HTML
  hide(bubble);
  if (!data.lines.length) return undefined;
  bubble.showPopover();
  const { width, height } = bubble.getBoundingClientRect();
  bubble.style.left = `${Math.min(data.left + 14, innerWidth - width - 8)}px`;
  bubble.style.top = `${Math.min(data.top + 14, innerHeight - height - 8)}px`;
  const stop = (bubble.stop = new AbortController());
  const leave = (event) => {
    const far = Math.hypot(event.clientX - data.left, event.clientY - data.top) > FAR_PIXELS;
    if (event.type === "pointermove" && !far) return;
    hide(bubble);
    stop.abort();
  };
  for (const type of ["pointermove", "pointerdown", "wheel", "keydown"])
    document.addEventListener(type, leave, { signal: stop.signal, passive: true });
  return () => stop.abort();
}

function hide(bubble) {
  if (bubble.matches(":popover-open")) bubble.hidePopover();
}
