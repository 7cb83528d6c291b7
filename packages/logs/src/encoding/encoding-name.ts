/** Encodings of text that are recognised, by the names of the WHATWG Encoding Standard; UTF-32, which it lacks, by its own. */
export type EncodingName =
  | "utf-8"
  | "utf-16le"
  | "utf-16be"
  | "utf-32le"
  | "utf-32be"
  | "gb18030"
  | "shift_jis"
  | "euc-jp"
  | "windows-1251"
  | "koi8-r"
  | "ibm866"
  | "windows-1252";
