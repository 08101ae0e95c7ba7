// Writes down what a page does wrong while a test drives it: console messages,
// uncaught errors, violations of the page's policy, and every request. Rests on
// WebDriver BiDi, alike in Chromium and Firefox; harness.test.mjs proves that each
// offence is caught.
//
// WebKitGTK has no BiDi. There a script in front of the page writes down what the
// page itself can hear, and a relay every request (webkit.mjs). What stays unseen:
// messages that the engine puts on its console without an event for the page, and
// what a document did that was left before anybody asked.

const EVENTS = ["log.entryAdded", "network.beforeRequestSent", "network.responseCompleted", "network.fetchError", "script.message"];
const CHANNEL = "mieux-disant-watch";

const EMPTY = () => ({ console: [], errors: [], violations: [], requests: [], failures: [] });

/// Gives `{ record, bidi(method, params), beforehand(action), news(frame), reset(), complaints(url) }`.
export async function watch(driver, webkit) {
  return webkit ? watchWebkit(driver, webkit) : watchByEvents(driver);
}

async function watchByEvents(driver) {
  const socket = await driver.getBidi();
  const bidi = async (method, params = {}) => {
    const answer = await socket.send({ method, params });
    if (answer.type === "error") throw new Error(`${method}: ${answer.error}: ${answer.message}`);
    return answer.result;
  };
  const record = {};
  const reset = () => Object.assign(record, EMPTY());
  reset();

  socket.socket.on("message", (data) => {
    const { method, params } = JSON.parse(data.toString());
    const note = notes[method];
    if (note) note(params, record);
  });
  await bidi("session.subscribe", { events: EVENTS });
  await bidi("script.addPreloadScript", {
    functionDeclaration: listenInPage.toString(),
    arguments: [{ type: "channel", value: { channel: CHANNEL } }],
  });

  const beforehand = async (action) => {
    const { script } = await bidi("script.addPreloadScript", { functionDeclaration: action.toString() });
    return () => bidi("script.removePreloadScript", { script });
  };
  // An answer comes after the events before it.
  const news = () => bidi("session.status");
  return { record, bidi, beforehand, news, reset, complaints: (url) => complaints(record, url) };
}

function watchWebkit(driver, webkit) {
  const record = EMPTY();
  const { requests, failures, scripts } = webkit;
  scripts.push(listenInWebkit);
  const reset = () => {
    requests.length = failures.length = 0;
    Object.assign(record, EMPTY());
  };
  const news = async (frame) => {
    // A frame has told the page around it, which it cannot ask.
    if (frame) await driver.switchTo().defaultContent();
    const heard = await driver.executeScript(hear);
    if (frame) await driver.switchTo().frame(await driver.executeScript("return document.querySelector(arguments[0])", frame));
    Object.assign(record, heard, {
      requests: [...new Set([...requests, ...heard.requests])],
      failures: [...new Set([...failures, ...heard.failures])],
    });
  };
  const beforehand = async (action) => {
    scripts.push(action);
    return async () => { scripts.splice(scripts.indexOf(action), 1); };
  };
  const bidi = (method) => { throw new Error(`webkit knows no ${method}`); };
  return { record, bidi, beforehand, news, reset, complaints: (url) => complaints(record, url) };
}

const notes = {
  "log.entryAdded": ({ type, level, text }, record) => {
    if (type === "console") record.console.push({ level, text });
    else record.errors.push(text);
  },
  "network.beforeRequestSent": ({ request }, record) => record.requests.push(request.url),
  "network.responseCompleted": ({ response }, record) => {
    if (response.status >= 400) record.failures.push(`${response.status} ${response.url}`);
  },
  "network.fetchError": ({ request, errorText }, record) => record.failures.push(`${errorText} ${request.url}`),
  "script.message": ({ channel, data }, record) => {
    if (channel !== CHANNEL) return;
    const [kind, text] = data.value.map((each) => each.value);
    record[kind].push(text);
  },
};

// Runs in the page before any of its scripts.
function listenInPage(report) {
  document.addEventListener("securitypolicyviolation", (event) => {
    report(["violations", `${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`]);
  });
  addEventListener("unhandledrejection", (event) => report(["errors", `unhandled rejection: ${event.reason}`]));
}

// Runs in front of the page in WebKit. A frame tells the page around it.
function listenInWebkit() {
  const mark = "mieux-disant-watch";
  const record = { console: [], errors: [], violations: [], failures: [] };
  const note = (kind, item) => {
    if (parent === window) record[kind].push(item);
    else parent.postMessage({ [mark]: [kind, item] }, "*");
  };
  // The page around must not take it for a message of its own.
  addEventListener("message", (event) => {
    const told = event.data?.[mark];
    if (!told) return;
    event.stopImmediatePropagation();
    note(...told);
  }, true);
  for (const level of ["error", "warn", "info", "log", "debug"]) {
    const said = console[level];
    console[level] = (...words) => {
      note("console", { level, text: words.map(String).join(" ") });
      said.apply(console, words);
    };
  }
  addEventListener("error", (event) => {
    if (event instanceof ErrorEvent) note("errors", event.message);
    else note("failures", `not loaded: ${event.target.src ?? event.target.href}`);
  }, true);
  addEventListener("unhandledrejection", (event) => note("errors", `unhandled rejection: ${event.reason}`));
  document.addEventListener("securitypolicyviolation", (event) => {
    note("violations", `${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`);
  });
  Object.defineProperty(window, Symbol.for(mark), { value: record });
}

// In the page: what was heard so far, and the requests of which the page knows, for
// those that reach no relay, from the disk.
function hear() {
  const record = window[Symbol.for("mieux-disant-watch")] ?? { console: [], errors: [], violations: [], failures: [] };
  return { ...record, requests: performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !name.endsWith("/.mieux-disant-watch.js")) };
}

/// Everything that a page of ours must not do, as sentences; `url` is where the
/// page was opened. From a file, any request but the document is one too many.
function complaints(record, url) {
  const { origin, protocol, href } = new URL(url);
  const local = (request) =>
    /^(data|blob|about):/.test(request) ||
    (protocol === "file:" ? request.split("#")[0] === href.split("#")[0] : new URL(request).origin === origin);
  return [
    ...record.console.filter(({ level }) => level === "error").map(({ text }) => `console error: ${text}`),
    ...record.errors.map((text) => `uncaught: ${text}`),
    ...record.violations.map((text) => `policy: ${text}`),
    ...record.requests.filter((request) => !local(request)).map((request) => `request elsewhere: ${request}`),
    ...record.failures.map((text) => `failed: ${text}`),
  ];
}
