// Has the program do ahead what each of its starts begins with (src/app/first.rs), and
// keeps the memory that follows: the page then starts with it.
//
// The program touches nothing outside its memory while it prepares, which is checked.
// What it does comes out alike everywhere, so two builds still give the same bytes.
import { withMemory } from "./module.mjs";

const ACT = "prepare";

/// Gives `{ module, pointers }`: the module after its preparation, and every value that
/// the preparation has written, some of which are addresses of the program's data.
export function prepared(module) {
  const compiled = new WebAssembly.Module(module);
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(compiled)) {
    if (kind !== "function") throw new Error(`the program imports ${name}, which is no function`);
    (imports[from] ??= {})[name] = () => { throw new Error(`the program asks for ${name} while it prepares`); };
  }
  const { exports } = new WebAssembly.Instance(compiled, imports);
  const before = exports.memory.buffer.slice();
  exports[ACT]();
  const after = exports.memory.buffer;
  const [old, words] = [before, after].map((buffer) => new Uint32Array(buffer));
  const pointers = new Set(words.filter((word, at) => word !== (old[at] ?? 0)));
  return { module: withMemory(module, new Uint8Array(after), ACT), pointers };
}
