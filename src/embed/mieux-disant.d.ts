// What a page around may say to <mieux-disant> and hear from it, for TypeScript:
//
//   import "./outils/mieux-disant.js";
//   const widget = document.querySelector("mieux-disant");

/** A dossier file as a plain object: docs/dossier-format.md has its members. */
export type Dossier = Record<string, unknown>;

/** The full evaluation, as the command line prints it: docs/dossier-format.md. */
export type Evaluation = Record<string, unknown>;

/** How much of the dossier a link holds: the grid, without names, or all of it. */
export type Flavour = "grid" | "anonymous" | "complete";

/** An offer that has a rank. */
export interface RankedOffer {
  readonly id: string;
  readonly name: string;
  /** Several offers may share one. */
  readonly rank: number;
  /** On 100, an exact fraction such as "15463/200"; null where only bounds are known. */
  readonly total: string | null;
  /** The same as it is shown, with two decimals. */
  readonly total_rounded: string | null;
}

/** What `mieux-disant:change` tells. */
export interface Change {
  /** The complete scoring link; null where the dossier is too large for one. */
  readonly link: string | null;
  /** The one offer at the first rank; null where there is none, or several. */
  readonly winner: { readonly id: string; readonly name: string } | null;
  readonly ranking: readonly RankedOffer[];
}

/** What `mieux-disant:error` tells. */
export interface Failure {
  /** A sentence for the user, in the language of the element. */
  readonly message: string;
  readonly cause: unknown;
}

/** The attributes, each of which may change at any time except `shadow`. */
export interface MieuxDisantAttributes {
  /** The address of a dossier file, or a scoring link. */
  src?: string;
  /** Else the nearest `lang` around, else French. */
  lang?: "fr" | "en";
  /** Else as the page around. */
  theme?: "light" | "dark";
  /** The level of the widget's title in the outline of the page, 1 to 4; 2 by default. */
  "heading-level"?: "1" | "2" | "3" | "4";
  /** Where to begin. */
  screen?: "ranking" | "offers" | "criteria" | "commission" | "method";
  /** Nothing can be edited, and nothing is kept in the browser. */
  readonly?: "" | "readonly";
  /** The widget reads scoring links from the page's own address. */
  address?: "fragment";
  shadow?: "closed";
}

export interface MieuxDisantElement extends HTMLElement {
  /** Setting a dossier opens it, or throws the sentence that says what is wrong with it. */
  get dossier(): Dossier | undefined;
  set dossier(value: Dossier | string);
  /** Nothing before the program has started. */
  readonly evaluation: Evaluation | undefined;
  /** The same as the bytes that the command line prints. */
  readonly evaluationText: string | undefined;
  /** A scoring link: the page's address and a fragment. */
  link(flavour: Flavour): string | undefined;
}

export interface MieuxDisantEventMap {
  "mieux-disant:ready": CustomEvent;
  "mieux-disant:change": CustomEvent<Change>;
  "mieux-disant:error": CustomEvent<Failure>;
  /** The user has chosen a language: "fr" or "en". */
  "mieux-disant:language": CustomEvent<"fr" | "en">;
}

declare global {
  interface HTMLElementTagNameMap {
    "mieux-disant": MieuxDisantElement;
  }
  // The events bubble.
  interface ElementEventMap extends MieuxDisantEventMap {}
  interface DocumentEventMap extends MieuxDisantEventMap {}
  interface WindowEventMap extends MieuxDisantEventMap {}
}
