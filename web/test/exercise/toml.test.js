import assert from "node:assert/strict";
import test from "node:test";
import { fileName, quote, writeToml } from "../../src/exercise/toml.js";
import { LINKS, exerciseOf, item, itemsWith } from "../exercises.js";

/** @import { Answer, ExerciseData } from "../../src/types" */

const HEAD = 'format = 1\n\n[map]\ntitle = "Sleep"\nlanguage = "en"\n';

/**
 * What is written below the head.
 * @param {Partial<ExerciseData>} data
 * @param {Record<string, Answer | boolean>} answers
 */
const written = (data, answers = {}) => {
  const text = writeToml(exerciseOf(data, answers), "");
  assert.ok(text.startsWith(HEAD));
  return text.slice(HEAD.length);
};

/** @param {string} text */
const idsIn = (text) => [...text.matchAll(/^\[(.+)\]$/gm)].map(([, name]) => name.split(".")[1]);

test("the whole map", () => {
  assert.equal(written({}), `
[conclusions.s1]
text = "Start later."

[inferences.i2]
from = ["s3", "s4"]
to = "s1"
scheme = "practical-reasoning"

[premises.s3]
text = "Sleep helps."

[assumptions.s4]
text = "Help is wanted."

[objections.i5]
text = "Buses run early."
against = "i2"
`);
});

test("the author, if there is one", () => {
  assert.ok(writeToml(exerciseOf(), 'A "B"').startsWith(`${HEAD}author = "A \\"B\\""\n\n`));
  assert.ok(!writeToml(exerciseOf(), "").includes("author"));
});

test("strings are such that TOML reads what was meant, and hold nothing that it forbids", () => {
  const texts = [
    '"', "\\", "\\u0041", "a\nb\r\nc\td", "\b\f\0\x01\x1f\x7f\x80", "Қазақ «ой» 😀 \u2028\u2029\ufeff", "'''", '"""', "",
  ];
  for (const text of [...texts, texts.join("")]) {
    const quoted = quote(text), inner = quoted.slice(1, -1);
    assert.equal(JSON.parse(quoted), text);
    // Basic strings: no controls, and only these escapes (TOML 1.0).
    assert.ok([...inner].every((sign) => sign >= " " && sign !== "\x7f"));
    assert.match(inner, /^(?:[^"\\]|\\["\\bfnrt]|\\u[0-9a-f]{4})*$/u);
  }
  assert.equal(quote("\x7f"), '"\\u007f"');
  assert.equal(quote("\n"), '"\\n"');
});

test("half of a surrogate pair is no character", () => {
  assert.equal(quote("a\ud83db\ude00"), '"a\ufffdb\ufffd"');
  assert.equal(quote("\ud83d\ude00"), '"😀"');
});

test("hostile texts stay texts", () => {
  const elements = [item("s1", "claims", { told: { text: 'x"\n[premises.s2]\ntext = "y' } })];
  assert.equal(written({ elements }), '\n[claims.s1]\ntext = "x\\"\\n[premises.s2]\\ntext = \\"y"\n');
});

test("ids that are no bare keys are quoted", () => {
  const elements = [item('a.b"]', "claims", { told: { text: "x" } }), item("Ж", "claims", { told: { text: "y" } })];
  assert.equal(written({ elements }), '\n[claims."a.b\\"]"]\ntext = "x"\n\n[claims."Ж"]\ntext = "y"\n');
  assert.match(written({ elements: [item("a-b_1", "claims", {})] }), /\[claims\.a-b_1\]/);
});

test("answers are written where they belong", () => {
  const text = written({ elements: LINKS }, { "i2 from": ["s4"], "i2 to": "s3" });
  assert.match(text, /\[inferences\.i2\]\nscheme = "practical-reasoning"\nfrom = \["s4"\]\nto = "s3"\n/);
});

test("a statement that was left open is marked as such", () => {
  const elements = itemsWith({ s3: { told: {}, asks: ["text"] } });
  assert.match(written({ elements }), /\[premises\.s3\]\ntext = "\(left open s3\)"\n/);
  assert.match(written({ elements }, { "s3 text": "Sleep." }), /\[premises\.s3\]\ntext = "Sleep\."\n/);
});

test("a role that was left open is a claim; an answer is no text of the element", () => {
  const elements = itemsWith({ s3: { table: "", asks: ["table"] } });
  assert.match(written({ elements }), /\[claims\.s3\]\ntext = "Sleep helps\."\n\n/);
  assert.match(written({ elements }, { "s3 table": "premises" }), /\[premises\.s3\]\ntext = "Sleep helps\."\n\n/);
});

