// Cuts the program in two, so that the first screen does not wait for what it
// does not show: a primary module that starts, and a secondary one that is
// fetched when it is first needed. Works on the module as the linker leaves it,
// with names and notes; the Rust code knows nothing of it.
//
// tools/cold.txt and tools/unseen.txt say which functions wait. The primary keeps the memory, the
// tables, every other function, and the data that these refer to. Where it calls
// a function that waits, a stub stands under the same name: it has the secondary
// loaded if it is not, then calls through the table `split`, which the secondary
// fills. The secondary brings its own data, and imports what it uses of the primary:
// functions wait for it in the table `primary`, in the order in which it imports them.
//
// Anything unexpected in the module stops the build: a page that cannot start is
// worse than no page.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { functionNames, relocations, renamed } from "./module.mjs";
import { prepared } from "./prepare.mjs";

/// The names that the loader and the two modules agree on.
export const LOAD = { module: "split", name: "load" };
export const PRIMARY = "primary";

// What rustc lets every browser of the last years run; a module that needs more
// is refused by wasm-as.
const FEATURES = [
  "bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals",
  "nontrapping-float-to-int", "reference-types", "sign-ext",
].map((feature) => `--enable-${feature}`);
// What is smallest after brotli, which is not what is smallest before: functions
// that are called once stay apart unless they are tiny, and functions of one
// name, which are of one shape, stand together.
const OPTIMISE = ["-Oz", "--one-caller-inline-max-function-size", "20", "--reorder-functions-by-name"];
// MD_NAMES=1 keeps the functions' names for people: where the rest is loaded too
// early, the browser's stack then says on whose behalf.
if (process.env.MD_NAMES) OPTIMISE.push("--debuginfo");

/// Runs wasm-bindgen on the module that the linker wrote, and has it prepare itself.
/// Gives `{ glue, module, pointers, linked, functions }`: `pointers` is what the
/// preparation wrote (tools/prepare.mjs), `functions` has for the name of each function
/// in `module` its name for the linker and its path in Rust.
export function bind(linked) {
  return withFiles((file) => {
    writeFileSync(file("mieux-disant.wasm"), linked);
    const into = (folder, ...more) => {
      run("wasm-bindgen", "--target", "web", "--no-typescript", "--out-dir", file(folder), ...more, file("mieux-disant.wasm"));
      return readFileSync(file(`${folder}/mieux-disant_bg.wasm`));
    };
    const paths = functionNames(into("named"));
    const module = into("glue", "--no-demangle");
    const links = functionNames(module);
    if (links.length !== paths.length) throw new Error("wasm-bindgen wrote two different modules");
    // Names that sort like the paths, so that what is alike comes to stand
    // together, which brotli likes; and no tool has to make them unique.
    const all = links.map((link, index) => ({ link, path: withoutHashes(paths[index]), index }));
    all.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.index - b.index));
    const names = [];
    all.forEach(({ path, index }, rank) => { names[index] = `${String(rank).padStart(5, "0")}:${path.replaceAll(/[^\w:]+/g, "_")}`; });
    return {
      glue: ownMarks(readFileSync(file("glue/mieux-disant.js"), "utf8")),
      ...prepared(renamed(module, names)),
      linked,
      functions: new Map(all.map(({ link, path, index }) => [`$${names[index]}`, { link, path }])),
    };
  });
}

/// Yew marks nodes and events with numbers, and looks for them all along the way of an
/// event. Another Yew app around the widget would take our numbers for its own, and run
/// whichever of its handlers has that number: ours go by another name.
function ownMarks(glue) {
  if (!glue.includes(".__yew_listener_id")) throw new Error("wasm-bindgen's output has an unknown shape: no mark of Yew's");
  return glue.replaceAll(".__yew_", ".__mieux_disant_");
}

/// A path in Rust without what differs between compilers.
function withoutHashes(path) {
  return path.replaceAll(/\[[0-9a-f]{6,}\]|::h[0-9a-f]{16}/g, "");
}

/// Optimises a module for size, names dropped.
export function shrink(bytes) {
  return withFiles((file) => {
    writeFileSync(file("in.wasm"), bytes);
    run("wasm-opt", file("in.wasm"), ...FEATURES, ...OPTIMISE, "-o", file("out.wasm"));
    return readFileSync(file("out.wasm"));
  });
}

