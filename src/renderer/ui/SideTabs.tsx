/** Tabs over one pane. */
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, TabPanels, Tabs } from 'react-aria-components/Tabs';
import './tabs.css';

export interface TabItem<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly count?: number;
  readonly content: ReactNode;
}

export interface SideTabsProps<T extends string> {
  readonly label: string;
  readonly selected: T;
  readonly onSelect: (id: T) => void;
  readonly items: readonly TabItem<T>[];
}

export function SideTabs<T extends string>({ label, selected, onSelect, items }: SideTabsProps<T>) {
  return (
    <Tabs
      className="tabs"
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(key as T)}
      keyboardActivation="automatic"
    >
      <TabList className="tabs-list" aria-label={label}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className="tab">
            {item.label}
            {item.count !== undefined && item.count > 0 && <span className="tab-count tabular">{item.count}</span>}
          </Tab>
        ))}
      </TabList>
      <TabPanels className="tabs-panels">
        {items.map((item) => (
          <TabPanel key={item.id} id={item.id} className="tab-panel">
            {item.content}
          </TabPanel>
        ))}
      </TabPanels>
    </Tabs>
  );
}
