// Tries the harness itself: every offence that it looks for is committed and must
// be caught, every act must reach the page. A harness that cannot fail proves
// nothing about the pages it passes.
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { POLICIES, serve } from "../../tools/serve.mjs";
import { ALL_BROWSERS, Key, outliving, startBrowser } from "./browser.mjs";

const fixtures = fileURLToPath(new URL("fixtures", import.meta.url));

for (const name of ALL_BROWSERS) {
  describe(`the harness in ${name}`, () => {
    let browser, lax, strict;
    before(async () => {
      lax = await serve({ root: fixtures });
      strict = await serve({ root: fixtures, policy: POLICIES.strict });
      browser = await startBrowser(name);
    });
    after(async () => {
      await browser?.close();
      await lax?.close();
      await strict?.close();
    });

    const offend = async (server, offence) => {
      await browser.open(`${server.origin}/offences.html?${offence}`);
      return (await browser.complaints()).join("\n");
    };

    it("has nothing to say about a page without offence", async () => {
      assert.equal(await offend(lax, "nothing"), "");
      assert.equal(await offend(lax, "nothing"), "");
      assert.ok(browser.record.requests.some((url) => url.endsWith("/offences.js")));
    });

    for (const [offence, complaint] of Object.entries({
      console: /^console error: an offence$/m,
      uncaught: /^uncaught: .*an offence/m,
      rejection: /^uncaught: .*an offence/m,
      fetch: /^request elsewhere: http:\/\/localhost:\d+\/offences\.js$/m,
      image: /^request elsewhere: http:\/\/localhost:\d+\/offence\.png$/m,
      missing: /^failed: 404 .*\/missing\.json$/m,
    })) {
      it(`catches the offence: ${offence}`, async () => {
        assert.match(await offend(lax, offence), complaint);
      });
    }

    for (const [offence, complaint] of Object.entries({
      inlineScript: /^policy: script-src-elem refused inline/m,
      evaluation: /^policy: script-src refused eval/m,
      inlineStyle: /^policy: style-src-attr refused inline/m,
      fetch: /^policy: connect-src refused http:\/\/localhost/m,
      image: /^policy: img-src refused http:\/\/localhost/m,
    })) {
      it(`catches what the strict policy refuses: ${offence}`, async () => {
        assert.match(await offend(strict, offence), complaint);
      });
    }

    it("catches an offence in a frame without origin", async () => {
      await browser.open(`${lax.origin}/framed.html`);
      await browser.enter("iframe");
      assert.deepEqual(await browser.complaints(), ["console error: an offence"]);
    });

    it("catches a request from a file", async () => {
      await browser.open(`${pathToFileURL(fixtures)}/offences.html?image&${lax.origin}`);
      assert.match((await browser.complaints()).join("\n"), /^request elsewhere: http:\/\/localhost:\d+\/offence\.png$/m);
    });

    it("gives a page from the disk no more than users' browsers do", async () => {
      assert.equal(await offend(lax, "module"), "");
      assert.equal(await browser.run("return document.title"), "imported");
      await browser.open(`${pathToFileURL(fixtures)}/offences.html?module`);
      await browser.settled();
      assert.equal(await browser.run("return document.title"), "refused");
    });

    it("begins a test again when WebKit has failed of itself, once, and after nothing else", async () => {
      let tries = 0;
      const failing = (count, fail) => outliving(browser, async () => {
        await browser.open(`${lax.origin}/toy.html`);
        tries += 1;
        if (tries <= count) await fail();
        return await browser.run("return document.title");
      }, "on purpose");
      await assert.rejects(failing(1, () => assert.fail("a fault of the page")), /a fault of the page/);
      assert.equal(tries, 1);
      const complain = async () => {
        await browser.run("console.error('beside itself')");
        assert.fail("a fault of the page");
      };
      tries = 0;
      await assert.rejects(failing(1, complain), /a fault of the page\nMeanwhile the page: .*beside itself/);
      assert.equal(tries, 1);
      const trap = async () => {
        await browser.run(trapInPage);
        assert.fail("a fault of the engine");
      };
      tries = 0;
      if (name !== "webkit") return await assert.rejects(failing(1, trap), /a fault of the engine\nMeanwhile the page: console error: mieux-disant/);
      assert.equal(await failing(1, trap), "A small widget for trying the harness");
      tries = 0;
      await assert.rejects(failing(2, trap));
      assert.equal(tries, 2);
      const die = async () => {
        browser.die();
        await browser.until(() => browser.run("return false"), "an answer");
      };
      tries = 0;
      assert.equal(await failing(1, die), "A small widget for trying the harness");
      assert.equal(tries, 2);
      tries = 0;
      await assert.rejects(failing(2, die));
      assert.equal(tries, 2);
      await browser.revive();
    });

    it("sees through the shadow root with axe-core", async () => {
      await offend(lax, "inaccessible");
      assert.match((await browser.axe()).join("\n"), /^button-name: .*mieux-disant button/m);
      await browser.open(`${lax.origin}/toy.html`);
      assert.deepEqual(await browser.axe(), []);
    });

    it("acts like a user", async () => {
      await browser.open(`${strict.origin}/toy.html`);
      await browser.setRange("[type=range]", 37.5);
      const [trusted, inputs] = (await browser.text("#seen")).split(" ");
      assert.equal(await browser.run("return arguments[0].value", await browser.find("[type=range]")), "37.5");
      assert.equal(trusted, "true");
      assert.ok(Number(inputs) > 1, "a drag is felt on its way");
      await browser.type("[type=text]", "12,5");
      assert.equal(await browser.run("return arguments[0].value", await browser.find("[type=text]")), "12,5");
      // Under its driver WebKit leaves a field's own undo to a desktop that is not there.
      if (name !== "webkit") {
        await browser.press(Key.CONTROL, "z");
        assert.equal(await browser.run("return arguments[0].value", await browser.find("[type=text]")), "before", "undone");
      }
      await browser.press(Key.TAB);
      await browser.press(Key.ENTER);
      assert.equal(await browser.text("#seen"), "pressed");
      await browser.click("a");
      const file = join(browser.downloads, "toy.txt");
      await browser.until(() => existsSync(file) && readFileSync(file, "utf8") === "saved", "the download");
    });

    it("looks in every light", async () => {
      await browser.open(`${lax.origin}/toy.html`);
      const seen = () => browser.run(() => {
        const style = getComputedStyle(document.querySelector("main"));
        return ["scheme", "medium", "motion"].map((each) => style.getPropertyValue(`--${each}`).trim()).join(" ");
      });
      await browser.emulate();
      assert.equal(await seen(), "light screen lively");
      if (name === "webkit") {
        await assert.rejects(browser.emulate({ dark: true }), /nothing but print/);
        await browser.emulate({ print: true });
        assert.equal(await seen(), "light print lively");
        await browser.emulate();
        assert.equal(await seen(), "light screen lively");
      } else {
        await browser.emulate({ dark: true });
        assert.equal(await seen(), "dark screen lively");
        await browser.emulate({ print: true, calm: true });
        assert.equal(await seen(), "light print calm");
      }
      // The toolbar of its window keeps it this wide.
      const width = name === "webkit" ? 700 : 320;
      await browser.resize(width);
      assert.equal(await browser.run("return innerWidth"), width);
      // No pictures of a size, no paper.
      if (name === "webkit") return;
      const folder = join(browser.downloads, "pictures");
      await browser.screenshot(join(folder, "page.png"), { width: 768, dark: true });
      assert.deepEqual(pngSize(join(folder, "page.png"))[0], 768);
      assert.ok(pngSize(join(folder, "page.png"))[1] >= 2000, "the whole page");
      await browser.print(join(folder, "page.pdf"));
      assert.match(readFileSync(join(folder, "page.pdf"), "latin1"), /^%PDF-/);
      rmSync(folder, { recursive: true });
    });
  });
}

function pngSize(path) {
  const bytes = readFileSync(path);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

// Runs in the page: a module of one function, which reads beyond its memory.
function trapInPage() {
  const bytes = [
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7f, 0x03, 0x02, 0x01, 0x00, 0x05, 0x03, 0x01,
    0x00, 0x01, 0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00, 0x0a, 0x09, 0x01, 0x07, 0x00, 0x41, 0x7f, 0x28, 0x02, 0x00, 0x0b,
  ];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
  try {
    exports.f();
  } catch (error) {
    console.error("mieux-disant:", error);
  }
}
