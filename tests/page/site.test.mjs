// What an administrator is given besides the page: checksums, the digests that pages
// may ask for, the names that stay, the single file; and the version in the foot.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { POLICIES, serve } from "../../tools/serve.mjs";
import { BROWSERS, startBrowser } from "./browser.mjs";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const site = join(dist, "site");
const published = () => JSON.parse(readFileSync(join(site, "integrity.json"), "utf8"));
const plainNames = () => readdirSync(site).filter((name) => !/\.(br|gz)$/.test(name)).sort();

it("every file has its checksum, and sha256sum agrees", () => {
  const listed = readFileSync(join(dist, "SHA256SUMS"), "utf8").trim().split("\n").map((line) => line.slice(66));
  const there = [...readdirSync(site).map((name) => `site/${name}`), "mieux-disant.html"];
  assert.deepEqual(listed.sort(), there.sort());
  execFileSync("sha256sum", ["--quiet", "--check", "SHA256SUMS"], { cwd: dist });
});

it("every asset has its digest for `integrity`", () => {
  const { integrity } = published();
  const digest = (name) => `sha384-${createHash("sha384").update(readFileSync(join(site, name))).digest("base64")}`;
  const expected = plainNames().filter((name) => name !== "integrity.json").map((name) => [name, digest(name)]);
  assert.deepEqual(integrity, Object.fromEntries(expected));
  assert.ok(integrity["mieux-disant.js"] && integrity["sw.js"] && integrity["mieux-disant.d.ts"]);
});

it("every file of the site is there packed as well", () => {
  for (const name of plainNames()) for (const ending of ["br", "gz"]) assert.ok(readdirSync(site).includes(`${name}.${ending}`), `${name}.${ending}`);
});

it("the single file stands in the site too, under its own name", () => {
  assert.ok(readFileSync(join(site, "mieux-disant.html")).equals(readFileSync(join(dist, "mieux-disant.html"))));
});

it("names carry the hash of what is in them, but for those that stay", () => {
  const stay = ["index.html", "integrity.json", "mieux-disant.d.ts", "mieux-disant.html", "mieux-disant.js", "sw.js"];
  for (const name of plainNames().filter((each) => !stay.includes(each))) assert.match(name, /-[0-9a-f]{16}\.\w+$/);
  for (const name of plainNames().filter((each) => /^(mieux-disant|loader|offline)-/.test(each))) {
    assert.ok(name.includes(createHash("sha256").update(readFileSync(join(site, name))).digest("hex").slice(0, 16)), name);
  }
});

for (const name of BROWSERS) {
  it(`the published script line starts the widget, whose foot says version and hash, in ${name}`, async () => {
    const { hash, script } = published();
    const folder = mkdtempSync(join(tmpdir(), "mieux-disant-"));
    cpSync(site, folder, { recursive: true });
    const page = (line) => `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Intranet</title><link rel="icon" href="data:,">${line}<mieux-disant></mieux-disant></html>`;
    writeFileSync(join(folder, "hote.html"), page(script));
    const { version } = JSON.parse(execFileSync("cargo", ["metadata", "--no-deps", "--format-version", "1", "--offline"], { cwd: dist, encoding: "utf8" })).packages[0];
    const server = await serve({ root: folder, policy: POLICIES.strict.replace("img-src 'self'", "img-src 'self' data:") });
    const browser = await startBrowser(name);
    try {
      const foot = async (url) => {
        await browser.open(url);
        const text = await browser.text(".foot");
        assert.deepEqual(await browser.complaints(), []);
        return text;
      };
      for (const path of ["hote.html", "", "mieux-disant.html"]) {
        // Its own policy is in the single file; the strict one of the server refuses it.
        const url = path === "mieux-disant.html" ? `file://${join(folder, path)}` : `${server.origin}/${path}`;
        assert.ok((await foot(url)).includes(`Mieux-disant ${version} · ${hash}`), url);
      }
      // A file that is not the published one is not run.
      writeFileSync(join(folder, "hote.html"), page(script.replace(/sha384-.{8}/, "sha384-AAAAAAAA")));
      await browser.open(`${server.origin}/hote.html`);
      await browser.settled();
      assert.equal(await browser.run("return customElements.get('mieux-disant') === undefined"), true);
    } finally {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
