import androidLogcat from "./android-logcat.json" with { type: "json" };
import androidLogcatBrief from "./android-logcat-brief.json" with { type: "json" };
import androidLogcatLong from "./android-logcat-long.json" with { type: "json" };
import aptHistory from "./apt-history.json" with { type: "json" };
import auditd from "./auditd.json" with { type: "json" };
import bind from "./bind.json" with { type: "json" };
import cef from "./cef.json" with { type: "json" };
import ceph from "./ceph.json" with { type: "json" };
import cisco from "./cisco.json" with { type: "json" };
import composePrefix from "./compose-prefix.json" with { type: "json" };
import cri from "./cri.json" with { type: "json" };
import cron from "./cron.json" with { type: "json" };
import daemontools from "./daemontools.json" with { type: "json" };
import dhcp from "./dhcp.json" with { type: "json" };
import dmesg from "./dmesg.json" with { type: "json" };
import dnf from "./dnf.json" with { type: "json" };
import dnsmasq from "./dnsmasq.json" with { type: "json" };
import dockerJson from "./docker-json.json" with { type: "json" };
import dovecot from "./dovecot.json" with { type: "json" };
import dovecotSyslog from "./dovecot-syslog.json" with { type: "json" };
import dpkg from "./dpkg.json" with { type: "json" };
import epochBrackets from "./epoch-brackets.json" with { type: "json" };
import exim from "./exim.json" with { type: "json" };
import fail2ban from "./fail2ban.json" with { type: "json" };
import falcoJson from "./falco-json.json" with { type: "json" };
import filterlog from "./filterlog.json" with { type: "json" };
import fortigate from "./fortigate.json" with { type: "json" };
import freeradius from "./freeradius.json" with { type: "json" };
import hana from "./hana.json" with { type: "json" };
import hpcRas from "./hpc-ras.json" with { type: "json" };
import hpcState from "./hpc-state.json" with { type: "json" };
import idsAlert from "./ids-alert.json" with { type: "json" };
import journalctl from "./journalctl.json" with { type: "json" };
import journaldExport from "./journald-export.json" with { type: "json" };
import journaldJson from "./journald-json.json" with { type: "json" };
import journaldRemoteJson from "./journald-remote-json.json" with { type: "json" };
import journaldVerbose from "./journald-verbose.json" with { type: "json" };
import kamailio from "./kamailio.json" with { type: "json" };
import kernel from "./kernel.json" with { type: "json" };
import klog from "./klog.json" with { type: "json" };
import krb5 from "./krb5.json" with { type: "json" };
import kubectlPrefix from "./kubectl-prefix.json" with { type: "json" };
import kubernetesAudit from "./kubernetes-audit.json" with { type: "json" };
import leef from "./leef.json" with { type: "json" };
import libvirt from "./libvirt.json" with { type: "json" };
import linkerd from "./linkerd.json" with { type: "json" };
import macosUnified from "./macos-unified.json" with { type: "json" };
import macosUnifiedJson from "./macos-unified-json.json" with { type: "json" };
import mikrotik from "./mikrotik.json" with { type: "json" };
import modsecurity from "./modsecurity.json" with { type: "json" };
import modsecurityAudit from "./modsecurity-audit.json" with { type: "json" };
import modsecurityJson from "./modsecurity-json.json" with { type: "json" };
import monit from "./monit.json" with { type: "json" };
import named from "./named.json" with { type: "json" };
import netfilter from "./netfilter.json" with { type: "json" };
import openstack from "./openstack.json" with { type: "json" };
import ossec from "./ossec.json" with { type: "json" };
import pam from "./pam.json" with { type: "json" };
import panOs from "./pan-os.json" with { type: "json" };
import piholeFtl from "./pihole-ftl.json" with { type: "json" };
import postfix from "./postfix.json" with { type: "json" };
import proftpd from "./proftpd.json" with { type: "json" };
import proxifier from "./proxifier.json" with { type: "json" };
import samba from "./samba.json" with { type: "json" };
import slapd from "./slapd.json" with { type: "json" };
import sshd from "./sshd.json" with { type: "json" };
import stern from "./stern.json" with { type: "json" };
import strace from "./strace.json" with { type: "json" };
import strongswan from "./strongswan.json" with { type: "json" };
import sudo from "./sudo.json" with { type: "json" };
import suricataEve from "./suricata-eve.json" with { type: "json" };
import suricataStats from "./suricata-stats.json" with { type: "json" };
import syslogRfc3164 from "./syslog-rfc3164.json" with { type: "json" };
import syslogRfc5424 from "./syslog-rfc5424.json" with { type: "json" };
import systemd from "./systemd.json" with { type: "json" };
import systemdBoot from "./systemd-boot.json" with { type: "json" };
import tcpdump from "./tcpdump.json" with { type: "json" };
import unifi from "./unifi.json" with { type: "json" };
import vmware from "./vmware.json" with { type: "json" };
import wazuhAlert from "./wazuh-alert.json" with { type: "json" };
import windowsDhcp from "./windows-dhcp.json" with { type: "json" };
import windowsDns from "./windows-dns.json" with { type: "json" };
import windowsEventNxlog from "./windows-event-nxlog.json" with { type: "json" };
import windowsEventOtel from "./windows-event-otel.json" with { type: "json" };
import windowsEventPowershell from "./windows-event-powershell.json" with { type: "json" };
import windowsEventWinlogbeat from "./windows-event-winlogbeat.json" with { type: "json" };
import windowsEventXml from "./windows-event-xml.json" with { type: "json" };
import windowsServicing from "./windows-servicing.json" with { type: "json" };
import windowsUpdate from "./windows-update.json" with { type: "json" };
import zabbix from "./zabbix.json" with { type: "json" };
import zeekJson from "./zeek-json.json" with { type: "json" };

