/**
 * An ONNX graph as plain data (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). The numbers of a tensor are made
 * when they are written and not before: a graph of gigabytes is described in kilobytes.
 */

/** TensorProto.DataType */
export const ELEMENT_TYPES = { float: 1, uint8: 2, int8: 3, int64: 7, bool: 9, float16: 10 } as const;
export type ElementType = keyof typeof ELEMENT_TYPES;

export interface Initializer {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly byteLength: number;
  /** The numbers, row-major and little-endian, `byteLength` of them. Called once. */
  load(): Promise<Uint8Array> | Uint8Array;
}

/** A whole number, whole numbers, a text, a float, or a graph of its own (the branches of an If). */
export type Attribute =
  | number
  | readonly number[]
  | string
  | { readonly float: number }
  | { readonly graph: OnnxGraph };

export interface OnnxNode {
  readonly name: string;
  readonly opType: string;
  /** Empty for the standard operators. */
  readonly domain: string;
  /** An empty name is an input left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface ValueInfo {
  readonly name: string;
  readonly type: ElementType;
  /** A name is a length that varies, null one nobody named. */
  readonly dims: readonly (number | string | null)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly Initializer[];
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
}

export interface OnnxModel {
  readonly graph: OnnxGraph;
  readonly opsets: readonly { readonly domain: string; readonly version: number }[];
  readonly metadata: Readonly<Record<string, string>>;
}
