// Writes down what a page does wrong while a test drives it: console messages,
// uncaught errors, violations of the page's policy, and every request. Rests on
// WebDriver BiDi, alike in both browsers; harness.test.mjs proves that each
// offence is caught.

const EVENTS = ["log.entryAdded", "network.beforeRequestSent", "network.responseCompleted", "network.fetchError", "script.message"];
const CHANNEL = "mieux-disant-watch";

/// Gives `{ record, bidi(method, params), reset(), complaints(url) }`.
export async function watch(driver) {
  const socket = await driver.getBidi();
  const bidi = async (method, params = {}) => {
    const answer = await socket.send({ method, params });
    if (answer.type === "error") throw new Error(`${method}: ${answer.error}: ${answer.message}`);
    return answer.result;
  };
  const record = {};
  const reset = () => Object.assign(record, { console: [], errors: [], violations: [], requests: [], failures: [] });
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

  return { record, bidi, reset, complaints: (url) => complaints(record, url) };
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
