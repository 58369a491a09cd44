// Pages of posts by WordPress' own packages: its parser of blocks, its paragraphs, its shortcodes.
// Around them stands what its PHP does (wp-includes/blocks.php, default-filters.php): a post with blocks
// gets no paragraphs, shortcodes come last, and what a plug-in would make of a block or a shortcode is
// an element that shows each value, so that nothing of it is lost from sight.
// A stand-in for the PHP itself, which is no package.
//
//     node wordpress.mjs FROM TO MODULES SHORTCODE…
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const [from, to, modules, ...shortcodes] = process.argv.slice(2);
const packages = createRequire(join(modules, "package.json"));
const { parse } = packages("@wordpress/block-serialization-default-parser");
const { autop } = packages("@wordpress/autop");
const shortcode = packages("@wordpress/shortcode");
const { replace } = shortcode.default ?? shortcode;

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function values(value, name = "") {
    if (typeof value === "string") {
        // As wp_kses_post: references and the tags of HTML stay what they are.
        return `<li data-name="${name}">${value.replace(/\r?\n/g, "<br>")}</li>`;
    }
    if (value === null || typeof value !== "object") {
        return `<li data-name="${name}" data-value="${value}"></li>`;
    }
    return Object.entries(value).map(([key, each]) => values(each, `${name}/${key}`)).join("");
}

function shown(block) {
    if (block.blockName === null) {
        return block.innerHTML;
    }
    let number = 0;
    const inner = block.innerContent.map((part) => part ?? shown(block.innerBlocks[number++])).join("");
    return `<div class="block" data-block="${block.blockName}"><ul>${values(block.attrs ?? {})}</ul>${inner}</div>`;
}

function expanded(name, text) {
    return replace(name, text, ({ attrs, content, type }) => {
        const named = Object.entries(attrs.named).map(
            ([key, value]) => `<span data-name="${key}">${value}</span>`);
        const rest = attrs.numeric.map((value) => `<span data-rest="${escaped(String(value))}"></span>`);
        const inner = expanded(name, content ?? "");
        return `<span class="shortcode" data-code="${name}" data-type="${type}">${named.join("")}${rest.join("")}${inner}</span>`;
    });
}

// In the tags of HTML, values cannot be elements (do_shortcodes_in_html_tags).
const inTags = (text) => text.replace(/<[^!\/][^>]*>/g, (tag) =>
    tag.replace(/\[(\w+)([^\]]*)\]/g, (_all, name, rest) => `code-${name}${rest.replace(/\W/g, "-")}`));

function page(text) {
    let html = text.includes("<!-- wp:") ? parse(text).map(shown).join("") : autop(text);
    html = html.replace(/<!--more(.*?)?-->/g, (_all, words) => `<a class="more">${words ?? ""}</a>`);
    html = html.replace(/<!--nextpage-->/g, '<hr class="page">');
    html = inTags(html);
    for (const name of shortcodes) {
        html = expanded(name, html);
    }
    return `<!DOCTYPE html><html><head><title>Post</title></head><body>${html}</body></html>`;
}

for (const name of readdirSync(from, { recursive: true })) {
    if (name.endsWith(".html")) {
        const target = join(to, name);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, page(readFileSync(join(from, name), "utf8")));
    }
}
