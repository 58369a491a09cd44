// Makes a page of each article in a folder, as the readers of GitHub and of Obsidian do.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [dialect, modules, source, pages] = process.argv.slice(2);
const require = createRequire(join(modules, "index.js"));
const load = async (name) => (await import(pathToFileURL(require.resolve(name)).href));

const { unified } = await load("unified");
const plugin = async (name) => { const found = await load(name); return found.default?.default ?? found.default; };
const reader = unified()
  .use(await plugin("remark-parse"))
  .use(await plugin("remark-frontmatter"))
  .use(await plugin("remark-gfm"))
  .use(await plugin("remark-math"));
if (dialect === "github") {
  reader.use((await load("remark-github-alerts")).remarkGitHubAlerts ?? (await plugin("remark-github-alerts")));
  reader.use(await plugin("remark-gemoji"));
} else {
  reader.use((await load("remark-wiki-link")).wikiLinkPlugin ?? (await plugin("remark-wiki-link")), { aliasDivider: "|" });
  reader.use(await plugin("@r4ai/remark-callout"));
}
reader.use(await plugin("remark-rehype"), { allowDangerousHtml: true });
reader.use(await plugin("rehype-slug"));
reader.use(await plugin("rehype-stringify"), { allowDangerousHtml: true });

for (const name of readdirSync(source).filter((each) => each.endsWith(".md"))) {
  const page = String(await reader.process(readFileSync(join(source, name), "utf8")));
  writeFileSync(join(pages, name.replace(/md$/, "html")), `<!DOCTYPE html><title>Article</title><body>${page}`);
}
