import { z } from '@hono/zod-openapi';
import {
  readUpload,
  takeUpload,
  type Upload,
  uploadKinds,
  uploadsOf,
  uploadTerms,
} from '../notices/uploads.ts';
import {
  button,
  errorSummary,
  type FormState,
  postForm,
  selectField,
  textField,
  untouched,
} from '../pages/form.ts';
import { count } from '../pages/formats.ts';
import { atAccount } from '../pages/guards.ts';
import { html, nothing } from '../pages/html.ts';
import { link, table } from '../pages/parts.ts';
import type { Params, Site } from '../pages/site.ts';
import { type AtAccount, to } from '../pages/visit.ts';
import { inBoth } from '../pages/words.ts';
import { messageTabs } from './messages.ts';

const words = inBoth({
  title: ['Documents', 'Documents'],
  upload: ['Upload a document', 'Téléverser un document'],
  kind: ['Document type', 'Type de document'],
  invoice: ['Invoice', 'Facture'],
  'certificate-of-origin': ['Certificate of origin', 'Certificat d’origine'],
  ruling: ['For a ruling', 'Pour une décision anticipée'],
  case: ['For a case', 'Pour un dossier'],
  security: ['Financial security', 'Garantie financière'],
  other: ['Other', 'Autre'],
  reference: ['Case or transaction number', 'Numéro de dossier ou de transaction'],
  file: ['File', 'Fichier'],
  limits: ['At most 10 MB; of these kinds:', 'Au plus 10 Mo; formats acceptés :'],
  go: ['Upload', 'Téléverser'],
  name: ['File', 'Fichier'],
  size: ['Size (bytes)', 'Taille (octets)'],
  on: ['Uploaded', 'Téléversé'],
  none: ['No documents were uploaded for this account.', 'Aucun document n’a été téléversé pour ce compte.'],
});

export function documentPages(site: Site): void {
  site.page('/portal/messages/documents', atAccount('cad:read'), (visit) => show(visit, {}, untouched));

  site.form('/portal/messages/documents/upload', atAccount('cad:adjust'), {
    show,
    schema: z.object({
      kind: z.enum(uploadKinds),
      caseReference: z.string().min(1).max(50),
      file: z.instanceof(File),
    }),
    act: async ({ ctx, account }, { file, ...about }) => {
      const bytes = Buffer.from(await file.arrayBuffer());
      await takeUpload(ctx, { ...about, programAccount: account.bn15 }, { name: file.name, bytes });
      return '/portal/messages/documents';
    },
  });

  site.download('/portal/messages/documents/:id', atAccount('cad:read'), async ({ ctx }, { id }) => {
    const { fileName, content } = await readUpload(ctx, Number(id));
    // Whatever it is, a browser keeps it as a file.
    return {
      name: fileName,
      type: 'application/octet-stream',
      content: new Uint8Array(Buffer.from(content, 'base64')),
    };
  });
}

async function show(visit: AtAccount, _: Params, state: FormState) {
  const { ctx, account, language } = visit;
  const w = words[language];
  const kinds = uploadKinds.map((kind) => [kind, w[kind]] as const);
  const fields = html`${selectField(language, state, { name: 'kind', label: w.kind, options: kinds, isRequired: true, isOptional: true })}
${textField(language, state, { name: 'caseReference', label: w.reference, value: visit.query.get('case') ?? '', size: 20, isRequired: true })}
${textField(language, state, { name: 'file', label: w.file, hint: `${w.limits} ${uploadTerms.endings.join(' ')}`, type: 'file', accept: uploadTerms.endings.join(','), isRequired: true })}
<div class="buttons">${button(w.go)}</div>`;
  const form = html`<h2>${w.upload}</h2>${postForm(to(visit, '/portal/messages/documents/upload'), fields, { isUpload: true })}`;
  const body = html`${messageTabs(visit)}${errorSummary(language, state)}
${table<Omit<Upload, 'content'>>(
  w.title,
  [
    {
      title: w.name,
      cell: ({ id, fileName }) => link(to(visit, `/portal/messages/documents/${id}`), fileName),
    },
    { title: w.kind, cell: ({ kind }) => w[kind] },
    { title: w.reference, cell: ({ caseReference }) => caseReference },
    { title: w.size, cell: ({ size }) => count(size, language), isNumber: true },
    { title: w.on, cell: ({ uploadedAt }) => uploadedAt.slice(0, 10) },
  ],
  await uploadsOf(ctx.store.read, account.bn15),
  w.none,
)}
${ctx.actor.scopes.has('cad:adjust') ? form : nothing}`;
  return { title: w.title, body };
}
