// Fetches every page of a site with the generated types: `node built/fetch.js http://localhost:8000`.

import createClient from "openapi-fetch";
import type { components, paths } from "./content.js";

type Schemas = components["schemas"];
type Page = Schemas["Page"];
type Kind = Page["meta"]["type"];
type PageOf<K extends Kind> = Extract<Page, { meta: { type: K } }>;

// What is read of some types; of the others, their titles.
const facts: { [K in Kind]?: (page: PageOf<K>) => string[] } = {
  "home.HomePage": (page) => said(page.body),
  "home.SectionPage": (page) => said(page.body),
  "home.StandardPage": (page) => said(page.body),
  "news.NewsIndexPage": (page) => [page.lede],
  "news.NewsPage": (page) => [page.date, ...page.topics.map((topic) => topic.name), ...said(page.body)],
  "events.EventIndexPage": (page) => [page.lede],
  "events.EventPage": (page) => [
    new Date(page.start).toISOString(),
    page.status,
    ...page.programme.map((item) => item.value.start + item.value.title),
    ...page.speakers.map((speaker) => speaker.value.person.name + speaker.value.role),
    page.network?.title ?? "",
    ...said(page.body),
  ],
  "events.NetworkIndexPage": (page) => [page.lede],
  "events.NetworkPage": (page) => [page.purpose, ...page.prices.map((each) => each.value.price)],
  "documents.DocumentIndexPage": (page) => [page.lede],
  "documents.DocumentCollectionPage": (page) =>
    page.documents.map((each) => each.value.meta.download_url),
};

function said(body: Schemas["cms.BodyBlock"]): string[] {
  return body.map((block) => {
    switch (block.type) {
      case "heading":
        return block.value.level + block.value.text;
      case "text":
        return block.value;
      case "image":
        return block.value.image.renditions[0]?.url ?? "";
      case "documents":
        return block.value.documents.map((document) => document.filename).join();
      case "event_teaser":
        return "start" in block.value ? block.value.start : "";
      case "contact":
        return block.value.mail;
      case "table":
        return block.value.rows.flat().join();
      case "link_button":
        return block.value.page?.meta.html_url ?? block.value.url;
      default:
        return block.id;
    }
  });
}

function isPage(item: Page | Schemas["Page.Selection"]): item is Page {
  return item.meta?.type !== undefined && "breadcrumb" in item.meta;
}

function factsOf<K extends Kind>(page: PageOf<K>): string[] {
  return facts[page.meta.type as K]?.(page) ?? [page.title];
}

const root = process.argv[2] ?? "http://localhost:8000";
const client = createClient<paths>({ baseUrl: root });
const counts = new Map<Kind, number>();
const misspelt = await client.GET("/api/v2/pages/", { params: { query: { type: "news.Page" } } });
if (misspelt.error?.status !== 400) throw new Error("a misspelt type was passed over");
for (const kind of misspelt.error.allowed ?? []) {
  if (kind !== "wagtailcore.Page") await fetchAll(kind); // every page is one
}
const fetched = [...counts.values()].reduce((sum, count) => sum + count, 0);
const all = await client.GET("/api/v2/pages/", { params: { query: { limit: 0 } } });
const total = all.data?.meta.total_count;
if (fetched !== total || total === 0) throw new Error(`${fetched} of ${total} pages`);
console.log(`TypeScript: ${fetched} pages of ${counts.size} types`);

async function fetchAll(kind: string): Promise<void> {
  let total = Infinity;
  for (let offset = 0; offset < total; offset += 20) {
    const { data, error } = await client.GET("/api/v2/pages/", {
      params: { query: { type: kind, fields: "*", order: "id", limit: 20, offset } },
    });
    if (error) throw new Error(error.detail);
    total = data.meta.total_count;
    for (const item of data.items) {
      if (!isPage(item)) throw new Error(`${JSON.stringify(item.id)} is not whole`);
      const detail = await client.GET("/api/v2/pages/{id}/", { params: { path: { id: item.id } } });
      if (JSON.stringify(detail.data) !== JSON.stringify(item)) {
        throw new Error(`${item.id} in the list is not its detail: ${detail.error?.detail ?? ""}`);
      }
      if (factsOf(item).some((fact) => typeof fact !== "string")) {
        throw new Error(`${item.id} lacks what its type promises`);
      }
      counts.set(item.meta.type, (counts.get(item.meta.type) ?? 0) + 1);
    }
  }
}