/// What waits, as two lists have it: `patterns`, written by people, and the paths in
/// `unseen`, written by tools/watch.mjs.
export function waiting() {
  const [patterns, unseen] = ["cold.txt", "unseen.txt"].map((name) => listed(readFileSync(new URL(name, import.meta.url), "utf8")));
  return { patterns, unseen };
}
function listed(text) {
  return text.split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
}

/// Cuts what `bind` gave; gives `{ primary, secondary }`, optimised for size. With
/// `isWatched`, each function of the primary notes in an exported global, `seen:` and
/// its place in `watched`, that it was called; `watched` has `{ path, size }`.
export function split({ module, pointers, linked, functions }, { patterns, unseen }, isWatched = false) {
  return withFiles((file) => {
    const assemble = (name, text) => {
      writeFileSync(file(`${name}.wat`), text);
      run("wasm-as", "-g", file(`${name}.wat`), ...FEATURES, "-o", file(`${name}.wasm`));
      return shrink(readFileSync(file(`${name}.wasm`)));
    };
    writeFileSync(file("whole.wasm"), module);
    run("wasm-dis", file("whole.wasm"), ...FEATURES, "-o", file("whole.wat"));
    const whole = parse(readFileSync(file("whole.wat"), "utf8"), functions);
    const cut = choose(whole, coldTest(patterns, new Set(unseen)), relocations(linked), pointers);
    const watched = isWatched ? watch(whole, cut) : [];

    // The optimiser drops the imports that the secondary turns out not to need;
    // the primary gives only the others.
    const secondary = assemble("secondary", secondaryText(whole, cut));
    const wanted = WebAssembly.Module.imports(new WebAssembly.Module(secondary))
      .filter(({ module: from }) => from === PRIMARY);
    const primary = assemble("primary", primaryText(whole, cut, wanted));
    agree(primary, wanted);
    return { primary, secondary, watched };
  });
}

// --------------------------------------------------------------- reading ----

// An identifier of the text format.
const ID = String.raw`\$[^\s()"]+`;
const KNOWN = /^(type|import|global|memory|table|data|elem|export|func|start)$/;

