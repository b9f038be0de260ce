/** Entry point of the pages. */
import './ui/tokens.css';
import './ui/base.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { applyTheme, savedTheme } from './state/theme.ts';
import { connect } from './transport/connect.ts';

applyTheme(savedTheme());
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <App client={connect()} />
  </StrictMode>,
);
