import { answerFile, answerTree, parseFilePath, parseTreePath } from "./hub/card-file.js";
import { chooseFields, project } from "./hub/expand.js";
import { type HubAccess, refuseGated, refuseMissing, refuseToken } from "./hub/hub-access.js";
import { HubModels } from "./hub/hub-models.js";
import { defaultHubRows, type HubRow } from "./hub/hub-row.js";
import { listModels } from "./hub/list-models.js";
import { type RateOptions, RateQuota } from "./hub/rate-quota.js";
import { type LoopbackRequest, tokenOf } from "./loopback/loopback-request.js";
import { type LoopbackOptions, type LoopbackServer, startLoopback } from "./loopback/loopback-server.js";
import { empty, json, type Reply, refusal } from "./loopback/reply.js";
import { defaultMappings } from "./providers/default-mappings.js";
import {
  mappingsByModel,
  PROVIDER_NAMES,
  type ProviderMapping,
  partnerListing,
} from "./providers/provider-mapping.js";

export interface HubOptions extends LoopbackOptions, HubAccess {
  /** Default: the development corpus where it is there, else the invented models. */
  readonly rows?: readonly HubRow[];
  /** Where models run. Default: `defaultMappings`, worked out anew for every request. */
  readonly mappings?: readonly ProviderMapping[];
  readonly rate?: RateOptions;
}

/** A simulated Hub. */
export interface HubServer extends LoopbackServer {
  /** Its models; changes show in the next answer. */
  readonly models: HubModels;
}

const DETAIL_PATH = /^\/api\/models\/(?<id>[^/]+(?:\/[^/]+)?)(?:\/revision\/(?<revision>[^/]+))?$/;
const PARTNER_PATH = /^\/api\/partners\/(?<provider>[^/]+)\/models$/;

/** Starts a simulated Hub: listing, model details, cards, partners, rate limits, renames (huggingface.co/docs/hub/api). */
export async function startHub(options: HubOptions = {}): Promise<HubServer> {
  const now = options.now ?? (() => new Date());
  const models = new HubModels(options.rows ?? defaultHubRows().rows, now);
  const quota = new RateQuota(options.rate ?? {}, now);
  const mappings = (): readonly ProviderMapping[] => options.mappings ?? defaultMappings(models.all());
  const server = await startLoopback((request) => {
    const { headers, refused } = quota.spend(request);
    const reply = refused ?? refuseToken(request, options) ?? route(request, models, mappings, options);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  }, options);
  return Object.assign(server, { models });
}

function route(
  request: LoopbackRequest,
  models: HubModels,
  mappings: () => readonly ProviderMapping[],
  access: HubAccess,
): Reply {
  const { method, path, query } = request;
  if (method !== "GET" && method !== "HEAD") return refusal(405, "The simulated Hub can only be read");
  if (path === "/api/models") return listModels(request, models.all(), mappingsByModel(mappings()));
  if (path === "/api/whoami-v2") return whoAmI(request);
  const provider = PARTNER_PATH.exec(path)?.groups?.provider;
  if (provider !== undefined) {
    if (!PROVIDER_NAMES.includes(provider)) return refusal(404, `Provider ${provider} not found`);
    return json(partnerListing(mappings(), provider, query.get("status")));
  }
  const file = parseFilePath(path);
  if (file) {
    return found(
      request,
      file.id,
      models,
      (row) => refuseGated(request, row.item, access) ?? answerFile(request, file, row),
    );
  }
  const tree = parseTreePath(path);
  if (tree) {
    return found(
      request,
      tree.id,
      models,
      (row) => refuseGated(request, row.item, access) ?? answerTree(tree.revision, row),
    );
  }
  const detail = DETAIL_PATH.exec(path)?.groups;
  if (detail) {
    const { id = "", revision } = detail;
    return found(request, id, models, (row) =>
      answerDetail(query, revision, row, mappingsByModel(mappings())),
    );
  }
  return refusal(404, "Sorry, we can't find the page you are looking for.");
}

/** Answers about a model that is there; redirects, relatively, from a former id; refuses an unknown one. */
function found(
  request: LoopbackRequest,
  id: string,
  models: HubModels,
  answer: (row: HubRow) => Reply,
): Reply {
  const row = models.get(id);
  if (row && row.item.private !== true) return answer(row);
  const moved = models.movedTo(id);
  if (moved === undefined) return refuseMissing(request);
  const query = request.query.toString();
  return empty(307, {
    location: `${encodeURI(request.path.replace(`/${id}`, `/${moved}`))}${query ? `?${query}` : ""}`,
  });
}

function answerDetail(
  query: URLSearchParams,
  revision: string | undefined,
  row: HubRow,
  mappingsOf: (id: string) => readonly ProviderMapping[],
): Reply {
  if (![undefined, "main", "HEAD", row.item.sha].includes(revision)) {
    return refusal(404, "Invalid rev id", { "x-error-code": "RevisionNotFound" });
  }
  const choice = chooseFields(query, true);
  if ("refused" in choice) return choice.refused;
  return json(project(row.item, choice.fields, mappingsOf(row.item.id), true));
}

function whoAmI(request: LoopbackRequest): Reply {
  if (tokenOf(request) === null) return refusal(401, "Invalid username or password.");
  return json({
    type: "user",
    id: "0".repeat(24),
    name: "sandbox",
    fullname: "Simulated user",
    isPro: false,
    auth: { type: "access_token", accessToken: { displayName: "tests", role: "read" } },
  });
}
