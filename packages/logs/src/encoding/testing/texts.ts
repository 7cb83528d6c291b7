import type { EncodingName } from "../encoding-name.ts";

const stamped = (lines: readonly string[]): string =>
  lines.map((line, i) => `2026-03-14 09:0${i}:27.104 INFO [worker-${i}] ${line}\n`).join("");

const CHINESE = [
  "用户 lin 登录成功，来源地址 10.2.0.7",
  "连接数据库失败，正在重试（第 3 次）",
  "订单 88213 已支付，等待仓库发货",
  "磁盘空间不足，剩余 2%",
  "任务结束，用时 42 毫秒",
];
const JAPANESE = [
  "ユーザー sato がログインしました",
  "データベースへの接続に失敗しました。3 回目の再試行です",
  "注文 88213 の支払いが完了しました",
  "ディスクの空き容量が不足しています: 残り 2%",
  "処理は 42 ミリ秒で終了しました",
];
const RUSSIAN = [
  "Пользователь orlov вошёл в систему",
  "Не удалось подключиться к базе данных, попытка 3",
  "Заказ 88213 оплачен и передан на склад",
  "На диске осталось мало места: 2%",
  "Задача завершена за 42 мс",
];
const GERMAN = [
  "Benutzer müller hat sich für heute angemeldet",
  "Verbindung zur Datenbank fehlgeschlagen, nächster Versuch in 3 s",
  "Bestellung 88213 wurde übergeben, Größe geprüft",
  "Speicher läuft voll: noch 2%",
  "Auftrag – wie geplant – abgeschlossen",
];
const FRENCH = [
  "L’utilisateur dupré s’est connecté à l’hôte",
  "Échec de la connexion à la base de données, 3e essai",
  "Commande 88213 payée, prête à être expédiée",
  "Espace disque insuffisant : il reste 2 %",
  "Tâche terminée en 42 ms, coût 3 €",
];

/** Log lines of our own, and the encodings in which such a log may come. */
const TEXTS: readonly (readonly [language: string, text: string, encodings: readonly EncodingName[]])[] = [
  ["Chinese", stamped(CHINESE), ["utf-8", "gb18030", "utf-16le", "utf-16be", "utf-32le", "utf-32be"]],
  ["Japanese", stamped(JAPANESE), ["utf-8", "shift_jis", "euc-jp", "utf-16le", "utf-16be"]],
  ["Russian", stamped(RUSSIAN), ["utf-8", "windows-1251", "koi8-r", "ibm866", "utf-16le"]],
  ["German", stamped(GERMAN), ["utf-8", "windows-1252", "utf-16le"]],
  ["French", stamped(FRENCH), ["utf-8", "windows-1252", "utf-16be"]],
  ["English", stamped(["User lin signed in", "Disk is full"]), ["utf-8", "utf-16le", "utf-16be", "utf-32le"]],
];

const MARKED = new Set<EncodingName>(["utf-16le", "utf-16be", "utf-32le", "utf-32be"]);

/** Language, encoding, text: each with each. Wide ones also with a byte order mark. */
export const ENCODED_TEXTS = TEXTS.flatMap(([language, text, encodings]) =>
  encodings.flatMap((encoding) => [
    { language, encoding, text, mark: "" },
    ...(MARKED.has(encoding) ? [{ language, encoding, text, mark: "\ufeff" }] : []),
  ]),
);
