/**
 * The claim lines as a biller's system reads them (ASC X12 005010X222A1, loop 2400): a preview, no claim. Amounts and
 * diagnosis pointers are the biller's and stay empty; a draft says so on every line. File information (K3) before the
 * lines carries the note's hash and what it was reckoned by.
 */
import { chargedNow, newestCorrection } from '../../../shared/domain/chargedNow.ts';
import { originOf } from './originOf.ts';
import type { ReleasedRecord } from './release.ts';

export function claimPreview(record: ReleasedRecord): string {
  const date = record.session.dateOfService.replaceAll('-', '');
  const corrected = newestCorrection(record);
  const billed = chargedNow(record).lines.filter(({ units }) => units > 0);
  const segments = billed.flatMap((line, i) => [
    `LX*${i + 1}`,
    `SV1*${['HC', line.code, ...line.modifiers.slice(0, 4)].join(':')}**UN*${line.units}`,
    `DTP*472*D8*${date}`,
    `REF*6R*${i + 1}`,
    ...(record.signature === null ? ['NTE*ADD*DRAFT NOT SIGNED'] : []),
  ]);
  const { noteSha256, rules, template, app } = originOf(record);
  const origin = [
    ...[`K3*NOTE SHA256 ${noteSha256}`, `K3*RULES SHA256 ${rules}`],
    ...[`K3*UNITS ${record.charges.rule}`, `K3*TEMPLATE ${template} APP ${app}`],
    ...(corrected === undefined ? [] : [`K3*REPLACES THE LINES SIGNED BEFORE ${corrected.signedAt}`]),
  ];
  return [...origin, ...segments].map((segment) => `${segment}~\n`).join('');
}
