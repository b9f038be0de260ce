/** A key as printed on the keyboard. Hidden from screen readers: the control's name comes first, `?` lists all keys. */
import './keyHint.css';

export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className="key-hint" aria-hidden="true">
      {keys}
    </span>
  );
}
