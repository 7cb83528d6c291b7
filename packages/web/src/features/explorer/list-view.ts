/** A column of the list beside the message: one of the fields that any entry may have, or an attribute. */
export interface Column {
  /** As in the URL: `host`, `attributes.user`. */
  readonly name: string;
  readonly title: string;
  /** In CSS. */
  readonly width: string;
}

const FIELD_COLUMNS: readonly Column[] = [
  { name: "level", title: "Level", width: "44px" },
  { name: "time", title: "Time", width: "var(--time-column)" },
  { name: "service", title: "Service", width: "116px" },
  { name: "host", title: "Host", width: "116px" },
  { name: "file", title: "File", width: "140px" },
];
export const FIELD_COLUMN_NAMES: readonly string[] = FIELD_COLUMNS.map(({ name }) => name);
const DEFAULT_COLUMNS = "level,time,service";
const ATTRIBUTE = "attributes.";
const ATTRIBUTE_WIDTH = "120px";
/** More would leave no room for the message, and a list of any length may come by the URL. */
export const MAX_COLUMNS = 12;

export function attributeColumn(attribute: string): string {
  return `${ATTRIBUTE}${attribute}`;
}

/** The attribute that a column shows; null for a field. */
export function attributeOfColumn(name: string): string | null {
  return name.startsWith(ATTRIBUTE) ? name.slice(ATTRIBUTE.length) : null;
}

/** The columns of a list of names, fields first in their own order; what is not understood is left out. */
export function readColumns(text: string = DEFAULT_COLUMNS): Column[] {
  const names = new Set(text.split(",").map(decodeName));
  const fields = FIELD_COLUMNS.filter(({ name }) => names.has(name));
  const attributes = [...names].flatMap((name) => {
    const title = attributeOfColumn(name);
    return title ? [{ name, title, width: ATTRIBUTE_WIDTH }] : [];
  });
  return [...fields, ...attributes].slice(0, MAX_COLUMNS);
}

/** The columns that phones have room for over the message; others come below it. */
const PHONE_COLUMNS: ReadonlySet<string> = new Set(["level", "time", "service"]);

export function arrangeColumns(columns: readonly Column[], isPhone: boolean) {
  const isBeside = ({ name }: Column) => !isPhone || PHONE_COLUMNS.has(name);
  return { beside: columns.filter(isBeside), below: columns.filter((column) => !isBeside(column)) };
}

export function formatColumns(names: readonly string[]): string {
  return names.length === 0
    ? "none"
    : names.map((name) => name.replaceAll("%", "%25").replaceAll(",", "%2C")).join(",");
}

function decodeName(text: string): string {
  return text.replaceAll("%2C", ",").replaceAll("%25", "%");
}
