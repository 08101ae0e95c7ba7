// Has the program draw its first screen ahead, for the loader to show while the program
// is still on its way (src/embed/loader.js).
//
// The stage is as much of a page as the program needs to draw; a drawing that asks for
// more stops the build. It comes out alike everywhere, so two builds still give the same
// bytes.
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

/// Gives the first screen of a program, `{ module, glue }`, that is told `hash`. An
/// element is its name, its attributes and its children in one array, a text a string.
export function firstScreen({ module, glue, hash }) {
  return new Promise((done, fail) => {
    // A thread of its own: its globals are those of a page, and what the program leaves
    // running ends with it.
    const worker = new Worker(new URL(import.meta.url), { workerData: { module, glue, hash } });
    // Its stack names the glue by all of its text.
    worker.once("error", ({ message }) => fail(new Error(`the first drawing: ${message}`)));
    worker.once("message", (screen) => worker.terminate().then(() => done(screen), fail));
  });
}

// What was asked for and is not there. Thrown at once, the program might catch it.
const missing = new Set();
const miss = (_, name) => {
  // Yew's own marks, which no element has before it has drawn it.
  if (typeof name === "string" && !name.startsWith("__")) missing.add(name);
};
const stage = new Proxy({}, {
  get: miss,
  set(_, name, value, element) {
    miss(_, name);
    return Reflect.defineProperty(element, name, { value });
  },
});

class Node {
  #parent = null;
  #children = [];
  namespaceURI = "http://www.w3.org/1999/xhtml";

  get parentElement() { return this.#parent; }
  get nextSibling() {
    const all = this.#parent?.#children ?? [];
    return all[all.indexOf(this) + 1] ?? null;
  }
  get lastChild() { return this.#children.at(-1) ?? null; }
  insertBefore(node, before) {
    if (node.#parent) missing.add("insertBefore of what is drawn");
    node.#parent = this;
    this.#children.splice(before ? this.#children.indexOf(before) : this.#children.length, 0, node);
    return node;
  }
  drawings() { return this.#children.map((each) => each.drawing()); }
  addEventListener() {}
  querySelector() { return null; }
  getRootNode() { return shadow; }
}
Object.setPrototypeOf(Node.prototype, stage);

class Text extends Node {
  #text;
  constructor(text) {
    super();
    this.#text = text;
  }
  drawing() { return this.#text; }
}

class HTMLElement extends Node {
  #name;
  #attributes = {};
  constructor(name) {
    super();
    this.#name = name;
  }
  setAttribute(name, value) { this.#attributes[name] = value; }
  getAttribute() { return null; }
  hasAttribute() { return false; }
  closest() { return null; }
  cloneNode() { return new HTMLElement(this.#name); }
  // Properties that say the same as the attribute.
  set value(value) { this.#attributes.value = value; }
  set style(value) { this.#attributes.style = value; }
  drawing() { return [this.#name, this.#attributes, ...this.drawings()]; }
}

class ShadowRoot extends Node {
  activeElement = null;
}
const shadow = new ShadowRoot();

async function draw({ module, glue, hash }) {
  const body = new HTMLElement("body");
  Object.assign(globalThis, {
    window: globalThis,
    Window: { [Symbol.hasInstance]: (object) => object === globalThis },
    document: Object.setPrototypeOf({
      body,
      createElement: (name) => new HTMLElement(name),
      createTextNode: (text) => new Text(text),
      addEventListener() {},
    }, stage),
    location: { href: "", hash: "" },
    addEventListener() {},
    Node, Text, HTMLElement, ShadowRoot, Element: HTMLElement,
  });
  const { initSync, mount } = await import(`data:text/javascript,${encodeURIComponent(glue)}`);
  initSync({ module });
  const [host, root] = [new HTMLElement("mieux-disant"), new HTMLElement("div")];
  mount(host, root, () => {}, "", hash);
  // Yew draws when the task that asked for it is over.
  await new Promise((done) => { setTimeout(done); });
  if (missing.size > 0) throw new Error(`it asks for what is not on the stage: ${[...missing].join(", ")}`);
  const [screen, ...more] = root.drawings();
  if (!screen || more.length > 0) throw new Error("it is not one element");
  parentPort.postMessage(screen);
}

if (!isMainThread) await draw(workerData);
