// What a web server may send instead of a file, made once: .br and .gz beside it.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/// Writes both; gives the size of the .br.
export function compressBeside(name) {
  const bytes = readFileSync(name);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  writeFileSync(`${name}.br`, brotli);
  writeFileSync(`${name}.gz`, gzipSync(bytes, { level: 9 }));
  return brotli.length;
}
