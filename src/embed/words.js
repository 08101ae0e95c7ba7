// What the loader says by itself, in both languages, and the markup that it says it with.
// The build puts this text before loader.js, in one module with it (tools/assemble.mjs).

const sentences = {
  apology: {
    fr: "Le comparateur n’a pas pu démarrer : un de ses fichiers manque, ou ce navigateur est trop ancien, ou la politique de cette page n’autorise pas WebAssembly. L’administrateur doit autoriser script-src 'self' 'wasm-unsafe-eval' et connect-src 'self', et servir les fichiers .wasm en application/wasm.",
    en: "The comparison tool could not start: one of its files is missing, or this browser is too old, or this page’s policy does not allow WebAssembly. The administrator must allow script-src 'self' 'wasm-unsafe-eval' and connect-src 'self', and serve .wasm files as application/wasm.",
  },
  singleFile: {
    fr: "Ouvrir le comparateur en un seul fichier",
    en: "Open the comparison tool as a single file",
  },
  warning: {
    fr: "Une partie du comparateur n’a pas pu être chargée : le réseau est peut-être coupé. Ce qui est gardé dans ce navigateur l’est toujours. Réessayez quand le réseau sera revenu ; si rien ne bouge, rechargez la page.",
    en: "A part of the comparison tool could not be loaded: the network may be down. What is kept in this browser still is. Try again when the network is back; if nothing moves, reload the page.",
  },
  refused: {
    fr: "Le comparatif que cette page voulait montrer n’a pas pu être ouvert.",
    en: "The comparison that this page meant to show could not be opened.",
  },
  failed: {
    fr: "Le comparateur s’est arrêté sur une erreur interne. Voici votre travail, tel qu’il était :",
    en: "The comparison tool has stopped on an internal error. Here is your work, as it was:",
  },
  lost: {
    fr: "Le comparateur s’est arrêté sur une erreur interne. Ce qui est gardé dans ce navigateur l’est toujours : rechargez la page.",
    en: "The comparison tool has stopped on an internal error. What is kept in this browser still is: reload the page.",
  },
  file: { fr: "Télécharger le dossier", en: "Download the dossier" },
  link: { fr: "Le rouvrir par son lien", en: "Open it again by its link" },
  reload: { fr: "Recharger la page", en: "Reload the page" },
};

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// An element as the build wrote it down: its name, its attributes, its children.
const drawn = (what) => {
  if (typeof what === "string") return what;
  const [name, attributes, ...children] = what;
  const made = element(name, {}, ...children.map(drawn));
  for (const [attribute, value] of Object.entries(attributes)) {
    // Strict policies refuse the attribute, and not the property.
    if (attribute === "style") made.style = value;
    else made.setAttribute(attribute, value);
  }
  return made;
};

// The same sentence in each language, for an element that may not know its own.
const paragraphs = (name) =>
  Object.entries(sentences[name]).map(([lang, sentence]) => element("p", { lang }, sentence));
const twice = (name) =>
  Object.entries(sentences[name]).flatMap(([lang, text], at) => [at ? " / " : "", element("span", { lang }, text)]);