/// The module's fields by kind. wasm-dis begins each on a line of its own,
/// indented by one space, and indents what is inside by more.
function parse(text, names) {
  const lines = text.split("\n");
  const fields = [];
  if (!/^\(module\b/.test(lines.shift())) throw new Error("wasm-dis: no module");
  for (const line of lines) {
    if (/^ \(/.test(line)) fields.push(line);
    else if (/^( \)|  .*)$/.test(line)) fields[fields.length - 1] += `\n${line}`;
    else if (line !== ")" && line !== "" && !/^ ;;/.test(line)) throw new Error(`wasm-dis: an unknown line: ${line.slice(0, 99)}`);
  }
  const whole = { type: [], import: [], global: [], memory: [], table: [], data: [], elem: [], export: [], func: [], start: [] };
  for (const field of fields) {
    const kind = /^ \((\w+)/.exec(field)?.[1];
    if (!KNOWN.test(kind)) throw new Error(`a module with a ${kind}, which tools/split.mjs does not know`);
    whole[kind].push(field);
  }
  whole.functions = new Map(whole.func.map((field) => {
    const [header] = field.split("\n", 1);
    const [, id, rest] = new RegExp(String.raw`^ \(func (${ID})((?: \((?:type|param|result) [^()]*\))*)\)?$`).exec(header) ?? fail(header);
    const params = [...rest.matchAll(/ \(param \$\d+ (\w+)\)/g)].map(([, type]) => type);
    const [result = ""] = / \(result [^()]*\)/.exec(rest) ?? [];
    const signature = `${params.map((type) => ` (param ${type})`).join("")}${result}`;
    if (signature.length !== rest.replaceAll(/ \(type [^()]*\)|(?<=param )\$\d+ /g, "").length) fail(header);
    return [id, { id, ...(names.get(id) ?? fail(header)), field, signature, params: params.length, uses: references(field) }];
  }));
  return whole;
}

function fail(header) {
  throw new Error(`a function whose head tools/split.mjs does not understand: ${header.slice(0, 200)}`);
}

/// The functions that a field names.
function references(field) {
  const found = new Set();
  for (const [, id] of field.matchAll(new RegExp(String.raw`\((?:return_)?(?:call|ref\.func) (${ID})`, "g"))) found.add(id);
  return found;
}

// -------------------------------------------------------------- choosing ----

/// Both lists as a test of a function. The lines of cold.txt are regular expressions
/// for what its path begins with, be it the path of a type in <>; `!` before makes an
/// exception of what has it anywhere. Those of unseen.txt are whole paths.
///
/// The compiler merges functions that come out alike: one of the first screen may
/// go by the name of another screen's. That happens to small ones, which are not
/// worth a stub, and to library functions that were made for one of our types.
function coldTest(lines, unseen) {
  const any = (some) => some.join("|") || "(?!)";
  const kept = new RegExp(any(lines.filter((line) => line.startsWith("!")).map((line) => line.slice(1))));
  const cold = new RegExp(`^(?:<|&|mut )*(?:${any(lines.filter((line) => !line.startsWith("!")))})`);
  return ({ path, field }) => size(field) > SMALL && (unseen.has(path) || (cold.test(path) && !kept.test(path)));
}
export const SMALL = 30; // lines of text, an instruction each
const size = (field) => field.split("\n").length;

/// Has each function of the primary note that it was called.
function watch(whole, { isCold }) {
  const hot = [...whole.functions.values()].filter(({ id }) => !isCold.has(id));
  hot.forEach((each, index) => {
    const global = `$seen:${index}`, lines = each.field.split("\n");
    const first = lines.findIndex((line, at) => at > 0 && !line.startsWith("  (local "));
    if (first < 0) return; // it does nothing
    lines.splice(first, 0, `  (global.set ${global} (i32.const 1))`);
    each.field = lines.join("\n");
    whole.global.push(` (global ${global} (mut i32) (i32.const 0))`);
    whole.export.push(` (export "seen:${index}" (global ${global}))`);
  });
  return hot.map(({ path, field }) => ({ path, size: size(field) }));
}

/// What waits. Everything that can be reached from outside without passing
/// through a function that matches is hot: by a call, or because its address
/// stands in code or data that is hot (the linker's notes tell). The rest is
/// cold; `entries` are the cold functions that hot code knows.
function choose(whole, isCold, { functions: noted, data }, pointers) {
  const { functions } = whole;
  const byLink = new Map(); // several functions may have one name
  for (const { id, link } of functions.values()) byLink.set(link, [...(byLink.get(link) ?? []), id]);
  const notesOf = ({ link }) => noted.get(link) ?? noted.get(renamedByBindgen.get(link));
  // wasm-bindgen exports `mount_0123456789abcdef` as `mount`, and renames it.
  const renamedByBindgen = new Map([...noted.keys()].map((link) => [link.replace(/_[0-9a-f]{16}$/, ""), link]));
  // A function that the linker did not see is of wasm-bindgen's making, and only
  // calls: the data that it would need could be cold.
  const unseen = [...functions.values()].filter((each) => !notesOf(each));
  const addresses = { from: Math.min(...data.map(({ start }) => start)), to: Math.max(...data.map(({ end }) => end)) };
  for (const { field, path } of unseen) {
    const values = [...field.matchAll(/\bi32\.const (\d+)|\boffset=(\d+)/g)].map(([, constant, offset]) => Number(constant ?? offset));
    if (values.some((value) => value >= addresses.from && value < addresses.to)) {
      throw new Error(`the linker's notes do not tell what ${path || "a function"} refers to`);
    }
  }
  const exported = [...whole.export, ...whole.start].flatMap(idsIn);
  const reached = new Set(), hot = new Set(), hotData = new Set();
  const queue = [...exported, ...unseen.map(({ id }) => id)];
  const visit = ({ functionRefs, dataRefs }) => {
    for (const link of functionRefs) queue.push(...(byLink.get(link) ?? []));
    for (const piece of dataRefs) {
      if (hotData.has(piece)) continue;
      hotData.add(piece);
      visit(data[piece]);
    }
  };
  // What the memory refers to, as far as a value can be told from an address.
  const targets = data.map(({ start, end }, piece) => [start, end, piece]).sort(([a], [b]) => a - b);
  for (const value of pointers) {
    for (const [start, end, piece] of targets) {
      if (start > value) break;
      if (value < end && !hotData.has(piece)) { hotData.add(piece); visit(data[piece]); }
    }
  }
  for (const id of queue) {
    const found = functions.get(id);
    if (!found) continue;
    reached.add(id);
    if (hot.has(id) || isCold(found)) continue;
    hot.add(id);
    queue.push(...found.uses);
    const notes = notesOf(found);
    if (notes) visit(notes);
  }
  const cold = [...functions.values()].filter(({ id }) => !hot.has(id));
  const entries = cold.filter(({ id }) => reached.has(id));
  if (entries.length === 0) throw new Error("no function matches tools/cold.txt");
  for (const { id, field } of cold) {
    const wrong = /\((?:memory\.init|data\.drop|table\.init|elem\.drop|ref\.func)\b/.exec(field);
    if (wrong) throw new Error(`${id} uses ${wrong[0]}, which does not work from another module`);
  }
  return {
    cold,
    entries,
    isCold: new Set(cold.map(({ id }) => id)),
    isEntry: new Set(entries.map(({ id }) => id)),
    hotData: [...hotData].map((piece) => data[piece]),
    coldData: data.filter((_, piece) => !hotData.has(piece)),
  };
}

function idsIn(field) {
  return [...field.matchAll(new RegExp(ID, "g"))].map(([id]) => id);
}

// --------------------------------------------------------------- writing ----

const TABLE = "$split:table", LENT = "$split:lent";

function secondaryText(whole, cut) {
  const { entries, cold } = cut;
  return [
    "(module",
    ...whole.type,
    ...whole.import,
    ...shared(whole, cut).map((each) => each.import),
    ` (import "${PRIMARY}" "${LOAD.module}" (table ${TABLE} ${entries.length} funcref))`,
    ...whole.data.flatMap((field) => cutData(field, cut).cold),
    ` (elem (table ${TABLE}) (i32.const 0) func ${entries.map(({ id }) => id).join(" ")})`,
    ...whole.elem.flatMap((field) => cutTable(field, cut).cold),
    ...cold.map(({ field }) => field),
    ")\n",
  ].join("\n");
}

function primaryText(whole, cut, wanted) {
  const { entries, isCold, isEntry } = cut;
  const slots = new Map(entries.map(({ id }, slot) => [id, slot]));
  const ids = new Map(shared(whole, cut).map(({ name, id }) => [name, id]));
  const functions = wanted.filter(({ kind }) => kind === "function").map(({ name }) => ids.get(name));
  const state = wanted.filter(({ kind, name }) => kind !== "function" && ids.has(name));
  const stub = ({ id, signature, params }) => {
    const given = Array.from({ length: params }, (_, index) => ` (local.get ${index})`).join("");
    return ` (func ${id}${signature} (call $split:ensure) (call_indirect ${TABLE}${signature}${given} (i32.const ${slots.get(id)})))`;
  };
  return [
    "(module",
    ...whole.type,
    ...whole.import,
    ` (import "${LOAD.module}" "${LOAD.name}" (func $split:load))`,
    ...whole.global,
    ...whole.memory,
    ...whole.table,
    ` (table ${TABLE} ${entries.length} funcref)`,
    ...whole.data.flatMap((field) => cutData(field, cut).hot),
    ...whole.elem.map((field) => cutTable(field, cut).hot),
    ...whole.export,
    ` (export "${LOAD.module}" (table ${TABLE}))`,
    ` (table ${LENT} ${functions.length} ${functions.length} funcref)`,
    ` (elem (table ${LENT}) (i32.const 0) func ${functions.join(" ")})`,
    ` (export "${PRIMARY}" (table ${LENT}))`,
    ...state.map(({ name, kind }) => ` (export "${name}" (${kind} ${ids.get(name)}))`),
    ...whole.start,
    // An empty first slot says that the secondary is not there.
    ` (func $split:ensure (if (ref.is_null (table.get ${TABLE} (i32.const 0))) (then (call $split:load))))`,
    ` (func $split:absent (unreachable))`,
    ...[...whole.functions.values()].flatMap((each) => (!isCold.has(each.id) ? [each.field] : isEntry.has(each.id) ? [stub(each)] : [])),
    ")\n",
  ].join("\n");
}

/// What the secondary may ask of the primary, under short names that depend on
/// nothing but the order in the module: `{ name, kind, id, import }`.
function shared(whole, { cold, isCold }) {
  const called = new Set(cold.flatMap(({ uses }) => [...uses]));
  const state = ["memory", "table", "global"].flatMap((kind) => whole[kind].map((field) => {
    const [, id, shape] = new RegExp(String.raw`^ \(${kind} (${ID}) (.*)\)$`).exec(field) ?? fail(field);
    return [kind, id, kind === "global" ? /^(\(mut \w+\)|\w+)/.exec(shape)[0] : shape];
  }));
  const code = [...whole.functions.values()]
    .filter(({ id }) => called.has(id) && !isCold.has(id))
    .map(({ id, signature }) => ["func", id, signature]);
  return [...state, ...code].map(([kind, id, shape], index) => {
    const name = index.toString(36);
    return { name, kind, id, import: ` (import "${PRIMARY}" "${name}" (${kind} ${id} ${shape}))` };
  });
}

/// The program's own table: in the primary, a place that only cold code knows
/// holds a function that is never called; the secondary fills it.
function cutTable(field, { isCold, isEntry }) {
  const [, table = "", first, list] = new RegExp(String.raw`^ \(elem ${ID} (\(table ${ID}\) )?\(i32\.const (\d+)\) (?:func )?(.*)\)$`).exec(field) ?? fail(field);
  const ids = idsIn(list);
  const waits = (id) => isCold.has(id) && !isEntry.has(id);
  const segment = (start, some) => ` (elem ${table}(i32.const ${Number(first) + start}) func ${some.join(" ")})`;
  return {
    hot: segment(0, ids.map((id) => (waits(id) ? "$split:absent" : id))),
    cold: runs(ids.map(waits)).map(([start, end]) => segment(start, ids.slice(start, end))),
  };
}

/// The program's data: what only cold code refers to comes with the secondary.
function cutData(field, { hotData, coldData }) {
  const [, address, text] = new RegExp(String.raw`^ \(data ${ID} \(i32\.const (\d+)\) "(.*)"\)$`).exec(field) ?? fail(field);
  const bytes = unescaped(text), base = Number(address);
  const waits = new Array(bytes.length).fill(false);
  // Constants may share bytes: hot wins.
  for (const { start, end } of coldData) waits.fill(true, clamp(start), clamp(end));
  for (const { start, end } of hotData) waits.fill(false, clamp(start), clamp(end));
  const segment = ([start, end]) =>
    ` (data (i32.const ${base + start}) "${bytes.subarray(start, end).toString("hex").replaceAll(/../g, "\\$&")}")`;
  return { hot: runs(waits.map((each) => !each)).map(segment), cold: runs(waits).map(segment) };

  function clamp(place) {
    return Math.min(Math.max(place - base, 0), bytes.length);
  }
}

/// `[start, end]` of each stretch of true.
function runs(flags) {
  const found = [];
  flags.forEach((flag, index) => {
    if (flag && !flags[index - 1]) found.push([index, index]);
    if (flag) found[found.length - 1][1] = index + 1;
  });
  return found;
}

/// The bytes of a string of the text format.
function unescaped(text) {
  const codes = { t: 9, n: 10, r: 13, '"': 34, "'": 39, "\\": 92 };
  const parts = text.split(/\\([0-9a-f]{2}|[tnr"'\\])/);
  return Buffer.concat(parts.map((part, index) =>
    index % 2 === 0 ? Buffer.from(part) : Buffer.from([codes[part] ?? parseInt(part, 16)])));
}

/// Whatever else than functions the secondary imports is what the primary exports.
function agree(primary, wanted) {
  const exported = new Set(WebAssembly.Module.exports(new WebAssembly.Module(primary)).map(({ name }) => name));
  const names = wanted.filter(({ kind }) => kind !== "function").map(({ name }) => name);
  const missing = [PRIMARY, ...names].filter((name) => !exported.has(name));
  if (missing.length) throw new Error(`the primary module lacks ${missing.join(", ")}`);
}

// ------------------------------------------------------------- the tools ----

function withFiles(action) {
  const folder = mkdtempSync(join(tmpdir(), "mieux-disant-split-"));
  try {
    return action((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(tool, ...values) {
  execFileSync(tool, values, { stdio: ["ignore", "ignore", "inherit"], maxBuffer: 1 << 30 });
}
