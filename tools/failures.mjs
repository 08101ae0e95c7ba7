// What failed in the log of a suite, a line each: where, then the error's first line.
//   node tools/failures.mjs tests/page/rows.test.mjs rows.log
//   tests/page/rows.test.mjs > firefox > a list of 10000 > keeps the focus: waited 10 s in vain for the row
// Reads what `node --test` prints as TAP and what `cargo test` prints.
import { readFileSync } from "node:fs";

const [, , suite, log] = process.argv;
const lines = readFileSync(log, "utf8").split("\n");
let count = 0;
const say = (name, error) => {
  count += 1;
  console.log(`  ${suite}${name ? ` > ${name}` : ""}: ${error.slice(0, 300)}`);
};

/// The suites that a line of TAP stands in, by its indent.
const path = [];
lines.forEach((line, index) => {
  const opened = /^( *)# Subtest: (.*)/.exec(line);
  if (opened) path.splice(opened[1].length / 4, Infinity, opened[2]);
  const failed = /^( *)not ok \d+/.exec(line);
  if (failed) {
    const told = lines.slice(index, index + 40);
    const value = (key) => afterKey(told, key);
    // A suite that fails because of a test in it says nothing new.
    if (value("failureType") !== "subtestsFailed") say(path.slice(0, failed[1].length / 4 + 1).join(" > "), value("error"));
  }
  // Its message stands on the line after, or before Rust 1.73 on the same one.
  const panicked = /^thread '(.*?)' (?:\(\d+\) )?panicked at (.*?):?$/.exec(line);
  if (panicked) say(panicked[1], `${panicked[2]} ${lines[index + 1] ?? ""}`.trim());
});

if (count === 0) say("", "ended before it could say what failed");

/// The value of a key of the block after a failure; of several lines, the first that
/// says something.
function afterKey(block, key) {
  const at = block.findIndex((line) => line.trim().startsWith(`${key}: `));
  if (at < 0) return "";
  const value = block[at].trim().slice(key.length + 2).replace(/^'(.*)'$/, "$1");
  return /^[|>][-+]?$/.test(value) ? (block[at + 1] ?? "").trim() : value;
}
