import assert from "node:assert/strict";
import test from "node:test";
import { tellShare } from "../../src/page/share.js";

/**
 * @param {number} share
 * @param {string} language
 */
const told = (share, language = "en") => tellShare(share, { of: "{number} of {total}" }, language);

test("out of 100", () => {
  assert.equal(told(0.394), "39 of 100");
  assert.equal(told(0.996 - 0.01), "99 of 100");
  assert.equal(told(0), "0 of 100");
  assert.equal(told(1), "100 of 100");
  assert.equal(told(1 + 2e-16), "100 of 100");
});

test("out of 10 000 where it would seem all or none", () => {
  assert.equal(told(0.004), "40 / 10 000");
  assert.equal(told(0.00406), "41 / 10 000");
  assert.equal(told(0.9951), "9,951 / 10 000");
  assert.equal(told(0.9951, "de"), "9951 / 10 000".replace("9951", (9951).toLocaleString("de")));
});

test("the words are those of the catalog", () => {
  assert.equal(tellShare(0.5, { of: "{total} ішінде {number}" }, "kk"), "100 ішінде 50");
});
