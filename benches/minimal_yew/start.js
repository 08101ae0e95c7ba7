import start from "./glue.js";

start({ module_or_path: fetch(new URL("./program.wasm", import.meta.url)) });
