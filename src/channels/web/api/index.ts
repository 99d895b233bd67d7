export { questionError } from "./ask-request.ts";
export { askRoutes } from "./ask-routes.ts";
export { apiRoutes, openApi } from "./openapi.ts";
export { reportRoutes } from "./report-routes.ts";
export { schemas } from "./schemas.ts";
