// What Python sends, read back: see `pages/parts/map/payload.py` for the layout of the bytes.

function readPayload(bytes) {
  const buffer = bytes.slice().buffer; // a copy that begins at 0, so that numbers are aligned
  const headerLength = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headerLength)));
  let offset = Math.ceil((4 + headerLength) / 4) * 4;
  const take = (Type, length) => {
    const array = new Type(buffer, offset, length);
    offset = Math.ceil((offset + array.byteLength) / 4) * 4;
    return array;
  };
  const positions = take(Uint16Array, 2 * header.n);
  const values = take(header.wide ? Uint16Array : Uint8Array, header.n);
  const palette = take(Uint8Array, 3 * header.n_colours);
  return { ...header, positions, values, palette };
}
