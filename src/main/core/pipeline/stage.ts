/**
 * What a stage is. A pipeline is a table of stages; each says what it needs from the graph of results and what it adds.
 * Only the orchestrator loops, measures, saves and resumes: a stage is a function from its needs to its product.
 */
export interface StageContext {
  readonly signal: AbortSignal;
  /** Share of this stage that is done, 0 to 1. */
  progress(share: number): void;
}

export interface Stage<Graph, Need extends keyof Graph = keyof Graph, Ensure extends keyof Graph = keyof Graph> {
  readonly id: string;
  /** Raised when the stage would give another result for the same input: old checkpoints are then not used. */
  readonly version: number;
  readonly needs: readonly Need[];
  readonly ensures: Ensure;
  /** Results worth keeping over a crash; the quick ones are computed again. */
  readonly isSaved: boolean;
  run(graph: Pick<Graph, Need>, context: StageContext): Promise<Graph[Ensure]>;
}

/** Keeps the type of each stage while the table holds stages of different needs. */
export function defineStage<Graph>() {
  return <Need extends keyof Graph, Ensure extends keyof Graph>(stage: Stage<Graph, Need, Ensure>): Stage<Graph> =>
    stage as unknown as Stage<Graph>;
}
