// What tools/split.mjs and tools/prepare.mjs need of a module's bytes: the names of
// its functions; its memory at the start; and what the linker noted under
// --emit-relocs, which is what each function and each piece of data refers to by
// address. Reads what a linked Rust program has of WebAssembly's tool conventions
// (Linking.md there), and refuses the rest.

const SECTION = { custom: 0, import: 2, memory: 5, export: 7, code: 10, data: 11, dataCount: 12 };
const SYMBOL = { function: 0, data: 1, section: 3 };
const UNDEFINED = 0x10, EXPLICIT_NAME = 0x40;
// Relocations, by what they put in the place of a symbol.
const ADDRESS_OF_DATA = new Set([3, 4, 5]);
const ADDRESS_OF_FUNCTION = new Set([1, 2]);
const OF_NO_INTEREST = new Set([0, 6, 7, 20]); // calls, types, globals, tables: the text has them
const WITH_ADDEND = ADDRESS_OF_DATA;

const PAGE = 65_536;
const STACK = 1_048_576; // in front of the data, as the linker puts it for Rust

/// Gives `{ functions, data }`: `functions` maps a function's name to what it
/// refers to, `data` lists the pieces as `{ start, end, ... }` in the memory of
/// the program. What is referred to stands in `dataRefs` (indices in `data`) and
/// in `functionRefs` (names).
export function relocations(bytes) {
  const module = sections(bytes);
  const names = new Map(); // index -> name, as the name section has it
  const symbols = [];
  let bodies, segments, imported = 0;
  const lists = [];
  for (const { id, name, reader } of module) {
    if (id === SECTION.import) imported = importedFunctions(reader);
    else if (id === SECTION.code) bodies = ranges(reader, () => {});
    else if (id === SECTION.data) segments = ranges(reader, segmentAddress);
    else if (name === "name") readNames(reader, names);
    else if (name === "linking") symbolTable(reader, symbols);
    else if (name === "reloc.CODE" || name === "reloc.DATA") lists.push([name, entries(reader)]);
  }
  if (lists.length !== 2 || symbols.length === 0) throw new Error("the module was linked without --emit-relocs");

  const data = [];
  const pieceOf = new Map(); // symbol index -> index in data
  symbols.forEach((symbol, index) => {
    if (symbol.kind !== SYMBOL.data || symbol.segment === undefined) return;
    const start = segments[symbol.segment].note + symbol.offset;
    pieceOf.set(index, data.length);
    data.push({ start, end: start + symbol.size, dataRefs: new Set(), functionRefs: new Set() });
  });
  const functions = new Map();
  const noted = (name) => {
    if (!functions.has(name)) functions.set(name, { dataRefs: new Set(), functionRefs: new Set() });
    return functions.get(name);
  };
  const nameOf = (index) => names.get(index) ?? fail(`function ${index} has no name`);
  bodies.forEach((_, index) => noted(nameOf(imported + index)));

  for (const [name, list] of lists) {
    const holders = name === "reloc.CODE" ? bodies.map((each, index) => ({ ...each, to: noted(nameOf(imported + index)) })) : piecesByPlace();
    for (const { type, offset, index } of list) {
      if (OF_NO_INTEREST.has(type)) continue;
      const found = around(holders, offset);
      if (found.length === 0) fail(`a relocation at ${offset} of ${name}, where nothing is`);
      for (const { to } of found) {
        if (ADDRESS_OF_FUNCTION.has(type)) to.functionRefs.add(nameOf(symbols[index].index));
        // Data without a place in the file is the linker's own, such as the heap's start.
        else if (pieceOf.has(index)) to.dataRefs.add(pieceOf.get(index));
      }
    }
  }
  return { functions, data };

  /// The pieces of data by their place in the data section.
  function piecesByPlace() {
    return [...pieceOf].map(([symbol, piece]) => {
      const { segment, offset, size } = symbols[symbol];
      const start = segments[segment].start + offset;
      return { start, end: start + size, to: data[piece] };
    });
  }
}

