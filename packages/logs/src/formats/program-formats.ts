import akka from "./akka.json" with { type: "json" };
import app from "./app.json" with { type: "json" };
import asterisk from "./asterisk.json" with { type: "json" };
import atlassian from "./atlassian.json" with { type: "json" };
import awsLambda from "./aws-lambda.json" with { type: "json" };
import bunyan from "./bunyan.json" with { type: "json" };
import capnslog from "./capnslog.json" with { type: "json" };
import cassandra from "./cassandra.json" with { type: "json" };
import chromium from "./chromium.json" with { type: "json" };
import ciRunner from "./ci-runner.json" with { type: "json" };
import clamav from "./clamav.json" with { type: "json" };
import clickhouse from "./clickhouse.json" with { type: "json" };
import cockroachdb from "./cockroachdb.json" with { type: "json" };
import couchbase from "./couchbase.json" with { type: "json" };
import couchdb from "./couchdb.json" with { type: "json" };
import dart from "./dart.json" with { type: "json" };
import datadogAgent from "./datadog-agent.json" with { type: "json" };
import db2diag from "./db2diag.json" with { type: "json" };
import deluge from "./deluge.json" with { type: "json" };
import django from "./django.json" with { type: "json" };
import dotnetConsole from "./dotnet-console.json" with { type: "json" };
import elasticsearch from "./elasticsearch.json" with { type: "json" };
import elasticsearchJson from "./elasticsearch-json.json" with { type: "json" };
import elixir from "./elixir.json" with { type: "json" };
import envLogger from "./env-logger.json" with { type: "json" };
import esphome from "./esphome.json" with { type: "json" };
import freeswitch from "./freeswitch.json" with { type: "json" };
import gelf from "./gelf.json" with { type: "json" };
import gitea from "./gitea.json" with { type: "json" };
import glassfish from "./glassfish.json" with { type: "json" };
import gluster from "./gluster.json" with { type: "json" };
import goLog from "./go-log.json" with { type: "json" };
import hclog from "./hclog.json" with { type: "json" };
import ibmMq from "./ibm-mq.json" with { type: "json" };
import javaWrapper from "./java-wrapper.json" with { type: "json" };
import jboss from "./jboss.json" with { type: "json" };
import json from "./json.json" with { type: "json" };
import jul from "./jul.json" with { type: "json" };
import jvmGc from "./jvm-gc.json" with { type: "json" };
import levelMessage from "./level-message.json" with { type: "json" };
import localDates from "./local-dates.json" with { type: "json" };
import log4j from "./log4j.json" with { type: "json" };
import logfmt from "./logfmt.json" with { type: "json" };
import logrus from "./logrus.json" with { type: "json" };
import loguru from "./loguru.json" with { type: "json" };
import minecraft from "./minecraft.json" with { type: "json" };
import mongodb from "./mongodb.json" with { type: "json" };
import mongodbText from "./mongodb-text.json" with { type: "json" };
import monolog from "./monolog.json" with { type: "json" };
import mosquitto from "./mosquitto.json" with { type: "json" };
import mssql from "./mssql.json" with { type: "json" };
import mysqlError from "./mysql-error.json" with { type: "json" };
import mysqlGeneral from "./mysql-general.json" with { type: "json" };
import mysqlSlow from "./mysql-slow.json" with { type: "json" };
import nats from "./nats.json" with { type: "json" };
import nest from "./nest.json" with { type: "json" };
import nexus from "./nexus.json" with { type: "json" };
import nlog from "./nlog.json" with { type: "json" };
import npm from "./npm.json" with { type: "json" };
import nslog from "./nslog.json" with { type: "json" };
import openvpn from "./openvpn.json" with { type: "json" };
import oracleAlert from "./oracle-alert.json" with { type: "json" };
import oracleListener from "./oracle-listener.json" with { type: "json" };
import otlp from "./otlp.json" with { type: "json" };
import paper from "./paper.json" with { type: "json" };
import payara from "./payara.json" with { type: "json" };
import pgbouncer from "./pgbouncer.json" with { type: "json" };
import php from "./php.json" with { type: "json" };
import pino from "./pino.json" with { type: "json" };
import pinoPretty from "./pino-pretty.json" with { type: "json" };
import pipes from "./pipes.json" with { type: "json" };
import plain from "./plain.json" with { type: "json" };
import plex from "./plex.json" with { type: "json" };
import pm2 from "./pm2.json" with { type: "json" };
import postgresql from "./postgresql.json" with { type: "json" };
import postgresqlCsv from "./postgresql-csv.json" with { type: "json" };
import pythonLogging from "./python-logging.json" with { type: "json" };
import pythonLoggingBasic from "./python-logging-basic.json" with { type: "json" };
import rabbitmq from "./rabbitmq.json" with { type: "json" };
import rabbitmqReport from "./rabbitmq-report.json" with { type: "json" };
import rails from "./rails.json" with { type: "json" };
import redis from "./redis.json" with { type: "json" };
import ros from "./ros.json" with { type: "json" };
import rubyLogger from "./ruby-logger.json" with { type: "json" };
import serilog from "./serilog.json" with { type: "json" };
import serilogClef from "./serilog-clef.json" with { type: "json" };
import sidekiq from "./sidekiq.json" with { type: "json" };
import splunkd from "./splunkd.json" with { type: "json" };
import supervisord from "./supervisord.json" with { type: "json" };
import swiftLog from "./swift-log.json" with { type: "json" };
import teamcity from "./teamcity.json" with { type: "json" };
import telegraf from "./telegraf.json" with { type: "json" };
import timbre from "./timbre.json" with { type: "json" };
import tor from "./tor.json" with { type: "json" };
import tornado from "./tornado.json" with { type: "json" };
import tracing from "./tracing.json" with { type: "json" };
import trino from "./trino.json" with { type: "json" };
import unrealEngine from "./unreal-engine.json" with { type: "json" };
import uvicorn from "./uvicorn.json" with { type: "json" };
import vaultAudit from "./vault-audit.json" with { type: "json" };
import vsftpd from "./vsftpd.json" with { type: "json" };
import weblogic from "./weblogic.json" with { type: "json" };
import websphere from "./websphere.json" with { type: "json" };
import zap from "./zap.json" with { type: "json" };
import zerologConsole from "./zerolog-console.json" with { type: "json" };
import zigbee2mqtt from "./zigbee2mqtt.json" with { type: "json" };

