import type { Bilingual } from '../errors.ts';

/** Syntax errors by their codes in UN/EDIFACT code list 0085. Source: ISO 9735, general knowledge (mark K). */
const texts = {
  '2': ['Syntax level not supported', 'Niveau de syntaxe non pris en charge'],
  '12': ['Value not valid', 'Valeur non valide'],
  '13': ['Missing', 'Élément manquant'],
  '15': ['Not supported in this position', 'Non prévu à cet endroit'],
  '16': ['Too many constituents', 'Trop de constituants'],
  '18': ['Not well-formed', 'Mal formé'],
  '21': ['Character not valid', 'Caractère non valide'],
  '25': ['Test indicator not supported', 'Indicateur d’essai non pris en charge'],
  '26': ['Duplicate detected', 'Double détecté'],
  '28': ['References do not match', 'Les références ne concordent pas'],
  '29': ['Control count does not match', 'Le total de contrôle ne concorde pas'],
  '35': ['Too many repetitions', 'Trop de répétitions'],
} as const;

export type FaultCode = keyof typeof texts;

/** Where in an interchange: by segment, or by the path of an element. Segments are counted from UNH, from 1. */
export interface Place {
  segment?: number;
  tag?: string;
  element?: number;
  component?: number;
  path?: string;
}

export interface SyntaxFault extends Place {
  code: FaultCode;
  text: Bilingual;
}

/** A fault and what it is about: the value met, the name of what is missing. */
export function fault(code: FaultCode, place: Place, about: string | Bilingual = ''): SyntaxFault {
  const [en, fr] = texts[code];
  const said = typeof about === 'string' ? { en: about, fr: about } : about;
  return {
    code,
    ...place,
    text: {
      en: `${whereEn(place)}${en}${said.en === '' ? '' : `: ${said.en}`}`,
      fr: `${whereFr(place)}${fr}${said.fr === '' ? '' : ` : ${said.fr}`}`,
    },
  };
}

function whereEn({ segment, tag, element, component, path }: Place): string {
  if (path !== undefined) return `${path}: `;
  const parts = [
    tag === undefined ? undefined : `segment ${segment ?? ''} ${tag}`.replace('  ', ' '),
    element === undefined ? undefined : `element ${element}`,
    component === undefined ? undefined : `component ${component}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}

function whereFr({ segment, tag, element, component, path }: Place): string {
  if (path !== undefined) return `${path} : `;
  const parts = [
    tag === undefined ? undefined : `segment ${segment ?? ''} ${tag}`.replace('  ', ' '),
    element === undefined ? undefined : `élément ${element}`,
    component === undefined ? undefined : `composant ${component}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `${parts.join(', ')} : `;
}