/** Definitions of the formats of operating systems, network and security devices, containers and clusters. */
export const SYSTEM_FORMATS: readonly unknown[] = [
  androidLogcat,
  androidLogcatBrief,
  androidLogcatLong,
  aptHistory,
  auditd,
  bind,
  cef,
  ceph,
  cisco,
  composePrefix,
  cri,
  cron,
  daemontools,
  dhcp,
  dmesg,
  dnf,
  dnsmasq,
  dockerJson,
  dovecot,
  dovecotSyslog,
  dpkg,
  epochBrackets,
  exim,
  fail2ban,
  falcoJson,
  filterlog,
  fortigate,
  freeradius,
  hana,
  hpcRas,
  hpcState,
  idsAlert,
  journalctl,
  journaldExport,
  journaldJson,
  journaldRemoteJson,
  journaldVerbose,
  kamailio,
  kernel,
  klog,
  krb5,
  kubectlPrefix,
  kubernetesAudit,
  leef,
  libvirt,
  linkerd,
  macosUnified,
  macosUnifiedJson,
  mikrotik,
  modsecurity,
  modsecurityAudit,
  modsecurityJson,
  monit,
  named,
  netfilter,
  openstack,
  ossec,
  pam,
  panOs,
  piholeFtl,
  postfix,
  proftpd,
  proxifier,
  samba,
  slapd,
  sshd,
  stern,
  strace,
  strongswan,
  sudo,
  suricataEve,
  suricataStats,
  syslogRfc3164,
  syslogRfc5424,
  systemd,
  systemdBoot,
  tcpdump,
  unifi,
  vmware,
  wazuhAlert,
  windowsDhcp,
  windowsDns,
  windowsEventNxlog,
  windowsEventOtel,
  windowsEventPowershell,
  windowsEventWinlogbeat,
  windowsEventXml,
  windowsServicing,
  windowsUpdate,
  zabbix,
  zeekJson,
];
