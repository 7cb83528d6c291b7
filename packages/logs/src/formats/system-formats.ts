import androidLogcat from "./android-logcat.json" with { type: "json" };
import androidLogcatBrief from "./android-logcat-brief.json" with { type: "json" };
import composePrefix from "./compose-prefix.json" with { type: "json" };
import cri from "./cri.json" with { type: "json" };
import daemontools from "./daemontools.json" with { type: "json" };
import dockerJson from "./docker-json.json" with { type: "json" };
import klog from "./klog.json" with { type: "json" };
import kubectlPrefix from "./kubectl-prefix.json" with { type: "json" };
import strace from "./strace.json" with { type: "json" };
import syslogRfc3164 from "./syslog-rfc3164.json" with { type: "json" };
import syslogRfc5424 from "./syslog-rfc5424.json" with { type: "json" };

/** Definitions of the formats of operating systems, network and security devices, containers and clusters. */
export const SYSTEM_FORMATS: readonly unknown[] = [
  androidLogcat,
  androidLogcatBrief,
  composePrefix,
  cri,
  daemontools,
  dockerJson,
  klog,
  kubectlPrefix,
  strace,
  syslogRfc3164,
  syslogRfc5424,
];