test("a pattern that was left open is left out", () => {
  const elements = itemsWith({ i2: { told: { from: ["s3"], to: "s1" }, asks: ["scheme"] } });
  assert.match(written({ elements }), /\[inferences\.i2\]\nfrom = \["s3"\]\nto = "s1"\n\n/);
  assert.match(written({ elements }, { "i2 scheme": "sign" }), /to = "s1"\nscheme = "sign"\n\n/);
});

test("a step that was left open is no step, nor is what is said against it", () => {
  assert.deepEqual(idsIn(written({ elements: LINKS })), ["s1", "s3", "s4"]);
  assert.deepEqual(idsIn(written({ elements: LINKS }, { "i2 to": "s1" })), ["s1", "s3", "s4"]);
  assert.deepEqual(idsIn(written({ elements: LINKS }, { "i2 from": [], "i2 to": "s1" })), ["s1", "s3", "s4"]);
  assert.deepEqual(idsIn(written({ elements: LINKS }, { "i2 from": ["s3"] })), ["s1", "s3", "s4"]);
  assert.equal(idsIn(written({ elements: LINKS }, { "i2 from": ["s3"], "i2 to": "s1" })).length, 5);
});

test("nor is a step that ends in what is not there", () => {
  const gone = itemsWith({ i2: { told: { from: ["s3", "s9"], to: "s1" } } });
  assert.deepEqual(idsIn(written({ elements: gone })), ["s1", "s3", "s4"]);
});

test("an objection needs what it is against, and a text or a start", () => {
  /** @param {import("../../src/types").Told} told */
  const ids = (told) => idsIn(written({ elements: itemsWith({ i5: { told } }) }));
  assert.ok(ids({ text: "Buses.", against: "s1" }).includes("i5"));
  assert.ok(ids({ from: ["s3"], against: "s1" }).includes("i5"));
  assert.ok(!ids({ against: "s1" }).includes("i5"));
  assert.ok(!ids({ text: "Buses." }).includes("i5"));
  assert.ok(!ids({ text: "Buses.", from: ["s9"], against: "s1" }).includes("i5"));
});

test("what falls with another falls whatever their order", () => {
  const chain = [
    item("i1", "objections", { told: { text: "a", against: "i2" } }),
    item("i2", "objections", { told: { text: "b", against: "i3" } }),
    item("i3", "inferences", { told: { from: ["s4"] } }),
    item("s4", "claims", { told: { text: "c" } }),
  ];
  assert.deepEqual(idsIn(written({ elements: chain })), ["s4"]);
});

test("what the exercise did not show is saved, as far as what it is about is there", () => {
  const text = written({
    elements: LINKS,
    rest: [
      ["concepts", "concept1", { term: "Sleep" }],
      ["cautions", "caution1", { on: ["s3", "i2"], text: "Who says?" }],
      ["cautions", "caution2", { on: ["i2"], text: "Gone." }],
      ["contested", "dispute1", { on: ["concept1"], by: "some", reason: "Unclear." }],
    ],
  });
  assert.ok(text.endsWith(`
[concepts.concept1]
term = "Sleep"

[cautions.caution1]
on = ["s3"]
text = "Who says?"

[contested.dispute1]
on = ["concept1"]
by = "some"
reason = "Unclear."
`));
  assert.ok(!text.includes("caution2"));
});

test("weak links with their reasons come last", () => {
  const answers = { "s3 weak": true, "s3 why": "Who says?", "i2 weak": true, "s1 weak": false, "s1 why": "no" };
  assert.ok(written({ what: "find-weak" }, answers).endsWith(`
[contested.weak-i2]
on = "i2"
by = "student"
reason = "weak"

[contested.weak-s3]
on = "s3"
by = "student"
reason = "Who says?"
`));
  assert.ok(!written({ what: "find-weak" }, answers).includes("weak-s1"));
});

test("an order is that of a presentation", () => {
  const text = written({ what: "order", bank: ["s3", "s1"] });
  assert.ok(text.startsWith('\n[map.presentation]\norder = ["s3", "s1"]\n\n[conclusions.s1]\n'));
});

test("the file is named for the student", () => {
  assert.equal(fileName(""), "answers.toml");
  assert.equal(fileName("Aigerim O’Neil"), "aigerim-o-neil.toml");
  assert.equal(fileName("../../etc/Қайрат 2"), "-etc-қайрат-2.toml");
});
