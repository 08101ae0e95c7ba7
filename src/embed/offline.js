// For the static page alone: has the service worker (sw.js) keep the page for days
// without a network, and says when a new version is ready. The page's loader fetches
// this file when the first screen is drawn; the loader of pages that embed the widget
// knows nothing of it. Whatever fails here leaves a page that needs its network.

// The build's hash, by which page and worker know whether they are of one version.
const version = __MIEUX_DISANT_BUILD__;
const here = new URL(".", import.meta.url).href;

const words = {
  fr: {
    news: "Une nouvelle version est prête. Elle retrouve ce qui est gardé dans ce navigateur ; enregistrez d’abord le reste.",
    now: "Passer à la nouvelle version",
    later: "Plus tard",
  },
  en: {
    news: "A new version is ready. It finds again what is kept in this browser; save the rest first.",
    now: "Switch to the new version",
    later: "Later",
  },
};

// As the widget's, whose own are behind its shadow root.
const STYLE = [
  ":host { position: sticky; inset-block-start: 0; z-index: 3; display: block; color-scheme: inherit; }",
  "div { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; padding: 0.5rem 1.5rem; border-block-end: 1px solid; }",
  "div { color: light-dark(#1d1d24, #e7e7ec); background: light-dark(#e9eefb, #232b45); }",
  "div:empty { display: none; }",
  "p { flex: 1 1 20rem; margin: 0; }",
  "button { font: inherit; min-block-size: 2.25rem; padding: 0.25rem 0.75rem; cursor: pointer; }",
  "@media print { :host { display: none; } }",
].join(" ");

async function start() {
  const workers = navigator.serviceWorker;
  const registration = await workers.register(new URL("sw.js", here), { updateViaCache: "none" });

  // Until this page is gone its version stays in the cache; one that no page holds may go.
  const held = (done) => { done(); return new Promise(() => {}); };
  await new Promise((done) => { navigator.locks.request(`mieux-disant ${version} ${here}`, { mode: "shared" }, () => held(done)); });
  workers.controller?.postMessage("tidy");

  // What will answer for the page when it is opened next.
  const look = async (next = registration.waiting ?? workers.controller) => {
    if (next && (await versionOf(next)) !== version) announce(registration);
  };
  const follow = () => {
    const worker = registration.installing;
    // Its state is told before it is called the one that waits.
    worker?.addEventListener("statechange", () => { if (worker.state === "installed") look(worker); });
  };
  registration.addEventListener("updatefound", follow);
  workers.addEventListener("controllerchange", () => look());
  follow();
  await look();

  // Browsers look for a new version by themselves, some of them long after the page was
  // opened; and a tab may stay for weeks.
  let last = -Infinity;
  const ask = () => {
    if (document.hidden || Date.now() - last < 3_600_000) return;
    last = Date.now();
    // Without a network there is no news.
    registration.update().catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  if (workers.controller) ask();
}

function versionOf(worker) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    worker.postMessage("version", [port2]);
  });
}

let notice;
function announce(registration) {
  if (notice) return;
  notice = document.createElement("div");
  const shadow = notice.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  const bar = document.createElement("div");
  bar.setAttribute("role", "status");
  const [news, now, later] = ["p", "button", "button"].map((tag) => document.createElement(tag));
  now.type = later.type = "button";
  now.addEventListener("click", () => change(registration));
  later.addEventListener("click", () => notice.remove());
  shadow.append(bar);
  document.querySelector("main").prepend(notice);

  const say = (lang) => {
    const said = words[lang] ?? words.fr;
    notice.lang = words[lang] ? lang : "fr";
    [news.textContent, now.textContent, later.textContent] = [said.news, said.now, said.later];
  };
  document.addEventListener("mieux-disant:language", ({ detail }) => say(detail));
  say(language());
  // What arrives in a place that is there already is read out.
  requestAnimationFrame(() => bar.append(news, now, later));
}

// What the widget speaks, or where nobody may look what its page says.
function language() {
  const widget = document.querySelector("mieux-disant");
  const inside = widget?.shadowRoot?.querySelector("[lang]");
  return (inside ?? widget?.closest("[lang]"))?.lang.slice(0, 2);
}

// The widget keeps its work when the page goes.
function change(registration) {
  const { waiting } = registration;
  // Another tab was first: its version is in charge already.
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("take over");
}

// A page that shows the widget of another folder embeds it; a frame without an origin
// of its own has no worker.
if (isSecureContext && origin !== "null" && new URL(".", location.href).href === here) await start();
