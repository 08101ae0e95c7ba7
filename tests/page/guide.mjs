// The examples of docs/embed.md, by the name in the comment before each:
// `<!-- page: intranet.html -->`. What the tests serve is what the guide says.
//
//   node tests/page/guide.mjs react.jsx    prints one
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

export const guide = readFileSync(new URL("../../docs/embed.md", import.meta.url), "utf8");

const examples = new Map(
  [...guide.matchAll(/^<!-- page: (.+) -->\n```\w+\n([^]*?)^```$/gm)].map(([, name, text]) => [name, text]),
);

/// The example of this name.
export function example(name) {
  const text = examples.get(name);
  if (!text) throw new Error(`docs/embed.md has no example ${name}, but ${[...examples.keys()].join(", ")}`);
  return text;
}

/// The policy that each of the guide's servers sends, by the server's name.
export function policies() {
  return ["apache", "nginx", "iis"].map((server) => {
    const [policy, another] = example(`server: ${server}`).match(/default-src [^"]*/g);
    if (!policy || another) throw new Error(`docs/embed.md: not exactly one policy for ${server}`);
    return policy;
  });
}

/// The rows of the table that follows this heading: the first cell of each, as names.
export function table(heading) {
  const section = guide.slice(guide.indexOf(heading) + heading.length).split(/^#/m)[0];
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(example(process.argv[2]));
