// The custom element <mieux-disant>: with words.js, and offline.js and sw.js, which only
// the static page has, the only hand-written JavaScript of the product. It gives the
// Rust program a place on the page, its attributes, properties and events, and says so
// when the program cannot start or has failed; everything the user sees and does is Rust.
//
// One source serves two forms: the site, where the WebAssembly module is a file beside
// this one, and the single file, where it stands in the page. The build puts the
// generated glue before this text, and writes the difference in the next constant
// (tools/assemble.mjs): `hash` tells this build from others, `style` is the widget's
// style sheet as text, `first` is the first screen as the program draws it where
// nothing else is asked for, `glue` has the glue's functions, `wasm()` gives what they
// start from, and `secondary`, on the site, are the addresses of what the first screen
// does without: a part of the program (tools/split.mjs) and of the style sheet. `home` is
// the site's own folder; `offline()`, for the static page alone, loads offline.js.
const build = __MIEUX_DISANT_BUILD__;

// Several elements on a page share one program and one style sheet. It starts when what
// is shown ahead of it has been `seen`: on its way it holds up what the page paints.
let program;
function startProgram(seen) {
  if (!program) {
    program = begin(build.wasm(), seen);
    // A network that failed once may answer the next element.
    program.catch(() => { program = undefined; });
  }
  return program;
}

// The primary part calls `load` when it comes to what it does not have.
async function begin(wasm, seen) {
  const { glue } = build;
  const imports = glue.__wbg_get_imports();
  let primary;
  const load = () => {
    try {
      const module = secondary.now();
      new WebAssembly.Instance(module, { ...imports, primary: lent(primary.exports, module) });
    } catch (error) {
      // The program stops where it is; what it shows stays.
      error.isMissing = true;
      for (const element of elements) element.warn(error);
      throw error;
    }
  };
  const [source] = await Promise.all([wasm, seen]);
  const { instance, module } = await glue.__wbg_load(source, { ...imports, split: { load } });
  primary = instance;
  glue.__wbg_finalize_init({ exports: guarded(instance.exports) }, module);
  return glue;
}

// What the secondary part has of the primary one: its memory and the like by name, its
// functions from a table, in the order in which they are asked for (tools/split.mjs).
// By name, over a thousand of them would be made before the first screen.
function lent(exports, module) {
  const all = { ...exports };
  let place = 0;
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (from === "primary" && kind === "function") all[name] = exports.primary.get(place++);
  }
  return all;
}

const secondary = {
  module: undefined,
  promise: undefined,
  isMissing: false, // the last attempt failed

  // Called at the first sign that the user is about to act.
  fetch() {
    if (!this.promise && !this.module && build.secondary) {
      const get = async (address) => {
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer;
      };
      this.promise = (async () => {
        const [wasm, style] = await Promise.all([get(build.secondary.wasm), get(build.secondary.style)]);
        dress(await style.text());
        this.module = await WebAssembly.compile(await wasm.arrayBuffer());
        this.isMissing = false;
      })();
      this.promise.catch(() => {
        this.promise = undefined;
        this.isMissing = true;
      });
    }
    return this.promise;
  },

  // The program cannot wait: if the user was faster than the network, or acted
  // without a sign, the page stands still until the module is there.
  now() {
    const get = (address, charset) => {
      const request = new XMLHttpRequest();
      request.open("GET", address, false);
      request.overrideMimeType(`text/plain; charset=${charset}`);
      request.send();
      if (request.status !== 200) throw new Error(`${address}: ${request.status}`);
      return request.responseText;
    };
    if (!this.module) {
      dress(get(build.secondary.style, "utf-8"));
      // The one way to bytes for a request of this kind: the low byte of each
      // character.
      const bytes = Uint8Array.from(get(build.secondary.wasm, "x-user-defined"), (c) => c.charCodeAt(0));
      this.module = new WebAssembly.Module(bytes);
    }
    return this.module;
  },
};

