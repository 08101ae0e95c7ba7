// Prints the seconds that a row of benches/support/work.rs takes in Chromium. The
// folder MD_IN_BROWSER holds the page and the program (tools/bench.sh).
//
//   node benches/in_browser/measure.mjs ROW
import { rmSync } from "node:fs";
import { startDriver } from "../../tests/page/drivers.mjs";
import { serve } from "../../tools/serve.mjs";

const server = await serve({ root: process.env.MD_IN_BROWSER });
const { driver, downloads } = await startDriver("chromium");
try {
  await driver.manage().setTimeouts({ script: 120_000 });
  await driver.get(`${server.origin}/`);
  const seconds = await driver.executeScript((row) => window.measured(row), Number(process.argv[2]));
  if (!(seconds > 0)) throw new Error(`the page measured ${seconds} s`);
  console.log(seconds);
} finally {
  await driver.quit();
  await server.close();
  rmSync(downloads, { recursive: true, force: true });
}
