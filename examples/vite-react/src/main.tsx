import { OnshelfProvider } from 'onshelf/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { shelf } from './shelf';

createRoot(document.querySelector('#root') as HTMLElement).render(
  <StrictMode>
    <OnshelfProvider shelf={shelf}>
      <App />
    </OnshelfProvider>
  </StrictMode>,
);
