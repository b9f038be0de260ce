/** Who said a line, as a button: one press opens the others it may have been, for this line or for the voice from here on. */
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { CorrectionInput } from '../../../shared/contract.ts';
import type { Role } from '../../../shared/domain/audio.ts';
import type { Utterance } from '../../../shared/domain/utterance.ts';
import { clock } from '../../format/time.ts';
import { Icon } from '../../ui/Icon.tsx';
import { SPEAKER_WORDS } from './speakers.ts';

const ROLES: readonly Role[] = ['therapist', 'patient', 'caregiver', 'other'];
const REACHES = [
  { reach: 'line', title: 'This line is' },
  { reach: 'voice', title: 'This voice, from here on, is' },
] as const;

export interface SpeakerButtonProps {
  readonly utterance: Utterance;
  readonly onCorrect: (correction: CorrectionInput) => void;
}

export function SpeakerButton({ utterance, onCorrect }: SpeakerButtonProps) {
  const { id, speaker, startMs } = utterance;
  const others = ROLES.filter((role) => role !== speaker);
  return (
    <MenuTrigger>
      <Button
        className="transcript-speaker speaker-button"
        data-role={speaker}
        aria-label={`${SPEAKER_WORDS[speaker]} at ${clock(startMs)}: change the speaker`}
      >
        {SPEAKER_WORDS[speaker]}
        <Icon of={ChevronDown} size={12} />
      </Button>
      <Popover className="select-popover speaker-menu" placement="bottom start">
        <Menu>
          {REACHES.map(({ reach, title }) => (
            <MenuSection key={reach}>
              <Header className="speaker-menu-title">{title}</Header>
              {others.map((role) => (
                <MenuItem
                  key={role}
                  id={`${reach}-${role}`}
                  className="select-option"
                  textValue={SPEAKER_WORDS[role]}
                  onAction={() => onCorrect({ kind: 'speaker', utteranceId: id, speaker: role, reach })}
                >
                  {SPEAKER_WORDS[role]}
                  {role === 'other' && <span className="small muted">Nothing of it goes into the note.</span>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