/** Definitions of the formats of databases, languages and frameworks, and the formats that anything may be written in. */
export const PROGRAM_FORMATS: readonly unknown[] = [
  akka,
  app,
  asterisk,
  atlassian,
  awsLambda,
  bunyan,
  capnslog,
  cassandra,
  chromium,
  ciRunner,
  clamav,
  clickhouse,
  cockroachdb,
  couchbase,
  couchdb,
  dart,
  datadogAgent,
  db2diag,
  deluge,
  django,
  dotnetConsole,
  elasticsearch,
  elasticsearchJson,
  elixir,
  envLogger,
  esphome,
  freeswitch,
  gelf,
  gitea,
  glassfish,
  gluster,
  goLog,
  hclog,
  ibmMq,
  javaWrapper,
  jboss,
  json,
  jul,
  jvmGc,
  levelMessage,
  localDates,
  log4j,
  logfmt,
  logrus,
  loguru,
  minecraft,
  mongodb,
  mongodbText,
  monolog,
  mosquitto,
  mssql,
  mysqlError,
  mysqlGeneral,
  mysqlSlow,
  nats,
  nest,
  nexus,
  nlog,
  npm,
  nslog,
  openvpn,
  oracleAlert,
  oracleListener,
  otlp,
  paper,
  payara,
  pgbouncer,
  php,
  pino,
  pinoPretty,
  pipes,
  plain,
  plex,
  pm2,
  postgresql,
  postgresqlCsv,
  pythonLogging,
  pythonLoggingBasic,
  rabbitmq,
  rabbitmqReport,
  rails,
  redis,
  ros,
  rubyLogger,
  serilog,
  serilogClef,
  sidekiq,
  splunkd,
  supervisord,
  swiftLog,
  teamcity,
  telegraf,
  timbre,
  tor,
  tornado,
  tracing,
  trino,
  unrealEngine,
  uvicorn,
  vaultAudit,
  vsftpd,
  weblogic,
  websphere,
  zap,
  zerologConsole,
  zigbee2mqtt,
];
