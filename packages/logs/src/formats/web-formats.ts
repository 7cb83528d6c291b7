import access from "./access.json" with { type: "json" };
import apacheError from "./apache-error.json" with { type: "json" };
import awsVpcFlow from "./aws-vpc-flow.json" with { type: "json" };
import csv from "./csv.json" with { type: "json" };
import nginxError from "./nginx-error.json" with { type: "json" };
import w3c from "./w3c.json" with { type: "json" };
import zeek from "./zeek.json" with { type: "json" };

/** Definitions of the formats of HTTP servers, proxies and cloud services, and tables with a header. */
export const WEB_FORMATS: readonly unknown[] = [access, apacheError, awsVpcFlow, csv, nginxError, w3c, zeek];
