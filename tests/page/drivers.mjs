// Starts Chromium, Firefox or WebKitGTK under WebDriver, unseen, quiet, each with a
// fresh profile, or with one that outlives it, and a folder for what it downloads.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWebkit } from "./webkit.mjs";

// The test tools stand outside the checkout (tools/setup.sh), where Node would
// not look by itself.
const selenium = process.env.MD_SELENIUM;
if (!selenium) throw new Error("run the page tests through tools/page.sh, which knows where the tools are");
const require = createRequire(join(selenium, "node_modules", "selenium-webdriver", "package.json"));
const webdriver = require("selenium-webdriver");
const chrome = require("selenium-webdriver/chrome");
const firefox = require("selenium-webdriver/firefox");

export const { Key, Origin } = webdriver;

/// A name of this machine that browsers take for any other: over http there is no
/// secure context, as on a plain-http intranet.
export const INTRANET = "intranet.test";

/// Gives `{ driver, downloads }`; `name` is chromium, firefox or webkit. With
/// `profile`, a folder, the browser finds there what the last one left; WebKit keeps
/// nothing under its driver. What WebKit needs beside it comes as `webkit` (webkit.mjs).
export async function startDriver(name, { profile } = {}) {
  const downloads = mkdtempSync(join(tmpdir(), `mieux-disant-${name}-`));
  if (name === "webkit") {
    if (profile) throw new Error("webkit forgets its profile: its driver always browses in private");
    return { downloads, ...(await startWebkit(webdriver, found, downloads)) };
  }
  const start = { chromium: startChromium, firefox: startFirefox }[name];
  if (!start) throw new Error(`unknown browser ${name}: chromium, firefox or webkit`);
  return { driver: await start(downloads, profile), downloads };
}

async function startChromium(downloads, profile) {
  const options = new chrome.Options();
  options.setChromeBinaryPath(found("chromium"));
  options.addArguments(
    "--headless=new", "--window-size=1440,900", "--hide-scrollbars", "--force-device-scale-factor=1",
    "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    `--host-resolver-rules=MAP ${INTRANET} 127.0.0.1`,
  );
  if (profile) options.addArguments(`--user-data-dir=${profile}`);
  // Chromium refuses its sandbox to root.
  if (process.getuid?.() === 0 || process.env.MD_NO_SANDBOX) options.addArguments("--no-sandbox");
  options.enableBidi();
  const logs = new webdriver.logging.Preferences();
  logs.setLevel(webdriver.logging.Type.BROWSER, webdriver.logging.Level.ALL);
  options.setLoggingPrefs(logs);
  const driver = await new webdriver.Builder()
    .forBrowser("chrome")
    .setChromeOptions(options)
    .setChromeService(new chrome.ServiceBuilder(found("chromedriver")))
    .build();
  await driver.sendDevToolsCommand("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  return driver;
}

async function startFirefox(downloads, profile) {
  const options = new firefox.Options();
  options.setBinary(found("firefox-esr", "firefox"));
  options.addArguments("-headless", "--width=1440", "--height=900");
  // As an argument: geckodriver copies a profile that it is given otherwise.
  if (profile) options.addArguments("-profile", profile);
  options.setPreference("browser.download.folderList", 2);
  options.setPreference("browser.download.dir", downloads);
  options.setPreference("browser.download.always_ask_before_handling_new_types", false);
  // The list of downloads takes the focus from the page.
  options.setPreference("browser.download.alwaysOpenPanel", false);
  // As Chromium's --hide-scrollbars: a page of 320 px is 320 px in both.
  options.setPreference("ui.useOverlayScrollbars", 1);
  // geckodriver loosens what a page from the disk may do; users have the rule.
  options.setPreference("security.fileuri.strict_origin_policy", true);
  options.setPreference("network.dns.localDomains", INTRANET);
  options.setPreference("datareporting.policy.dataSubmissionEnabled", false);
  options.setPreference("app.update.disabledForTesting", true);
  options.enableBidi();
  // Two Firefoxes at once must not share geckodriver's fixed WebSocket port; the
  // system access is for dark and print emulation, which Firefox only gives there.
  const service = new firefox.ServiceBuilder(found("geckodriver"))
    .addArguments(`--websocket-port=${await freePort()}`, "--allow-system-access");
  return await new webdriver.Builder()
    .forBrowser("firefox")
    .setFirefoxOptions(options)
    .setFirefoxService(service)
    .build();
}

/// The path of the first of these programs that is installed.
function found(...programs) {
  for (const program of programs) {
    try {
      return execFileSync("/bin/sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
    } catch {
      // Not this one.
    }
  }
  throw new Error(`${programs[0]} is missing: tools/setup.sh test`);
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
