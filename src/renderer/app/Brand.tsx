/** The mark: a voice that becomes a line of writing. */
export function Brand({ isLarge }: { readonly isLarge?: boolean }) {
  const size = isLarge ? 40 : 24;
  return (
    <span className="brand" data-large={isLarge || undefined}>
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" className="brand-tile" />
        <g className="brand-lines" strokeWidth="2.6" strokeLinecap="round">
          <path d="M8 13v6M13 9v14M18 12v8" />
          <path d="M23 22h2" />
        </g>
      </svg>
      <span>OT Scribe</span>
    </span>
  );
}
