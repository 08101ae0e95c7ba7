// Trunk's post_build hook: turns the loader line of trunk.toml's pattern_script
// into the loader itself, under a hashed name. Works in Trunk's staging folder,
// so that `trunk serve` has it too, with the program in one module;
// tools/pack.mjs cuts it in two for the public.
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildHash, siteLoader } from "./assemble.mjs";

const folder = process.env.TRUNK_STAGING_DIR;
if (!folder) {
  console.error("tools/site.mjs is Trunk's hook: run tools/dist.sh, or trunk build --config trunk.toml");
  process.exit(1);
}

const page = join(folder, "index.html");
const html = readFileSync(page, "utf8");
const line = /<script type="module" src="\.\/loader\.js" data-glue="([^"]+)" data-wasm="([^"]+)"><\/script>/;
const [, glue, wasm] = line.exec(html) ?? [];
if (!glue) throw new Error("the page does not carry the loader line of trunk.toml's pattern_script");

const read = (name) => readFileSync(join(folder, name));
const program = { module: read(wasm), glue: read(glue) };
const loader = siteLoader({ hash: buildHash(program), glueText: program.glue.toString(), wasm });
rmSync(join(folder, glue));
const hash = createHash("sha256").update(loader).digest("hex").slice(0, 16);
writeFileSync(join(folder, `loader-${hash}.js`), loader);
// The same under a name that stays, for the pages that embed the widget.
writeFileSync(join(folder, "mieux-disant.js"), loader);
// Nothing is painted before the loader, which knows what there is to see first.
writeFileSync(page, html.replace(line, `<script type="module" src="./loader-${hash}.js" blocking="render"></script>`));
