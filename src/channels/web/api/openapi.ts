/**
 * The description of the API, OpenAPI 3.1: a table of the routes with the schemas that schemas.ts holds.
 */
import { z } from "zod";
import { type SchemaName, schemas } from "./schemas.ts";

interface Parameter {
  name: string;
  in: "query" | "path";
  required: boolean;
  description: string;
  schema: { type: "string" | "integer" };
}

interface Route {
  method: "get" | "post";
  /** With {id} for a part that varies. */
  path: string;
  summary: string;
  parameters?: Parameter[];
  body?: SchemaName;
  response: SchemaName | { type: string; description: string };
  errors: number[];
}

const query = (name: string, description: string, required = false, type: "string" | "integer" = "string") =>
  ({ name, in: "query", required, description, schema: { type } }) as const;
const id: Parameter = {
  name: "id",
  in: "path",
  required: true,
  description: "报告编号",
  schema: { type: "string" },
};
const question = query("q", "问题", true);
const conversation = query("conversation", "同一对话里的问题可以接着问");
const regionName = query("region", "地区名，全称或简称", true);

/** Every route of the API. */
export const apiRoutes: readonly Route[] = [
  {
    method: "post",
    path: "/api/ask",
    summary: "提问",
    body: "AskRequest",
    response: "Answer",
    errors: [400, 413, 500],
  },
  {
    method: "get",
    path: "/api/ask",
    summary: "提问",
    parameters: [question, conversation],
    response: "Answer",
    errors: [400, 500],
  },
  {
    method: "get",
    path: "/api/ask/stream",
    summary: "提问，以服务器推送事件返回",
    parameters: [question, conversation],
    response: {
      type: "text/event-stream",
      description:
        'Events: status {"state":"working"}; where a language model words the answer, text {"text":…} with the checked words so far, each in place of the one before; then answer (an Answer), which is what counts, or error (an Error).',
    },
    errors: [400],
  },
  {
    method: "get",
    path: "/api/compare",
    summary: "所问数字在各地各年",
    parameters: [question],
    response: "Comparison",
    errors: [400, 500],
  },
  {
    method: "get",
    path: "/api/reports",
    summary: "报告清单",
    parameters: [query("find", "标题、地区、年份、单位或文件名里的字，空格分开")],
    response: "Reports",
    errors: [500],
  },
  {
    method: "get",
    path: "/api/reports/{id}",
    summary: "一份报告：全文、目录和全部数字",
    parameters: [id],
    response: "Report",
    errors: [404, 500],
  },
  {
    method: "get",
    path: "/api/reports/{id}/around",
    summary: "引文所在段落和前后段落",
    parameters: [
      id,
      query("start", "引文开头的位置", true, "integer"),
      query("end", "引文结尾的位置", true, "integer"),
    ],
    response: "Surroundings",
    errors: [400, 404, 500],
  },
  {
    method: "get",
    path: "/api/figures",
    summary: "一个地区一年的重点数字",
    parameters: [regionName, query("year", "年份，不写为最近一年", false, "integer")],
    response: "KeyFigures",
    errors: [400, 404, 500],
  },
  {
    method: "get",
    path: "/api/figures.xlsx",
    summary: "一个地区（一年）的全部数字，表格文件",
    parameters: [
      query("region", "地区名，不写为全部地区"),
      query("year", "年份，不写为全部年份", false, "integer"),
    ],
    response: {
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      description: "An Excel workbook",
    },
    errors: [404, 500],
  },
  {
    method: "get",
    path: "/api/coverage",
    summary: "资料覆盖的地区和年份",
    response: "Coverage",
    errors: [500],
  },
  {
    method: "get",
    path: "/api/suggestions",
    summary: "可以问的问题",
    parameters: [query("limit", "最多几个，1 到 50，默认 6", false, "integer")],
    response: "Suggestions",
    errors: [400, 500],
  },
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "本说明",
    response: { type: "application/json", description: "OpenAPI 3.1" },
    errors: [],
  },
  { method: "get", path: "/healthz", summary: "服务是否在运行", response: "Health", errors: [] },
  {
    method: "get",
    path: "/metrics",
    summary: "运行指标（Prometheus），限本机或持令牌",
    response: { type: "text/plain", description: "Prometheus text format" },
    errors: [403],
  },
];

const errorMeanings: Record<number, string> = {
  400: "请求有误",
  401: "需要访问令牌",
  403: "不允许",
  404: "没有找到",
  413: "请求体太大",
  429: "请求太频繁",
  500: "服务出错",
};

/** The document that /api/openapi.json serves. */
export function openApi(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of apiRoutes)
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  return {
    openapi: "3.1.0",
    info: {
      title: "政问",
      version: version || "0",
      description: "回答政务服务报告的问题，每个数字都带出处。出错时一律返回 {error}，内容是中文说明。",
    },
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: "input" })]),
      ),
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
    security: [{}, { token: [] }],
  };
}

function operation(route: Route): object {
  const { response } = route;
  const success =
    typeof response === "string"
      ? { description: route.summary, content: json(response) }
      : { description: response.description, content: { [response.type]: {} } };
  const errors = route.path.startsWith("/api/") ? [401, 429, ...route.errors] : route.errors;
  return {
    summary: route.summary,
    ...(route.parameters ? { parameters: route.parameters } : {}),
    ...(route.body ? { requestBody: { required: true, content: json(route.body) } } : {}),
    responses: {
      200: success,
      ...Object.fromEntries(
        errors.map((status) => [status, { description: errorMeanings[status], content: json("Error") }]),
      ),
    },
  };
}

function json(name: SchemaName): object {
  return { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
}
