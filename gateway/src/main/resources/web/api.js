// The page that shows the OpenAPI document, by Swagger UI (swagger-ui-bundle.js), which is English only.

import { byId } from './dom.js';
import { initLanguage } from './texts.js';

initLanguage(() => {});

const dark = matchMedia('(prefers-color-scheme: dark)');
const setMode = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', setMode);
setMode();

// Without the standalone preset: it has an inline style, which the page's Content-Security-Policy forbids.
window.SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  domNode: byId('main'),
  layout: 'BaseLayout',
  presets: [window.SwaggerUIBundle.presets.apis],
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: false,
  queryConfigEnabled: false,
  validatorUrl: null,
});
