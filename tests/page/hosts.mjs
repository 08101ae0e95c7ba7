// Somebody else's pages with the widget in them, made of the examples of
// docs/embed.md and served as the guide says. `PLACES` lists them.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../../tools/serve.mjs";
import { INTRANET } from "./drivers.mjs";
import { example, policies } from "./guide.mjs";
import { singleFile, site } from "./widget.mjs";

const built = fileURLToPath(new URL("../../target/hosts", import.meta.url));

/// Each place: its name, the page, and how it differs from a page served without a
/// policy: `strict`, under the guide's; `frame`, the widget stands in there; `host`,
/// the name that the page is called by; `file`, from the disk.
export const PLACES = [
  { name: "http, strict policy", path: "stricte.html", strict: true },
  { name: "http, no policy", path: "intranet.html" },
  { name: "file://", file: true },
  { name: "sandboxed frame", path: "cadre.html", strict: true, frame: "iframe" },
  { name: "not a secure host", path: "intranet.html", host: INTRANET },
  { name: "WordPress article", path: "wordpress.html" },
  { name: "SPIP article", path: "spip.html" },
  { name: "in a Yew app", path: "yew.html", strict: true },
  { name: "in React 18", path: "react-18.html" },
  { name: "in React 19", path: "react-19.html", strict: true },
];

/// Serves all of them, with more pages of the test's own (text by name); gives
/// `{ url(place), at(path, strict), close() }`.
export async function openHouse(more = {}) {
  assert.ok(existsSync(`${built}/react-19.js`), "build first: tools/hosts.sh");
  const root = mkdtempSync(join(tmpdir(), "mieux-disant-intranet-"));
  const write = (name, text) => writeFileSync(join(root, name), text);
  mkdirSync(join(root, "outils"));
  cpSync(site, join(root, "outils", "mieux-disant"), { recursive: true });
  cpSync(fileURLToPath(singleFile), join(root, "outils", "mieux-disant", "mieux-disant.html"));
  cpSync(fileURLToPath(new URL("../../styles/icon.svg", import.meta.url)), join(root, "outils", "icone.svg"));
  write("outils/page.css", "body { font-family: sans-serif; margin: 1rem; }\niframe { border: 0; }\n");
  for (const name of ["stricte.html", "intranet.html", "cadre.html"]) write(name, example(name));
  write("wordpress.html", article(example("fragment: wordpress")));
  // SPIP takes away the two tags that keep it off what they surround.
  write("spip.html", article(example("fragment: spip").replace(/^<html>\n([^]*)<\/html>\n$/, "$1")));
  cpSync(join(built, "yew"), join(root, "yew"), { recursive: true });
  write("yew/start.js", 'import start from "./yew_host.js";\nstart();\n');
  write("yew.html", strictPage('<script type="module" src="/yew/start.js"></script>', ""));
  for (const version of [18, 19]) {
    const own = `react-${version}.js`;
    cpSync(join(built, own), join(root, own));
    // Icons by data: address are not for the strict policy.
    write(`react-${version}.html`, example("react.html").replace("/app.js", `/${own}`).replace('"data:,"', '"/outils/icone.svg"'));
  }
  for (const [name, text] of Object.entries(more)) write(name, text);

  const [policy] = policies();
  const strict = await serve({ root, policy: (path) => (path.endsWith("/mieux-disant.html") ? undefined : policy) });
  const lax = await serve({ root });
  const at = (path, isStrict, host = "127.0.0.1") => `${isStrict ? strict.origin : lax.origin}/${path}`.replace("127.0.0.1", host);
  return {
    at,
    url: (place) => (place.file ? singleFile : at(place.path, place.strict, place.host)),
    close: async () => {
      await Promise.all([strict.close(), lax.close()]);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/// A page of ours around some markup, for the strict policy.
export const strictPage = (head, body) => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Intranet</title>
<link rel="icon" href="/outils/icone.svg"><link rel="stylesheet" href="/outils/page.css">
<script type="module" src="/outils/mieux-disant/mieux-disant.js"></script>${head}</head>
<body>${body}</body></html>`;

/// An article of an old content system: a narrow column, a theme that styles bare
/// elements, scripts that add to what all scripts share.
const article = (block) => `<!doctype html>
<html lang="fr-FR"><head><meta charset="utf-8"><title>Un article</title><link rel="icon" href="data:,">
<style>
  body { font: 13px/1.8 Georgia, serif; color: #333; }
  .column { width: 560px; float: left; }
  * { margin: 0; padding: 0; }
  button, input, select { text-transform: uppercase; width: 100%; background: #fc0; border: 3px outset; }
  table, td, th { border: 1px solid red; padding: 2em; display: block; }
  h2, h3 { font-size: 40px; color: purple; }
  p { text-indent: 3em; }
  [hidden] { display: block; }
</style>
<script>
  Array.prototype.each = function (action) { this.forEach(action); };
  String.prototype.strip = function () { return this.trim(); };
  window.$ = function (id) { return document.getElementById(id); };
  Element.prototype.hide = function () { this.style.display = "none"; };
</script></head>
<body><div class="column"><h1>Un article</h1><div class="entry-content"><p>Avant.</p>
${block}<p>Après.</p></div></div></body></html>`;
