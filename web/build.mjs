// Bundle the scripts of the page and of the exercise into the Python package, each with a mark of its sources, and
// write down the licences of what is in them.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const TARGETS = {
  page: { file: "../src/argmap/render/assets/page.js", title: "argmap's page" },
  exercise: { file: "../src/argmap/classroom/assets/exercise.js", title: "argmap's exercise" },
  decisions: { file: "../src/argmap/classroom/assets/decisions.js", title: "argmap's decisions" },
};

/**
 * A number that stands for what a script is made of.
 * @param {string} name
 */
const hashOf = (name) => {
  const sources = [name, "common"].flatMap((folder) =>
    readdirSync(`src/${folder}`).sort().map((file) => `src/${folder}/${file}`));
  const hash = createHash("sha256");
  const paths = [...sources, "package.json", "package-lock.json"];
  for (const path of paths) hash.update(path).update(readFileSync(path, "utf8"));
  return hash.digest("hex");
};

/** @param {string} name */
const bundle = async (name) => {
  const { metafile, outputFiles: [{ text }] } = await build({
    entryPoints: [`src/${name}/main.js`], bundle: true, minify: true, format: "iife", target: "es2022", write: false,
    metafile: true, legalComments: "none", charset: "utf8",
    alias: { "d3-transition": "./src/page/still.js", "d3-interpolate": "./src/page/still.js" },
  });
  const paths = Object.keys(metafile.inputs).filter((path) => path.startsWith("node_modules/"));
  const packages = [...new Set(paths.map((path) => path.split("/")[1]))].sort();
  return { packages, script: text.trim().replaceAll("</script", "<\\/script") };
};

/** @param {string} name */
const licenceOf = (name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  return { name, version, license, text: readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim() };
};

/** @type {Map<string, ReturnType<typeof licenceOf>>} */
const licences = new Map();
for (const [name, { file, title }] of Object.entries(TARGETS)) {
  const { packages, script } = await bundle(name), contained = packages.map(licenceOf);
  for (const licence of contained) licences.set(licence.name, licence);
  const told = contained.map((licence) => `${licence.name} ${licence.version} (${licence.license})`).join(", ");
  const head = `${title}; sources and licences in web/.${told && ` With ${told}.`} sources ${hashOf(name)}`;
  writeFileSync(file, `/* ${head} */\n${script}\n`);
}
const sections = [...licences.values()].map(({ name, version, text }) =>
  `## ${name} ${version}\n\n\`\`\`text\n${text}\n\`\`\`\n`);
writeFileSync("LICENCES.md", `# What the page's script contains\n\n${sections.join("\n")}`);
