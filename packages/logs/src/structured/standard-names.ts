export const REQUEST_ID = "request_id";

/** What attributes are called in every format, and the keys that mean the same. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  pid: ["pid", "process.pid", "process_id", "processid", "process.id"],
  thread: ["thread", "thread_name", "thread.name", "process.thread.name", "threadName"],
  thread_id: ["thread_id", "thread.id", "process.thread.id", "tid"],
  logger: ["logger", "logger_name", "log.logger", "SourceContext", "Properties.SourceContext"],
  [REQUEST_ID]: [
    "request_id",
    "req_id",
    "request.id",
    "req.id",
    "http.request.id",
    "http.request_id",
    "HttpRequestId",
    "x_request_id",
    "Properties.RequestId",
  ],
  span_id: ["span_id", "span.id", "dd.span_id"],
  pod: ["pod", "pod_name", "kubernetes.pod_name", "kubernetes.pod.name", "k8s.pod.name"],
  method: [
    "method",
    "http.request.method",
    "http.method",
    "req.method",
    "request.method",
    "request_method",
    "http_method",
  ],
  path: ["path", "url.path", "http.url_path", "req.path", "request_path", "http.target"],
  url: ["url", "req.url", "request.url", "request_url", "http.url", "url.full"],
  status: [
    "status",
    "http.response.status_code",
    "http.status_code",
    "res.statusCode",
    "response.status",
    "status_code",
  ],
  user_agent: ["user_agent", "user_agent.original", "http.user_agent", "http_user_agent", "req.headers.user-agent"],
  client_ip: ["client_ip", "client.ip", "remote_ip", "remote_addr", "req.remoteAddress", "http.client_ip"],
};

/** A name without what spellings differ in: upper case, underscores and dashes. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, "");
}

const STANDARD = new Map(
  Object.entries(SPELLINGS).flatMap(([name, spellings]) => spellings.map((spelling) => [foldName(spelling), name])),
);

/** What the attribute of a key is called: as in other formats if it is well known, otherwise as the key. */
export function standardName(name: string): string {
  return STANDARD.get(foldName(name)) ?? name;
}
