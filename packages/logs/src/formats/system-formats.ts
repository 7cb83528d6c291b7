import androidLogcat from "./android-logcat.json" with { type: "json" };
import androidLogcatBrief from "./android-logcat-brief.json" with { type: "json" };
import auditd from "./auditd.json" with { type: "json" };
import bind from "./bind.json" with { type: "json" };
import cef from "./cef.json" with { type: "json" };
import cisco from "./cisco.json" with { type: "json" };
import composePrefix from "./compose-prefix.json" with { type: "json" };
import cri from "./cri.json" with { type: "json" };
import daemontools from "./daemontools.json" with { type: "json" };
import dmesg from "./dmesg.json" with { type: "json" };
import dockerJson from "./docker-json.json" with { type: "json" };
import dovecot from "./dovecot.json" with { type: "json" };
import exim from "./exim.json" with { type: "json" };
import hpcRas from "./hpc-ras.json" with { type: "json" };
import hpcState from "./hpc-state.json" with { type: "json" };
import journalctl from "./journalctl.json" with { type: "json" };
import klog from "./klog.json" with { type: "json" };
import kubectlPrefix from "./kubectl-prefix.json" with { type: "json" };
import leef from "./leef.json" with { type: "json" };
import macosUnified from "./macos-unified.json" with { type: "json" };
import macosUnifiedJson from "./macos-unified-json.json" with { type: "json" };
import netfilter from "./netfilter.json" with { type: "json" };
import openstack from "./openstack.json" with { type: "json" };
import strace from "./strace.json" with { type: "json" };
import syslogRfc3164 from "./syslog-rfc3164.json" with { type: "json" };
import syslogRfc5424 from "./syslog-rfc5424.json" with { type: "json" };
import vmware from "./vmware.json" with { type: "json" };
import windowsServicing from "./windows-servicing.json" with { type: "json" };
import windowsUpdate from "./windows-update.json" with { type: "json" };

/** Definitions of the formats of operating systems, network and security devices, containers and clusters. */
export const SYSTEM_FORMATS: readonly unknown[] = [
  androidLogcat,
  androidLogcatBrief,
  auditd,
  bind,
  cef,
  cisco,
  composePrefix,
  cri,
  daemontools,
  dmesg,
  dockerJson,
  dovecot,
  exim,
  hpcRas,
  hpcState,
  journalctl,
  klog,
  kubectlPrefix,
  leef,
  macosUnified,
  macosUnifiedJson,
  netfilter,
  openstack,
  strace,
  syslogRfc3164,
  syslogRfc5424,
  vmware,
  windowsServicing,
  windowsUpdate,
];
