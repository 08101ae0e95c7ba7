// The custom element <mieux-disant>: with offline.js and sw.js, which only the static
// page has, the only hand-written JavaScript of the product. It gives the Rust program a place on the page and says so when the
// program cannot start; everything the user sees and does is Rust.
//
// One source serves two forms: the site, where the WebAssembly module and its
// generated glue are files beside this one, and the single file, where both
// stand in the page. The build writes the difference in the next constant
// (tools/assemble.mjs): `hash` tells this build from others, `style` is the widget's
// style sheet as text, `glue()` gives the generated module, `wasm()` what that module
// starts from, and `secondary`, on the site, are the addresses of what the first
// screen does without: a part of the program (tools/split.mjs) and of the style
// sheet. `offline()` is for the static page alone: it loads offline.js.
const build = __MIEUX_DISANT_BUILD__;

// Several elements on a page share one program and one style sheet.
let program;
function startProgram() {
  if (!program) {
    // A scoring link is read by the secondary part: no first screen without it.
    const early = /^#.*md=/.test(location.hash) ? secondary.fetch() : undefined;
    program = Promise.all([build.glue(), build.wasm(), early]).then(async ([glue, wasm]) => {
      if (build.secondary) await startInTwo(glue, wasm);
      else await glue.default({ module_or_path: wasm });
      return glue;
    });
    // A network that failed once may answer the next element.
    program.catch(() => { program = undefined; });
  }
  return program;
}

// The primary part calls `load` when it comes to what it does not have.
async function startInTwo(glue, wasm) {
  const imports = glue.__wbg_get_imports();
  let primary;
  const load = () => {
    try {
      new WebAssembly.Instance(secondary.now(), { ...imports, primary: primary.exports });
    } catch (error) {
      // The program stops where it is; what it shows stays.
      for (const element of elements) element.warn(error);
      throw error;
    }
  };
  const { instance, module } = await glue.__wbg_load(wasm, { ...imports, split: { load } });
  primary = instance;
  glue.__wbg_finalize_init(instance, module);
}

const secondary = {
  module: undefined,
  promise: undefined,
  isMissing: false, // the last attempt failed

  // Called at the first sign that the user is about to act.
  fetch() {
    if (!this.promise && build.secondary) {
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

// What comes before an act.
const signs = ["pointerover", "pointerdown", "touchstart", "focusin", "keydown", "dragenter"];

const apology = {
  fr: "Le comparateur n’a pas pu démarrer : un de ses fichiers manque, ou ce navigateur (ou la politique de cette page) n’autorise pas WebAssembly.",
  en: "The comparison tool could not start: one of its files is missing, or this browser (or this page’s policy) does not allow WebAssembly.",
};

const warning = {
  fr: "Une partie du comparateur n’a pas pu être chargée : le réseau est peut-être coupé. Ce qui est gardé dans ce navigateur l’est toujours. Réessayez quand le réseau sera revenu ; si rien ne bouge, rechargez la page.",
  en: "A part of the comparison tool could not be loaded: the network may be down. What is kept in this browser still is. Try again when the network is back; if nothing moves, reload the page.",
};

// The same sentence in each language, for an element that may not know its own.
function paragraphs(sentences) {
  return Object.entries(sentences).map(([lang, sentence]) => {
    const paragraph = document.createElement("p");
    paragraph.lang = lang;
    paragraph.textContent = sentence;
    return paragraph;
  });
}

class MieuxDisant extends HTMLElement {
  #root; // where the Rust program draws
  #handle; // what `mount` gave back while the program is drawing there
  #warning; // what is said beside the program when the rest of it is missing
  #starting = false;

  connectedCallback() {
    if (!this.#root) this.#prepare();
    this.#start();
  }

  // An element that is only being moved leaves and comes back within one task:
  // what the user was doing there must survive.
  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected || !this.#handle) return;
      this.#handle.destroy();
      this.#handle = undefined;
      elements.delete(this);
    });
  }

  // Its presence lets `moveBefore` move the element without disconnecting it.
  connectedMoveCallback() {}

  // The dossier as a plain object; setting one opens it, or throws the sentence
  // that says what is wrong with it.
  get dossier() {
    const text = this.#handle?.dossier();
    return text ? JSON.parse(text) : undefined;
  }
  set dossier(value) {
    this.#handle?.open(typeof value === "string" ? value : JSON.stringify(value));
  }

  // The full evaluation, as the command line prints it, and as an object.
  get evaluationText() {
    return this.#handle?.evaluation();
  }
  get evaluation() {
    const text = this.evaluationText;
    return text ? JSON.parse(text) : undefined;
  }

  #prepare() {
    const mode = this.getAttribute("shadow") === "closed" ? "closed" : "open";
    const shadow = this.attachShadow({ mode });
    this.#root = document.createElement("div");
    // What the page wrote inside the element shows until the program takes over.
    this.#root.append(document.createElement("slot"));
    shadow.append(this.#root);
    if (build.secondary) {
      for (const sign of signs) this.addEventListener(sign, () => secondary.fetch(), { capture: true, passive: true });
      for (const act of ["click", "drop"]) shadow.addEventListener(act, (event) => this.#hold(event), { capture: true });
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
      const { mount } = await startProgram();
      if (!this.isConnected) return;
      elements.add(this);
      this.#handle = mount(this, this.#root, build.hash);
      // When the first screen is drawn, and nobody waits for anything.
      if (build.offline && "serviceWorker" in navigator) setTimeout(build.offline, 1000);
    } catch (error) {
      this.#apologise(error);
    } finally {
      this.#starting = false;
    }
  }

  // While the secondary part is on its way, or known to be missing, an act that
  // may need it waits: half done, it would stop the program.
  #hold(event) {
    if (secondary.module || !(secondary.promise || secondary.isMissing)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const [target] = event.composedPath();
    secondary.fetch().then(() => {
      this.#warning?.remove();
      if (event.type === "click") target.dispatchEvent(new MouseEvent("click", event));
    }, (error) => this.warn(error));
  }

  // Beside what the program shows, which may be all that is left of the work.
  warn(error) {
    console.error("mieux-disant:", error);
    if (!this.#warning) {
      this.#warning = document.createElement("div");
      this.#warning.setAttribute("role", "alert");
    }
    this.#warning.replaceChildren(...paragraphs(warning));
    this.#root.before(this.#warning);
  }

  #apologise(error) {
    console.error("mieux-disant:", error);
    // The webmaster who is called for help needs the cause.
    const cause = document.createElement("p");
    cause.lang = "en";
    cause.textContent = String(error);
    this.#root.replaceChildren(...paragraphs(apology), cause);
  }
}

// The page may carry the loader twice.
if (!customElements.get("mieux-disant")) customElements.define("mieux-disant", MieuxDisant);
