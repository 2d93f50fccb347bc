import { html } from 'hono/html';
import type { Context } from '../context.ts';
import type { Followed } from './certification.ts';
import { caseAt } from './certification-cases.ts';
import { newestAttempts } from './follow.ts';

const simulation = {
  en: 'A simulation: this certificate says nothing about the real CARM, and the CBSA has no part in it.',
  fr: 'Une simulation : ce certificat ne dit rien de la vraie GCRA, et l’ASFC n’y a aucune part.',
};

/** What a certificate says. */
export function toCertificate({ environment }: Context, { certification, attempts }: Followed) {
  const { id, party, channel, certifiedAt } = certification;
  return {
    simulation,
    environment,
    certification: id,
    holder: party,
    channel,
    // Whoever asks for a certificate has passed.
    certifiedAt: certifiedAt!,
    cases: newestAttempts(attempts).map(({ position, caseKey, attempt, accepted, rejected }) => ({
      ...{ position, case: caseKey, title: caseAt(position)!.title, attempts: attempt },
      ...(accepted + rejected === 0 ? {} : { accepted, rejected }),
    })),
  };
}

/** The certificate as a page by itself, in both languages. */
export function certificatePage(certificate: ReturnType<typeof toCertificate>) {
  const { environment, certification, holder, channel, certifiedAt, cases } = certificate;
  const rows = cases.map(
    ({ position, title, attempts }) =>
      html`<tr><td>${position}</td><td lang="en">${title.en}</td><td lang="fr">${title.fr}</td><td>${attempts}</td></tr>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Certificate ${certification} / Certificat ${certification}</title>
<style>body{font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto}td,th{padding:.2rem .8rem;text-align:left}p.notice{background:#26374a;color:#fff;padding:.8rem}</style>
</head>
<body>
<p class="notice" lang="en">${simulation.en}</p>
<p class="notice" lang="fr">${simulation.fr}</p>
<h1>Certificate / <span lang="fr">Certificat</span> ${certification}</h1>
<p>The software of ${holder} passed every case of the ${channel} test package in environment ${environment}, on ${certifiedAt} (simulated).</p>
<p lang="fr">Le logiciel de ${holder} a réussi tous les cas du lot d’essai ${channel} dans l’environnement ${environment}, le ${certifiedAt} (temps simulé).</p>
<table>
<thead><tr><th>#</th><th>Case</th><th lang="fr">Cas</th><th>Attempts / <span lang="fr">Essais</span></th></tr></thead>
<tbody>${rows}</tbody>
</table>
</body>
</html>`;
}