// The elements that a program draws in.
const elements = new Set();

let sheet;
function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    dress("");
  }
  return sheet;
}
function dress(more) {
  sheet.replaceSync(build.style + more);
}

// What a drop holds is gone when it is over: the files of it are taken along.
function dropped({ dataTransfer: { files } }) {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  return { bubbles: true, cancelable: true, composed: true, dataTransfer };
}

// What a page left behind in its last moment (src/platform/storage/local.rs) is put in
// its place by the secondary part, which must not come late: a request that the page
// stands still for passes by a service worker.
function isLeftBehind() {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith("mieux-disant:work:"));
  } catch {
    return false;
  }
}

// What may need the secondary part, and what comes before.
const acts = ["click", "drop", "input", "change"];
const signs = ["pointerover", "pointerdown", "touchstart", "focusin", "keydown", "dragenter"];

// An exception that comes out of the program leaves it half done: nothing may call it
// again, and what it was working on is handed out.
const failing = { depth: 0, isBroken: false };
function guarded(exports) {
  const guard = (run) => (...values) => {
    if (failing.isBroken) return undefined;
    failing.depth += 1;
    try {
      return run(...values);
    } catch (error) {
      if (failing.depth === 1 && !error?.isMissing) breakDown(error);
      throw error;
    } finally {
      failing.depth -= 1;
    }
  };
  return Object.fromEntries(Object.entries(exports).map(([name, value]) =>
    [name, typeof value === "function" ? guard(value) : value]));
}
function breakDown(error) {
  const works = [...elements].map((each) => [each, each.lastWork()]);
  failing.isBroken = true;
  for (const [each, work] of works) each.rescue(error, work);
  elements.clear();
}

class MieuxDisant extends HTMLElement {
  static observedAttributes = ["src", "lang", "screen", "heading-level", "readonly"];

  #root; // where the Rust program draws
  #handle; // what `mount` gave back while the program is drawing there
  #warning; // what is said beside the program
  #starting = false;
  #given; // a dossier set before the program was there, or left when the element was
  #slot; // the work that was left
  #isTelling = false;

