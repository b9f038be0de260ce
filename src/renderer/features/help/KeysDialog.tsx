/** Every key, by place. The same list the screens print beside their buttons. */
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { KEYS } from './keys.ts';
import './keysDialog.css';

export function KeyList() {
  return (
    <div className="key-groups">
      {KEYS.map((group) => (
        <section key={group.place}>
          <h3 className="key-place">{group.place}</h3>
          <dl>
            {group.keys.map(({ key, does }) => (
              <div className="key-line" key={key}>
                <dt>
                  <span className="visually-hidden">{key}</span>
                  <KeyHint keys={key} />
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" isOpen={isOpen} onClose={onClose} width="wide">
      <p className="soft small">Single letters act while no text field has the focus.</p>
      <KeyList />
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  );
}
