// Bundle the page's script into the Python package, with the licences of what is in it and a mark of its sources.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const target = "../src/argmap/render/assets/page.js";
const hash = createHash("sha256");
for (const name of readdirSync("src").sort()) hash.update(name).update(readFileSync(`src/${name}`));
for (const name of ["package.json", "package-lock.json"]) hash.update(readFileSync(name));
const result = await build({
  entryPoints: ["src/main.js"], bundle: true, minify: true, format: "iife", target: "es2022", write: false, metafile: true,
  alias: { "d3-transition": "./src/still.js" },
  legalComments: "none", charset: "utf8",
});
const packages = new Set(Object.keys(result.metafile.inputs).filter((path) => path.startsWith("node_modules/")).map((path) => path.split("/")[1]));
const licences = [...packages].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`));
  return { name, version, license, text: readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim() };
});
const said = licences.map(({ name, version, license }) => `${name} ${version} (${license})`).join(", ");
const script = result.outputFiles[0].text.trim().replaceAll("</script", "<\\/script");
writeFileSync(target, `/* argmap's page; sources and licences in web/. With ${said}. sources ${hash.digest("hex")} */\n${script}\n`);
writeFileSync("LICENCES.md", `# What the page's script contains\n\n${licences.map(({ name, version, text }) => `## ${name} ${version}\n\n\`\`\`text\n${text}\n\`\`\`\n`).join("\n")}`);
