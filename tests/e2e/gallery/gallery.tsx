/** Every part the screens are built from, in its states, on one page. Built and photographed by the gallery test alone. */
import '../../../src/renderer/ui/tokens.css';
import '../../../src/renderer/ui/base.css';
import '../../../src/renderer/app/app.css';
import { AudioLines, Check, FilePen, Mic, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ArrayPicture } from '../../../src/renderer/ui/ArrayPicture.tsx';
import { Badge } from '../../../src/renderer/ui/Badge.tsx';
import { Banner } from '../../../src/renderer/ui/Banner.tsx';
import { Button, IconButton } from '../../../src/renderer/ui/Button.tsx';
import { ChannelMeter } from '../../../src/renderer/ui/ChannelMeter.tsx';
import { Choices } from '../../../src/renderer/ui/Choices.tsx';
import { EmptyState } from '../../../src/renderer/ui/EmptyState.tsx';
import { Field } from '../../../src/renderer/ui/Field.tsx';
import { KeyHint } from '../../../src/renderer/ui/KeyHint.tsx';
import { ListRow } from '../../../src/renderer/ui/ListRow.tsx';
import { Progress } from '../../../src/renderer/ui/Progress.tsx';
import { SelectField } from '../../../src/renderer/ui/SelectField.tsx';
import { SideTabs } from '../../../src/renderer/ui/SideTabs.tsx';
import { Tick } from '../../../src/renderer/ui/Tick.tsx';
import { TrendChart } from '../../../src/renderer/ui/TrendChart.tsx';
import './gallery.css';

const COLOURS = [
  ...['canvas', 'surface', 'raised', 'sunken', 'hover', 'line', 'line-strong', 'ink', 'ink-soft', 'ink-muted'],
  ...['accent', 'accent-soft', 'attention', 'attention-soft', 'danger', 'danger-soft', 'record', 'heard', 'heard-now'],
];
const SIZES = ['xs', 'sm', 'md', 'lg', 'xl', '2xl'];
const VARIANTS = ['primary', 'secondary', 'quiet', 'danger', 'record'] as const;
const PLACES = [
  { x: -0.04, z: 0.03 },
  { x: 0.04, z: 0.03 },
  { x: -0.04, z: -0.03 },
  { x: 0.04, z: -0.03 },
];
const VERDICTS = ['good', 'clipping', 'dead', 'odd'] as const;
const nothing = (): void => undefined;

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="gallery-part">
      <h2>{title}</h2>
      <div className="gallery-row">{children}</div>
    </section>
  );
}

function Gallery() {
  const [tab, setTab] = useState<'one' | 'two'>('one');
  return (
    <main className="gallery">
      <h1>Parts</h1>
      <Part title="Colours">
        {COLOURS.map((name) => (
          <span key={name} className="swatch">
            <span style={{ background: `var(--${name})` }} />
            {name}
          </span>
        ))}
      </Part>
      <Part title="Type">
        {SIZES.map((size) => (
          <span key={size} style={{ fontSize: `var(--text-${size})` }}>
            Mod A, 12 min
          </span>
        ))}
      </Part>
      <Part title="Buttons">
        {VARIANTS.map((variant) => (
          <Button key={variant} variant={variant} icon={FilePen} onPress={nothing}>
            {variant}
          </Button>
        ))}
        <Button isDisabled>disabled</Button>
        <Button size="small" keys="A">
          small
        </Button>
        <Button size="large">large</Button>
        <Button size="huge" variant="primary" icon={Mic} keys="N">
          huge
        </Button>
        <IconButton icon={Pencil} label="Edit" />
        <IconButton icon={Trash2} label="Remove" isDisabled />
        <KeyHint keys="Ctrl Enter" />
      </Part>
      <Part title="States in words">
        {(['info', 'good', 'attention', 'danger', 'record'] as const).map((tone) => (
          <Badge key={tone} tone={tone} icon={Check}>
            {tone}
          </Badge>
        ))}
      </Part>
      <Part title="Banners">
        {(['info', 'good', 'attention', 'danger'] as const).map((tone) => (
          <Banner key={tone} tone={tone} actions={<Button size="small">Do it</Button>}>
            Said as “{tone}”: what to do, in one sentence.
          </Banner>
        ))}
      </Part>
      <Part title="Fields">
        <Field label="Plain" value="Walter Sample" onChange={nothing} help="A word of help." />
        <Field label="Empty" value="" onChange={nothing} isOptional placeholder="For example" />
        <Field label="With an error" value="12x" onChange={nothing} error="Type a figure, for example 120." />
        <Field label="Disabled" value="Locked" onChange={nothing} isDisabled />
        <SelectField label="One of many" value="a" onChange={nothing} options={[{ value: 'a', label: 'Self-care' }]} />
        <Choices
          label="One of a few"
          value="b"
          onChange={nothing}
          options={[
            { value: 'a', label: 'Left' },
            { value: 'b', label: 'Right' },
          ]}
        />
        <Tick isSelected onChange={nothing}>
          A ticked sentence
        </Tick>
        <Tick isSelected={false} onChange={nothing}>
          An open one
        </Tick>
      </Part>
      <Part title="Lists and tabs">
        <ul className="list-card gallery-wide">
          <li>
            <ListRow
              title="Walter Sample"
              detail="Mar 2, 2026"
              end={<Badge tone="attention">Draft</Badge>}
              onPress={nothing}
            />
          </li>
          <li>
            <ListRow title="Amara Lindqvist" onPress={nothing} />
          </li>
        </ul>
        <div className="gallery-wide">
          <SideTabs
            label="Tabs"
            selected={tab}
            onSelect={setTab}
            items={[
              { id: 'one', label: 'Source', content: <p>One</p> },
              { id: 'two', label: 'Minutes', count: 2, content: <p>Two</p> },
            ]}
          />
        </div>
      </Part>
      <Part title="Sound">
        <ul className="channel-meters gallery-wide">
          {VERDICTS.map((verdict, channel) => (
            <ChannelMeter key={verdict} channel={channel} verdict={verdict} peakDbFs={-8} rmsDbFs={-22} />
          ))}
          <ChannelMeter channel={4} verdict="good" peakDbFs={-55} rmsDbFs={-57} />
          <ChannelMeter channel={5} verdict="good" peakDbFs={-8} rmsDbFs={-22} isPaused />
        </ul>
        <ArrayPicture name="Before" places={PLACES} />
        <ArrayPicture name="Heard" places={PLACES} heard={VERDICTS.map((verdict) => ({ verdict, rmsDbFs: -22 }))} />
      </Part>
      <Part title="Progress and values">
        <div className="gallery-wide">
          <Progress label="Writing down the words" share={0.4} />
        </div>
        <TrendChart
          title="Transfer: toilet"
          range={[1, 7]}
          target={5}
          points={[
            { label: 'Feb 17', shown: 'Maximal assist', value: 2 },
            { label: 'Feb 24', shown: 'Moderate assist', value: 3 },
            { label: 'Mar 2', shown: 'Minimal assist', value: 4 },
          ]}
        />
      </Part>
      <Part title="Nothing yet">
        <EmptyState
          icon={AudioLines}
          title="Why it is empty"
          actions={<Button variant="primary">The next step</Button>}
        >
          One sentence about what comes here.
        </EmptyState>
      </Part>
    </main>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
createRoot(root).render(<Gallery />);
