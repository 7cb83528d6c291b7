export interface PageOf<T> {
  readonly items: T[];
  readonly total: number;
}
