// The custom element <mieux-disant>: the only hand-written JavaScript of the
// product. It gives the Rust program a place on the page and says so when the
// program cannot start; everything the user sees and does is Rust.
//
// One source serves two forms: the site, where the WebAssembly module and its
// generated glue are files beside this one, and the single file, where both
// stand in the page. The build writes the difference in the next constant
// (tools/assemble.mjs): `style` is the widget's style sheet as text, `glue()`
// gives the generated module, `wasm()` what that module starts from.
const build = __MIEUX_DISANT_BUILD__;

// Several elements on a page share one program and one style sheet.
let program;
function startProgram() {
  if (!program) {
    program = Promise.all([build.glue(), build.wasm()]).then(async ([glue, wasm]) => {
      await glue.default({ module_or_path: wasm });
      return glue;
    });
    // A network that failed once may answer the next element.
    program.catch(() => { program = undefined; });
  }
  return program;
}

let sheet;
function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(build.style);
  }
  return sheet;
}

const apology = {
  fr: "Le comparateur n’a pas pu démarrer : un de ses fichiers manque, ou ce navigateur (ou la politique de cette page) n’autorise pas WebAssembly.",
  en: "The comparison tool could not start: one of its files is missing, or this browser (or this page’s policy) does not allow WebAssembly.",
};

class MieuxDisant extends HTMLElement {
  #root; // where the Rust program draws
  #handle; // what `mount` gave back while the program is drawing there
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
      if (this.isConnected) this.#handle = mount(this, this.#root);
    } catch (error) {
      this.#apologise(error);
    } finally {
      this.#starting = false;
    }
  }

  #apologise(error) {
    console.error("mieux-disant:", error);
    const paragraphs = Object.entries(apology).map(([lang, sentence]) => {
      const paragraph = document.createElement("p");
      paragraph.lang = lang;
      paragraph.textContent = sentence;
      return paragraph;
    });
    // The webmaster who is called for help needs the cause.
    const cause = document.createElement("p");
    cause.lang = "en";
    cause.textContent = String(error);
    this.#root.replaceChildren(...paragraphs, cause);
  }
}

// The page may carry the loader twice.
if (!customElements.get("mieux-disant")) customElements.define("mieux-disant", MieuxDisant);
