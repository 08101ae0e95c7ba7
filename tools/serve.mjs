// A small static server for trying and testing the page: this machine only, and
// by default under the strictest policy that the page promises to live with.
//
//   node tools/serve.mjs [--root dist/site] [--port 8080] [--policy strict|none]
import { createServer } from "node:http";
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { extname, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

export const POLICIES = {
  strict: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'",
  none: undefined,
};

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".ts": "text/plain; charset=utf-8",
};

/// Serves a folder under a policy (the header's text, or nothing, or a function that
/// gives it for a path); gives `{ origin, close }`. Port 0 takes any free port.
export async function serve({ root, port = 0, policy }) {
  const folder = await realpath(root);
  const server = createServer((request, response) => {
    answer(request, response, folder, policy).catch((error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
      console.error(String(error));
    });
  });
  await new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", done);
  });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}

async function answer(request, response, folder, policy) {
  // Names are hashed, yet a page under work changes at every build.
  const headers = { "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff", Vary: "Accept-Encoding" };
  const said = typeof policy === "function" ? policy(request.url.split("?")[0]) : policy;
  if (said) headers["Content-Security-Policy"] = said;
  const refuse = (status, sentence, more = {}) => {
    response.writeHead(status, { ...headers, ...more, "Content-Type": TYPES[".txt"] });
    response.end(`${sentence}\n`);
  };
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, "Only GET.", { Allow: "GET, HEAD" });

  const [address, query = ""] = request.url.split(/(?=\?)/);
  let path;
  try {
    path = decodeURIComponent(address);
  } catch {
    return refuse(400, "Not an address.");
  }
  let file = await inside(folder, path);
  if (file && (await stat(file)).isDirectory()) {
    if (!path.endsWith("/")) return refuse(301, "A folder.", { Location: `${encodeURI(path).replace(/^\/+/, "/")}/${query}` });
    file = await inside(folder, `${path}index.html`);
  }
  if (!file) return refuse(404, "Not here.");

  headers["Content-Type"] = TYPES[extname(file)] ?? "application/octet-stream";
  const accepted = (request.headers["accept-encoding"] ?? "").split(",").map((each) => each.trim().split(";")[0]);
  for (const [encoding, suffix] of [["br", ".br"], ["gzip", ".gz"]]) {
    if (accepted.includes(encoding) && (await inside(folder, `${file.slice(folder.length)}${suffix}`))) {
      headers["Content-Encoding"] = encoding;
      file += suffix;
      break;
    }
  }
  headers["Content-Length"] = (await stat(file)).size;
  response.writeHead(200, headers);
  if (request.method === "HEAD") return response.end();
  createReadStream(file).on("error", () => response.destroy()).pipe(response);
}

/// The real path of a file of the folder; nothing if there is none, or if a
/// `..` or a link leads out of the folder.
async function inside(folder, path) {
  if (path.includes("\0")) return undefined;
  try {
    const real = await realpath(resolve(folder, `.${sep}${path}`));
    return real === folder || real.startsWith(folder + sep) ? real : undefined;
  } catch {
    return undefined;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();

async function main() {
  const { values } = parseArgs({
    options: {
      root: { type: "string", default: fileURLToPath(new URL("../dist/site", import.meta.url)) },
      port: { type: "string", default: "8080" },
      policy: { type: "string", default: "strict" },
    },
  });
  try {
    if (!(values.policy in POLICIES)) throw new Error(`There is no policy ${values.policy}: say strict or none.`);
    const { origin } = await serve({ root: values.root, port: Number(values.port), policy: POLICIES[values.policy] });
    console.log(`Mieux-disant is at ${origin}/ (policy: ${values.policy}; Ctrl+C stops).`);
  } catch (error) {
    const sentences = {
      EADDRINUSE: `Port ${values.port} is taken by another program. Choose one: make run PORT=8081`,
      EACCES: `Port ${values.port} is not allowed to this user. Choose one: make run PORT=8081`,
      ENOENT: `There is nothing to serve in ${values.root}. Build first: make dist`,
    };
    console.error(sentences[error.code] ?? error.message);
    process.exit(1);
  }
}
