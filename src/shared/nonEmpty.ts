/** A list that cannot be empty: the type behind "no statement without evidence". */
export type NonEmpty<T> = readonly [T, ...T[]];

export function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0;
}

export function nonEmpty<T>(list: readonly T[]): NonEmpty<T> | null {
  return isNonEmpty(list) ? list : null;
}