  connectedCallback() {
    if (!this.#root) this.#prepare();
    this.#start();
  }

  // An element that is only being moved leaves and comes back within one task:
  // what the user was doing there must survive. And after this task the program has
  // drawn what it was just asked to: what is not yet drawn, Yew would not take away.
  disconnectedCallback() {
    setTimeout(() => {
      if (this.isConnected || !this.#handle) return;
      [this.#slot, this.#given] = this.#handle.destroy();
      this.#handle = undefined;
      elements.delete(this);
      // Yew holds on to where it drew. Out of this tree, that is no more than a node.
      const root = element("div", {});
      this.#root.replaceWith(root);
      this.#root = root;
    });
  }

  // Its presence lets `moveBefore` move the element without disconnecting it.
  connectedMoveCallback() {}

  attributeChangedCallback(name) {
    if (!this.#handle) return;
    if (name === "src") this.#show(this.#source());
    else this.#handle.attributes();
  }

  // The dossier as a plain object; setting one (or a file's text, or a link) opens
  // it, or throws the sentence that says what is wrong with it.
  get dossier() {
    const text = this.#handle?.dossier();
    return text ? JSON.parse(text) : undefined;
  }
  set dossier(value) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (this.#handle) return this.#handle.open(text);
    this.#given = text;
    // Not what the program will show.
    this.#root?.querySelector("[inert]")?.remove();
  }

  // The full evaluation, as the command line prints it, and as an object.
  get evaluationText() {
    return this.#handle?.evaluation();
  }
  get evaluation() {
    const text = this.evaluationText;
    return text ? JSON.parse(text) : undefined;
  }

  // The scoring link: "grid", "anonymous" or "complete".
  link(flavour) {
    return this.#handle?.link(flavour);
  }

  #prepare() {
    const mode = this.getAttribute("shadow") === "closed" ? "closed" : "open";
    const shadow = this.attachShadow({ mode });
    this.#root = element("div", {});
    // What the page wrote inside the element shows until the program takes over.
    this.#root.append(element("slot", {}));
    shadow.append(this.#root);
    // What a page (or its framework) set before this class was known stands in its way.
    if (Object.hasOwn(this, "dossier")) {
      const { dossier } = this;
      delete this.dossier;
      this.dossier = dossier;
    }
    if (build.secondary) {
      for (const sign of signs) this.addEventListener(sign, () => secondary.fetch(), { capture: true, passive: true });
      for (const act of acts) shadow.addEventListener(act, (event) => this.#hold(event), { capture: true });
    }
    try {
      shadow.adoptedStyleSheets = [styleSheet()];
    } catch (error) {
      this.#apologise(error);
    }
  }

  async #start() {
    if (this.#handle || this.#starting) return;
    this.#starting = true;
    try {
      const given = this.#source();
      const isInAddress = this.getAttribute("address") === "fragment" && /^#.*md=/.test(location.hash);
      const isGiven = isInAddress || given !== undefined || this.#slot !== undefined;
      const seen = isGiven ? undefined : this.#foreshow();
      // What is given is read by the secondary part: no first screen without it.
      const early = isGiven || isLeftBehind() ? secondary.fetch() : undefined;
      const [{ mount }] = await Promise.all([startProgram(seen), early]);
      if (!this.isConnected) return;
      elements.add(this);
      this.#handle = mount(this, this.#root, (name, word) => this.#tell(name, word), build.home, build.hash);
      if (this.#slot) this.#handle.resume(this.#slot);
      else this.#show(this.#given ?? given);
      this.#tell("ready");
      // When the first screen is drawn, and nobody waits for anything.
      if (build.offline && "serviceWorker" in navigator) setTimeout(build.offline, 1000);
    } catch (error) {
      this.#apologise(error);
    } finally {
      this.#starting = false;
    }
  }

  // Shows the first screen ahead where the program will draw the same: out of reach
  // until then, and above what the page wrote inside the element. Gives a promise that it
  // has been painted, where there is something to paint.
  #foreshow() {
    const isElse = ["screen", "heading-level", "readonly"].some((name) => this.hasAttribute(name));
    const isEnglish = /^en([-_]|$)/i.test(this.closest("[lang]")?.getAttribute("lang"));
    const isThere = this.#root.firstElementChild?.inert;
    if (!build.first || elements.size > 0 || isElse || isEnglish || isThere) return undefined;
    const screen = drawn(build.first);
    screen.inert = true;
    this.#root.prepend(screen);
    return new Promise((done) => {
      requestAnimationFrame(() => setTimeout(done));
      setTimeout(done, 100); // A page that nobody looks at paints nothing.
    });
  }

  // What the element is to show, on its way: what was set, else what `src` names (a
  // file, or a link as it is), else what stands inside.
  #source() {
    const src = this.getAttribute("src");
    if (this.#given !== undefined) return this.#given;
    if (src === null) return this.querySelector("script")?.textContent;
    if (src.includes("md=")) return src;
    const text = fetch(src).then((answer) => {
      if (!answer.ok) throw new Error(`${src}: ${answer.status}`);
      return answer.text();
    });
    // Its failure is told when it is to be shown, which may be later.
    text.catch(() => {});
    return text;
  }

  async #show(source) {
    if (source === undefined) return;
    try {
      // At once where it is here already: nothing else is seen first.
      const text = typeof source === "string" ? source : await source;
      this.#given = undefined;
      this.#handle?.open(text);
    } catch (error) {
      this.#say([...paragraphs("refused"), element("p", {}, error.message)]);
      this.#emit("error", { message: error.message, cause: error });
    }
  }

  // While the secondary part is on its way, or known to be missing, an act waits:
  // half done, it would stop the program.
  #hold(event) {
    if (secondary.module || !event.isTrusted) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const [target] = event.composedPath();
    const again = new event.constructor(event.type, event.type === "drop" ? dropped(event) : event);
    secondary.fetch().then(() => {
      this.#warning?.remove();
      target.dispatchEvent(again);
    }, (error) => this.warn(error));
  }

  // Many changes at once are one piece of news, told when the program has come to
  // rest and has drawn: it could not answer a listener in the middle of its work.
  #tell(name, word) {
    if (name !== "change") return setTimeout(() => this.#handle && this.#emit(name, word));
    if (this.#isTelling) return;
    this.#isTelling = true;
    setTimeout(() => {
      this.#isTelling = false;
      if (this.#handle) this.#emit(name, this.#news());
    });
  }

  // Each part is made when it is first read: most pages listen to none of them.
  #news() {
    const once = (make) => {
      let made;
      return { enumerable: true, get: () => (made ??= [make()])[0] };
    };
    const ranking = once(() => {
      const { offers, ranking } = this.evaluation;
      const byId = new Map(offers.map((offer) => [offer.id, offer]));
      return ranking.map((each) => {
        const { id, name, rank, total, total_rounded } = byId.get(each);
        return { id, name, rank, total, total_rounded };
      });
    });
    const winner = once(() => {
      const first = ranking.get().filter(({ rank }) => rank === 1);
      return first.length === 1 ? { id: first[0].id, name: first[0].name } : null;
    });
    const link = once(() => {
      try {
        return this.link("complete");
      } catch {
        return null; // Too large for one.
      }
    });
    return Object.defineProperties({}, { link, winner, ranking });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`mieux-disant:${name}`, { bubbles: true, composed: true, detail }));
  }

  // Beside what the program shows, which may be all that is left of the work.
  warn(error) {
    console.error("mieux-disant:", error);
    this.#say(paragraphs("warning"));
    this.#emit("error", { message: error.message, cause: error });
  }
  #say(content) {
    if (!this.#warning) this.#warning = element("div", { role: "alert" });
    this.#warning.replaceChildren(...content);
    this.#root.before(this.#warning);
  }

  // What was shown last, from a program that has failed: as a file, and as a link.
  lastWork() {
    try {
      return this.#handle?.rescue() ?? [];
    } catch {
      return []; // It has failed too badly for that.
    }
  }

  rescue(error, [file, link]) {
    console.error("mieux-disant:", error);
    const stop = element("button", { type: "button", onclick: () => location.reload() }, ...twice("reload"));
    const content = paragraphs(file ? "failed" : "lost");
    if (file) {
      const href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
      const places = [element("a", { href, download: "mieux-disant.json" }, ...twice("file"))];
      if (link) places.push(element("a", { href: link, target: "_blank", rel: "noopener" }, ...twice("link")));
      content.push(...places.map((place) => element("p", {}, place)));
    }
    content.push(element("p", {}, stop), element("p", { lang: "en" }, String(error)));
    this.#warning?.remove();
    this.#root.replaceChildren(element("div", { role: "alert", className: "rescue" }, ...content));
    this.#handle = undefined;
    this.#emit("error", { message: error.message, cause: error });
  }

  #apologise(error) {
    console.error("mieux-disant:", error);
    // The webmaster who is called for help needs the cause.
    const cause = element("p", { lang: "en" }, String(error));
    const single = build.home && element("a", { href: `${build.home}mieux-disant.html` }, ...twice("singleFile"));
    this.#root.replaceChildren(...paragraphs("apology"), ...(single ? [element("p", {}, single)] : []), cause);
    this.#emit("error", { message: error.message, cause: error });
  }
}

// The page may carry the loader twice.
if (!customElements.get("mieux-disant")) customElements.define("mieux-disant", MieuxDisant);
