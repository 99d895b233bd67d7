/**
 * Holds the walls of the house: which room may import which, that rooms are entered by their door,
 * who reads the environment, how long files may be and which names say nothing.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** A room may import rooms that stand further up, never a neighbour on its own line. */
const LINES = [
  ["domain"],
  ["text", "models", "records"],
  ["store"],
  ["ingest", "retrieve", "export"],
  ["answer"],
  ["channels", "evaluate"],
  ["(top)"],
];
const MAX_LINES = 400;
const SAYS_NOTHING = new Set(["util", "utils", "helper", "helpers", "common", "misc"]);

/** One import of a source file; both paths begin with src/. */
interface Import {
  from: string;
  to: string;
}

const sources = filesUnder("src");
const everything = [...sources, ...filesUnder("scripts"), ...filesUnder("test")];
const known = new Set(sources);
const imports = sources.flatMap(importsOf);

describe("imports of src/", () => {
  it("are found at all", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(imports).toContainEqual({ from: "src/telegram-service.ts", to: "src/channels/telegram/index.ts" });
    expect(imports).toContainEqual({ from: "src/ingest/refresh.ts", to: "src/store/index.ts" });
    expect(imports.filter(({ to }) => !known.has(to))).toEqual([]);
  });

  it("go one way: domain ← text, models, records ← store ← ingest, retrieve, export ← answer ← channels, evaluate ← top", () => {
    const rooms = new Set(sources.map(roomOf));
    expect([...rooms].filter((room) => !LINES.flat().includes(room))).toEqual([]);
    expect(imports.filter((one) => !goesUp(one)).map(shown)).toEqual([]);
  });

  it("enter another folder by its door", () => {
    expect(imports.filter((one) => !usesDoor(one)).map(shown)).toEqual([]);
  });

  it("keep the channels apart: each may use rendering, charts and tools, none another", () => {
    expect(imports.filter((one) => !keepsChannelsApart(one)).map(shown)).toEqual([]);
  });

  it.each([
    ["src/ingest/refresh.ts", "src/retrieve/index.ts", goesUp],
    ["src/export/export-rows.ts", "src/ingest/index.ts", goesUp],
    ["src/retrieve/fuse.ts", "src/ingest/index.ts", goesUp],
    ["src/domain/figure.ts", "src/text/index.ts", goesUp],
    ["src/models/bge.ts", "src/text/index.ts", goesUp],
    ["src/answer/compose.ts", "src/channels/rendering/index.ts", goesUp],
    ["src/store/writer.ts", "src/config.ts", goesUp],
    ["src/records/open-records.ts", "src/text/index.ts", goesUp],
    ["src/ingest/refresh.ts", "src/text/decode.ts", usesDoor],
    ["src/main.ts", "src/channels/web/page.ts", usesDoor],
    ["src/ingest/read-report.ts", "src/ingest/ledger/clause.ts", usesDoor],
    ["src/ingest/readers/html-furniture.ts", "src/ingest/outline/chrome-line.ts", usesDoor],
    ["src/answer/select/features.ts", "src/answer/understand/units.ts", usesDoor],
    ["src/channels/web/page.ts", "src/channels/telegram/index.ts", keepsChannelsApart],
    ["src/channels/rendering/shown-quote.ts", "src/channels/cli/index.ts", keepsChannelsApart],
    ["src/channels/tools/ask.ts", "src/channels/mcp/index.ts", keepsChannelsApart],
    ["src/channels/mcp/create-mcp-server.ts", "src/index.ts", goesUp],
  ])("would be caught: %s importing %s", (from, to, rule) => {
    expect(rule({ from, to })).toBe(false);
  });

  it.each([
    ["src/ingest/readers/html-furniture.ts", "src/ingest/outline/index.ts"],
    ["src/answer/select/features.ts", "src/answer/understand/index.ts"],
    ["src/channels/cli/render-answer.ts", "src/channels/rendering/index.ts"],
    ["src/channels/telegram/create-bot.ts", "src/channels/charts/index.ts"],
    ["src/channels/mcp/create-mcp-server.ts", "src/channels/tools/index.ts"],
    ["src/channels/telegram/create-bot.ts", "src/records/index.ts"],
    ["src/evaluate/run.ts", "src/answer/index.ts"],
  ])("are free to be: %s importing %s", (from, to) => {
    expect([goesUp, usesDoor, keepsChannelsApart].every((rule) => rule({ from, to }))).toBe(true);
  });
});

describe("folders and files", () => {
  it("have a door, index.ts, wherever a folder of src/ holds source files", () => {
    const folders = new Set(sources.map((file) => dirname(file)).filter((folder) => folder !== "src"));
    expect([...folders].filter((folder) => !known.has(`${folder}/index.ts`))).toEqual([]);
  });

  it("have doors that hold exports only", () => {
    const doors = sources.filter((file) => basename(file) === "index.ts");
    expect(doors.filter((door) => !parsed(door).statements.every(isReExport))).toEqual([]);
  });

  it("read the environment in src/main.ts and scripts/ only", () => {
    const reads = /\bprocess\s*\??\.\s*(?:env|loadEnvFile)\b|\bprocess\[|from "(?:node:)?process"/;
    expect(sources.filter((file) => reads.test(readFileSync(file, "utf8")))).toEqual(["src/main.ts"]);
  });

  it(`are at most ${MAX_LINES} lines long`, () => {
    const long = everything
      .map((file) => ({ file, lines: readFileSync(file, "utf8").trimEnd().split("\n").length }))
      .filter(({ lines }) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });

  it("have names that say what is inside", () => {
    const empty = everything.filter((file) =>
      file.split("/").some((part) => SAYS_NOTHING.has(part.split(".")[0] ?? "")),
    );
    expect(empty).toEqual([]);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"))
    .sort();
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

/** Static and dynamic imports, re-exports and `import("…")` types of files inside the project. */
function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined) => {
    if (node && ts.isStringLiteralLike(node) && node.text.startsWith(".")) {
      found.push({ from: file, to: posix.join(posix.dirname(file), node.text) });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0]);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    ts.forEachChild(node, visit);
  };
  visit(parsed(file));
  return found;
}

function isReExport(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
}

function roomOf(file: string): string {
  const [, room = "", inside] = file.split("/");
  return inside === undefined ? "(top)" : room;
}

function lineOf(room: string): number {
  return LINES.findIndex((line) => line.includes(room));
}

function goesUp({ from, to }: Import): boolean {
  const [own, other] = [roomOf(from), roomOf(to)];
  return own === other || lineOf(other) < lineOf(own);
}

/** Below the folder that both files share, the first folder with a door is entered by it; the way up is free. */
function usesDoor({ from, to }: Import): boolean {
  const way = to.split("/");
  const shared = from.split("/").slice(0, -1);
  let depth = 0;
  while (depth < shared.length && shared[depth] === way[depth]) depth++;
  for (let end = depth + 1; end < way.length; end++) {
    const door = `${way.slice(0, end).join("/")}/index.ts`;
    if (known.has(door)) return to === door;
  }
  return true;
}

function keepsChannelsApart({ from, to }: Import): boolean {
  if (roomOf(from) !== "channels" || roomOf(to) !== "channels") return true;
  const other = to.split("/")[2];
  return other === "rendering" || other === "charts" || other === "tools" || other === from.split("/")[2];
}

function shown({ from, to }: Import): string {
  return `${from} → ${to}`;
}
