// WebKitGTK under its driver, as drivers.mjs starts it, and what it needs beside it.
//
// Its driver speaks the older half of WebDriver: it tells nothing of requests or of
// the console, runs nothing before the page's own scripts, and its private session
// keeps messages even from the standard error. So every request goes through a relay
// of ours (nothing that leaves the browser can go round it), and the relay puts one
// script in front of every page, which writes down what goes wrong there.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/// The address of the script, on whatever host: a policy's 'self' allows it.
const SCRIPT = "/.mieux-disant-watch.js";
const PATIENCE = 15_000;

/// Gives `{ driver, webkit }`, where `webkit` has `requests` and `failures` (as the
/// relay sees them), `scripts` (functions for every page), `fileWithScripts(url)`,
/// `die()` and `stop()`.
export async function startWebkit(webdriver, found, downloads) {
  // Each in a group with all that it starts, which ends when we let go of its input:
  // a test that is killed half-way leaves no browser behind.
  const started = [];
  const start = (program, options, more = {}) => {
    const child = spawn("/bin/sh", ["-c", '"$@" & cat >/dev/null; kill -KILL 0', "sh", program, ...options], {
      detached: true, stdio: ["pipe", "ignore", "ignore", "pipe"], ...more,
    });
    started.push(child);
    return child;
  };
  const folder = `${downloads}-webkit`;
  mkdirSync(folder);
  const relay = await startRelay();
  const stop = () => {
    for (const { stdin } of started.splice(0).reverse()) stdin.end();
    relay.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // It has no mode without a display: each gets one of its own, that nobody sees.
    const screen = start(found("Xvfb"), ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
    const display = await firstLine(screen.stdio[3], "Xvfb");
    // Where its downloads go is a setting of the desktop.
    writeFileSync(join(folder, "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
    const port = await freePort();
    const { pid: group } = start(found("WebKitWebDriver"), [`--port=${port}`], {
      env: {
        // A desktop under Wayland would show it all the same.
        ...process.env, DISPLAY: `:${display}`, GDK_BACKEND: "x11", XDG_CONFIG_HOME: folder,
        // Its sandbox is optional up to Debian 12 and always there since: root cannot have it.
        ...(process.getuid?.() === 0 || process.env.MD_NO_SANDBOX ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" } : {}),
      },
    });
    await answers(port);
    const driver = await new webdriver.Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities({
        browserName: "MiniBrowser",
        // Loopback goes through the relay too.
        "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation", `--proxy=http://127.0.0.1:${relay.port}`] },
      })
      .build();
    return { driver, webkit: { ...relay, fileWithScripts: (url) => fileWithScripts(url, folder, relay.scripts), die: () => die(group), stop } };
  } catch (error) {
    stop();
    throw error;
  }
}

/// Has the processes for pages of this group end at once.
function die(group) {
  for (const id of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    let state = "";
    try {
      state = readFileSync(`/proc/${id}/stat`, "utf8");
    } catch {
      // It has ended meanwhile.
    }
    const [, name, own] = /\((.*)\) \S \d+ (\d+)/.exec(state) ?? [];
    if (Number(own) === group && name.startsWith("WebKitWeb") && name !== "WebKitWebDriver") process.kill(Number(id), "SIGKILL");
  }
}

/// Debian puts it in a folder that carries the version and the machine's kind.
function miniBrowser() {
  for (const machine of readdirSync("/usr/lib").filter((each) => each.includes("-linux-"))) {
    for (const version of ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"]) {
      const path = join("/usr/lib", machine, version, "MiniBrowser");
      if (existsSync(path)) return path;
    }
  }
  throw new Error("MiniBrowser is missing: tools/setup.sh test");
}

// ----------------------------------------------------------------- the relay ----

/// Hands every request on, writes it down, and puts the scripts in front of pages.
/// Whatever the host is called, it is this machine.
async function startRelay() {
  const seen = { requests: [], failures: [], scripts: [] };
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url);
    if (url.pathname === SCRIPT) {
      answer.writeHead(200, { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-store" });
      return answer.end(asText(seen.scripts));
    }
    seen.requests.push(asked.url);
    const wrong = (text) => {
      seen.failures.push(`${text} ${asked.url}`);
      answer.destroy();
    };
    const headers = { ...asked.headers };
    // A page is read here before it goes on.
    delete headers["accept-encoding"];
    // A connection each: one kept for the next request may be closed just as that is made.
    const further = { agent: false, host: "127.0.0.1", port: url.port || 80, method: asked.method, path: url.pathname + url.search, headers };
    const onward = request(further, (given) => {
      if (given.statusCode >= 400) seen.failures.push(`${given.statusCode} ${asked.url}`);
      const isPage = /^text\/html/.test(given.headers["content-type"] ?? "");
      if (!isPage) {
        answer.writeHead(given.statusCode, given.headers);
        return given.pipe(answer);
      }
      const parts = [];
      given.on("data", (part) => parts.push(part)).on("error", (error) => wrong(error.message)).on("end", () => {
        const page = inFront(Buffer.concat(parts).toString(), `<script src="${SCRIPT}"></script>`);
        answer.writeHead(given.statusCode, { ...given.headers, "content-length": Buffer.byteLength(page) });
        answer.end(page);
      });
    });
    onward.on("error", (error) => wrong(error.message));
    asked.pipe(onward);
  });
  // An encrypted connection: nothing of ours makes one.
  server.on("connect", (asked, socket) => {
    seen.requests.push(`https://${asked.url}/`);
    socket.destroy();
  });
  await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { ...seen, port: server.address().port, close };
}

const asText = (scripts) => scripts.map((each) => `(${each})();\n`).join("");

/// Before everything but the doctype: no policy of the page's own covers it, and the
/// parser makes nothing else of it.
function inFront(page, script) {
  const doctype = /^\s*<!doctype[^>]*>/i.exec(page)?.[0] ?? "";
  return doctype + script + page.slice(doctype.length);
}

/// A file from the disk asks no relay: what is opened is a copy, with the scripts in
/// it, among the same neighbours.
function fileWithScripts(url, parent, scripts) {
  const { hash, search, pathname } = new URL(url);
  const path = fileURLToPath(new URL(`file://${pathname}`));
  if (path.startsWith(parent)) return url;
  const folder = mkdtempSync(join(parent, "disk-"));
  for (const name of readdirSync(dirname(path))) {
    if (name !== basename(path)) symlinkSync(join(dirname(path), name), join(folder, name));
  }
  const copy = join(folder, basename(path));
  writeFileSync(copy, inFront(readFileSync(path, "utf8"), `<script>${asText(scripts)}</script>`));
  return pathToFileURL(copy).href + search + hash;
}

// ------------------------------------------------------------------ starting ----

function firstLine(stream, program) {
  return new Promise((done, failed) => {
    let text = "";
    const late = setTimeout(() => failed(new Error(`${program} does not start`)), PATIENCE);
    stream.on("data", (part) => {
      text += part;
      if (!text.includes("\n")) return;
      clearTimeout(late);
      done(text.trim());
    });
  });
}

async function answers(port) {
  for (const end = Date.now() + PATIENCE; ;) {
    const isThere = await new Promise((done) => {
      request({ host: "127.0.0.1", port, path: "/status" }, (given) => { given.resume(); done(true); })
        .on("error", () => done(false)).end();
    });
    if (isThere) return;
    if (Date.now() > end) throw new Error("WebKitWebDriver does not start");
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