/// The functions' names in the order of the module; wasm-bindgen leaves some of
/// its own without.
export function functionNames(bytes) {
  const names = new Map();
  let count = 0;
  for (const { id, name, reader } of sections(bytes)) {
    if (id === SECTION.import) count += importedFunctions(reader);
    else if (id === SECTION.code) count += reader.number();
    else if (name === "name") readNames(reader, names);
  }
  return Array.from({ length: count }, (_, index) => names.get(index) ?? "");
}

/// The module without notes for tools, and its functions under other names.
export function renamed(bytes, names) {
  const text = (string) => Buffer.concat([number(Buffer.byteLength(string)), Buffer.from(string)]);
  const list = Buffer.concat([number(names.length), ...names.flatMap((name, index) => [number(index), text(name)])]);
  const section = Buffer.concat([text("name"), Buffer.from([1]), number(list.length), list]);
  const kept = sections(bytes).filter(({ id, name }) => id !== SECTION.custom || name === "target_features");
  return Buffer.concat([bytes.subarray(0, 8), ...kept.map(({ whole }) => whole), Buffer.from([SECTION.custom]), number(section.length), section]);
}

/// The module with the memory that it has after it ran, and without the function that
/// ran: the pieces of data keep their places and take their bytes from `memory`, and
/// what else there is of use is added to them. Throws where the stack is not below.
export function withMemory(bytes, memory, ran) {
  const all = sections(bytes);
  const reader = (wanted) => all.find(({ id }) => id === wanted).reader;
  const pieces = ranges(reader(SECTION.data), segmentAddress).map(({ note, start, end }) => [note, note + end - start]);
  const known = new Uint8Array(memory.length);
  for (const piece of pieces) known.fill(1, ...piece);
  const first = Math.min(...pieces.map(([start]) => start));
  // What is on the stack is of no use any more.
  if (first < STACK) throw new Error("the program's data stand below its stack");
  pieces.push(...stretches((at) => at >= first && !known[at] && memory[at] !== 0, memory.length));
  const limits = reader(SECTION.memory);
  if (limits.number() !== 1 || limits.byte() !== 0) throw new Error("the program's memory is of an unknown kind");
  const contents = {
    [SECTION.memory]: [number(1), number(0), number(memory.length / PAGE)],
    [SECTION.export]: listed(exportEntries(reader(SECTION.export)).filter(({ name }) => name !== ran).map(({ whole }) => whole)),
    [SECTION.dataCount]: [number(pieces.length)],
    [SECTION.data]: listed(pieces.map(([start, end]) =>
      Buffer.concat([Buffer.from([0, 0x41]), signed(start), Buffer.from([0x0b]), number(end - start), memory.subarray(start, end)]))),
  };
  return Buffer.concat([bytes.subarray(0, 8), ...all.map(({ id, whole }) => {
    if (!contents[id]) return whole;
    const content = Buffer.concat(contents[id]);
    return Buffer.concat([Buffer.from([id]), number(content.length), content]);
  })]);
}

/// `[start, end]` of each stretch of which `is` says yes; a short no inside costs less
/// than another stretch.
function stretches(is, length) {
  const found = [];
  for (let at = 0; at < length; at += 1) {
    if (!is(at)) continue;
    const last = found.at(-1);
    if (last && at - last[1] < 8) last[1] = at + 1;
    else found.push([at, at + 1]);
  }
  return found;
}

function listed(items) {
  return [number(items.length), ...items];
}

function number(value) {
  const bytes = [];
  do { bytes.push((value & 127) | (value > 127 ? 128 : 0)); value >>>= 7; } while (value);
  return Buffer.from(bytes);
}

function signed(value) {
  const bytes = [];
  for (; value < -64 || value > 63; value >>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value & 127]);
}

function fail(what) {
  throw new Error(`the linker's notes: ${what}`);
}

// --------------------------------------------------------------- reading ----

