/** The microphones that `record` can use, for the command line. */
import { listInputDevices } from '../../../audio/capture/deviceList.ts';
import type { InputDevice } from '../../../shared/contract.ts';
import type { Result } from '../../../shared/result.ts';

export function listMicrophones(): Promise<Result<readonly InputDevice[]>> {
  return listInputDevices();
}
