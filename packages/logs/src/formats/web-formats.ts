import access from "./access.json" with { type: "json" };
import accessIngress from "./access-ingress.json" with { type: "json" };
import accessTraefik from "./access-traefik.json" with { type: "json" };
import apacheError from "./apache-error.json" with { type: "json" };
import awsApiGateway from "./aws-api-gateway.json" with { type: "json" };
import awsElb from "./aws-elb.json" with { type: "json" };
import awsLogsTail from "./aws-logs-tail.json" with { type: "json" };
import awsS3 from "./aws-s3.json" with { type: "json" };
import awsVpcFlow from "./aws-vpc-flow.json" with { type: "json" };
import awsWaf from "./aws-waf.json" with { type: "json" };
import caddyAccess from "./caddy-access.json" with { type: "json" };
import cloudflare from "./cloudflare.json" with { type: "json" };
import cloudtrail from "./cloudtrail.json" with { type: "json" };
import csv from "./csv.json" with { type: "json" };
import envoy from "./envoy.json" with { type: "json" };
import envoyJson from "./envoy-json.json" with { type: "json" };
import fluentBit from "./fluent-bit.json" with { type: "json" };
import fluentd from "./fluentd.json" with { type: "json" };
import gcp from "./gcp.json" with { type: "json" };
import haproxy from "./haproxy.json" with { type: "json" };
import heroku from "./heroku.json" with { type: "json" };
import iisNative from "./iis-native.json" with { type: "json" };
import logcli from "./logcli.json" with { type: "json" };
import lokiJson from "./loki-json.json" with { type: "json" };
import lighttpd from "./lighttpd.json" with { type: "json" };
import ltsv from "./ltsv.json" with { type: "json" };
import modJk from "./mod-jk.json" with { type: "json" };
import morgan from "./morgan.json" with { type: "json" };
import nginxError from "./nginx-error.json" with { type: "json" };
import nginxJson from "./nginx-json.json" with { type: "json" };
import papertrail from "./papertrail.json" with { type: "json" };
import splunkJson from "./splunk-json.json" with { type: "json" };
import squid from "./squid.json" with { type: "json" };
import squidCache from "./squid-cache.json" with { type: "json" };
import traefikJson from "./traefik-json.json" with { type: "json" };
import uwsgi from "./uwsgi.json" with { type: "json" };
import w3c from "./w3c.json" with { type: "json" };
import zeek from "./zeek.json" with { type: "json" };

/** Definitions of the formats of HTTP servers, proxies, cloud services and other stores of logs, and tables with a header. */
export const WEB_FORMATS: readonly unknown[] = [
  access,
  accessIngress,
  accessTraefik,
  apacheError,
  awsApiGateway,
  awsElb,
  awsLogsTail,
  awsS3,
  awsVpcFlow,
  awsWaf,
  caddyAccess,
  cloudflare,
  cloudtrail,
  csv,
  envoy,
  envoyJson,
  fluentBit,
  fluentd,
  gcp,
  haproxy,
  heroku,
  iisNative,
  logcli,
  lokiJson,
  lighttpd,
  ltsv,
  modJk,
  morgan,
  nginxError,
  nginxJson,
  papertrail,
  splunkJson,
  squid,
  squidCache,
  traefikJson,
  uwsgi,
  w3c,
  zeek,
];