class Reader {
  constructor(bytes, at = 0, end = bytes.length) {
    Object.assign(this, { bytes, at, end, start: at });
  }
  byte() { return this.bytes[this.at++]; }
  number() { // unsigned, at most 32 bits
    let value = 0, factor = 1, byte;
    do { byte = this.byte(); value += (byte & 127) * factor; factor *= 128; } while (byte > 127);
    return value;
  }
  signed() {
    let value = 0, factor = 1, byte;
    do { byte = this.byte(); value += (byte & 127) * factor; factor *= 128; } while (byte > 127);
    return byte & 64 ? value - factor : value;
  }
  text() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString("utf8", this.at - length, this.at);
  }
  list(each) { return Array.from({ length: this.number() }, each); }
  /// Sub-sections: an identifier and a length before each.
  *parts() {
    while (this.at < this.end) {
      const id = this.byte(), length = this.number(), end = this.at + length;
      yield { id, reader: new Reader(this.bytes, this.at, end) };
      this.at = end;
    }
  }
}

function sections(bytes) {
  const reader = new Reader(bytes, 8);
  const all = [];
  while (reader.at < reader.end) {
    const begin = reader.at, id = reader.byte(), length = reader.number();
    const content = new Reader(bytes, reader.at, reader.at + length);
    reader.at += length;
    const name = id === SECTION.custom ? content.text() : undefined;
    all.push({ id, name, reader: content, whole: bytes.subarray(begin, reader.at) });
  }
  return all;
}

function importedFunctions(reader) {
  let functions = 0;
  const limits = () => { if (reader.byte() & 1) reader.number(); reader.number(); };
  reader.list(() => {
    reader.text(); reader.text();
    const kind = reader.byte();
    if (kind === 0) { reader.number(); functions += 1; }
    else if (kind === 1) { reader.byte(); limits(); }
    else if (kind === 2) limits();
    else if (kind === 3) reader.at += 2;
    else fail(`an import of kind ${kind}`);
  });
  return functions;
}

function exportEntries(reader) {
  return reader.list(() => {
    const begin = reader.at, name = reader.text();
    reader.byte();
    reader.number();
    return { name, whole: reader.bytes.subarray(begin, reader.at) };
  });
}

/// The places of a section's items, from the section's start.
function ranges(reader, head) {
  return reader.list(() => {
    const note = head(reader), length = reader.number(), start = reader.at - reader.start;
    reader.at += length;
    return { note, start, end: start + length };
  });
}

/// An active segment's address: `i32.const address`.
function segmentAddress(reader) {
  if (reader.number() !== 0 || reader.byte() !== 0x41) fail("a data segment of an unknown kind");
  const address = reader.signed();
  reader.byte();
  return address;
}

function readNames(reader, names) {
  for (const { id, reader: part } of reader.parts()) {
    if (id === 1) part.list(() => names.set(part.number(), part.text()));
  }
}

function symbolTable(reader, symbols) {
  if (reader.number() !== 2) fail("an unknown version");
  for (const { id, reader: part } of reader.parts()) {
    if (id !== 8) continue;
    part.list(() => {
      const kind = part.byte(), flags = part.number(), symbol = { kind };
      if (kind === SYMBOL.data) {
        part.text();
        if (!(flags & UNDEFINED)) Object.assign(symbol, { segment: part.number(), offset: part.number(), size: part.number() });
      } else {
        symbol.index = part.number();
        if (kind !== SYMBOL.section && (!(flags & UNDEFINED) || flags & EXPLICIT_NAME)) part.text();
      }
      symbols.push(symbol);
    });
  }
}

function entries(reader) {
  reader.number(); // the section that the list is about; its name said it
  return reader.list(() => {
    const type = reader.byte(), offset = reader.number(), index = reader.number();
    if (WITH_ADDEND.has(type)) reader.signed();
    else if (!ADDRESS_OF_FUNCTION.has(type) && !OF_NO_INTEREST.has(type)) fail(`a relocation of type ${type}`);
    return { type, offset, index };
  });
}

/// The holders whose range has the offset in it (merged constants overlap).
function around(holders, offset) {
  return holders.filter(({ start, end }) => start <= offset && offset < end);
}
