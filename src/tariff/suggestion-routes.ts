import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../accounts/rights.ts';
import { type App, json, problems, servedAs } from '../http/app-type.ts';
import { suggestClassification } from './suggest-classification.ts';

const SuggestionView = z
  .object({
    heading: z.string(),
    label: z.object({ en: z.string(), fr: z.string() }),
    share: z.number(),
    classifications: z.array(z.string()),
  })
  .openapi('ClassificationSuggestion');

const suggestRoute = createRoute({
  method: 'get',
  path: '/classification-suggestions',
  operationId: 'suggestClassification',
  summary: 'Headings whose labels share words with a description, in English or French: a help, not a ruling',
  ...servedAs(2),
  request: { query: z.object({ description: z.string().min(3).max(500) }) },
  responses: {
    200: json(z.object({ items: z.array(SuggestionView) }), 'Best first'),
    ...problems(400, 401, 403, 503),
  },
});

export function suggestionRoutes(app: App): void {
  app.openapi(suggestRoute, async (c) => {
    requireScope(c.var.ctx, 'reference:read');
    const { description } = c.req.valid('query');
    return c.json({ items: await suggestClassification(c.var.ctx, description) }, 200);
  });
}
