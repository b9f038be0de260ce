/** Where two word lists differ in their best alignment: the stretches that stand against each other, in order. */
export interface Difference {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export function differences(reference: readonly string[], hypothesis: readonly string[]): Difference[] {
  const cost = costs(reference, hypothesis);
  const found: { from: string[]; to: string[] }[] = [];
  let open: { from: string[]; to: string[] } | null = null;
  let r = reference.length;
  let h = hypothesis.length;
  while (r > 0 || h > 0) {
    const here = cost[r]![h]!;
    const same = r > 0 && h > 0 && reference[r - 1] === hypothesis[h - 1];
    if (same && cost[r - 1]![h - 1] === here) {
      open = null;
      r -= 1;
      h -= 1;
      continue;
    }
    if (open === null) found.push((open = { from: [], to: [] }));
    if (r > 0 && h > 0 && cost[r - 1]![h - 1]! + 1 === here) {
      open.from.unshift(reference[--r]!);
      open.to.unshift(hypothesis[--h]!);
    } else if (r > 0 && cost[r - 1]![h]! + 1 === here) open.from.unshift(reference[--r]!);
    else open.to.unshift(hypothesis[--h]!);
  }
  return found.reverse();
}

function costs(a: readonly string[], b: readonly string[]): number[][] {
  const cost = Array.from({ length: a.length + 1 }, (_, r) => [r, ...new Array<number>(b.length).fill(0)]);
  for (let h = 1; h <= b.length; h++) cost[0]![h] = h;
  for (let r = 1; r <= a.length; r++)
    for (let h = 1; h <= b.length; h++)
      cost[r]![h] = Math.min(
        cost[r - 1]![h - 1]! + (a[r - 1] === b[h - 1] ? 0 : 1),
        cost[r - 1]![h]! + 1,
        cost[r]![h - 1]! + 1,
      );
  return cost;
}
